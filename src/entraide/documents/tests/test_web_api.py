"""A program reads the papers through the API and the feed: what is public as anybody, more when a person has signed in."""

from __future__ import annotations

import pytest
from lxml import etree

from entraide.documents import queries
from entraide.foundation.db.context import acting_as
from entraide.kernel.audience import Audience

from .test_searches import filed  # noqa: F401 - the story's papers

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def read(browser, address, status=200, **headers):
    answer = browser.get(address, headers=headers)
    assert answer.status_code == status, (address, answer.content[:200])
    assert answer["Content-Type"].startswith("application/json")
    return answer.json()


def test_from_the_list_to_a_document_its_text_and_a_paragraph(as_, cast, filed):  # noqa: F811
    document = filed()
    jo = as_("jo")
    (row,) = read(jo, "/api/documents/")["documents"]
    assert (row["id"], row["symbols"], row["title"]["en"]["text"]) == (document.pk, ["ARC/2020/7"], "Statues")
    one = read(jo, row["url"])
    assert {version["language"] for version in one["versions"]} == {"ar", "en", "es", "fr", "ru", "zh"}
    tree = read(jo, row["languages"]["zh"])
    guid = tree["sections"][0]["paragraphs"][0]["guid"]
    found = read(jo, f"/api/paragraphs/{guid}/")
    assert found["text"]["zh"]["text"].startswith("各国")
    assert jo.get(found["page"]).status_code == 200
    assert read(jo, found["document"])["id"] == document.pk


def test_pages_by_cursor_have_every_document_once(as_, filed):  # noqa: F811
    made = [filed(f"ARC/2021/{number}", {"en": "x"}).pk for number in range(7)]
    jo, address, seen = as_("jo"), "/api/documents/?size=3&kind=resolution", []
    while address:
        page = read(jo, address)
        assert len(page["documents"]) <= 3
        seen += [row["id"] for row in page["documents"]]
        address = page["next"]
    assert seen == made[::-1]


def test_the_list_has_the_filters_of_the_search(as_, filed):  # noqa: F811
    filed("ARC/LIB/2020/1", {"en": "A register in Peru."}, dated="2020-05-01")
    filed("OTH/2021/1", {"fr": "Un registre."}, dated="2021-05-01")
    jo = as_("jo")
    for query, symbols in (
        ("body=ARC", ["ARC/LIB/2020/1"]), ("body=AR", []), ("state=PER", ["ARC/LIB/2020/1"]), ("year=2021", ["OTH/2021/1"]),
        ("language=fr", ["OTH/2021/1"]), ("session=2020", ["ARC/LIB/2020/1"]), ("kind=report", []), ("item=4", []),
        ("meeting=5", []),
    ):  # fmt: skip
        rows = read(jo, f"/api/documents/?{query}")["documents"]
        assert [symbol for row in rows for symbol in row["symbols"]] == symbols, query


def test_the_search_marks_what_was_found(as_, filed):  # noqa: F811
    filed()
    found = read(as_("jo"), "/api/search/?q=trafficked+statues&reader=en")
    assert found["count"] == 1
    passage = found["hits"][0]["passages"][0]
    assert [bit["text"] for bit in passage["text"] if bit["found"]] == ["trafficked statues"]
    assert read(as_("jo"), passage["url"])["guid"] == passage["guid"]
    assert read(as_("jo"), "/api/search/?q=museo&reader=en&in=page")["count"] == 0


def test_an_answer_that_is_known_is_not_sent_again(as_, filed):  # noqa: F811
    document = filed()
    jo = as_("jo")
    first = jo.get(f"/api/documents/{document.pk}/")
    assert first["Cache-Control"] == "public, max-age=60"
    assert first["Access-Control-Allow-Origin"] == "*"
    assert "Cookie" in first["Vary"]
    again = jo.get(f"/api/documents/{document.pk}/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Access-Control-Allow-Origin"] == "*"
    assert jo.get(f"/api/documents/{document.pk}/", headers={"If-None-Match": '"other"'}).status_code == 200


def test_what_a_person_is_told_stays_with_that_person(as_, filed):  # noqa: F811
    document = filed(audience=Audience.STATE, entity="EGY")
    answer = as_("samira").get(f"/api/documents/{document.pk}/")
    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/", 404, "DOC-410"), ("/api/documents/99/", 404, "DOC-410"), ("/api/documents/99/fr/", 404, "DOC-410"),
        ("/api/documents/x/", 404, "DOC-410"), ("/api/paragraphs/00000000-0000-4000-8000-000000000000/", 404, "DOC-410"),
        ("/api/documents/99999999999999999999999/", 404, "DOC-410"),
        ("/api/search/", 400, "DOC-411"), ("/api/search/?q=a&page=0", 400, "DOC-411"),
        ("/api/documents/?size=1000", 400, "DOC-411"), ("/api/documents/?cursor=x", 400, "DOC-411"),
        ("/api/documents/?language=xx", 400, "DOC-411"), ("/api/documents/?year=x", 400, "DOC-411"),
    ],
)  # fmt: skip
def test_problems_are_numbered_and_in_json(as_, address, status, code):
    assert read(as_("jo"), address, status)["problems"][0]["code"] == code


def test_the_api_is_only_read(as_):
    jo = as_("jo")
    for method in (jo.post, jo.put, jo.delete):
        answer = method("/api/documents/")
        assert (answer.status_code, answer.json()["problems"][0]["code"]) == (405, "DOC-412")
    asked = jo.options("/api/documents/")
    assert (asked.status_code, asked["Access-Control-Allow-Origin"], asked["Allow"]) == (204, "*", "GET, HEAD, OPTIONS")


def test_the_stranger_reads_nothing_that_is_not_for_them(as_, cast, filed):  # noqa: F811
    document = filed("SEC/2020/1", {"en": "The walrus is ours."}, Audience.SECRETARIAT, title="Walrus")
    nadia = cast("nadia")
    with acting_as(nadia):
        (row,) = queries.paragraphs_of(nadia, document.pk)
    for name in ("jo", "samira"):
        stranger = as_(name)
        assert read(stranger, "/api/documents/")["documents"] == []
        assert read(stranger, "/api/search/?q=walrus") == {"count": 0, "at_least": False, "hits": []}
        for address in (f"documents/{document.pk}/", f"documents/{document.pk}/en/", f"paragraphs/{row.guid}/"):
            assert read(stranger, f"/api/{address}", 404)["problems"][0]["code"] == "DOC-410"
        assert b"alrus" not in stranger.get("/documents/feed.atom").content
    assert b"alrus" in as_("nadia").get("/documents/feed.atom").content


def feed(browser, query=""):
    answer = browser.get(f"/documents/feed.atom{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(answer.content)


def test_the_feed_has_what_atom_asks_for(as_, filed):  # noqa: F811
    filed(title="Statues & \x01 <b>")
    filed("OTH/2021/1", {"fr": "Un registre."})
    root = feed(as_("jo"))
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    for name in ("id", "title", "updated", "author/a:name"):
        assert root.xpath(f"string(a:{name})", namespaces=ATOM), name
    assert root.xpath("a:link[@rel='self']", namespaces=ATOM)
    entries = root.xpath("a:entry", namespaces=ATOM)
    assert len(entries) == 2
    for entry in entries:
        for name in ("id", "title", "updated", "link/@href"):
            assert entry.xpath(f"string(a:{name})", namespaces=ATOM), name
    ids = root.xpath("//a:id/text()", namespaces=ATOM)
    assert len(set(ids)) == 3


def test_a_feed_of_one_body_and_one_language(as_, filed):  # noqa: F811
    filed("ARC/2020/7")
    filed("OTH/2021/1", {"fr": "Un registre."})
    jo = as_("jo")
    titles = feed(jo, "?body=OTH").xpath("a:entry/a:title/text()", namespaces=ATOM)
    assert titles == ["OTH/2021/1 Statues"]
    french = feed(jo, "?language=fr")
    assert french.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert all(link.endswith("/fr/") for link in french.xpath("a:entry/a:link/@href", namespaces=ATOM))
    assert len(feed(jo, "?language=es").xpath("a:entry", namespaces=ATOM)) == 1
    assert 'type="application/atom+xml"' in jo.get("/documents/").content.decode()

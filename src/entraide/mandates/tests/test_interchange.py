"""The register for other systems: JSON and Atom, for each what they may see."""

import json

import pytest
from lxml import etree

from entraide.documents.models import Document
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.text import Text
from entraide.mandates import actions
from entraide.mandates.models import Mandate, Relation

from .test_figures import BODY, filed

ATOM = {"a": "http://www.w3.org/2005/Atom"}
INFORMEA = {
    "id", "link", "title", "longTitle", "summary", "type", "status", "number", "treaty", "published", "updated", "meetingId",
    "meetingTitle", "meetingUrl", "content", "keywords", "displayOrder", "files",
}  # fmt: skip


@pytest.fixture
def register(cast):
    """A public report and one that the parties alone may read; evidence, validated and waiting, and a relation between."""
    nadia, viktor = cast("nadia"), cast("viktor")
    opened, closed = filed(nadia, 2021), filed(nadia, 2022)
    with acting_as(nadia):
        ours = Mandate.objects.get(paragraph__document=opened, paragraph__number="23", paragraph__point="a")
        theirs = Mandate.objects.get(paragraph__document=closed, paragraph__number="23", paragraph__point="a")
        for word in ("Sound", "Waiting"):
            told = Text.of("en", en=f"{word} law.")
            laid = actions.add_evidence(nadia, mandate=ours, kind="law", text=told, document_id=closed.pk)
            if word == "Sound":
                actions.validate_evidence(viktor, laid)
        Relation.objects.create(mandate=ours, kind="reiterates", other=theirs, noted_at=clock.now())
        Document.objects.filter(pk=closed.pk).update(audience="parties")
    return ours, theirs


def told(client, address, status=200):
    answer = client.get(f"/api/mandates/{address}")
    assert answer.status_code == status
    return json.loads(answer.content)


def test_the_fields_that_others_gather_by(as_, register):
    row = told(as_("jo"), f"{register[0].pk}/")
    assert set(row) >= INFORMEA
    assert {one["language"] for one in row["title"]} == set(LANGUAGES)
    assert (row["type"], row["status"], row["treaty"], row["published"]) == (
        "recommendation",
        "active",
        "TEST",
        "2021-10-01",
    )
    assert row["number"] == f"{BODY}/2021/3, 23 (a)"
    assert row["content"][0]["value"].startswith("Invites Member States")
    assert row["files"][0]["mimeType"] == "application/pdf"
    assert as_("jo").get(row["files"][0]["url"].removeprefix("http://testserver")).status_code == 200
    assert (row["act"], row["strength"], row["addressees"][0]["implementation"]) == ("invite", 2, "not_started")
    assert row["invented"]


def test_strangers_are_told_what_is_public(as_, register):
    ours, theirs = register
    jo = as_("jo")
    assert {row["number"].split(",")[0] for row in told(jo, "")["mandates"]} == {f"{BODY}/2021/3"}
    told(jo, f"{theirs.pk}/", 404)
    row = told(jo, f"{ours.pk}/")
    assert row["relations"] == []
    assert [(one["text"][0]["value"], one["document"]) for one in row["evidence"]] == [("Sound law.", None)]
    row = told(as_("pilar"), f"{ours.pk}/")
    assert [one["kind"] for one in row["relations"]] == ["reiterates"]
    assert row["evidence"][0]["document"]
    assert len(told(as_("pilar"), "")["mandates"]) == 2 * len(told(as_("jo"), "")["mandates"])
    assert "Waiting" not in json.dumps(told(as_("nadia"), ""))


def test_pages_filters_and_nonsense(as_, register):
    jo = as_("jo")
    first = told(jo, "?size=3")
    rest = json.loads(jo.get(first["next"].removeprefix("http://testserver")).content)
    ids = [row["id"] for row in [*first["mandates"], *rest["mandates"]]]
    assert len(first["mandates"]) == 3 and rest["next"] is None and ids == sorted(set(ids), reverse=True)
    assert [row["act"] for row in told(jo, "?act=invite&kind=states&implementation=not_started")["mandates"]] == [
        "invite"
    ]
    assert told(jo, f"?body={BODY}&topic=none")["mandates"] == []
    assert len(told(jo, f"?body={BODY}")["mandates"]) == len(ids)
    for wrong in ("size=0", "size=101", "act=dance", "cursor=x", "life=proposed", "document=-1"):
        assert told(jo, f"?{wrong}", 400)["problems"][0]["code"] == "DOC-411"
    told(jo, "999999/", 404)
    assert jo.post("/api/mandates/").status_code == 405
    assert jo.get("/api/mandates").status_code == 200


def test_an_answer_that_is_known_is_not_sent_again(as_, register):
    jo = as_("jo")
    first = jo.get("/api/mandates/")
    assert jo.get("/api/mandates/", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert "public" in first["Cache-Control"] and "public" not in as_("pilar").get("/api/mandates/").get(
        "Cache-Control", ""
    )


def entries(client, address):
    answer = client.get(f"/recommendations/feeds/{address}")
    assert answer.status_code == 200
    return etree.fromstring(answer.content).xpath("//a:entry/a:title/text()", namespaces=ATOM)


def test_a_feed_for_everybody_of_all_of_a_body_and_of_an_addressee(as_, register):
    jo, pilar = as_("jo"), as_("pilar")
    assert entries(jo, "states/member-states.atom") == [f"{BODY}/2021/3, 23 (a): invites: Member States"]
    assert len(entries(pilar, "states/member-states.atom")) == 2
    assert (
        b"member-states.atom?language=fr"
        in jo.get("/recommendations/feeds/states/member-states.atom?language=fr").content
    )
    assert (
        len(entries(pilar, "all.atom"))
        == 2 * len(entries(jo, "all.atom"))
        == 2 * len(entries(jo, f"bodies/{BODY}.atom"))
    )
    assert entries(jo, "states/NOBODY.atom") == []
    for address in ("bodies/NONE.atom", "nobody/x.atom"):
        assert jo.get(f"/recommendations/feeds/{address}").status_code == 404

"""People who should not see, and values that nobody should send: what hangs on hidden papers, and broken words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import etree

from entraide.documents import actions as documents
from entraide.foundation.db.context import acting_as
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere, Refused
from entraide.kernel.text import Text
from entraide.mandates import actions, policies
from entraide.mandates.models import Change, Evidence, Relation

from .papers import paper as made
from .papers import paragraph

HERE = "/recommendations/"
WORDS = "Zyzzyva requests the lamplighters to polish the hidden lamps;"
STRANGERS = [
    (Audience.SECRETARIAT, "", ("jo", "pilar", "grace", "samira")),
    (Audience.PARTIES, "", ("jo",)),
    (Audience.STATE, "FRA", ("jo", "pilar", "grace", "samira")),
]


@pytest.fixture(autouse=True)
def _as_the_secretariat(cast):
    with acting_as(cast("nadia")):
        yield


@pytest.fixture
def adopted(cast, paper, proposed):
    actions.confirm_all(cast("nadia"), paper.pk)
    return proposed


def kept(cast, row):
    return policies.access_mandate(cast("nadia"), row.id)


def hidden(cast, audience, entity):
    """A mandate on a paper that is not for everybody."""
    nadia = cast("nadia")
    filed = documents.file_document(
        nadia, trees={"en": made("en", ("Chapter", [paragraph("1", WORDS)]))}, symbols=["TEST/HIDDEN/1"], kind="report",
        title=Text.of("en", en="Hidden lamps"), audience=audience, entity=entity, statuses={"en": "original"},
    )  # fmt: skip
    asked = [{"kind": "organisation", "text": "the lamplighters"}]
    guid = filed.paragraphs.get().guid
    facts = {"deliverable": "polish the lamps", "topics": ["lamps"]}
    return actions.add_mandate(nadia, paragraph_guid=guid, deed="request", strength=4, addressees=asked, **facts)


@pytest.mark.parametrize(("audience", "entity", "names"), STRANGERS)
def test_what_hangs_on_a_hidden_paper_is_told_by_no_page(cast, as_, adopted, audience, entity, names):
    nadia, one, shown = cast("nadia"), hidden(cast, audience, entity), kept(cast, adopted["23 (a)"])
    cited = {"kind": "document", "text": Text.of("en", en="It cites."), "paragraph_guid": one.paragraph_id}
    actions.validate_evidence(cast("viktor"), actions.add_evidence(nadia, mandate=shown, **cited))
    actions.relate(nadia, shown, "reiterates", other=one, note="about lamps")
    actions.relate(nadia, shown, "cites", paragraph_guid=one.paragraph_id, note="about lamps")
    pages = ["", f"{shown.pk}/", f"{one.pk}/", f"{shown.pk}/evidence/more/", f"{one.pk}/evidence/more/", "due/", "addressees/",
             "topics/", f"?document={one.paragraph.document_id}", "?q=lamplighters+polish", "figures/?by=topic",
             "figures/figures.csv?by=addressee", "feeds/all.atom", "sheet/register.csv", "status/"]  # fmt: skip
    addresses = [f"{HERE}{page}" for page in pages] + [f"/api/mandates/{one.pk}/", f"/api/mandates/{shown.pk}/"]
    doors = ["move", "confirm", "correct", "reject", "evidence", "quick", "edit", "relate", "assign"]
    for name in names:
        browser = as_(name)
        said = [browser.get(address) for address in [*addresses, "/api/mandates/"]]
        said.append(browser.post(f"{HERE}similar/", {"text": WORDS, "language": "en"}))
        for answer in said:
            text = answer.content.decode().replace("lamplighters polish", "").replace("lamplighters+polish", "")
            text = text.replace(WORDS, "")
            for secret in (
                "TEST/HIDDEN",
                "lamp",
                str(one.paragraph_id),
                f"mandates/{one.pk}/",
                f'href="{HERE}{one.pk}/"',
            ):
                assert secret not in text, (name, answer.request["PATH_INFO"], secret)
        assert browser.get(f"{HERE}topics/lamps/").status_code == 404
        for door in doors:
            given = {"verb": "retire", "reason": "No."}
            assert browser.post(f"{HERE}{one.pk}/{door}/", given).status_code == 404, (name, door)
        turn = Change.objects.order_by("-id").values_list("turn", flat=True)[0]
        assert browser.post(f"{HERE}turns/{turn}/undo/").status_code == 404


def test_names_and_topics_with_slashes_and_line_breaks_open_every_page(cast, as_, adopted):
    asked = [{"kind": "organisation", "text": text} for text in ("A\nB</text><script>", "x|y/..", "\u202e=cmd()\uffff")]
    row = kept(cast, adopted["23 (a)"])
    actions.amend(cast("nadia"), row, topics=["a/b", "=1+1", "<script>"], addressees=asked)
    jo = as_("jo")
    for page in (
        "",
        "addressees/",
        "topics/",
        "topics/a/b/",
        "figures/?by=topic",
        "figures/?by=addressee",
        f"{row.pk}/",
    ):
        answer = jo.get(f"{HERE}{page}")
        assert answer.status_code == 200, page
        assert b"<script>" not in answer.content, page
    etree.fromstring(jo.get(f"{HERE}feeds/all.atom").content)
    for name in ("a%0Bb", "%EF%BF%BF", "a/b/c"):
        etree.fromstring(jo.get(f"{HERE}feeds/states/{name}.atom").content)


def test_a_relation_comes_back_only_where_it_could_be_made(cast, adopted):
    nadia = cast("nadia")

    def pair():
        return kept(cast, adopted["23 (a)"]), kept(cast, adopted["23 (b)"])

    def taken_back(kind):
        one, other = pair()
        made = actions.relate(nadia, one, kind, other=other)
        actions.unrelate(nadia, Relation.objects.get(pk=made.pk))
        return Change.objects.order_by("-id").first().turn

    turn = taken_back("cites")
    one, other = pair()
    actions.relate(nadia, one, "cites", other=other)
    with pytest.raises(Refused, match="MAN-328"):
        actions.undo(nadia, turn)
    turn = taken_back("supersedes")
    one, other = pair()
    actions.relate(nadia, other, "supersedes", other=one)
    with pytest.raises(Refused, match="MAN-328"):
        actions.undo(nadia, turn)


def test_a_relation_is_taken_back_once(cast, adopted):
    nadia = cast("nadia")
    row = actions.relate(nadia, kept(cast, adopted["23 (a)"]), "cites", other=kept(cast, adopted["23 (b)"]))
    first, second = (Relation.objects.get(pk=row.pk) for _person in range(2))
    actions.unrelate(nadia, first)
    with pytest.raises(NotHere):
        actions.unrelate(nadia, second)


def test_what_was_rejected_is_not_restored_by_its_state(cast, as_, proposed):
    nadia, row = cast("nadia"), proposed["23 (a)"]
    actions.reject(nadia, kept(cast, row), "A courtesy.")
    with pytest.raises(Refused, match="MAN-001"):
        actions.move(nadia, kept(cast, row), "restore")
    assert "/move/" not in as_("nadia").get(f"{HERE}{row.id}/").content.decode()


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "//evil.example/", "/\t/evil.example/", "/\n/evil.example"]
)
def test_an_address_that_leads_elsewhere_is_refused(cast, adopted, href):
    facts = {"kind": "link", "text": Text.of("en", en="See."), "href": href}
    with pytest.raises(Refused, match="MAN-31"):
        actions.add_evidence(cast("nadia"), mandate=kept(cast, adopted["23 (a)"]), **facts)


def test_evidence_with_the_name_of_an_import_is_none(cast, as_, adopted):
    nadia, row = as_("nadia"), adopted["23 (a)"]
    file = SimpleUploadedFile("register-import-1.txt", b"not json")
    given = {"kind": "file", "language": "en", "text": "A file.", "file": file}
    assert nadia.post(f"{HERE}{row.id}/evidence/", given).status_code == 302
    number = Evidence.objects.get(mandate=row.id).file_id
    assert nadia.post(f"{HERE}sheet/{number}/undo/").status_code == 404

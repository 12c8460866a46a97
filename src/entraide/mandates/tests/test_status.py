import pytest

from entraide.documents import actions as documents
from entraide.documents import queries as papers
from entraide.documents.models import Document
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Refused
from entraide.kernel.text import Text
from entraide.mandates import actions, policies, queries, status
from entraide.mandates.models import Evidence
from entraide.meetings.actions import record_meeting

from .filed import SYMBOL, tree

BODY = "TEST/WG.1"


@pytest.fixture
def held(cast):
    """The report of a meeting, three recommendations confirmed, evidence in every state under the first."""
    nadia, viktor = cast("nadia"), cast("viktor")
    today = clock.now().date()
    meeting = record_meeting(
        nadia, body_code=BODY, body_name=Text.of("en", en="Invented Working Group", fr="Groupe inventé"),
        starts_on=today, ends_on=today,
    )  # fmt: skip
    paper = documents.file_document(
        nadia, trees={"en": tree()}, symbols=[SYMBOL], kind="report", title=Text.of("en", en="Report"), invented=True,
        meeting_id=meeting.pk, statuses={"en": "original"},
    )  # fmt: skip
    actions.propose(nadia, paper.pk)
    with acting_as(nadia):
        rows = {row.label: row for row in queries.proposals(nadia, paper.pk)}
        for label in ("23 (a)", "24 (a)"):
            actions.confirm(nadia, policies.access_mandate(nadia, rows[label].id))
        mandate = policies.access_mandate(nadia, rows["23 (a)"].id)
        laid = {
            word: actions.add_evidence(nadia, mandate=mandate, kind="law", text=Text.of("en", en=f"{word} law."))
            for word in ("Sound", "Waiting", "Withdrawn")
        }
        actions.validate_evidence(viktor, laid["Sound"])
        actions.validate_evidence(viktor, laid["Withdrawn"])
        Evidence.objects.filter(pk=laid["Withdrawn"].pk).update(withdrawn_at=clock.now())
    return rows


def test_the_report_shows_what_everybody_may_see_whoever_asks(cast, held):
    for name in ("nadia", "jo"):
        with acting_as(cast(name)):
            told = status.facts(BODY)
        assert [item.paragraph for item in told.items] == ["23 (a)", "24 (a)"]
        assert [[done.text.shown_in("en").text for done in item.done] for item in told.items] == [["Sound law."], []]
        assert told.invented
    assert "Member States" in str(told.items[0].asked[0].name.values())


def test_a_paper_that_is_not_public_is_in_no_report(cast, held):
    with acting_as(cast("nadia")):
        Document.objects.filter(symbols__contains=[SYMBOL]).update(audience="secretariat")
        with pytest.raises(Refused, match="MAN-430"):
            status.facts(BODY)


def test_evidence_names_the_paper_it_stands_in_unless_that_is_not_public(cast, held):
    nadia, viktor = cast("nadia"), cast("viktor")
    with acting_as(nadia):
        paper = Document.objects.get(symbols__contains=[SYMBOL])
        mandate = policies.access_mandate(nadia, held["24 (a)"].id)
        for audience, symbol in (("public", "OPEN/1"), ("parties", "CLOSED/1")):
            other = documents.file_document(
                nadia, trees={"en": tree()}, symbols=[symbol], kind="note", title=Text.of("en", en=symbol),
            )  # fmt: skip
            Document.objects.filter(pk=other.pk).update(audience=audience)
            told = Text.of("en", en=f"A guide, {audience}.")
            laid = actions.add_evidence(nadia, mandate=mandate, kind="document", text=told, document_id=other.pk)
            actions.validate_evidence(viktor, laid)
        laid = actions.add_evidence(
            nadia, mandate=mandate, kind="report", text=Text.of("en", en="As reported."),
            paragraph_guid=paper.paragraphs.get(number="12").guid,
        )  # fmt: skip
        actions.validate_evidence(viktor, laid)
    item = next(one for one in status.facts(BODY).items if one.paragraph == "24 (a)")
    assert {(one.document, one.paragraph) for one in item.done} == {("OPEN/1", ""), ("", ""), (SYMBOL, "12")}


def test_the_secretariat_files_it_in_six_languages(cast, as_, held):
    nadia = cast("nadia")
    filed = status.file_status(nadia, BODY, "TEST/WG.1/2026/9", "addressee")
    with acting_as(cast("jo")):
        assert set(papers.document(cast("jo"), filed).languages) == set(LANGUAGES)
    for language, word in (("fr", "État de l’application"), ("ar", "حالة تنفيذ")):
        assert word in as_("jo").get(f"/documents/{filed}/{language}/").content.decode()
    for name in ("jo", "samira", "grace"):
        with acting_as(cast(name)), pytest.raises(Refused, match="MAN-301"):
            status.file_status(cast(name), BODY, "TEST/WG.1/2026/10")
    with pytest.raises(Refused, match="DOC-308"):
        status.file_status(nadia, BODY, " ")
    with pytest.raises(Refused, match="MAN-430"):
        status.file_status(nadia, "NO/BODY", "TEST/WG.1/2026/11")


def test_pages_and_files(as_, held):
    page = as_("jo").get("/recommendations/status/").content.decode()
    assert "Sound law" in page and "Waiting law" not in page and "Withdrawn law" not in page
    assert "File the report" not in page
    french = as_("jo").get(f"/recommendations/status/?body={BODY}&language=fr&by=theme").content.decode()
    assert "Ce qui a été demandé" in french
    nadia = as_("nadia")
    assert "Waiting law" not in nadia.get("/recommendations/status/").content.decode()
    for form, kind in (("pdf", "application/pdf"), ("docx", "wordprocessing"), ("html", "text/html"), ("akn", "akn")):
        answer = as_("jo").get(f"/recommendations/status/ar.{form}?body={BODY}")
        assert answer.status_code == 200 and kind in answer["Content-Type"]
        assert b"Waiting" not in answer.content
    for address in ("xx.pdf?body=TEST/WG.1", "ar.exe?body=TEST/WG.1", "ar.pdf?body=NONE", "ar.pdf", "?body=NONE"):
        assert as_("jo").get(f"/recommendations/status/{address}").status_code == 404
    for name in ("jo", "samira"):
        assert as_(name).post("/recommendations/status/file/", {"body": BODY, "symbol": "X/1"}).status_code == 404
    done = nadia.post("/recommendations/status/file/", {"body": BODY, "symbol": "TEST/WG.1/2026/9"}, follow=True)
    assert "filed in six languages" in done.content.decode()


def test_an_empty_register_says_so(as_):
    assert "no recommendations of a body yet" in as_("jo").get("/recommendations/status/").content.decode()

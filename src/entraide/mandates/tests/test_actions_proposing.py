"""Whose a proposal is, since when, by when, about what; what a paper quotes."""

from datetime import date

import pytest

from entraide.documents import actions as documents
from entraide.documents.domain.tree import Masthead, Paragraph, Run, Section, Tree
from entraide.foundation.db.context import acting_as
from entraide.kernel.problems import NotHere
from entraide.kernel.text import Text
from entraide.mandates import actions
from entraide.mandates.actions.whence import due_of
from entraide.mandates.domain.deadlines import Due
from entraide.mandates.models import Addressee, Mandate
from entraide.mandates.queries import cited
from entraide.meetings.actions import record_meeting

SAID = (
    "The Working Group requested the Secretariat to report to it at its sixth session on the training of prosecutors.",
    "The Working Group invited Egypt to share its laws on firearms by 30 June 2027.",
    "The Working Group requested the Secretariat to publish a guide every year.",
)


@pytest.fixture(autouse=True)
def _as_the_secretariat(cast):
    with acting_as(cast("nadia")):
        yield


def paper(cast, said, symbol="TEST/WG.9/2025/3", **facts):
    section = Section(
        "I", "Recommendations", 1, tuple(Paragraph(str(at), (Run(text),)) for at, text in enumerate(said, 1))
    )
    tree = Tree("en", Masthead(symbols=(symbol,), body="Invented Working Group"), (section,))
    return documents.file_document(
        cast("nadia"), trees={"en": tree}, symbols=[symbol], kind="report", title=Text.of("en", en="Report"),
        invented=True, statuses={"en": "original"}, **facts,
    )  # fmt: skip


def meeting(cast, starts_on, session):
    return record_meeting(
        cast("nadia"), body_code="TEST/WG.9", body_name=Text.of("en", en="Invented Working Group"),
        starts_on=starts_on, ends_on=starts_on, session=Text.of("en", en=session),
    )  # fmt: skip


def test_a_proposal_knows_its_body_its_day_and_for_when_it_is_due(cast):
    fifth, sixth = meeting(cast, date(2025, 5, 6), "Fifth session"), meeting(cast, date(2026, 5, 6), "Sixth session")
    actions.propose(cast("nadia"), paper(cast, SAID, meeting_id=fifth.pk).pk)
    first, second, third = Mandate.objects.order_by("paragraph__position")
    assert {(row.body_id, row.adopted_on) for row in (first, second, third)} == {(fifth.body_id, date(2025, 5, 6))}
    assert (first.due_meeting_id, first.reporting, first.due_on) == (sixth.pk, True, None)
    assert "training" in first.topics
    assert (second.due_on, second.due_meeting_id, second.topics) == (date(2027, 6, 30), None, ["firearms"])
    assert Addressee.objects.get(mandate=second).entity == "EGY"
    assert third.recurrence == "annual"


def test_without_a_meeting_the_masthead_and_the_date_of_the_paper_speak(cast):
    body = meeting(cast, date(2020, 1, 1), "First session").body_id
    actions.propose(cast("nadia"), paper(cast, SAID, dated=date(2025, 7, 1)).pk)
    row = Mandate.objects.order_by("paragraph__position")[0]
    assert (row.body_id, row.adopted_on, row.due_meeting_id) == (body, date(2025, 7, 1), None)
    assert row.deadline == "at its sixth session"


@pytest.mark.parametrize(
    ("kind", "value", "resolved"),
    [
        ("date", "2027", (date(2027, 12, 31), None, "")), ("date", "2027-02", (date(2027, 2, 28), None, "")),
        ("period", "P6M", (date(2025, 9, 30), None, "")), ("period", "P2Y", (date(2027, 3, 31), None, "")),
        ("period", "P2W", (date(2025, 4, 14), None, "")), ("session", "31", (None, None, "")), ("date", "", (None, None, "")),
        ("recurrence", "session", (None, None, "session")),
    ],
)  # fmt: skip
def test_what_a_deadline_comes_to(kind, value, resolved):
    assert due_of(Due("printed", kind, value), None, date(2025, 3, 31)) == resolved
    assert due_of(None, None, None) == (None, None, "")


def test_what_is_cited_is_found_where_it_is_filed(cast):
    resolution = paper(cast, ["Requests the Secretariat to publish a guide."], "TEST/COP/RES/5/7")
    found = cited.instrument(cast("nadia"), "resolution", "5/7")
    assert found.id == resolution.pk
    where = cited.place(cast("nadia"), {"kind": "resolution", "label": "5/7", "paragraph": "1"})
    assert (where.document, where.label) == (resolution.pk, "1")
    assert cited.place(cast("nadia"), {"kind": "resolution", "label": "5/8", "paragraph": "1"}) is None
    with acting_as(cast("jo")), pytest.raises(NotHere):
        cited.quoted(cast("jo"), resolution.pk)

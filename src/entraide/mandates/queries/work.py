"""What is in whose hands, what is due, and the cases that decisions left for the reader's tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from attrs import frozen

from entraide.kernel.actor import Actor
from entraide.kernel.text import Text
from entraide.meetings import queries as meetings

from .. import policies
from ..domain import facets
from ..models import Addressee, Assignment, Case, Facet, Mandate
from .history import keeps, names
from .rows import LIGHT, MandateRow, rows_numbered, rows_of, visible

SHOWN: Final = 50
"""How many due mandates are listed at once."""


@frozen
class Task:
    """A mandate in somebody's hands."""

    id: int
    person: str
    mine: bool
    task: str
    due_on: date | None
    remind_on: date | None
    assigned_at: datetime
    assigned_by: str
    done_at: datetime | None
    overdue: bool
    mandate: MandateRow | None


def _task(actor: Actor, row: Assignment, known: Mapping[int, str], mandate: MandateRow | None, today: date) -> Task:
    return Task(
        row.pk, known.get(row.person, ""), row.person == actor.person_id, row.task, row.due_on, row.remind_on,
        row.assigned_at, known.get(row.assigned_by or 0, ""), row.done_at,
        row.done_at is None and row.due_on is not None and row.due_on < today, mandate,
    )  # fmt: skip


def in_hands(actor: Actor, mandate_id: int, today: date) -> tuple[Task, ...]:
    """Who has a mandate in hand, and who had; the secretariat's alone."""
    keeps(actor)
    known = names()
    return tuple(
        _task(actor, row, known, None, today) for row in Assignment.objects.filter(mandate=mandate_id).order_by("id")
    )


def work(actor: Actor, today: date, which: str = "mine", most: int = 200) -> tuple[Task, ...]:
    """What is in hand, what is due first at the top: `mine`, `all` or `overdue` (everybody's)."""
    keeps(actor)
    found = Assignment.objects.filter(done_at__isnull=True).order_by("due_on", "id")
    if which == "mine":
        found = found.filter(person=actor.person_id or 0)
    elif which == "overdue":
        found = found.filter(due_on__lt=today)
    held = list(found[:most])
    rows = {row.id: row for row in rows_numbered(actor, [one.mandate_id for one in held], LIGHT)}
    known = names()
    return tuple(_task(actor, row, known, rows.get(row.mandate_id), today) for row in held)


@frozen
class Due:
    """A mandate that is still to be done, by when, and the meeting for which it is due."""

    mandate: MandateRow
    on: date | None
    meeting: int | None
    past: bool


def due(
    actor: Actor, today: date, *, meeting: int | None = None, by: date | None = None, most: int = SHOWN
) -> tuple[Due, ...]:
    """What is due for a session (named for it, or due by its first day), or by a day; without either what is past.

    Nothing elapses by itself: what is past its day stands here until a person decides. At most `most`, the earliest first.
    """
    keeps(actor)
    until = meetings.meeting(meeting).starts_on if meeting else by or today
    starts = {one.id: one.starts_on for one in meetings.meetings()}
    sessions = [meeting] if meeting else [number for number, day in starts.items() if day <= until]
    days = _days_due(until, sessions, starts, most)
    rows = rows_numbered(actor, [number for number, _day, _meeting in days], LIGHT)
    known = {row.id: row for row in rows}
    return tuple(
        Due(known[number], day, session, day is not None and day < today)
        for number, day, session in days
        if number in known
    )


def _days_due(
    until: date, sessions: Sequence[int], starts: Mapping[int, date], most: int
) -> list[tuple[int, date | None, int | None]]:
    """Open mandates by their facets: number, day, session; those with a day and those that only name a session."""
    still = Facet.objects.filter(facet=facets.OPEN)
    dated = still.filter(due_on__lte=until).order_by("due_on", "mandate_id").values_list("mandate_id", "due_on")[:most]
    named = Facet.objects.filter(facet__in=[facets.facet("due", number) for number in sessions], due_on__isnull=True)
    named = named.filter(mandate_id__in=still.values("mandate_id")).order_by("mandate_id")
    found: dict[int, tuple[int, date | None, int | None]] = {number: (number, day, None) for number, day in dated}
    for number, name in named.values_list("mandate_id", "facet")[:most]:
        session = int(facets.value_of(name))
        found.setdefault(number, (number, starts.get(session), session))
    return sorted(found.values(), key=lambda one: (one[1] or date.max, one[0]))[:most]


def chosen(actor: Actor, ids: Sequence[int]) -> dict[int, MandateRow]:
    """Several mandates by their numbers; the secretariat's alone."""
    keeps(actor)
    return {row.id: row for row in rows_of(actor, visible(actor).filter(pk__in=ids))}


def numbered(actor: Actor, document_id: int) -> tuple[int, ...]:
    """The numbers of the mandates in the register of one document, in its order."""
    keeps(actor)
    found = Mandate.objects.filter(paragraph__document_id=document_id).exclude(life="proposed")
    found = found.exclude(proposal__has_key="rejected_because")
    return tuple(found.order_by("paragraph__position", "position", "id").values_list("id", flat=True))


def place_in_document(document_id: int, mandate_id: int) -> int:
    """How many mandates of its document stand before one, proposals with them."""
    ids = Mandate.objects.filter(paragraph__document_id=document_id).values_list("id", flat=True)
    return next((at for at, one in enumerate(ids) if one == mandate_id), 0)


@frozen
class Kept:
    """A case to test the reader with: the text, what the reader said of it, what a person did."""

    language: str
    text: str
    proposed: dict[str, Any]
    corrected: dict[str, Any]
    at: datetime


def cases(actor: Actor) -> tuple[Kept, ...]:
    """Every case, the last word on each text and reading; the secretariat's alone."""
    keeps(actor)
    found: dict[str, Kept] = {}
    for row in Case.objects.order_by("id"):
        key = f"{row.language} {row.text} {row.proposed.get('span')} {row.proposed.get('act')}"
        found[key] = Kept(row.language, row.text, row.proposed, row.corrected, row.kept_at)
    return tuple(found.values())


@frozen
class Noted:
    """What is written of an addressee beside the two axes."""

    note: Text
    resources: str


def noted(actor: Actor, mandate_id: int) -> dict[int, Noted]:
    """The notes on the addressees of a mandate, by the addressee's number."""
    policies.access_mandate(actor, mandate_id)
    found = Addressee.objects.filter(mandate=mandate_id)
    return {one.pk: Noted(Text.from_json(one.note), one.resources) for one in found}

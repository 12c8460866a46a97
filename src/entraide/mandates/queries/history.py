"""Who changed what of a mandate, and when: for its page, for undoing, for whoever comes too late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import frozen

from entraide.foundation.accounts import queries as accounts
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere

from .. import policies
from ..models import Change

UNDONE = "mandates.turn.undone"


@frozen
class Line:
    """One thing that was changed."""

    mandate: int
    field: str
    whom: str
    before: Any
    after: Any
    note: str


@frozen
class Turn:
    """What one person changed in one act. `undoable` says that nothing in its kind forbids taking it back."""

    id: UUID
    at: datetime
    by: str
    verb: str
    lines: tuple[Line, ...]
    undone: datetime | None
    undoable: bool


def names() -> Mapping[int, str]:
    """The names of everybody with an account, asked for as they are wanted."""
    return accounts.Names()


def colleagues(actor: Actor) -> tuple[tuple[int, str], ...]:
    """The people of the secretariat, id and name; the secretariat's alone."""
    return tuple((one.id, one.name) for one in accounts.secretariat()) if actor.staff else ()


def keeps(actor: Actor) -> None:
    """NotHere for everybody but the secretariat."""
    if not policies.may_register(actor):
        raise NotHere


def _turns(found: Iterable[Change]) -> tuple[Turn, ...]:
    known = names()
    grouped: dict[UUID, list[Change]] = {}
    for row in found:
        grouped.setdefault(row.turn, []).append(row)
    return tuple(_turn(rows, known) for rows in grouped.values())


def _turn(rows: Sequence[Change], known: Mapping[int, str]) -> Turn:
    first = rows[0]
    undoable = first.verb != UNDONE and not any(row.undone_at or row.field == "evidence" for row in rows)
    lines = tuple(Line(row.mandate_id, row.field, row.whom, row.before, row.after, row.note) for row in rows)
    by = known.get(first.made_by or 0, "")
    return Turn(first.turn, first.made_at, by, first.verb, lines, first.undone_at, undoable)


def history(actor: Actor, mandate_id: int, most: int = 50) -> tuple[Turn, ...]:
    """What was changed of a mandate, the newest first; the secretariat's alone."""
    keeps(actor)
    return _turns(Change.objects.filter(mandate=mandate_id).order_by("-id")[:most])


def since(actor: Actor, mandate_id: int, edition: int) -> tuple[Turn, ...]:
    """What was changed of a mandate after this edition, the oldest first."""
    keeps(actor)
    return _turns(Change.objects.filter(mandate=mandate_id, edition__gt=edition).order_by("id"))


def turn(actor: Actor, turn_id: UUID) -> Turn:
    """Everything that was changed in one turn; NotHere when there is no such turn."""
    keeps(actor)
    rows = list(Change.objects.filter(turn=turn_id).order_by("id"))
    if not rows:
        raise NotHere
    return _turn(rows, names())


def last_turn(actor: Actor, document_id: int) -> UUID | None:
    """The last thing that this person did to the mandates of a document and can take back; None when there is none."""
    keeps(actor)
    mine = Change.objects.filter(made_by=actor.person_id, mandate__paragraph__document_id=document_id)
    mine = mine.filter(undone_at__isnull=True).exclude(verb=UNDONE).exclude(field="evidence")
    return mine.order_by("-id").values_list("turn", flat=True).first() if actor.person_id else None

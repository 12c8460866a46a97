"""Taking back what was done in one turn, as long as nobody has gone on from there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from entraide.foundation.actions import Act, action, save
from entraide.kernel.problems import NotHere, Refused, refuse

from .. import policies
from ..domain.life import OPEN
from ..indexing import index
from ..models import Addressee, Assignment, Case, Change, Mandate, Relation
from .addressing import restore_addressees, snapshot
from .assigning import told_assignment
from .history import column, gathered, hold_all, record, told, untold
from .relating import sound, told_relation

UNDONE: Final = "mandates.turn.undone"
Changed = dict[Mandate | Addressee, set[str]]
"""What was put back and is still to be written: columns by their row."""
AXES: Final = frozenset({"response", "implementation", "note", "resources"})


@action(UNDONE)
def undo(act: Act, turn: UUID) -> int:
    """Take a whole turn back; how many things were put back. What was done in one turn is undone in one.

    Refused: MAN-327 undone already, or an undoing itself; MAN-328 something of it has been changed since, or cannot be put
    back; MAN-329 evidence, which is withdrawn instead.
    """
    policies.may_register(act.actor).enforce()
    rows = list(Change.objects.filter(turn=turn).order_by("id"))
    if not rows:
        raise NotHere
    if any(row.undone_at or row.verb == UNDONE for row in rows):
        raise refuse("MAN-327")
    if any(row.field == "evidence" for row in rows):
        raise refuse("MAN-329")
    ids = sorted({row.mandate_id for row in rows})
    held = hold_all(ids)
    asked = Addressee.objects.in_bulk([row.addressee_id for row in rows if row.addressee_id])
    changed: Changed = {}
    with gathered():
        for row in reversed(rows):
            _put_back(act, row, held, asked.get(row.addressee_id), changed)
        _write(changed)
    Change.objects.filter(turn=turn).update(undone_at=act.at)
    Case.objects.filter(turn=turn).delete()
    index(ids)
    act.about("mandates.change", undone=str(turn), changes=len(rows))
    act.object_id = str(ids[0])
    return len(rows)


def _write(changed: Changed) -> None:
    """Each mandate and each addressee once, whatever was put back of it."""
    for thing, names in changed.items():
        save(thing, *names)
    changed.clear()


def _put_back(act: Act, row: Change, held: dict[int, Mandate], asked: Addressee | None, changed: Changed) -> None:
    mandate = held[row.mandate_id]
    special = _SPECIAL.get(row.field)
    if special is not None:
        _write(changed)
        special(mandate, row)
    elif row.field in AXES:
        if asked is None:
            raise _moved_on(row)
        _column(asked, row, changed)
    elif row.field == "life":
        if not _life(mandate, row, set(held), changed):
            return
    else:
        _column(mandate, row, changed)
    record(act, mandate, row.field, row.after, row.before, addressee=asked)


def _moved_on(row: Change) -> Exception:
    return refuse("MAN-328", place=str(row.mandate_id), field=row.field)


def _column(thing: Mandate | Addressee, row: Change, changed: Changed) -> None:
    if told(thing, row.field) != row.after:
        raise _moved_on(row)
    setattr(thing, column(thing, row.field), untold(thing, row.field, row.before))
    changed.setdefault(thing, set()).add(column(thing, row.field))


def _life(mandate: Mandate, row: Change, turn: set[int], changed: Changed) -> bool:
    """Back to a proposal it is as if nobody had decided; false when what it passes on still stands in the register."""
    if mandate.life != row.after:
        raise _moved_on(row)
    if row.before == "proposed":
        if mandate.contained.filter(life__in=OPEN).exclude(pk__in=turn).exists():
            return False
        if mandate.relations.exists() or mandate.related_from.exists():
            raise _moved_on(row)
        mandate.decided_at = mandate.decided_by = None
        mandate.proposal = {name: value for name, value in mandate.proposal.items() if name != "rejected_because"}
        mandate.acts_possible = mandate.proposal.get("acts_possible", [])
        changed.setdefault(mandate, set()).update(("decided_at", "decided_by", "proposal", "acts_possible"))
    mandate.life = row.before
    changed.setdefault(mandate, set()).add("life")
    return True


def _whom(mandate: Mandate, row: Change) -> None:
    if snapshot(mandate) != row.after:
        raise _moved_on(row)
    restore_addressees(mandate, row.before)


def _relation(mandate: Mandate, row: Change) -> None:
    if row.after:
        found = Relation.objects.filter(pk=row.after["id"], mandate=mandate).first()
        if found is None or told_relation(found) != row.after:
            raise _moved_on(row)
        found.delete()
        return
    gone = row.before
    other = Mandate.objects.filter(pk=gone["other"]).first() if gone["other"] else None
    try:
        sound(mandate, gone["kind"], other, UUID(gone["paragraph"]) if gone["paragraph"] else None)
    except Refused as refusal:
        raise _moved_on(row) from refusal
    Relation.objects.create(
        pk=gone["id"], mandate=mandate, kind=gone["kind"], other_id=gone["other"], paragraph_id=gone["paragraph"] or None,
        note=gone["note"], noted_at=datetime.fromisoformat(gone["noted_at"]), noted_by=gone["noted_by"],
    )  # fmt: skip


def _assignment(mandate: Mandate, row: Change) -> None:
    found = Assignment.objects.filter(pk=row.after["id"], mandate=mandate).first()
    if found is None or told_assignment(found) != row.after:
        raise _moved_on(row)
    if row.before:
        found.done_at = None
        save(found, "done_at")
    else:
        found.delete()


_SPECIAL: Final[dict[str, Callable[[Mandate, Change], Any]]] = {
    "addressees": _whom, "relations": _relation, "assignments": _assignment,
}  # fmt: skip

"""What people change, kept line by line: shown as history, undone together, told to whoever comes too late.

Every action of the register locks the mandate with `hold`, changes it with `change` or says what it changed with `record`.
The mandate's `edition` grows once an act, and all lines of an act (or of `one_turn`) share their turn.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import models

from entraide.foundation.actions import Act, save
from entraide.kernel.problems import NotHere, refuse

from ..models import Addressee, Change, Mandate

BESIDE: Final = frozenset({"evidence", "relations", "assignments"})
"""What is added beside a mandate overtakes nobody who writes in it."""

_turn: ContextVar[UUID | None] = ContextVar("entraide_mandates_turn", default=None)
_lines: ContextVar[list[Change] | None] = ContextVar("entraide_mandates_lines", default=None)


@contextmanager
def one_turn() -> Iterator[UUID]:
    """What is done within is one turn: it stands together in the history and is undone together."""
    turn = _turn.get() or uuid4()
    token = _turn.set(turn)
    try:
        yield turn
    finally:
        _turn.reset(token)


def turn_of(act: Act) -> UUID:
    """The turn of an act, the same for all of its lines; it stands in the ledger too."""
    return UUID(act.detail.setdefault("turn", str(_turn.get() or uuid4())))


@contextmanager
def gathered() -> Iterator[None]:
    """Lines of history that are written within are written together at the end: for acts on many mandates."""
    lines: list[Change] = []
    token = _lines.set(lines)
    try:
        yield
    finally:
        _lines.reset(token)
    Change.objects.bulk_create(lines, batch_size=500)


def hold_all(ids: Collection[int]) -> dict[int, Mandate]:
    """Lock many mandates, in the order of their numbers, and read them afresh; NotHere when one is gone."""
    rows = Mandate.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) != len(set(ids)):
        raise NotHere
    return found


def hold(mandate: Mandate, edition: int | None = None) -> Mandate:
    """Lock the mandate for this transaction and read it afresh.

    With the edition that a form was made from, refused with MAN-310 when somebody has changed it since; NotHere when a new
    reading has replaced it.
    """
    try:
        mandate.refresh_from_db(from_queryset=Mandate.objects.select_for_update())
    except Mandate.DoesNotExist:
        raise NotHere from None
    if edition is not None and overtaken(mandate, edition):
        raise refuse("MAN-310", place=str(mandate.pk))
    return mandate


def overtaken(mandate: Mandate, edition: int) -> bool:
    """Whether something that counts was changed since this edition; what left no line in the history counts."""
    if mandate.edition == edition:
        return False
    since = Change.objects.filter(mandate=mandate, edition__gt=edition)
    told = since.values("edition").distinct().count()
    return told != mandate.edition - edition or since.exclude(field__in=BESIDE).exists()


def record(
    act: Act,
    mandate: Mandate,
    field: str,
    before: Any,
    after: Any,
    *,
    addressee: Addressee | None = None,
    note: str = "",
) -> None:
    """One line of history; none when nothing changed. `before` and `after` are JSON. The first of an act makes an edition."""
    if before == after:
        return
    counted = act.detail.setdefault("editions", {})
    if str(mandate.pk) not in counted:
        mandate.edition += 1
        save(mandate, "edition")
        counted[str(mandate.pk)] = mandate.edition
    line = Change(
        mandate=mandate, addressee=addressee, whom=_whom(addressee), field=field, before=before, after=after,
        note=note, turn=turn_of(act), verb=act.verb, edition=counted[str(mandate.pk)], made_at=act.at,
        made_by=act.actor.person_id,
    )  # fmt: skip
    lines = _lines.get()
    if lines is None:
        line.save(force_insert=True)
    else:
        lines.append(line)


def _whom(addressee: Addressee | None) -> str:
    return (addressee.name or addressee.text or addressee.kind)[:500] if addressee else ""


def change(
    act: Act, mandate: Mandate, values: dict[str, Any], *, addressee: Addressee | None = None, note: str = ""
) -> tuple[str, ...]:
    """Give columns of a mandate, or of one of its addressees, new values, and record them; the names of those that changed."""
    thing: models.Model = addressee or mandate
    changed = []
    for name, value in values.items():
        before = told(thing, name)
        setattr(thing, column(thing, name), value)
        if before != (after := told(thing, name)):
            record(act, mandate, name, before, after, addressee=addressee, note=note)
            changed.append(name)
    if changed:
        save(thing, *(column(thing, name) for name in changed))
    return tuple(changed)


def column(thing: models.Model, name: str) -> str:
    """The attribute of a field: `due_meeting_id` for `due_meeting`."""
    return str(thing._meta.get_field(name).attname)


def told(thing: models.Model, name: str) -> Any:
    """The value of a column as history keeps it: plain JSON."""
    value = getattr(thing, column(thing, name))
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, (list, tuple)) else value


def untold(thing: models.Model, name: str, value: Any) -> Any:
    """The same, back from the history."""
    if isinstance(thing._meta.get_field(name), models.DateField) and value:
        return date.fromisoformat(value)
    return value

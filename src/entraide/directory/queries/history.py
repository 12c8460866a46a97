"""What an entry was before: every version, who made it, and what two versions differ in."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere

from .. import policies
from ..domain.differences import Difference, differences
from ..domain.record import Record
from ..models import Change, Designation


@frozen
class VersionRow:
    """An entry as it stood after one change. `changes` are the differences from the version before.

    `act` is the reference of the act that was recorded with it, "" where none was.
    """

    number: int
    verb: str
    state: str
    at: datetime
    by_name: str
    record: Record
    changes: tuple[Difference, ...]
    act: str


def history(actor: Actor, authority_id: int) -> tuple[VersionRow, ...]:
    """Every version, the newest first; NotHere for those whose history it is not."""
    found = policies.access_history(actor, authority_id)
    rows = list(Change.objects.filter(authority=found).order_by("number"))
    records = [Record.from_json(row.record) for row in rows]
    acts = dict(Designation.objects.filter(authority=found).values_list("recorded_at", "reference"))
    before = [Record.from_json({"entity": found.entity}), *records]
    made = [
        VersionRow(
            row.number, row.verb, row.state, row.at, row.by_name, record, differences(old, record), acts.get(row.at, "")
        )
        for row, record, old in zip(rows, records, before, strict=False)
    ]
    return tuple(reversed(made))


def difference_of(actor: Actor, authority_id: int, one: int, other: int) -> tuple[Difference, ...]:
    """What version `other` has other than version `one`; NotHere where either is absent."""
    found = policies.access_history(actor, authority_id)
    rows = {row.number: row for row in Change.objects.filter(authority=found, number__in=[one, other])}
    if one not in rows or other not in rows:
        raise NotHere
    return differences(Record.from_json(rows[one].record), Record.from_json(rows[other].record))

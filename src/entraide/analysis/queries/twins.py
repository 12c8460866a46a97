"""A new report against all others while it is typed; people and organisations; words nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Any

from attrs import frozen
from django.db.models import Count, Max

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.problems import NotHere

from .. import linking, policies
from ..casework.rows import raw_row, standing
from ..domain.cases.people import Named, grouped
from ..models import CaseRecord, CaseSuspect
from .cases import CaseRow, case_row

EVEN = 0.5
"""The least probability at which a report that may not be read is told of at all, and then without its number."""
LIKELY = 0.01
"""The least share of the odds that is shown: a report sent twice takes most of them from its true twin."""


@frozen
class Twin:
    """A report that may be of the same case. `row` is None, `probability` 0, and there is no evidence, when it may not be read."""

    probability: float
    row: CaseRow | None
    evidence: tuple[linking.Evidence, ...]


class _Shelf:
    """All reports ready to be compared, kept in this process until one is added or withdrawn. Never shown: only asked."""

    def __init__(self) -> None:
        self.stamp: tuple[Any, ...] = ()
        self.ids: list[int] = []
        self.against: linking.Against | None = None
        self.lock = Lock()

    def ready(self) -> tuple[linking.Against | None, list[int]]:
        with self.lock, acting_as(SYSTEM):
            stamp = self._stamp()
            if stamp != self.stamp:
                rows = standing()
                self.against = linking.Against([one.raw for one in rows]) if rows else None
                self.ids, self.stamp = [one.id for one in rows], stamp
            return self.against, self.ids

    def _stamp(self) -> tuple[Any, ...]:
        found = CaseRecord.objects.aggregate(last=Max("id"), gone=Count("withdrawn_at"), first=Max("received_at"))
        return (*found.values(),)


_SHELF = _Shelf()


def forget() -> None:
    """Let go of what is kept: another database may know other reports by the same numbers."""
    _SHELF.stamp = ()


def twins(actor: Actor, entity: str, values: Mapping[str, str], most: int = 10, but: str = "") -> tuple[Twin, ...]:
    """The likeliest reports of the same case as what is being typed, the likeliest first; `but` is the report itself.

    A probability answers guesses. So suspects are compared for the secretariat alone, and of reports that may not be read
    it is only told, last of all, how many are more likely than not.
    """
    if not policies.may_report(actor, entity):
        raise NotHere
    against, ids = _SHELF.ready()
    row = raw_row(
        entity,
        values.get("role", ""),
        values.get("offence", ""),
        values.get("lang", "en"),
        values,
        values.get("suspect", "") if actor.staff else "",
    )
    found = against.twins(row, most + 5) if against else ()
    likely = [one for one in found if one.probability >= LIKELY]
    records = CaseRecord.objects.select_related("normal").filter(pk__in=[ids[one.right] for one in likely])
    seen = {one.pk: case_row(one) for one in records if policies.admits_case(actor, one.audience, one.entity)}
    made = [_twin(actor, one, seen[ids[one.right]]) for one in likely if ids[one.right] in seen]
    hidden = [Twin(0.0, None, ()) for one in likely if ids[one.right] not in seen and one.probability >= EVEN]
    return tuple([*(one for one in made if one.row is None or one.row.report != but), *hidden][:most])


def _twin(actor: Actor, pair: linking.Pair, row: CaseRow) -> Twin:
    named = policies.reads_suspects(actor, row.entity)
    evidence = tuple(one for one in pair.evidence if named or not one.field.startswith("suspect"))
    return Twin(pair.probability, row, evidence)


@frozen
class PersonRow:
    """Names that may be one person or organisation, and the reports they stand in."""

    names: tuple[str, ...]
    reports: tuple[CaseRow, ...]
    entities: tuple[str, ...]


def people(actor: Actor, least: int = 2) -> tuple[PersonRow, ...]:
    """Suspects whose names belong together, those in most reports first: the secretariat's alone."""
    if not policies.may_judge(actor):
        raise NotHere
    rows = CaseSuspect.objects.filter(record__current=True, record__withdrawn_at__isnull=True).order_by("record_id")
    named = [Named(one.record_id, one.text, one.key) for one in rows]
    groups = [group for group in grouped(named) if len({one.record for one in group}) >= least][:200]
    wanted = {one.record for group in groups for one in group}
    found = CaseRecord.objects.select_related("normal").filter(pk__in=wanted)
    by = {one.pk: case_row(one) for one in found}
    return tuple(_person(group, by) for group in groups)


def _person(group: tuple[Named, ...], by: Mapping[int, CaseRow]) -> PersonRow:
    records = tuple(by[pk] for pk in sorted({one.record for one in group}))
    return PersonRow(
        tuple(dict.fromkeys(one.text for one in group)), records, tuple(sorted({one.entity for one in records}))
    )


def unknown_words(actor: Actor, most: int = 500) -> tuple[linking.Unknown, ...]:
    """Words of reports without a code, the most frequent first: the secretariat's alone."""
    if not policies.may_judge(actor):
        raise NotHere
    return linking.unknown([one.raw for one in standing()], most)

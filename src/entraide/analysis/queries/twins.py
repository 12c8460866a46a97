"""A new report against all others while it is typed; people and organisations; words nobody knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.problems import NotHere

from .. import linking, policies
from ..casework.rows import raw_row
from ..casework.shelf import Shelf
from ..models import CaseRecord, LinkRun
from .cases import CaseRow, case_row

GROUPS = 200
"""Groups of names that a page shows."""
BESIDE = 15
"""Reports asked for beyond those that are shown: older versions and what was withdrawn may be among them."""
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


_SHELF = Shelf()


def forget() -> None:
    """Let go of what is kept: another database may know other reports by the same numbers."""
    _SHELF.__init__()  # type: ignore[misc]


def twins(actor: Actor, entity: str, values: Mapping[str, str], most: int = 10, but: str = "") -> tuple[Twin, ...]:
    """The likeliest reports of the same case as what is being typed, the likeliest first; `but` is the report itself.

    A probability answers guesses. So suspects are compared for the secretariat alone, and of reports that may not be read
    it is only told, last of all, how many are more likely than not.
    """
    if not policies.may_report(actor, entity):
        raise NotHere
    against = _SHELF.ready()
    row = raw_row(
        entity,
        values.get("role", ""),
        values.get("offence", ""),
        values.get("lang", "en"),
        values,
        values.get("suspect", "") if actor.staff else "",
    )
    found = against.twins(row, most + BESIDE) if against else ()
    likely = _counting([one for one in found if one.probability >= LIKELY], but)[:most]
    records = CaseRecord.objects.select_related("normal").filter(pk__in=[one.right for one in likely])
    seen = {one.pk: case_row(one) for one in records if policies.admits_case(actor, one.audience, one.entity)}
    made = [_twin(actor, one, seen[one.right]) for one in likely if one.right in seen]
    hidden = [Twin(0.0, None, ()) for one in likely if one.right not in seen and one.probability >= EVEN]
    return tuple([*made, *hidden][:most])


def _counting(pairs: Sequence[linking.Pair], but: str) -> list[linking.Pair]:
    """Those whose report still counts in this version, and is not the report itself."""
    with acting_as(SYSTEM):
        found = CaseRecord.objects.filter(pk__in=[one.right for one in pairs], current=True, withdrawn_at__isnull=True)
        counting = {pk for pk, report in found.values_list("pk", "report") if str(report) != but}
    return [one for one in pairs if one.right in counting]


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
    """Suspects whose names belong together, as the linking in force grouped them, those in most reports first.

    The secretariat's alone. Reports that were withdrawn or corrected since then are left out.
    """
    if not policies.may_judge(actor):
        raise NotHere
    run = LinkRun.objects.filter(state="done").order_by("-id").first()
    groups = [group for group in (run.people if run else ()) if len(group) >= least][:GROUPS]
    wanted = {pk for group in groups for pk in group}
    found = CaseRecord.objects.select_related("normal", "suspect").filter(
        pk__in=wanted, current=True, withdrawn_at__isnull=True, suspect__isnull=False
    )
    by = {one.pk: one for one in found}
    rows = [_person([by[pk] for pk in group if pk in by]) for group in groups]
    return tuple(row for row in rows if len(row.reports) >= least)


def _person(records: Sequence[CaseRecord]) -> PersonRow:
    return PersonRow(
        tuple(sorted({one.suspect.text for one in records})),
        tuple(case_row(one) for one in records),
        tuple(sorted({one.entity for one in records})),
    )


def unknown_words(actor: Actor, most: int = 500) -> tuple[linking.Unknown, ...]:
    """Words of reports without a code, the most frequent first, as of the last linking or computing anew: the secretariat's alone."""
    if not policies.may_judge(actor):
        raise NotHere
    run = LinkRun.objects.filter(state="done").order_by("-id").first()
    return tuple(linking.Unknown(*one) for one in (run.unknown if run else ())[:most])

"""The headline indicators over case records, year by year: what the ladder needs of each.

A headline counts reports of one kind; a year is that of the report, as in `cases.reports` and `cases.distinct`. Within it each
case counts once: it is shared out equally between the States that reported it, so that what States have adds up to the cases.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from attrs import frozen

from ..money import Rates
from .caserows import ORGANISATION, SAME, Linked, Report
from .ladder import Cases, Given
from .recapture import Lists, table_of
from .trust import Trust
from .worth import Priced, priced, worth

KINDS: Final[Mapping[str, frozenset[str]]] = {
    "cases": frozenset(), "thefts": frozenset({"theft", "looting"}), "seizures": frozenset({"seizure"}),
    "returns": frozenset({"return"}), "objects": frozenset(),
}  # fmt: skip
"""Which offences each counts; none: all. `objects` counts the objects in all reports."""
LISTS: Final = ("origin", "transit", "seizure", ORGANISATION)
YEARS: Final = 6
"""So many years back from the last."""


@frozen
class Headline:
    """One kind in one year: what each reporter gave, and what is known of the cases behind it."""

    kind: str
    year: int
    given: tuple[Given, ...]
    cases: Cases
    of: Mapping[str, frozenset[int]] = {}
    """The records of each reporter."""

    @property
    def indicator(self) -> str:
        """As keys name it: `cases.thefts.2023`."""
        return f"cases.{self.kind}.{self.year}"

    @property
    def unit(self) -> str:
        """What the reported number counts."""
        return "objects" if self.kind == "objects" else "reports"


def may_print(one: Headline, keeping: frozenset[int], least: int = 3) -> bool:
    """Whether nothing of one reporter follows from it for readers to whom the records of `keeping` were not given: nobody keeps
    theirs, or at least three do; and at least three reports stand in it.
    """
    kept = {entity for entity, records in one.of.items() if keeping & records}
    return one.cases.reports >= least and len(kept) not in range(1, least)


def headlines(linked: Linked, known: Trust, states: frozenset[str], rates: Rates | None = None) -> tuple[Headline, ...]:
    """Every kind in every year that has a report of it, kind by kind, the last year first."""
    by: dict[tuple[str, int], list[Report]] = defaultdict(list)
    for one in linked.reports:
        for kind, offences in KINDS.items():
            if (
                one.year
                and (not offences or one.offence in offences)
                and (kind != "objects" or one.objects is not None)
            ):
                by[kind, one.year].append(one)
    prices = priced(linked.reports, rates)
    last = max((year for _kind, year in by), default=0)
    wanted = [(kind, year) for kind in KINDS for year in range(last, last - YEARS, -1) if (kind, year) in by]
    return tuple(_headline(kind, year, by[kind, year], linked, known, states, prices) for kind, year in wanted)


def _headline(
    kind: str, year: int, rows: Sequence[Report], linked: Linked, known: Trust, states: frozenset[str],
    prices: Mapping[int, Priced],
) -> Headline:  # fmt: skip
    size = _size if kind == "objects" else _one
    reported: Counter[str] = Counter()
    by_case: dict[int, list[Report]] = defaultdict(list)
    for one in rows:
        reported[one.reporter] += size(one)
        by_case[one.case].append(one)
    given = tuple(Given(entity, Decimal(many)) for entity, many in sorted(reported.items()))
    records = {one.record for one in rows}
    pairs = tuple(
        (one.left, one.right, _likely(one.probability, one.judged))
        for one in linked.links
        if one.left in records and one.right in records
    )
    whose: dict[str, set[int]] = defaultdict(set)
    for one in rows:
        whose[one.reporter].add(one.record)
    return Headline(kind, year, given, Cases(
        reports=sum(reported.values()), clusters=sum(max(map(size, group)) for group in by_case.values()),
        precision=known.precision, recall=known.recall, deduplicated=_shared(by_case, size, states),
        lists=_lists(by_case), bound=linked.bound, basis=known.basis, least=known.low, most=known.high,
        records=tuple(sorted(records)), pairs=pairs if kind != "objects" else (), counts="objects" if kind == "objects" else "cases",
        worth=worth([group for _case, group in sorted(by_case.items())], prices),
    ), {entity: frozenset(own) for entity, own in whose.items()})  # fmt: skip


def _one(_report: Report) -> int:
    return 1


def _size(report: Report) -> int:
    return report.objects or 0


def _likely(probability: float, judged: str) -> float:
    return probability if not judged else float(judged == SAME)


def _shared(
    by_case: Mapping[int, Sequence[Report]], size: Callable[[Report], int], states: frozenset[str]
) -> dict[str, float]:
    """What each State has of the cases that States reported: as much as any of its reports says, divided by how many reported it."""
    found: dict[str, float] = defaultdict(float)
    for group in by_case.values():
        who = sorted({one.reporter for one in group} & states)
        whole = max(size(one) for one in group)
        for entity in who:
            found[entity] += whole / len(who)
    return dict(sorted(found.items()))


def _lists(by_case: Mapping[int, Sequence[Report]]) -> Lists:
    """On which lists each case was: by the role of its reporters. A role in which nobody reported is no list."""
    there = {one.role for group in by_case.values() for one in group}
    names = tuple(name for name in LISTS if name in there)
    return table_of(([one.role for one in group] for _case, group in sorted(by_case.items())), names)

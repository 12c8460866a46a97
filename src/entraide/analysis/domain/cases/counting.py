"""Reports counted, and distinct cases beside them: each case once, what its reporters say differently kept as fractions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import field, frozen

SMALL: Final = 3
"""Cells under this are "1–2" where an audience asks for it."""


@frozen
class Report:
    """What is counted of one report. Empty texts and None are not said; `cluster` is a number of its own when linked to nothing."""

    record: int
    reporter: str
    cluster: int
    year: int | None = None
    type: str = ""
    origin: str = ""
    transit: str = ""
    destination: str = ""
    kept: bool = False
    """Whether the reader may not read the report itself."""


@frozen
class Cell:
    """One line of a table of counts. `cases` may be a fraction of one decimal place, `small` says that it is "1–2", `held`

    that it is not shown: made of reports that one or two keep, or the way to another cell by subtraction.
    """

    key: tuple[str, ...]
    reports: int | None
    cases: Decimal | None
    small: bool = False
    held: bool = False

    @property
    def told(self) -> bool:
        """Whether its numbers are there."""
        return self.reports is not None


@frozen
class Counts:
    """Reports and distinct cases. `low` and `high` are the bracket for distinct cases, None when it is not known."""

    reports: int
    cases: int
    low: int | None
    high: int | None
    reporters: int
    largest: Decimal | None
    by_year: tuple[Cell, ...] = field(default=())
    by_type: tuple[Cell, ...] = field(default=())
    flows: tuple[Cell, ...] = field(default=())


Key = Callable[[Report], tuple[str, ...] | None]


def cells(reports: Sequence[Report], key: Key, guarded: bool) -> tuple[Cell, ...]:
    """Counts by key in the order of the keys. A case whose reports disagree is shared out between what they say equally;
    reports that say nothing take no part unless none of the case says anything (then the key is a row of blanks).
    """
    said: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    keepers: dict[tuple[str, ...], set[str]] = defaultdict(set)
    counted: Counter[tuple[str, ...]] = Counter()
    width = 1
    for one in reports:
        found = key(one)
        said[one.cluster].extend([found] if found is not None else [])
        if found is not None:
            counted[found] += 1
            width = len(found)
    blank = ("",) * width
    for one in reports:
        if one.kept:
            keepers[key(one) or blank].add(one.reporter)
    cases: dict[tuple[str, ...], Fraction] = defaultdict(Fraction)
    for keys in said.values():
        for one_key in keys or [blank]:
            cases[one_key] += Fraction(1, max(len(keys), 1))
    counted[blank] += len(reports) - sum(counted.values())
    made = [
        _cell(each, counted[each], share, guarded, len(keepers[each])) for each, share in sorted(cases.items())
    ]
    return _held_beside(made) if guarded else tuple(made)


def _held_beside(made: Sequence[Cell]) -> tuple[Cell, ...]:
    """The total is printed: where one cell alone is not told, the smallest other is held, or subtraction would tell it."""
    told = [one for one in made if one.told]
    if len(made) - len(told) != 1 or not told:
        return tuple(made)
    least = min(told, key=lambda one: (one.reports == 0, one.reports, one.key))
    return tuple(Cell(one.key, None, None, held=True) if one is least else one for one in made)


def _cell(key: tuple[str, ...], reports: int, cases: Fraction, guarded: bool, keepers: int = 0) -> Cell:
    if guarded and 0 < keepers < SMALL and reports >= SMALL:
        return Cell(key, None, None, held=True)
    if guarded and 0 < min(Fraction(reports), cases) < SMALL:
        return Cell(key, None, None, True)
    return Cell(key, reports, Decimal(round(cases * 10)) / 10)


def year_key(one: Report) -> tuple[str, ...] | None:
    """The year of the event."""
    return (str(one.year),) if one.year else None


def type_key(one: Report) -> tuple[str, ...] | None:
    """The type of object."""
    return (one.type,) if one.type else None


def flow_key(one: Report) -> tuple[str, ...] | None:
    """Origin, transit, destination; a flow has at least its two ends."""
    return (one.origin, one.transit, one.destination) if one.origin and one.destination else None


def count(
    reports: Iterable[Report], bracket: tuple[int, int] | None, clusters: int | None, guarded: bool = False
) -> Counts:
    """Every table. The bracket of the whole is carried over in proportion when only a part is counted.

    `guarded`: for a reader who may not read all of it. What one or two keep is then not counted at all, the share of the
    largest is not told, and cells that would give a reporter's own number back are held.
    """
    rows = tuple(reports)
    if guarded and len({one.reporter for one in rows if one.kept}) < SMALL:
        rows = tuple(one for one in rows if not one.kept)
    distinct = len({one.cluster for one in rows})
    by = Counter(one.reporter for one in rows)
    largest = Decimal(max(by.values()) * 1000 // len(rows)) / 10 if rows and not guarded else None
    low, high = _part(distinct, len(rows), bracket, clusters)
    return Counts(
        len(rows), distinct, low, high, len(by), largest,
        cells(rows, year_key, guarded), cells(rows, type_key, guarded), cells(rows, flow_key, guarded),
    )  # fmt: skip


def _part(
    distinct: int, reports: int, bracket: tuple[int, int] | None, clusters: int | None
) -> tuple[int | None, int | None]:
    if bracket is None or not clusters:
        return None, None
    low = min(distinct, distinct * bracket[0] // clusters)
    return max(low, 1 if reports else 0), min(reports, -(-distinct * bracket[1] // clusters))


@frozen
class Pair:
    """A proposed pair as the queue sees it."""

    probability: float
    same_cluster: bool
    size_a: int
    size_b: int
    cell: int
    flows_differ: bool


def use(pair: Pair) -> float:
    """How much a judgement may change what is printed, times how uncertain the pair is; between 0 and about 3.

    One case more or less always changes the total; it changes small cells more than large ones (`cell` is how many cases
    stand in the smallest cell the pair touches), a flow only where the two say different legs, and a pair inside a cluster
    that other pairs hold together changes nothing by itself.
    """
    uncertain = 4 * pair.probability * (1 - pair.probability)
    held = 0.5 if pair.same_cluster and pair.size_a > 2 else 1.0
    moved = 1 / max(pair.cell, 1) + (0.5 if pair.flows_differ else 0.0)
    return round(uncertain * held * (1 + moved), 6)

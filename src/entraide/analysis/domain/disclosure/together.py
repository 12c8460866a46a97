"""Everything that one paper prints, seen as one: results made safe against a reader who has all of them.

`results` are as readers of the audience get them (cells that their own rules hold are held); `whole` are the same as the
secretariat gets them, which say who was counted. What is held here never becomes less than what was held before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import permutations
from typing import Final

from attrs import evolve

from entraide.kernel.audience import Audience

from ..figures import Figure
from ..results import Result, Row
from .cells import DOMINATED, FEW, Cell, Rules, Sum, protect
from .contributors import protect_sums

NARROW: Final = "audience"
"""Made for fewer readers than those of the paper."""
FREE: Final = frozenset({"replies", "amounts", "reporters", "states", "percent", "questions"})
"""Units of counts of answers: how many States gave an answer is printed however small."""
OF_WHO: Final = frozenset({"entity", "group", "language", "party"})
"""What a dimension may be that only divides those who reported; others ask for another number of each."""
OF_RECORDS: Final = frozenset({"cases", "records", "objects", "reports", "thefts", "seizures", "returns"})
_STAFF: Final = frozenset({Audience.SECRETARIAT})

Results = Mapping[str, Result]


def rules_of(audience: Audience) -> Rules:
    """The secretariat sees all; for everybody else counts below three are told as a range and a sum needs three that keep theirs."""
    return Rules(0, 0, 0) if audience in _STAFF else Rules()


def protect_results(
    results: Results,
    audience: Audience,
    *,
    whole: Results | None = None,
    told: Mapping[str, frozenset[int]] | None = None,
) -> dict[str, Result]:
    """The same results with `held` set on what may not be printed beside the rest; its numbers are gone.

    `told`: for a figure's key, the submissions that gave their number to this audience; without it, every submission in a figure
    that still names its submissions gave theirs, and no other did.
    """
    if audience in _STAFF:
        return dict(results)
    rules = rules_of(audience)
    narrow = {name for name, one in results.items() if one.audience.width < audience.width}
    shown = {name: one for name, one in sorted(results.items()) if name not in narrow}
    seen = {name: (whole or results).get(name, one) for name, one in shown.items()}
    keeping = _keeping(shown, seen, told)
    held = _dominated(shown, seen, keeping, rules, _largest_of(whole or results))
    for family in _families(shown, keeping, held):
        held |= protect_sums(family, rules)
    held |= _counts(shown, seen, rules)
    return {
        name: _all_held(one, NARROW) if name in narrow else _with(one, held, keeping) for name, one in results.items()
    }


def _numbers(one: Result) -> bool:
    """Whether a result tells numbers that respondents gave (and not how many gave an answer, nor counts of records)."""
    return one.unit not in FREE and one.unit not in OF_RECORDS


def _keeping(shown: Results, seen: Results, told: Mapping[str, frozenset[int]] | None) -> dict[str, frozenset[int]]:
    """For each figure that tells numbers, who keeps theirs."""
    found = {}
    for name, one in shown.items():
        if not (_numbers(one) or one.unit == "percent"):
            continue
        all_of = {row.figure.key: row.figure for row in seen[name].rows}
        for row in one.rows:
            key = row.figure.key
            who = frozenset(all_of.get(key, row.figure).submissions)
            given = told.get(key, frozenset()) if told is not None else frozenset(row.figure.submissions)
            found[key] = who - given
    return found


def _families(
    shown: Results, keeping: Mapping[str, frozenset[int]], held: Mapping[str, str]
) -> list[dict[str, frozenset[int]]]:
    """Figures that add up the same numbers of the same respondents: same unit, same year, same everything but who is in."""
    families: dict[tuple[object, ...], dict[str, frozenset[int]]] = {}
    for one in shown.values():
        if not _numbers(one):
            continue
        for row in one.rows:
            if not row.figure.held and row.figure.key not in held:
                families.setdefault(_family(one, row), {})[row.figure.key] = keeping[row.figure.key]
    return [families[key] for key in sorted(families, key=str)]


def _family(one: Result, row: Row) -> tuple[object, ...]:
    apart = [
        (dimension.name, value)
        for dimension, value in zip(one.dimensions, row.under, strict=True)
        if dimension.of not in OF_WHO
    ]
    narrowed = [(name, value) for name, value in sorted(one.params.items()) if name not in OF_WHO]
    money = one.indicator.partition(".")[0] if one.unit == "currency" else ""
    return one.unit, money, tuple(sorted(apart + narrowed))


def _largest_of(whole: Results) -> dict[str, int]:
    """Whose number is the largest in a sum, by the key of the sum without its `.total`, where the results tell it."""
    rows = (row.figure for one in whole.values() if one.unit == "percent" for row in one.rows)
    return {
        one.key.removesuffix(".largest"): one.submissions[0]
        for one in rows if one.key.endswith(".largest") and len(one.submissions) == 1
    }  # fmt: skip


def _dominated(
    shown: Results, seen: Results, keeping: Mapping[str, frozenset[int]], rules: Rules, largest_of: Mapping[str, int]
) -> dict[str, str]:
    """Sums that one respondent who keeps theirs nearly makes alone, and every share of the largest where somebody keeps theirs."""
    held = {}
    for name, one in shown.items():
        all_of = {row.figure.key: row.figure for row in seen[name].rows}
        for row in one.rows:
            figure = all_of.get(row.figure.key, row.figure)
            if not keeping.get(figure.key) or row.figure.held:
                continue
            share = one.unit == "percent" and figure.key.endswith(".largest")
            alone = _numbers(one) and figure.largest is not None and figure.largest > rules.dominance
            whose = largest_of.get(figure.key.removesuffix(".total"))
            alone = alone and (whose is None or whose in keeping[figure.key])
            if share or alone:
                held[figure.key] = DOMINATED
    return held


def _counts(shown: Results, seen: Results, rules: Rules) -> dict[str, str]:
    """Small counts of records, and those that have to be held beside them."""
    cells: dict[str, Cell] = {}
    tables = {name: one for name, one in shown.items() if one.unit in OF_RECORDS}
    for name, one in tables.items():
        values = {row.figure.key: row.figure.value for row in seen[name].rows}
        for row in one.rows:
            key = row.figure.key
            cells[key] = Cell(values.get(key, row.figure.value), row.figure.held if row.figure.held != FEW else "")
    actual = {name: seen[name] for name in tables}
    return protect(cells, sums_between(actual.values()), rules) if cells else {}


def sums_between(results: Iterable[Result]) -> list[Sum]:
    """Where a printed number is the sum of others: a table with fewer dimensions of the same unit, another key for the same cell."""
    tables = sorted((one for one in results if one.rows), key=lambda one: one.indicator)
    found: dict[tuple[object, ...], Sum] = {}
    for coarse, fine in permutations(tables, 2):
        for one in _margins(coarse, fine):
            found[(one.total, one.parts)] = one
    return list(found.values())


def _margins(coarse: Result, fine: Result) -> Iterator[Sum]:
    names, all_names = [d.name for d in coarse.dimensions], [d.name for d in fine.dimensions]
    if coarse.unit != fine.unit or not set(names) <= set(all_names) or dict(coarse.params) != dict(fine.params):
        return
    if set(names) == set(all_names) and coarse.indicator > fine.indicator:
        return
    places = [all_names.index(name) for name in names]
    under: dict[tuple[str, ...], list[Figure]] = {}
    for row in fine.rows:
        under.setdefault(tuple(row.under[place] for place in places), []).append(row.figure)
    pairs = [(row.figure, under.get(row.under, [])) for row in coarse.rows]
    if all(total.value == sum((part.value for part in parts), Decimal(0)) for total, parts in pairs):
        yield from (
            Sum(total.key, tuple(sorted(part.key for part in parts)))
            for total, parts in pairs
            if parts and [total.key] != [part.key for part in parts]
        )


def _with(one: Result, held: Mapping[str, str], keeping: Mapping[str, frozenset[int]]) -> Result:
    return evolve(one, rows=tuple(Row(row.under, _figure(row.figure, held, keeping)) for row in one.rows))


def _figure(figure: Figure, held: Mapping[str, str], keeping: Mapping[str, frozenset[int]]) -> Figure:
    if figure.held:
        return figure
    if figure.key in held:
        return _held(figure, held[figure.key])
    return evolve(figure, largest=None) if keeping.get(figure.key) else figure


def _held(figure: Figure, reason: str) -> Figure:
    """Without its numbers; of a small count the range is told."""
    small = reason == FEW and figure.unit in OF_RECORDS
    bounds = (Decimal(1), Decimal(Rules().minimum - 1)) if small else (None, None)
    return Figure(figure.key, Decimal(0), 0, (), figure.unit, bounds[0], bounds[1], held=reason)


def _all_held(one: Result, reason: str) -> Result:
    return evolve(one, rows=tuple(Row(row.under, _held(row.figure, reason)) for row in one.rows))

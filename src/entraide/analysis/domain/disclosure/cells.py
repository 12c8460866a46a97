"""Counts that stand in tables together: which must be held, so that nobody finds a small one by adding and subtracting.

A small count is told as a range ("1-2"). It is protected when, given everything else that is printed, every number of that
range is still possible. The reader is taken to know the rules: that a cell held as `few` lies in the range, and that one held
as `subtraction` does not. Which cells are held beside it is decided by where they stand and by their names, never by size.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

import numpy as np
from attrs import field, frozen
from scipy.optimize import Bounds, LinearConstraint, milp

FEW: Final = "few"
SUBTRACTION: Final = "subtraction"
DOMINATED: Final = "dominated"


@frozen
class Rules:
    """`minimum`: counts from 1 to below it are told as a range (0: all counts are told); `dominance`: in a sum, a reporter's part

    in per cent from which the sum gives that reporter's number away (0: not asked); `contributors`: how many that keep theirs
    a sum needs.
    """

    minimum: int = 3
    dominance: int = 85
    contributors: int = 3


@frozen
class Cell:
    """A count, and what an earlier rule already held it for."""

    value: Decimal
    held: str = ""


@frozen
class Sum:
    """`total` is the sum of `parts`: keys of cells, or a number that is printed somewhere."""

    total: str | Decimal
    parts: tuple[str, ...]


def protect(cells: Mapping[str, Cell], constraints: Iterable[Sum], rules: Rules) -> dict[str, str]:
    """The keys that may not be printed, each with its reason: what was held before, small ones, and those held beside them."""
    sums = sorted(constraints, key=lambda one: (str(one.total), one.parts))
    held = {key: cell.held for key, cell in sorted(cells.items()) if cell.held}
    held |= {key: FEW for key, cell in sorted(cells.items()) if not cell.held and 0 < cell.value < rules.minimum}
    for group in _together(cells, sums):
        _hold_beside(cells, [one for one in sums if group & _keys(one)], rules, held, sorted(group))
    return held


def _hold_beside(
    cells: Mapping[str, Cell], sums: Sequence[Sum], rules: Rules, held: dict[str, str], group: Sequence[str]
) -> None:
    """Hold one more cell at a time until no small one can be found. One that is safe stays so: what is held more only hides it."""
    for key in group:
        while held.get(key, SUBTRACTION) != SUBTRACTION and found(key, cells, sums, rules, held):
            more = _beside(key, cells, sums, held)
            if more is None:
                break
            held[more] = SUBTRACTION


def _beside(key: str, cells: Mapping[str, Cell], sums: Sequence[Sum], held: Mapping[str, str]) -> str | None:
    """The next cell to hold, in a sum with the one that is known if there is one: parts before totals, then a total that was

    told as a range and now loses it, and a cell that is 0 last; what stands in few sums before what stands in many, then by name.
    """
    totals = {one.total for one in sums}

    def may(other: str) -> bool:
        return other in cells and other != key and (other not in held or (other in totals and held[other] == FEW))

    near = {other for one in sums if key in _keys(one) for other in _keys(one) if may(other)}
    every = {other for one in sums for other in _keys(one) if may(other)}
    often = {other: sum(other in _keys(one) for one in sums) for other in every}

    def rank(other: str) -> tuple[bool, bool, bool, int, str]:
        return cells[other].value == 0, other in held, other in totals, often[other], other

    return min(near or every, key=rank, default=None)


def found(key: str, cells: Mapping[str, Cell], sums: Sequence[Sum], rules: Rules, held: Mapping[str, str]) -> bool:
    """Whether a reader of all that is printed can say more of a held cell than that it is held."""
    low, high = possible(key, cells, sums, rules, held)
    if held[key] == FEW and rules.minimum > 1 and cells[key].value < rules.minimum:
        return low > 1 or high < min(rules.minimum - 1, _ceiling(cells))
    return high - low < 2


def possible(
    key: str, cells: Mapping[str, Cell], sums: Sequence[Sum], rules: Rules, held: Mapping[str, str]
) -> tuple[float, float]:
    """The least and the most that a held cell can be, given everything that is printed."""
    names = sorted({name for one in sums for name in _keys(one) if name in held} | {key})
    place = {name: number for number, name in enumerate(names)}
    rows, right = [], []
    for one in sums:
        row, rest = _equation(one, cells, place)
        if any(row):
            rows.append(row)
            right.append(rest)
    low, high = zip(*(_range(name, cells, rules, held) for name in names), strict=True)
    goal = np.zeros(len(names))
    goal[place[key]] = 1.0
    limits = [LinearConstraint(np.array(rows), right, right)] if rows else []
    ends = [
        milp(sign * goal, constraints=limits, bounds=Bounds(low, high), integrality=np.ones(len(names)))
        for sign in (1.0, -1.0)
    ]
    least = float(ends[0].fun) if ends[0].status == 0 else low[place[key]]
    most = -float(ends[1].fun) if ends[1].status == 0 else high[place[key]]
    return round(least), most if most == np.inf else round(most)


def _equation(one: Sum, cells: Mapping[str, Cell], place: Mapping[str, int]) -> tuple[list[float], float]:
    row, rest = [0.0] * len(place), 0.0
    signed = [(part, 1.0) for part in one.parts]
    if isinstance(one.total, str):
        signed.append((one.total, -1.0))
    else:
        rest += float(one.total)
    for name, sign in signed:
        if name in place:
            row[place[name]] += sign
        else:
            rest -= sign * float(cells[name].value)
    return row, rest


def _range(name: str, cells: Mapping[str, Cell], rules: Rules, held: Mapping[str, str]) -> tuple[float, float]:
    """What a reader knows of a held cell from its reason alone."""
    if held[name] == FEW and 0 < cells[name].value < rules.minimum:
        return 1.0, float(rules.minimum - 1)
    if held[name] == SUBTRACTION:
        small = any(
            why == SUBTRACTION and cells[key].value < rules.minimum for key, why in held.items() if key in cells
        )
        return (0.0 if small else float(rules.minimum)), np.inf
    return 0.0, np.inf


def _ceiling(cells: Mapping[str, Cell]) -> float:
    return float(max((cell.value for cell in cells.values()), default=Decimal(0))) or 1.0


def _keys(one: Sum) -> frozenset[str]:
    return frozenset((*one.parts, *([one.total] if isinstance(one.total, str) else [])))


@frozen
class _Groups:
    of: dict[str, str] = field(factory=dict)

    def root(self, key: str) -> str:
        while self.of.setdefault(key, key) != key:
            key = self.of[key]
        return key


def _together(cells: Mapping[str, Cell], sums: Sequence[Sum]) -> list[set[str]]:
    """The cells that hang together by sums: each group is looked at alone."""
    groups = _Groups()
    for one in sums:
        keys = sorted(_keys(one))
        for key in keys:
            groups.of[groups.root(key)] = groups.root(keys[0])
    found_groups: dict[str, set[str]] = {}
    for one in sums:
        for key in _keys(one):
            found_groups.setdefault(groups.root(key), set()).add(key)
    return [found_groups[root] for root in sorted(found_groups)]

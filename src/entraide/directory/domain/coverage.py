"""Who has no authority for what: States by functions, and why a cell is empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

from attrs import frozen

from entraide.reference.domain.entities import entity, treaties, treaty

Cell = Literal["confirmed", "not_confirmed", "missing", "not_bound"]
"""confirmed: an authority whose entry stands; not_confirmed: only others; missing: bound and without one; not_bound: no
instrument of our tables asks it to have one."""

CELLS: Final[tuple[Cell, ...]] = ("confirmed", "not_confirmed", "missing", "not_bound")
Held = tuple[str, str, bool]
"""Entity, function, whether the entry stands."""


@frozen
class Row:
    """A State with its cells, by function."""

    entity: str
    group: str
    cells: Mapping[str, Cell]

    @property
    def missing(self) -> tuple[str, ...]:
        """The functions for which an authority is missing."""
        return tuple(function for function, cell in self.cells.items() if cell == "missing")

    def count(self, cell: Cell) -> int:
        """How many of its cells are so."""
        return sum(one == cell for one in self.cells.values())


@frozen
class Coverage:
    """The table. `totals` count the cells of each function over its rows."""

    functions: tuple[str, ...]
    rows: tuple[Row, ...]
    totals: Mapping[str, Mapping[Cell, int]]


def coverage(
    states: Iterable[str],
    held: Iterable[Held],
    functions: Sequence[str],
    instrument: str = "",
    parties_only: bool = False,
) -> Coverage:
    """The table of these States, in their order. With an instrument, functions under it and duties by it alone count."""
    chosen = tuple(one for one in functions if not instrument or one in treaty(instrument).functions)
    have: dict[tuple[str, str], bool] = {}
    for code, function, stands in held:
        have[code, function] = have.get((code, function), False) or stands
    rows = tuple(
        _row(code, chosen, have, instrument)
        for code in states
        if not (parties_only and instrument) or instrument in entity(code).party_to
    )
    totals = {one: {cell: sum(row.cells[one] == cell for row in rows) for cell in CELLS} for one in chosen}
    return Coverage(chosen, rows, totals)


def _row(code: str, functions: Iterable[str], have: Mapping[tuple[str, str], bool], instrument: str) -> Row:
    known = entity(code)
    asked = {
        function
        for one in treaties()
        if one.code in known.party_to and (one.code == instrument if instrument else not one.region)
        for function in one.functions
    }
    return Row(code, known.group, {one: _cell(have.get((code, one)), one in asked) for one in functions})


def _cell(stands: bool | None, bound: bool) -> Cell:
    if stands is None:
        return "missing" if bound else "not_bound"
    return "confirmed" if stands else "not_confirmed"


def duties(code: str, function: str) -> tuple[str, ...]:
    """The universal instruments by which a State is bound that have use for an authority for this function."""
    bound = entity(code).party_to
    return tuple(one.code for one in treaties() if one.code in bound and function in one.functions and not one.region)

"""Reading the sheet of a repeat: a case per row, blank rows left out, added rows taken along."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from entraide.kernel.problems import Problem

from ..answers import Cell, concrete
from .layout import FIRST_ROW, MARKER, TABLE_LIMIT, TableSheet
from .sheet_data import SheetData
from .tally import Tally
from .understanding import plain, whole_number

Positions = dict[str, int]
Printed = dict[str, dict[int, Positions]]
"""For each repeat: the number printed beside a row → where that row stands."""


@frozen
class _Columns:
    of: dict[int, str]
    """Column → id of the question."""
    row: int | None
    parents: tuple[int | None, ...]
    first: int
    ours: frozenset[int] = frozenset()
    """All columns that the writer made: what stands in others is reported."""


def table_of(tally: Tally, sheet: SheetData) -> TableSheet | None:
    """The repeat that the sheet shows, if it shows one."""
    names = {str(cell) for row in sheet.rows[:3] for cell in row if str(cell).startswith(MARKER)}
    for table in tally.plan.tables:
        if f"{MARKER}{table.id}" in names or any(f"{MARKER}{id}" in names for id, _ in table.columns):
            return table
    return None


def read_table(tally: Tally, sheet: SheetData, table: TableSheet, printed: Printed) -> None:
    """Take every row that holds anything; `printed` is filled for the tables inside this one."""
    columns = _columns(sheet, table)
    tally.covered.update(tally.meta.cells[id][0] for id in columns.of.values() if id in tally.meta.cells)
    counts: dict[str, int] = {}
    taken = 0
    for row in _filled(tally, sheet, columns):
        outer = _outer(tally, sheet, columns, table, row, printed)
        if outer is None:
            continue
        taken += 1
        if taken > TABLE_LIMIT:
            params = {"table": sheet.name, "limit": TABLE_LIMIT}
            tally.report([Problem("COL-230", params, sheet.place(row, 0))])
            tally.unread.add(table.repeat.path)
            return
        around = concrete(table.repeat.path, outer)
        counts[around] = counts.get(around, 0) + 1
        here = {**outer, table.repeat.path: counts[around]}
        printed.setdefault(table.repeat.path, {})[_printed_number(sheet, columns, row)] = here
        _read_row(tally, sheet, columns, row, here)


def _columns(sheet: SheetData, table: TableSheet) -> _Columns:
    for number, row in enumerate(sheet.rows[:3]):
        names = {column: str(cell).removeprefix(MARKER) for column, cell in enumerate(row) if str(cell)}
        ids = {column: name for column, name in names.items() if name in {id for id, _ in table.columns}}
        if ids:
            where = {name: column for column, name in names.items()}
            parents = tuple(where.get(f"parent{depth}") for depth in range(len(table.parents)))
            first = _first_row(sheet, where.get(table.id), number)
            marked = frozenset(column for column, cell in enumerate(row) if str(cell).startswith(MARKER))
            return _Columns(ids, where.get("row"), parents, first, marked)
    return _Columns({}, None, (None,) * len(table.parents), len(sheet.rows))


def _first_row(sheet: SheetData, id_column: int | None, markers: int) -> int:
    """The first row with a hidden row id; without that column, the place where the writer begins."""
    for row in range(markers + 1, len(sheet.rows)):
        if id_column is not None and re.fullmatch(r"r\d+", plain(sheet.at(row, id_column))):
            return row
    return markers + FIRST_ROW


def _filled(tally: Tally, sheet: SheetData, columns: _Columns) -> Iterator[int]:
    """The rows in which anything is answered; what stands in added columns is reported."""
    known = {*columns.ours, *columns.of, *(place for place in (0, columns.row, *columns.parents) if place is not None)}
    added = [column for column in range(max(map(len, sheet.rows), default=0)) if column not in known]
    for row in range(columns.first, len(sheet.rows)):
        tally.stray(sheet, row, added)
        if any(plain(sheet.at(row, column)) or sheet.trouble(row, column) is not None for column in columns.of):
            yield row


def _printed_number(sheet: SheetData, columns: _Columns, row: int) -> int:
    """The number beside the row; an added row without one counts on from the place where it stands."""
    return _whole(plain(sheet.at(row, columns.row))) or row - columns.first + 1


def _whole(text: str) -> int:
    return whole_number(text) or 0


def _outer(
    tally: Tally, sheet: SheetData, columns: _Columns, table: TableSheet, row: int, printed: Printed
) -> Positions | None:
    """Where the row belongs among the rows of the outer table; reported when that is not known."""
    if not table.parents:
        return {}
    column = columns.parents[-1]
    number = _whole(plain(sheet.at(row, column)))
    found = printed.get(table.parents[-1].path, {}).get(number)
    if found is None:
        place = sheet.place(row, min(columns.of))
        tally.report([Problem("COL-233", {"table": sheet.name, "cell": place.rpartition("!")[2]}, place)])
        tally.unread.add(table.repeat.path)
    return found


def _read_row(tally: Tally, sheet: SheetData, columns: _Columns, row: int, here: Positions) -> None:
    for column, id in columns.of.items():
        question = tally.question(id)
        found = tally.take(sheet, row, column, question)
        tally.keep(concrete(question.path, here), Cell(found.value or None, found.missing), found.unread)

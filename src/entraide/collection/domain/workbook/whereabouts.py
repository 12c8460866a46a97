"""Where every question of a workbook is answered, seen from any of its sheets.

Within a sheet by address; from another sheet by a defined name, because conditional formats of older programs refuse
addresses on other sheets, and because names survive a renamed sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import define, field, frozen
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from ..form import Question
from ..xpath.tree import Expression
from .formulas import condition, worth
from .layout import FIRST_ROW, Layout, Line, TableSheet
from .places import ROW, Column, Finder, Found, Kind, Place, Unsaid

ANSWER: Final = 3
APPLIES: Final = 9
LOGIC: Final = "logic"
"""The hidden sheet with the calculations that nobody sees."""


@frozen
class Spot:
    """Where a question is answered. `rows` are those of its choices when they have rows of their own."""

    question: Question
    sheet: str
    column: int
    rows: tuple[int, ...] = ()
    table: TableSheet | None = None
    gated: bool = False


@define
class Whereabouts:
    """All spots of a workbook. `names` leads from section or repeat to the sheet's name, `last` to its last row."""

    plan: Layout
    names: Mapping[str, str]
    last: Mapping[str, int]
    """The last prepared row (from 0) of each table, by id."""
    labels: Mapping[str, tuple[str, ...]]
    """The labels of the choices of each question, by path."""
    codes: Mapping[str, tuple[str, str]] = field(factory=dict)
    """The names of the lists of labels and codes, by path."""
    lists: Mapping[str, str] = field(factory=dict)
    """What the names of the lists mean."""
    spots: dict[str, Spot] = field(factory=dict)
    used: dict[str, str] = field(factory=dict)
    """The defined names that formulas use, and what they mean."""
    _worked: dict[str, tuple[str, Kind] | None] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for sheet in self.plan.sections:
            self._enter_section(self.names[sheet.section.name], sheet.lines)
        for table in self.plan.tables:
            for column, (_, question) in enumerate((*table.columns, *table.computed), table.first):
                self.spots[question.path] = Spot(question, self.names[table.repeat.path], column, table=table)
        for row, question in enumerate(self.plan.hidden, 1):
            self.spots[question.path] = Spot(question, LOGIC, 1, (row,))

    def _enter_section(self, name: str, lines: Sequence[Line]) -> None:
        rows: dict[str, list[tuple[int, Line]]] = {}
        for row, line in enumerate(lines, FIRST_ROW):
            if line.question is not None:
                rows.setdefault(line.question.path, []).append((row, line))
        for path, found in rows.items():
            question, gated = found[0][1].question, bool(found[0][1].gates)
            choices = [row for row, line in found if line.choice] or [found[0][0]]
            assert question is not None
            self.spots[path] = Spot(question, name, ANSWER, tuple(choices), gated=gated)

    def finder(self, sheet: str, table: TableSheet | None = None) -> Finder:
        """How the formulas of a sheet find questions."""
        return lambda path: self._find(path, sheet, table)

    def holds(self, expression: Expression, context: str, sheet: str, table: TableSheet | None = None) -> str:
        """The formula for a condition; `Unsaid` when there is none."""
        return condition(expression.tree, context, self.finder(sheet, table))

    def calculation(self, path: str) -> tuple[str, Kind] | None:
        """The formula of a calculation and what it gives; None when it cannot be said, also when it goes in a circle."""
        if path not in self._worked:
            self._worked[path] = None
            spot = self.spots.get(path)
            if spot is not None and spot.question.calculation is not None:
                try:
                    tree, find = spot.question.calculation.tree, self.finder(spot.sheet, spot.table)
                    self._worked[path] = worth(tree, path, find)
                except Unsaid:
                    pass
        return self._worked[path]

    def _find(self, path: str, sheet: str, table: TableSheet | None) -> Found:
        spot = self.spots.get(path)
        if spot is None:
            return self._rows(path, table)
        kind: Kind | None = None
        if spot.question.calculation is not None and not spot.question.answerable:
            worked = self.calculation(path)
            if worked is None:
                return None
            kind = worked[1]
        if spot.table is None:
            return self._cell(spot, sheet, kind)
        return self._in_table(spot, spot.table, table, kind)

    def _cell(self, spot: Spot, sheet: str, kind: Kind | None) -> Place:
        id = self.plan.ids[spot.question.path]
        apart = len(spot.rows) > 1 or spot.question.type in ("select_multiple", "rank")
        cells = tuple(
            self._address(spot, row, spot.column, sheet, f"answer_{id}" + (f"_{place}" if apart else ""))
            for place, row in enumerate(spot.rows, 1)
        )
        applies = self._address(spot, spot.rows[0], APPLIES, sheet, f"applies_{id}") if spot.gated else ""
        labels = () if apart else self.labels.get(spot.question.path, ())
        return Place(spot.question, cells, labels, applies, self._codes(spot.question), kind)

    def _address(self, spot: Spot, row: int, column: int, sheet: str, name: str) -> str:
        address = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        return address if sheet == spot.sheet else self.name(name, f"{quoted_sheet(spot.sheet)}!{address}")

    def _codes(self, question: Question) -> tuple[str, str]:
        names = self.codes.get(question.path, ("", "")) if question.type == "select_one" else ("", "")
        for name in names:
            if name:
                self.used[name] = self.lists[name]
        return names

    def _in_table(self, spot: Spot, theirs: TableSheet, ours: TableSheet | None, kind: Kind | None) -> Found:
        question, labels = spot.question, self.labels.get(spot.question.path, ())
        cell = ""
        if ours is not None and theirs.id == ours.id:
            cell = f"${xl_col_to_name(spot.column)}{ROW}"
        elif ours is not None and theirs.repeat in ours.parents:
            parent = f"${xl_col_to_name(2 + ours.parents.index(theirs.repeat))}{ROW}"
            cell = f"INDEX({self._column(spot, theirs)},MATCH({parent},{self._range(theirs, 1, 'number')},0))"
        if cell:
            return Place(question, (cell,), labels, codes=self._codes(question), kind=kind)
        return Column(question, self._column(spot, theirs), self._used(theirs), self._within(theirs, ours))

    def _rows(self, path: str, ours: TableSheet | None) -> Found:
        """The rows of a repeat, to be counted."""
        table = next((one for one in self.plan.tables if one.repeat.path == path), None)
        return Column(None, "", self._used(table), self._within(table, ours)) if table else None

    def _within(self, theirs: TableSheet, ours: TableSheet | None) -> tuple[str, str] | None:
        if ours is None or ours.repeat not in theirs.parents:
            return None
        depth = theirs.parents.index(ours.repeat)
        return self._range(theirs, 2 + depth, f"parent{depth}"), f"$B{ROW}"

    def _column(self, spot: Spot, table: TableSheet) -> str:
        return self._range(table, spot.column, f"column_{self.plan.ids[spot.question.path]}")

    def _used(self, table: TableSheet) -> str:
        return f"SUM({self._range(table, table.check + 1, 'used')})"

    def _range(self, table: TableSheet, column: int, what: str) -> str:
        letters, first, last = xl_col_to_name(column), FIRST_ROW + 1, self.last[table.id] + 1
        sheet = quoted_sheet(self.names[table.repeat.path])
        return self.name(f"{what}_{table.id}", f"{sheet}!${letters}${first}:${letters}${last}")

    def name(self, name: str, means: str) -> str:
        """A defined name, entered when it is first used."""
        self.used[name] = means
        return name


def quoted_sheet(name: str) -> str:
    """The name of a sheet as formulas write it."""
    return "'" + name.replace("'", "''") + "'"

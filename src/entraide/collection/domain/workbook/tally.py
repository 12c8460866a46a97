"""What is gathered while a workbook is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import define, field

from entraide.kernel.problems import Problem

from ..answers import Cell
from ..form import Form, Question
from .layout import Layout
from .meta import Meta
from .sheet_data import SheetData
from .understanding import Understood, plain, understand

FOREIGN_LIMIT: Final = 100
TEXT_SHOWN: Final = 120
DAYS_TO_1904: Final = 1462


@define
class Tally:
    """Answers, problems, and what was seen at all. `numbers` leads from numbers on paper to ids."""

    form: Form
    plan: Layout
    meta: Meta
    numbers: Mapping[str, str]
    cells: dict[str, Cell] = field(factory=dict)
    problems: list[Problem] = field(factory=list)
    covered: set[str] = field(factory=set)
    unread: set[str] = field(factory=set)
    foreign: int = 0
    from_1904: bool = False
    """Whether days count from 1904 in this file."""

    def question(self, id: str) -> Question:
        """The question that an id means."""
        return self.form.question(self.meta.cells[id][0])

    def report(self, problems: Iterable[Problem]) -> None:
        """Note problems down."""
        self.problems.extend(problems)

    def take(self, sheet: SheetData, row: int, column: int, question: Question) -> Understood:
        """The answer in a cell, its problems noted, those of formulas and errors too."""
        place = sheet.place(row, column)
        trouble = sheet.trouble(row, column)
        if trouble is not None:
            name = place.rpartition("!")[2]
            code, params = ("COL-221", {"cell": name, "text": trouble}) if trouble else ("COL-220", {"cell": name})
            self.report([Problem(code, params, place)])
            return Understood(unread=True)
        raw = sheet.at(row, column)
        if self.from_1904 and question.type in ("date", "dateTime") and isinstance(raw, float):
            raw += DAYS_TO_1904
        found = understand(question, raw, self.meta.language, place)
        self.report(found.problems)
        if sheet.computed(row, column) and plain(raw):
            self.report(
                [Problem("COL-244", {"cell": place.rpartition("!")[2], "text": plain(raw)[:TEXT_SHOWN]}, place)]
            )
        return found

    def keep(self, path: str, cell: Cell, unread: bool) -> None:
        """Record an answer; a cell that could not be read is remembered, so that nothing is cleared for it."""
        if unread:
            self.unread.add(path)
        if not cell.empty:
            self.cells[path] = cell

    def stray(self, sheet: SheetData, row: int, columns: Iterable[int]) -> None:
        """Report what stands in cells that belong to no question."""
        for column in columns:
            raw: Any = sheet.at(row, column)
            text = plain(raw)
            if text and self.foreign < FOREIGN_LIMIT:
                self.foreign += 1
                place = sheet.place(row, column)
                shown = text if len(text) <= TEXT_SHOWN else text[:TEXT_SHOWN] + "…"
                self.report([Problem("COL-223", {"cell": place.rpartition("!")[2], "text": shown}, place)])

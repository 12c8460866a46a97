"""Reading the sheet of a section, wherever its rows and columns have moved to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve, frozen

from entraide.kernel.problems import Problem

from ..answers import Cell
from ..form import Question
from .choice_rows import ReadRow, with_marks, with_places
from .layout import MARKER, OURS, ROLES, takes_reason
from .sheet_data import SheetData
from .tally import Tally
from .understanding import match_choices, plain, read_flags, read_missing
from .words import folded, known_as

_INPUTS = ("answer", "missing", "status", "source", "comment")
_SEARCHED = 40


@frozen
class _Columns:
    """Where each role stands on this sheet, and from which row on."""

    of: dict[str, int]
    first: int


def is_section(sheet: SheetData) -> bool:
    """Whether the sheet shows questions in rows."""
    return _columns(sheet) is not None


def read_section(tally: Tally, sheet: SheetData) -> None:
    """Take every answer of the sheet and report what belongs nowhere."""
    columns = _columns(sheet)
    if columns is None:
        return
    rows: dict[str, list[ReadRow]] = {}
    for found in _identified(tally, sheet, columns):
        rows.setdefault(found.id, []).append(found)
    for id in tally.meta.cells:
        if id in rows and "." not in id:
            _read_question(tally, sheet, columns, id, rows)
    heads = {id.split(".")[0] for id in rows if "." in id} - set(rows)
    for id in sorted(heads):
        _read_question(tally, sheet, columns, id, rows)


def _columns(sheet: SheetData) -> _Columns | None:
    """By the hidden markers; where their row is gone, by the headings in any language."""
    for number, row in enumerate(sheet.rows[:_SEARCHED]):
        of = {str(cell).removeprefix(MARKER): column for column, cell in enumerate(row) if str(cell).startswith(MARKER)}
        if "answer" in of:
            return _Columns({role: column for role, column in of.items() if role in ROLES}, number + 1)
    headings = known_as(ROLES[1:])
    for number, row in enumerate(sheet.rows[:_SEARCHED]):
        of = {headings[folded(str(cell))]: i for i, cell in enumerate(row) if folded(str(cell)) in headings}
        if "answer" in of and "number" in of:
            return _Columns({**of, **_id_column(sheet, number + 1)}, number + 1)
    return None


def _id_column(sheet: SheetData, first: int) -> dict[str, int]:
    """The column that holds ids, where it still stands."""
    marks = ((column, str(cell)) for row in sheet.rows[first:] for column, cell in enumerate(row))
    found = next((column for column, mark in marks if re.fullmatch(r"q\d+(\.\d+)?", mark)), None)
    return {} if found is None else {"id": found}


def _identified(tally: Tally, sheet: SheetData, columns: _Columns) -> Iterator[ReadRow]:
    """Rows with the question they answer; others are reported cell by cell."""
    headings = known_as(ROLES[1:])
    width = max(map(len, sheet.rows), default=0)
    added = [column for column in range(width) if column not in set(columns.of.values())]
    for row in range(columns.first, len(sheet.rows)):
        mark = plain(sheet.at(row, columns.of.get("id")))
        number = plain(sheet.at(row, columns.of.get("number")))
        if mark in tally.meta.cells:
            tally.stray(sheet, row, added)
            yield ReadRow(row, mark)
        elif not mark and tally.numbers.get(number) == OURS:
            continue
        elif mark == OURS or folded(plain(sheet.at(row, columns.of["answer"]))) in headings:
            if mark == OURS:
                tally.stray(sheet, row, added)
        elif number in tally.numbers:
            place = sheet.place(row, columns.of["answer"])
            tally.report([Problem("COL-229", {"cell": place.rpartition("!")[2], "number": number}, place)])
            yield ReadRow(row, tally.numbers[number])
        else:
            tally.stray(sheet, row, _foreign(sheet, columns, row))


def _foreign(sheet: SheetData, columns: _Columns, row: int) -> list[int]:
    """The columns to report of a row that is not ours; without the id column only those that people fill."""
    if "id" in columns.of:
        return list(range(len(sheet.rows[row])))
    return [columns.of[role] for role in _INPUTS if role in columns.of]


def _read_question(tally: Tally, sheet: SheetData, columns: _Columns, id: str, rows: dict[str, list[ReadRow]]) -> None:
    question = tally.question(id)
    tally.covered.add(question.path)
    versions = [_read_row(tally, sheet, columns, question, found.row) for found in rows.get(id, [])]
    filled = [version for version in versions if not version[0].empty] or versions or [(Cell(), False)]
    cell, unread = filled[0]
    for other, _ in filled[1:]:
        if other != cell:
            params = {"number": question.number, "text": other.value or other.missing or other.comment}
            tally.report([Problem("COL-228", params, sheet.place(rows[id][-1].row, columns.of["answer"]))])
    if question.type in ("select_multiple", "rank"):
        with_rows = with_places if question.type == "rank" else with_marks
        cell, lost = with_rows(tally, sheet, columns.of, id, rows, cell)
        unread = unread or lost
    tally.keep(question.path, cell, unread)


def _read_row(tally: Tally, sheet: SheetData, columns: _Columns, question: Question, row: int) -> tuple[Cell, bool]:
    """The cell that one row gives, and whether something on it could not be read."""
    of = columns.of
    if question.type in ("select_multiple", "rank"):
        value, unread = _typed_choices(tally, sheet, columns, question, row)
        return Cell(value or None, comment=plain(sheet.at(row, of.get("comment")))), unread
    found = tally.take(sheet, row, of["answer"], question)
    cell = Cell(
        found.value or None,
        found.missing,
        source=plain(sheet.at(row, of.get("source"))),
        comment=plain(sheet.at(row, of.get("comment"))),
    )
    if not takes_reason(question):
        tally.stray(sheet, row, [of[role] for role in ("missing", "status", "source") if role in of])
        return evolve(cell, source=""), found.unread
    return _with_reason(tally, sheet, columns, row, cell, found.unread)


def _with_reason(
    tally: Tally, sheet: SheetData, columns: _Columns, row: int, cell: Cell, unread: bool
) -> tuple[Cell, bool]:
    """The figure with its reason and its states."""
    column = columns.of.get("missing", columns.of["answer"])
    place = sheet.place(row, column)
    reason = read_missing(sheet.at(row, columns.of.get("missing")), place)
    tally.report(reason.problems)
    if unread and reason.missing:
        cell = evolve(cell, value=None)
    if cell.value and reason.missing:
        text = plain(sheet.at(row, columns.of.get("missing")))
        tally.report([Problem("COL-226", {"text": text}, place)])
    elif reason.missing:
        cell = evolve(cell, missing=reason.missing)
    status = columns.of.get("status")
    flags, problems = read_flags(sheet.at(row, status), sheet.place(row, status or column))
    tally.report(problems)
    return evolve(cell, flags=flags), unread or (reason.unread and not cell.value)


def _typed_choices(tally: Tally, sheet: SheetData, columns: _Columns, question: Question, row: int) -> tuple[str, bool]:
    """Choices that somebody typed beside the question itself instead of marking them below."""
    text = plain(sheet.at(row, columns.of["answer"]))
    if not text or folded(text) in known_as(["choose_several", "choose_rank"]):
        return "", False
    values, problems = match_choices(question.choices, text, sheet.place(row, columns.of["answer"]))
    tally.report(problems)
    return " ".join(values), bool(problems)

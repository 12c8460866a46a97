"""One section as a sheet: a row per question, a row per choice where several may be chosen."""

from __future__ import annotations

from functools import reduce
from typing import Any

from attrs import frozen
from xlsxwriter.utility import xl_rowcol_to_cell

from ..answers import BLANK, Cell
from ..form import Question
from .book import Book, finish
from .formulas import Place, formula
from .layout import FIRST_ROW, MARKER, OURS, ROLES, Line, SectionSheet, fillable, heading, takes_reason
from .painting import CELL_LIMIT, explained, help_text, listed, put, shown

_WIDTHS = (4, 8, 58, 38, 22, 18, 26, 34)
_ANSWER, _MISSING, _STATUS, _SOURCE, _COMMENT = range(3, 8)


@frozen
class _Sheet:
    book: Book
    sheet: Any
    plan: SectionSheet
    places: dict[str, Place]
    heads: frozenset[str]
    """The ids of questions whose choices have rows of their own."""


def write_section(book: Book, plan: SectionSheet) -> None:
    """Write the sheet of one section."""
    sheet = book.book.add_worksheet(book.names[plan.section.name])
    _write_top(book, sheet, plan)
    heads = frozenset(line.id.split(".")[0] for line in plan.lines if line.choice)
    at = _Sheet(book, sheet, plan, _places(book, plan, heads), heads)
    for row, line in enumerate(plan.lines, FIRST_ROW):
        sheet.write_string(row, 0, line.id)
        _write_line(at, row, line)
        _write_gates(at, row, line)
    finish(book, sheet)
    sheet.freeze_panes(FIRST_ROW, 3)
    sheet.repeat_rows(1, FIRST_ROW - 1)


def _write_top(book: Book, sheet: Any, plan: SectionSheet) -> None:
    for column, (role, width) in enumerate(zip(ROLES, _WIDTHS, strict=True)):
        sheet.write_string(0, column, MARKER + role)
        sheet.set_column(column, column, width, None, {"hidden": role == "id"})
        if role != "id":
            sheet.write_string(FIRST_ROW - 1, column, book.words(role), book.formats.get("head"))
    sheet.set_row(0, None, None, {"hidden": True})
    for row in range(1, FIRST_ROW):
        sheet.write_string(row, 0, OURS)
    title = heading(plan.section.number, plan.section.label, book.language)
    sheet.write_string(1, 1, title, book.formats.get("title"))
    sheet.write_string(2, 1, book.banner, book.formats.get("banner"))


def _write_line(at: _Sheet, row: int, line: Line) -> None:
    book, question = at.book, line.question
    at.sheet.write_string(row, 1, line.number, book.formats.get("number"))
    if question is None:
        _write_words(at, row, line)
    elif line.choice is not None:
        _write_choice(at, row, line, question)
    elif line.id in at.heads:
        _write_label(at, row, line, question)
        at.sheet.write_string(row, _ANSWER, book.words("choose_several"), book.formats.get("hint"))
        _write_aside(at, row, _COMMENT, book.answers.cell(question.path).comment if book.answers else "")
    else:
        _write_label(at, row, line, question)
        _write_answer(at, row, question)


def _write_words(at: _Sheet, row: int, line: Line) -> None:
    """A heading, a note, or the pointer to the sheet of a repeat."""
    look = at.book.formats.get("group")
    at.sheet.write_string(row, 2, shown(line.text, at.book.language), look)
    if line.table:
        pointer = at.book.words("see_sheet", sheet=at.book.names[line.table])
        at.sheet.write_string(row, _ANSWER, pointer, at.book.formats.get("hint"))


def _write_label(at: _Sheet, row: int, line: Line, question: Question) -> None:
    label, hint = shown(line.text, at.book.language) or question.name, shown(question.hint, at.book.language)
    look, faint = at.book.formats.get("label"), at.book.formats.get("hint")
    if hint:
        at.sheet.write_rich_string(row, 2, look, label, faint, f"\n{hint}", look)
    else:
        at.sheet.write_string(row, 2, label, look)


def _write_choice(at: _Sheet, row: int, line: Line, question: Question) -> None:
    assert line.choice is not None
    index = question.choices.index(line.choice)
    at.sheet.write_string(row, 2, at.book.labels(question)[index], at.book.formats.get("choice"))
    taken = line.choice.value in at.book.value(question.path, question).split()
    at.sheet.write_string(row, _ANSWER, "x" if taken else "", at.book.formats.get("answer", align="center"))
    listed(at.sheet, (row, _ANSWER, row, _ANSWER), ["x"])


def _write_answer(at: _Sheet, row: int, question: Question) -> None:
    book = at.book
    cell = book.answers.cell(question.path) if book.answers else BLANK
    value = book.value(question.path, question)
    if not fillable(question) or len(value) > CELL_LIMIT:
        at.sheet.write_string(row, 0, OURS)
        at.sheet.write_string(row, _ANSWER, book.words("on_the_site"), book.formats.get("hint"))
        return
    text = book.label(question, value) if question.type == "select_one" else value
    text = text or (book.words(cell.missing) if cell.missing and not takes_reason(question) else "")
    put(at.sheet, row, _ANSWER, text, question, book.formats.answer(question))
    message, area = help_text(question, book.language), (row, _ANSWER, row, _ANSWER)
    if question.choices and question.type == "select_one":
        listed(at.sheet, area, book.list_source(book.labels(question)), message)
    elif question.type == "acknowledge":
        listed(at.sheet, area, ["x"], message)
    else:
        explained(at.sheet, area, message)
    _write_asides(at, row, question, cell)


def _write_asides(at: _Sheet, row: int, question: Question, cell: Cell) -> None:
    book = at.book
    if takes_reason(question):
        _write_aside(at, row, _MISSING, book.words(cell.missing) if cell.missing else "")
        _write_aside(at, row, _STATUS, "; ".join(book.words(flag) for flag in sorted(cell.flags)))
        listed(at.sheet, (row, _MISSING, row, _MISSING), book.list_source(book.reasons()))
        listed(at.sheet, (row, _STATUS, row, _STATUS), book.list_source(book.states()))
        _write_aside(at, row, _SOURCE, cell.source)
    _write_aside(at, row, _COMMENT, cell.comment)


def _write_aside(at: _Sheet, row: int, column: int, text: str) -> None:
    at.sheet.write_string(row, column, text[:CELL_LIMIT], at.book.formats.get("aside"))


def _places(book: Book, plan: SectionSheet, heads: frozenset[str]) -> dict[str, Place]:
    """Where each question of the sheet is answered, for the formulas."""
    cells: dict[str, tuple[Question, list[str]]] = {}
    for row, line in enumerate(plan.lines, FIRST_ROW):
        if line.question and line.id not in heads:
            address = xl_rowcol_to_cell(row, _ANSWER, row_abs=True, col_abs=True)
            cells.setdefault(line.question.path, (line.question, []))[1].append(address)
    return {
        path: Place(question, tuple(addresses), tuple(book.labels(question)))
        for path, (question, addresses) in cells.items()
    }


def _write_gates(at: _Sheet, row: int, line: Line) -> None:
    """Show the row in grey while one of its conditions does not hold."""
    found = (formula(condition.tree, path, at.places.get) for condition, path in line.gates)
    parts = [part for part in found if part]
    if parts:
        together = reduce(lambda left, right: f"AND({left},{right})", parts)
        options = {"type": "formula", "criteria": f"=NOT({together})", "format": at.book.irrelevant}
        at.sheet.conditional_format(row, 1, row, _COMMENT, options)

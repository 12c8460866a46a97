"""One repeat as a sheet: a column per question, a row per case, some rows to spare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name

from ..answers import Answers, concrete
from ..form import Question, Repeat
from .book import Book, finish
from .formulas import Place, formula
from .layout import FIRST_ROW, MARKER, OURS, TableSheet, heading
from .painting import CELL_LIMIT, explained, help_text, listed, put, shown

SPARE: Final = 20
Positions = dict[str, int]


def write_table(book: Book, plan: TableSheet) -> None:
    """Write the sheet of one repeat."""
    sheet = book.book.add_worksheet(book.names[plan.repeat.path])
    rows = list(_rows(book.answers, plan))
    last = FIRST_ROW + len(rows) + SPARE - 1
    first = len(plan.parents) + 2
    _write_top(book, sheet, plan, first)
    printed = _printed(book.answers, plan)
    for row in range(FIRST_ROW, last + 1):
        number = row - FIRST_ROW + 1
        sheet.write_string(row, 0, f"r{number}")
        sheet.write_number(row, 1, number, book.formats.get("number"))
        position = rows[number - 1] if number <= len(rows) else None
        _write_parents(book, sheet, plan, row, position, printed)
        for column, (_, question) in enumerate(plan.columns, first):
            _write_cell(book, sheet, row, column, question, position)
    for column, (_, question) in enumerate(plan.columns, first):
        _offer(book, sheet, (FIRST_ROW, column, last, column), question)
        _write_gate(book, sheet, plan, column, first, last)
    finish(book, sheet)
    sheet.freeze_panes(FIRST_ROW, first)
    sheet.repeat_rows(1, FIRST_ROW - 1)


def _write_top(book: Book, sheet: Any, plan: TableSheet, first: int) -> None:
    sheet.write_string(0, 0, f"{MARKER}{plan.id}")
    sheet.write_string(0, 1, MARKER + "row")
    sheet.set_column(0, 0, 4, None, {"hidden": True})
    sheet.set_column(1, 1, 8)
    sheet.set_row(0, None, None, {"hidden": True})
    for row in range(1, FIRST_ROW):
        sheet.write_string(row, 0, OURS)
    sheet.write_string(1, 1, heading(plan.repeat.number, plan.repeat.label, book.language), book.formats.get("title"))
    sheet.write_string(2, 1, book.banner, book.formats.get("banner"))
    head = book.formats.get("head")
    sheet.write_string(FIRST_ROW - 1, 1, book.words("row"), head)
    for depth, parent in enumerate(plan.parents):
        sheet.write_string(0, 2 + depth, f"{MARKER}parent{depth}")
        label = book.words("of_row", table=shown(parent.label, book.language))
        sheet.write_string(FIRST_ROW - 1, 2 + depth, label, head)
    for column, (id, question) in enumerate(plan.columns, first):
        sheet.write_string(0, column, MARKER + id)
        sheet.set_column(column, column, 30 if question.type == "text" else 20)
        label = shown(question.label, book.language) or question.name
        sheet.write_string(FIRST_ROW - 1, column, f"{question.number} {label}".strip(), head)


def _write_parents(
    book: Book, sheet: Any, plan: TableSheet, row: int, position: Positions | None, printed: dict[str, dict[str, int]]
) -> None:
    """To which row of the outer tables this row belongs, by the row numbers printed there."""
    for depth, parent in enumerate(plan.parents):
        look = book.formats.get("answer", num_format="0")
        if position is None:
            sheet.write_blank(row, 2 + depth, None, look)
        else:
            sheet.write_number(row, 2 + depth, printed[parent.path][concrete(parent.path, position)], look)


def _write_cell(book: Book, sheet: Any, row: int, column: int, question: Question, position: Positions | None) -> None:
    look = book.formats.answer(question)
    if position is None or book.answers is None:
        sheet.write_blank(row, column, None, look)
        return
    cell = book.answers.cell(concrete(question.path, position))
    value = book.words(cell.missing) if cell.missing and not cell.value else cell.value or ""
    if question.choices:
        value = "; ".join(book.label(question, code) for code in value.split())
    if len(value) > CELL_LIMIT:
        sheet.write_string(row, column, book.words("on_the_site"), book.formats.get("hint"))
    else:
        put(sheet, row, column, value, question, look)


def _offer(book: Book, sheet: Any, area: tuple[int, int, int, int], question: Question) -> None:
    message = help_text(question, book.language)
    if question.choices and question.type == "select_one":
        listed(sheet, area, book.list_source(book.labels(question)), message)
    elif question.type == "acknowledge":
        listed(sheet, area, ["x"], message)
    else:
        explained(sheet, area, message)


def _write_gate(book: Book, sheet: Any, plan: TableSheet, column: int, first: int, last: int) -> None:
    """Show cells in grey whose condition, within the same row, does not hold."""
    question = plan.columns[column - first][1]
    places = {
        other.path: Place(other, (f"${xl_col_to_name(place)}{FIRST_ROW + 1}",), tuple(book.labels(other)))
        for place, (_, other) in enumerate(plan.columns, first)
    }
    text = formula(question.relevant.tree, question.path, places.get) if question.relevant else None
    if text:
        options = {"type": "formula", "criteria": f"=NOT({text})", "format": book.irrelevant}
        sheet.conditional_format(FIRST_ROW, column, last, column, options)


def _rows(answers: Answers | None, plan: TableSheet) -> Iterator[Positions]:
    """The positions of every row that the answers hold, in order."""
    if answers is not None:
        yield from _positions(answers, (*plan.parents, plan.repeat), {})


def _positions(answers: Answers, chain: tuple[Repeat, ...], outer: Positions) -> Iterator[Positions]:
    path = concrete(chain[0].path, outer)
    for position in range(1, answers.count(path) + 1):
        here = {**outer, chain[0].path: position}
        if len(chain) == 1:
            yield here
        else:
            yield from _positions(answers, chain[1:], here)


def _printed(answers: Answers | None, plan: TableSheet) -> dict[str, dict[str, int]]:
    """For each outer repeat: the concrete path of a row → the number printed beside it."""
    if answers is None:
        return {}
    chain = plan.parents
    return {
        repeat.path: {
            concrete(repeat.path, position): number
            for number, position in enumerate(_positions(answers, chain[: depth + 1], {}), 1)
        }
        for depth, repeat in enumerate(chain)
    }

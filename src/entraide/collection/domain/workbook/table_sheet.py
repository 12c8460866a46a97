"""One repeat as a sheet: a column per question, a row per case, some rows to spare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attrs import frozen

from ..answers import Answers, concrete
from ..form import Question, Repeat
from .book import Book, finish
from .heights import TITLE_HEIGHT, height_of
from .layout import FIRST_ROW, MARKER, OURS, TableSheet, heading
from .painting import CELL_LIMIT, checked, cut, explained, help_text, listed, put, shown
from .table_logic import TableLogic

SPARE: Final = 30
_PREPARED_CELLS: Final = 6_000
Positions = dict[str, int]


@frozen
class _Table:
    book: Book
    sheet: Any
    plan: TableSheet
    logic: TableLogic
    rows: list[Positions]
    last: int
    printed: dict[str, dict[str, int]]


def last_row(answers: Answers | None, plan: TableSheet) -> int:
    """The last row (from 0) that is prepared: those answered and some to spare, fewer on very wide tables."""
    spare = max(5, min(SPARE, _PREPARED_CELLS // max(1, len(plan.columns))))
    return FIRST_ROW + sum(1 for _ in _rows(answers, plan)) + spare - 1


def write_table(book: Book, plan: TableSheet) -> None:
    """Write the sheet of one repeat."""
    name = book.names[plan.repeat.path]
    sheet = book.book.add_worksheet(name)
    last = book.where.last[plan.id]
    logic = TableLogic.of(book, plan, name)
    at = _Table(book, sheet, plan, logic, list(_rows(book.answers, plan)), last, _printed(book.answers, plan))
    _write_top(book, sheet, plan, plan.first)
    for row in range(FIRST_ROW, last + 1):
        _write_row(at, row)
    for column, (_, question) in enumerate(plan.columns, plan.first):
        _offer(at, (FIRST_ROW, column, last, column), question)
        logic.paint(sheet, question, column, last)
    finish(book, sheet)
    sheet.freeze_panes(FIRST_ROW, plan.first)
    sheet.repeat_rows(1, FIRST_ROW - 1)
    sheet.print_area(0, 1, last, plan.check)


def _write_row(at: _Table, row: int) -> None:
    book, sheet, plan = at.book, at.sheet, at.plan
    number = row - FIRST_ROW + 1
    position = at.rows[number - 1] if number <= len(at.rows) else None
    sheet.write_string(row, 0, f"r{number}")
    sheet.write_number(row, 1, number, book.formats.get("number"))
    _write_parents(book, sheet, plan, row, position, at.printed)
    for column, (_, question) in enumerate(plan.columns, plan.first):
        _write_cell(book, sheet, row, column, question, position)
    at.logic.write_row(sheet, row, position)


def _write_top(book: Book, sheet: Any, plan: TableSheet, first: int) -> None:
    sheet.write_string(0, 0, f"{MARKER}{plan.id}")
    sheet.write_string(0, 1, MARKER + "row")
    sheet.set_column(0, 0, 4, None, {"hidden": True})
    sheet.set_column(1, 1, 8)
    sheet.set_row(0, None, None, {"hidden": True})
    for row in range(1, FIRST_ROW):
        sheet.write_string(row, 0, OURS)
    sheet.write_string(1, 1, heading(plan.repeat.number, plan.repeat.label, book.language), book.formats.get("title"))
    sheet.set_row(1, TITLE_HEIGHT)
    sheet.write_string(2, 1, book.banner, book.formats.get("banner"))
    head = book.formats.get("head")
    sheet.write_string(FIRST_ROW - 1, 1, book.words("row"), head)
    for depth, parent in enumerate(plan.parents):
        sheet.write_string(0, 2 + depth, f"{MARKER}parent{depth}")
        label = book.words("of_row", table=shown(parent.label, book.language))
        sheet.write_string(FIRST_ROW - 1, 2 + depth, label, head)
    for column, (id, question) in enumerate((*plan.columns, *plan.computed), first):
        sheet.write_string(0, column, MARKER + id)
        seen = question.answerable or bool(question.label)
        sheet.set_column(column, column, 30 if question.type == "text" else 20, None, {"hidden": not seen})
        label = shown(question.label, book.language) or question.name
        sheet.write_string(FIRST_ROW - 1, column, f"{question.number} {label}".strip(), head)
    shown_heads = (one for _, one in (*plan.columns, *plan.computed) if one.answerable or one.label)
    sheet.set_row(FIRST_ROW - 1, height_of((f"{one.number} {shown(one.label, book.language)}", 20) for one in shown_heads))
    for column, role, hidden in ((plan.check, "check", False), (plan.check + 1, "used", True)):
        sheet.write_string(0, column, MARKER + role)
        sheet.set_column(column, column, 22, None, {"hidden": hidden})
        sheet.write_string(FIRST_ROW - 1, column, book.words(role), head)
    sheet.write_string(0, plan.check + 2, book.identity)


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
    value = cell.value or (book.words(cell.missing) if cell.missing else "")
    if question.choices and value:
        codes = [value] if question.type == "select_one" else value.split()
        value = "; ".join(book.label(question, code) for code in codes)
    elif question.type == "acknowledge" and value == "OK":
        value = "x"
    if len(value) > CELL_LIMIT:
        sheet.write_string(row, column, book.words("on_the_site"), book.formats.get("hint"))
    else:
        put(sheet, row, column, value, question, look)


def _offer(at: _Table, area: tuple[int, int, int, int], question: Question) -> None:
    book, message = at.book, help_text(question, at.book.language)
    if question.choices and question.type == "select_one":
        listed(at.sheet, area, book.list_source(book.labels(question)), message)
    elif question.choices:
        several = cut("\n".join(part for part in (message, book.words("part_by")) if part))
        listed(at.sheet, area, book.list_source(book.labels(question)), several, strict=False)
    elif question.type == "acknowledge":
        listed(at.sheet, area, ["x"], message)
    elif rule := at.logic.rule(question):
        words = question.constraint_message.shown_in(book.language).text or book.words("cannot_stand")
        checked(at.sheet, area, rule, words, message, stop=question.attributes.get("severity") != "explain")
    else:
        explained(at.sheet, area, message)


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

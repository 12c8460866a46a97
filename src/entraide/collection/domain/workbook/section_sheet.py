"""One section as a sheet: a row per question, a row per choice where several may be chosen or put in order."""

from __future__ import annotations

from typing import Any, Final

from attrs import frozen

from ..answers import BLANK, Cell
from ..form import Question
from .book import Book, finish
from .heights import LINE_HEIGHT, TITLE_HEIGHT, height_of
from .layout import (
    FIRST_ROW,
    MARKER,
    OURS,
    ROLES,
    Line,
    Role,
    SectionSheet,
    fillable,
    heading,
    takes_reason,
)
from .painting import CELL_LIMIT, checked, explained, help_text, listed, put, shown
from .section_logic import Logic, rule_of, write_logic
from .words import word

_WIDTHS = (4, 8, 58, 38, 22, 18, 26, 34, 30, 6, 6, 6, 6)
_ANSWER, _MISSING, _STATUS, _SOURCE, _COMMENT, _CHECK = range(3, 9)
_MACHINE: Final = ("applies", "fault", "given", "must")
_LONG_ROW: Final = 75


@frozen
class _Sheet:
    book: Book
    sheet: Any
    plan: SectionSheet
    heads: frozenset[str]
    """The ids of questions whose choices have rows of their own."""


def write_section(book: Book, plan: SectionSheet) -> None:
    """Write the sheet of one section."""
    name = book.names[plan.section.name]
    sheet = book.book.add_worksheet(name)
    _write_top(book, sheet, plan)
    heads = frozenset(line.id.split(".")[0] for line in plan.lines if line.choice)
    at = _Sheet(book, sheet, plan, heads)
    logic = Logic(book, sheet, name, plan)
    for row, line in enumerate(plan.lines, FIRST_ROW):
        sheet.write_string(row, 0, line.id)
        _write_line(at, row, line)
        _set_height(at, row, line)
    write_logic(logic)
    finish(book, sheet)
    sheet.freeze_panes(FIRST_ROW, 3)
    sheet.repeat_rows(1, FIRST_ROW - 1)
    sheet.print_area(0, 1, FIRST_ROW + len(plan.lines) - 1, _CHECK)


def _write_top(book: Book, sheet: Any, plan: SectionSheet) -> None:
    for column, (role, width) in enumerate(zip(ROLES, _WIDTHS, strict=True)):
        sheet.write_string(0, column, MARKER + role)
        sheet.set_column(column, column, width, None, {"hidden": role == "id" or role in _MACHINE})
        if role != "id":
            sheet.write_string(FIRST_ROW - 1, column, book.words(role), book.formats.get("head"))
    sheet.write_string(0, len(ROLES), book.identity)
    sheet.set_row(0, None, None, {"hidden": True})
    for row in range(1, FIRST_ROW):
        sheet.write_string(row, 0, OURS)
    title = heading(plan.section.number, plan.section.label, book.language)
    sheet.write_string(1, 1, title, book.formats.get("title"))
    sheet.set_row(1, TITLE_HEIGHT)
    heads = ((book.words(role), width) for role, width in zip(ROLES, _WIDTHS, strict=True) if _is_seen(role))
    sheet.set_row(FIRST_ROW - 1, height_of(heads))
    sheet.write_string(2, 1, book.banner, book.formats.get("banner"))


def _is_seen(role: Role) -> bool:
    return role != "id" and role not in _MACHINE


def _write_line(at: _Sheet, row: int, line: Line) -> None:
    book, question = at.book, line.question
    at.sheet.write_string(row, 1, line.number, book.formats.get("number"))
    if question is None:
        _write_words(at, row, line)
    elif line.choice is not None:
        _write_choice(at, row, line, question)
    elif line.id in at.heads:
        _write_label(at, row, line, question)
        key = "choose_rank" if question.type == "rank" else "choose_several"
        at.sheet.write_string(row, _ANSWER, book.words(key), book.formats.get("hint"))
        _write_aside(at, row, _COMMENT, book.answers.cell(question.path).comment if book.answers else "")
    elif not question.answerable:
        _write_label(at, row, line, question)
        _write_computed(at, row, question)
    else:
        _write_label(at, row, line, question)
        _write_answer(at, row, question)


def _set_height(at: _Sheet, row: int, line: Line) -> None:
    """As high as its words need; a row of one line stays free to grow."""
    question, language, book = line.question, at.book.language, at.book
    hint = shown(question.hint, language) if question is not None and line.choice is None else ""
    texts = [("\n".join(part for part in (shown(line.text, language), hint) if part), _WIDTHS[2])]
    if line.table:
        texts.append((book.words("see_sheet", sheet=book.names[line.table]), _WIDTHS[_ANSWER]))
    if line.id in at.heads:
        texts.append((book.words("choose_several"), _WIDTHS[_ANSWER]))
    long = question is not None and question.multiline and line.choice is None
    needed = max(height_of(texts, 12), _LONG_ROW if long else 0)
    if needed > LINE_HEIGHT:
        at.sheet.set_row(row, needed)


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
    taken = at.book.value(question.path, question).split()
    area, look = (row, _ANSWER, row, _ANSWER), at.book.formats.get("answer", align="center")
    if question.type == "rank":
        place = taken.index(line.choice.value) + 1 if line.choice.value in taken else None
        at.sheet.write_number(row, _ANSWER, place, look) if place else at.sheet.write_blank(row, _ANSWER, None, look)
        listed(at.sheet, area, [str(number) for number in range(1, min(len(question.choices), 60) + 1)])
    else:
        at.sheet.write_string(row, _ANSWER, "x" if line.choice.value in taken else "", look)
        listed(at.sheet, area, ["x"])


def _write_computed(at: _Sheet, row: int, question: Question) -> None:
    """A calculation: computed where a sheet can follow it, else left to the site."""
    worked = at.book.where.calculation(question.path)
    if worked is None:
        at.book.unsay(question)
        at.sheet.write_string(row, _ANSWER, at.book.words("on_the_site"), at.book.formats.get("hint"))
        return
    formula, kind = worked
    look = at.book.formats.get("computed", num_format="General" if kind == "number" else "@" if kind == "text" else
                               at.book.formats.day)  # fmt: skip
    value = at.book.standing.values.get(question.path, "")
    at.sheet.write_formula(row, _ANSWER, "=" + formula, look, float(value) if kind == "number" and value else value)


def _write_answer(at: _Sheet, row: int, question: Question) -> None:
    book = at.book
    cell = book.answers.cell(question.path) if book.answers else BLANK
    value = book.value(question.path, question)
    if not fillable(question) or len(value) > CELL_LIMIT:
        at.sheet.write_string(row, 0, OURS)
        at.sheet.write_string(row, _ANSWER, book.words("on_the_site"), book.formats.get("hint"))
        return
    text = book.label(question, value) if question.type == "select_one" else value
    text = "x" if question.type == "acknowledge" and value == "OK" else text
    text = text or (book.words(cell.missing) if cell.missing and not takes_reason(question) else "")
    put(at.sheet, row, _ANSWER, text, question, book.formats.answer(question))
    _offer(at, row, question)
    _write_asides(at, row, question, cell)


def _offer(at: _Sheet, row: int, question: Question) -> None:
    """A list, or the form's rule with its words, or the hint alone: a cell takes one validation."""
    book, message, area = at.book, help_text(question, at.book.language), (row, _ANSWER, row, _ANSWER)
    if question.choices and question.type == "select_one":
        listed(at.sheet, area, book.list_source(book.labels(question)), message)
    elif question.type == "acknowledge":
        listed(at.sheet, area, ["x"], message)
    elif rule := rule_of(book, question, book.names[at.plan.section.name]):
        words = question.constraint_message.shown_in(book.language).text
        stop = question.attributes.get("severity") != "explain"
        checked(at.sheet, area, rule, words or word("cannot_stand", book.language), message, stop=stop)
    else:
        explained(at.sheet, area, message)


def _write_asides(at: _Sheet, row: int, question: Question, cell: Cell) -> None:
    book = at.book
    if takes_reason(question):
        _write_aside(at, row, _MISSING, book.words(cell.missing) if cell.missing else "")
        _write_aside(at, row, _STATUS, "; ".join(book.words(flag) for flag in sorted(cell.flags)))
        listed(at.sheet, (row, _MISSING, row, _MISSING), book.list_source(book.reasons()))
        listed(at.sheet, (row, _STATUS, row, _STATUS), book.list_source(book.states()), strict=False)
        _write_aside(at, row, _SOURCE, cell.source)
    _write_aside(at, row, _COMMENT, cell.comment)


def _write_aside(at: _Sheet, row: int, column: int, text: str) -> None:
    at.sheet.write_string(row, column, text[:CELL_LIMIT], at.book.formats.get("aside"))

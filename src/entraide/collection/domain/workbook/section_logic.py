"""What a section's sheet computes: whether each row applies, what is wrong with its answer, how much is done.

Four hidden columns hold 1 or 0 for each row; three conditional formats for the whole sheet and the words in the column
“check” read them. So formulas stay short, may look at other sheets, and work in every program.
"""

from __future__ import annotations

from functools import reduce
from typing import Any, Final

from attrs import frozen
from xlsxwriter.utility import xl_rowcol_to_cell

from ..answers import BLANK
from ..form import Question
from .book import Book
from .formulas import VALIDATION_LIMIT
from .layout import FIRST_ROW, Line, SectionSheet, takes_reason
from .painting import cut
from .places import Place, Unsaid, filled, quoted

_ANSWER, _MISSING, _COMMENT, _CHECK, _APPLIES, _FAULT, _GIVEN, _MUST = 3, 4, 7, 8, 9, 10, 11, 12
PROGRESS: Final = (1, _CHECK)
"""Where each sheet says how much of it is done."""


@frozen
class Logic:
    """A sheet while its formulas are written."""

    book: Book
    sheet: Any
    name: str
    plan: SectionSheet


def rule_of(book: Book, question: Question, sheet: str) -> str:
    """The constraint as the formula of a validation; "" when it cannot be said or is too long for one."""
    try:
        rule = book.where.holds(question.constraint, question.path, sheet) if question.constraint else ""
    except Unsaid:
        return ""
    return rule if len(rule) <= VALIDATION_LIMIT else ""


def write_logic(at: Logic) -> None:
    """The hidden columns, the words beside each answer, the formats, the count."""
    heads: dict[str, int] = {}
    for row, line in enumerate(at.plan.lines, FIRST_ROW):
        path = line.question.path if line.question else ""
        _write_applies(at, row, line, heads.get(path) if line.choice else None)
        if line.head and line.question is not None:
            heads[path] = row
            _write_head(at, row, line.question)
    if at.plan.lines:
        _paint(at, FIRST_ROW + len(at.plan.lines) - 1)
        _count(at, FIRST_ROW + len(at.plan.lines) - 1)


def _flag(at: Logic, row: int, column: int, formula: str, value: bool) -> None:
    at.sheet.write_formula(row, column, f"=IF({formula},1,0)", None, int(value))


def _write_applies(at: Logic, row: int, line: Line, head: int | None) -> None:
    if head is not None:
        value = int(at.book.standing.applies(line))
        at.sheet.write_formula(row, _APPLIES, f"={xl_rowcol_to_cell(head, _APPLIES, col_abs=True)}", None, value)
        return
    parts, frozen_here = [], False
    for expression, path in line.gates:
        try:
            parts.append(at.book.where.holds(expression, path, at.name))
        except Unsaid:
            frozen_here = True
            at.book.unsay(line.question)
    applies = at.book.standing.applies(line)
    if parts and (not frozen_here or applies):
        _flag(at, row, _APPLIES, reduce(lambda left, right: f"AND({left},{right})", parts), applies)
    else:  # conditions on what is not in this file stand as they stood when it was written
        at.sheet.write_number(row, _APPLIES, int(applies))


def _write_head(at: Logic, row: int, question: Question) -> None:
    """A question that is answered on this row or on the rows of its choices."""
    place = at.book.where.finder(at.name)(question.path)
    assert isinstance(place, Place)
    codes = at.book.standing.codes(question.path)
    cell = at.book.answers.cell(question.path) if at.book.answers else BLANK
    given = [f'{one}<>""' for one in place.cells]
    if takes_reason(question):
        given.append(f'{xl_rowcol_to_cell(row, _MISSING, col_abs=True)}<>""')
    answered = not cell.blank or (at.book.answers is None and bool(question.default))
    _flag(at, row, _GIVEN, f"OR({','.join(given)})", answered)
    fault = _fault(at, row, question, place)
    if fault:
        at.sheet.write_formula(row, _FAULT, f"={fault}", None, int(bool(codes & {"constraint", "type"})))
    must = _must(at, question)
    if must == "TRUE":
        at.sheet.write_number(row, _MUST, 1)
    elif must:
        _flag(at, row, _MUST, must, "required" in codes)
    _write_check(at, row, question, bool(fault), bool(must))


def _fault(at: Logic, row: int, question: Question, place: Place) -> str:
    """1 when the answer breaks the form's rule or is no number where one is wanted."""
    rule = ""
    if question.constraint is not None:
        try:
            rule = at.book.where.holds(question.constraint, question.path, at.name)
        except Unsaid:
            at.book.unsay(question)
    if question.choice_filter is not None:
        at.book.unsay(question)
    if rule and question.attributes.get("severity") == "explain":
        rule = f'OR({rule},{xl_rowcol_to_cell(row, _COMMENT, col_abs=True)}<>"")'
    cell = place.cells[0]
    if question.numeric:
        reason = at.book.where.name("labels_0", at.book.list_source(at.book.reasons()).lstrip("="))
        known = f"IF(COUNTIF({reason},{cell})>0,0,1)"
        return f'IF({cell}="",0,IF(ISERROR({cell}+0),{known},{f"IF({rule},0,1)" if rule else "0"}))'
    if not rule:
        return ""
    if question.type == "date":
        return f'IF({cell}="",0,IF(ISERROR({cell}+0),0,IF({rule},0,1)))'
    return f"IF(AND({filled(place)},NOT({rule})),1,0)"


def _must(at: Logic, question: Question) -> str:
    if question.required is None:
        return ""
    try:
        must = at.book.where.holds(question.required, question.path, at.name)
    except Unsaid:
        at.book.unsay(question)
        return ""
    return "" if must == "FALSE" else must


def _write_check(at: Logic, row: int, question: Question, fault: bool, must: bool) -> None:
    """The words beside the answer: does not apply, what is wrong, required."""
    book, standing = at.book, at.book.standing
    address = {column: xl_rowcol_to_cell(row, column, col_abs=True) for column in (_APPLIES, _FAULT, _GIVEN, _MUST)}
    words = question.constraint_message.shown_in(book.language).text if question.constraint else ""
    wrong = cut(
        words or book.words("number_wanted" if question.numeric and not question.constraint else "cannot_stand")
    )
    open_, none = book.words("required"), book.words("does_not_apply")
    said = '""'
    if must:
        said = f"IF(AND({address[_MUST]}=1,{address[_GIVEN]}=0),{quoted(open_)},{said})"
    if fault:
        said = f"IF({address[_FAULT]}=1,{quoted(wrong)},{said})"
    said = f"=IF({address[_APPLIES]}=0,{quoted(none)},{said})"
    codes = standing.codes(question.path)
    value = wrong if fault and codes & {"constraint", "type"} else open_ if must and "required" in codes else ""
    if standing.known and question.path not in standing.applying:
        value = none
    at.sheet.write_formula(row, _CHECK, said, book.formats.get("check"), value)


def _paint(at: Logic, last: int) -> None:
    """Grey for what does not apply, red for what breaks a rule, yellow for what is required and open."""
    first, looks = FIRST_ROW + 1, at.book.looks
    rules = (
        (1, _CHECK, f"=$J{first}=0", looks.irrelevant),
        (_ANSWER, _ANSWER, f"=$K{first}=1", looks.fault),
        (_ANSWER, _ANSWER, f"=AND($M{first}=1,$L{first}=0)", looks.open),
    )
    for start, end, criteria, look in rules:
        options = {"type": "formula", "criteria": criteria, "format": look, "stop_if_true": True}
        at.sheet.conditional_format(FIRST_ROW, start, last, end, options)


def _count(at: Logic, last: int) -> None:
    """How much of the sheet is done: answered of asked, and what is required and open."""
    first, end = FIRST_ROW + 1, last + 1
    applies, given, must = (f"${letter}${first}:${letter}${end}" for letter in "JLM")
    parts = {
        "done": f"SUMPRODUCT({applies},{given})",
        "all": f"SUMPRODUCT({applies},--ISNUMBER({given}))",
        "open": f"SUMPRODUCT({applies},{must},--({given}=0))",
    }
    said = [quoted(at.book.words("progress"))]
    for name, formula in parts.items():
        said = [piece for part in said for piece in _split(part, "{" + name + "}", formula)]
    at.book.progress[at.name] = counted = _counted(at)
    at.sheet.write_formula(*PROGRESS, "=" + "&".join(said), at.book.formats.get("group"), counted)


def _split(part: str, mark: str, formula: str) -> list[str]:
    if mark not in part:
        return [part]
    before, after = part[1:-1].split(mark)
    return [quoted_part for quoted_part in (f'"{before}"', formula, f'"{after}"') if quoted_part != '""']


def _counted(at: Logic) -> str:
    book = at.book
    paths = [line.question for line in at.plan.lines if line.head and line.question]
    asked = [one for one in paths if not book.standing.known or one.path in book.standing.applying]
    given = [one for one in asked if (book.answers and not book.answers.cell(one.path).blank)]
    given += [one for one in asked if book.answers is None and one.default]
    open_ = [one for one in asked if "required" in book.standing.codes(one.path)]
    return book.words("progress", done=str(len(given)), all=str(len(asked)), open=str(len(open_)))

"""What a sheet can show of an answer, as a short fingerprint: whether it was changed in the file, or online since."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from attrs import evolve

from ..answers import Answers, Cell, without_positions
from ..form import Form, Question
from ..numbers import canonical_number
from .layout import Layout, takes_reason
from .painting import CELL_LIMIT


def footprint(form: Form, path: str, cell: Cell) -> str:
    """Of the part of the cell that its place in the workbook holds; "" for nothing."""
    question = form.question(without_positions(path))
    cell = evolve(cell, value=_plain(question, cell.value or ""), audience=None)
    if cell.value:
        cell = evolve(cell, missing="")
    if "[" in path:
        cell = evolve(cell, flags=frozenset(), source="", comment="")
    elif not takes_reason(question):
        cell = evolve(cell, flags=frozenset(), source="")
    return evolve(cell, source=cell.source.strip()[:CELL_LIMIT], comment=cell.comment.strip()[:CELL_LIMIT]).fingerprint


def footprints(form: Form, plan: Layout, answers: Answers) -> Iterator[tuple[str, str]]:
    """The concrete path and footprint of every answer that stands in the workbook."""
    here = {line.question.path for sheet in plan.sections for line in sheet.lines if line.question}
    here |= {question.path for table in plan.tables for _, question in table.columns}
    for path, cell in answers.items():
        if without_positions(path) in here and (mark := footprint(form, path, cell)):
            yield path, mark


def _plain(question: Question, value: str) -> str:
    """Numbers in their one spelling, choices in the order of the form, texts without blanks around them."""
    value = value.strip()
    if question.numeric:
        try:
            return canonical_number(Decimal(value))
        except InvalidOperation:
            return value
    if question.type == "select_multiple" and question.choices:
        taken = value.split()
        known = [choice.value for choice in question.choices if choice.value in taken]
        return " ".join(known + [one for one in taken if one not in known])
    return value

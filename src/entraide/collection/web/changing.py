"""Answers that change, as a page shows them: before and after, section by section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from entraide.foundation.ui.wording import page_language

from ..domain.answers import Cell, positions, without_positions
from ..domain.form import Form
from ..domain.workbook import Change
from . import wording


def answer_change(form: Form, change: Change) -> dict[str, Any]:
    """One change for the template: number, label, what happens, before and after in words."""
    question = form.question(without_positions(change.path))

    def read(cell: Cell) -> str:
        return wording.answer(question, cell, page_language())

    return {
        "number": question_number(form, change.path), "label": question.label, "kind": change.kind,
        "kind_label": wording.change(change.kind), "before": read(change.before), "after": read(change.after),
        "aside_before": wording.aside(change.before), "aside_after": wording.aside(change.after),
        "comment": change.after.comment if change.after.comment != change.before.comment else "",
        "comment_before": change.before.comment,
    }  # fmt: skip


def by_section(form: Form, changes: Iterable[Change]) -> Iterator[dict[str, Any]]:
    """The changes under their sections, in reading order."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(form.section_of(change.path), []).append(change)
    for section in form.sections:
        if section.name in found:
            rows = [answer_change(form, change) for change in found[section.name]]
            yield {"name": section.name, "number": section.number, "label": section.label, "changes": rows}


def question_number(form: Form, path: str) -> str:
    """`12 [2]`: the number on paper and the rows."""
    plain = without_positions(path)
    number = form.question(plain).number if form.has(plain) else path
    return " ".join([number, *(f"[{row}]" for row in positions(path))])

"""The answers of the last round beside this one's questions: which are still asked, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import evolve

from .answers import Answers, Cell, without_positions
from .carrying import unfit
from .form import Form, Question

Carried = Literal["", "open", "confirmed", "changed"]
"""Carried over and not confirmed; confirmed as still true; changed. Empty where the last round holds nothing."""


def fitting(form: Form, answers: Answers) -> Answers:
    """What of the last round's answers still answers the questions of this form. Values, reasons and sources are carried,
    comments and flags are of their round.
    """
    asked = {path: cell for path, cell in answers.items() if form.question(without_positions(path)).answerable}
    cells = {path: _fitting(form.question(without_positions(path)), cell) for path, cell in asked.items()}
    return Answers({path: cell for path, cell in cells.items() if not cell.blank})


def _fitting(question: Question, cell: Cell) -> Cell:
    """The answer, without choices that are no longer open, and nothing that is no number where one is asked."""
    value = cell.value or ""
    if question.type in ("select_multiple", "rank"):
        value = " ".join(one for one in value.split() if not unfit(question, one))
    if unfit(question, value):
        value = ""
    return evolve(cell, value=value or None, flags=frozenset(), comment="")


def carried_state(last: Cell, drafted: Cell) -> Carried:
    """What became of an answer of the last round in this draft."""
    if last.blank:
        return ""
    if drafted.blank:
        return "open"
    return "confirmed" if ((drafted.value or ""), drafted.missing) == ((last.value or ""), last.missing) else "changed"


def still_true(last: Answers, drafted: Answers, paths: Iterable[str]) -> dict[str, Cell]:
    """The cells that taking over the last round's answers writes at these places; what was answered since stays."""
    return {path: last.cell(path) for path in paths if carried_state(last.cell(path), drafted.cell(path)) == "open"}

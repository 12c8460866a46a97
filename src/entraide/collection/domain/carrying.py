"""The answers of the last round beside this one's questions: which are still asked, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from attrs import evolve

from .answers import Answers, Cell, concrete, positions, without_positions
from .form import Form, Question

Carried = Literal["", "open", "confirmed", "changed"]
"""Carried over and not confirmed; confirmed as still true; changed. Empty where the last round holds nothing."""


def carried_over(
    before: Answers, form: Form, known: Mapping[str, str] | None = None, now: Mapping[str, str] | None = None
) -> Answers:
    """What of the last round's answers fits a question of this form, by its paths.

    `known` and `now` give the identities of the questions of both versions by path; without them equal paths are one
    question. Values, reasons and sources are carried, comments and flags are of their round.
    """
    homes = {identity: path for path, identity in (now or {}).items()}
    cells: dict[str, Cell] = {}
    for path, cell in before.items():
        plain = without_positions(path)
        home = homes.get((known or {}).get(plain, "")) or plain
        place = _placed(form, home, positions(path))
        if place is None:
            continue
        kept = _fitting(form.question(home), cell)
        if not kept.blank:
            cells[place] = kept
    return Answers(cells)


def _placed(form: Form, home: str, rows: tuple[int, ...]) -> str | None:
    """The concrete path in this form; None where the question is gone or stands in other repeats."""
    if not form.has(home) or not form.question(home).answerable:
        return None
    around = [repeat.path for repeat in form.repeats() if home.startswith(repeat.path + "/")]
    return concrete(home, dict(zip(around, rows, strict=True))) if len(around) == len(rows) else None


def _fitting(question: Question, cell: Cell) -> Cell:
    """The answer, without choices that are no longer open, and nothing that is no number where one is asked."""
    value = cell.value or ""
    if question.type in ("select_one", "select_multiple", "rank"):
        given = [value] if question.type == "select_one" else value.split()
        value = " ".join(one for one in given if question.choice(one) is not None)
    if question.numeric and not value.lstrip("-").replace(".", "", 1).isdecimal():
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

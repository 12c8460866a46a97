"""Answers to one version of a questionnaire carried to another: nothing is lost, and what could not follow is listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from attrs import evolve, frozen

from .answers import Answers, Cell, concrete, positions, without_positions
from .form import Form, Question
from .judge import has_type
from .migration import Change, asked, followed

Reason = Literal["dropped", "unknown", "type", "choice", "row", "taken", "divide"]
"""Why an answer stands in the list: its question is gone or was never there; it is no answer to the later question; its
row has no place; another answer is there already; or it was given whole to the first of several questions."""


@frozen
class Left:
    """An answer that somebody has to look at. `path` is that of the earlier version."""

    path: str
    cell: Cell
    reason: Reason


@frozen
class Carried:
    """The answers as the later version takes them, and what could not follow."""

    answers: Answers
    left: tuple[Left, ...]


def carry(answers: Answers, before: Form, after: Form, changes: Iterable[Change]) -> Carried:
    """Each answer that is recorded stands afterwards at its new path, in the list, or (divided) in both."""
    way = _Way(before, after, changes)
    for path, cell in answers.items():
        if not cell.empty:
            way.take(path, cell)
    return Carried(Answers(way.made), tuple(way.left))


class _Way:
    def __init__(self, before: Form, after: Form, changes: Iterable[Change]) -> None:
        self.old, self.new = asked(before), asked(after)
        self.follow = followed(self.old, self.new, changes)
        self.rows_before = _repeats_around(before)
        self.rows_after = _repeats_around(after)
        self.made: dict[str, Cell] = {}
        self.left: list[Left] = []

    def take(self, path: str, cell: Cell) -> None:
        plain = without_positions(path)
        if plain not in self.old:
            self.left.append(Left(path, cell, "unknown"))
            return
        targets = self.follow.get(plain, ())
        reason: Reason = "dropped"
        for target in targets:
            place = self._place(plain, path, target)
            reason = self._reason(self.new[target], place, cell)
            if reason == "divide":  # it fits
                self._put(place, self.new[target], cell)
                if len(targets) > 1:
                    self.left.append(Left(path, cell, "divide"))
                return
        self.left.append(Left(path, cell, reason))

    def _put(self, place: str, question: Question, cell: Cell) -> None:
        stands = self.made.get(place)
        if stands is not None:
            value = "\n".join(part for part in (stands.value, cell.value) if part)
            comment = "\n".join(part for part in (stands.comment, cell.comment) if part)
            cell = evolve(stands, value=value, comment=comment)
        self.made[place] = cell

    def _reason(self, question: Question, place: str, cell: Cell) -> Reason:
        if not place:
            return "row"
        wrong = unfit(question, cell.value or "")
        if wrong:
            return wrong
        stands = self.made.get(place)
        return "divide" if stands is None or _joinable(question, stands, cell) else "taken"

    def _place(self, plain: str, path: str, target: str) -> str:
        """The target with the rows of the source; "" where a row has no place in fewer repeats."""
        here, there = self.rows_before[plain], self.rows_after[target]
        rows = positions(path)
        if len(rows) != len(here) or any(row != 1 for row in rows[len(there) :]):
            return ""
        rows = (*rows, *(1 for _ in there))[: len(there)]
        return concrete(target, dict(zip(there, rows, strict=True)))


def unfit(question: Question, value: str) -> Literal["", "type", "choice"]:
    """Why a value is no answer to a question; "" when it is one."""
    if not value:
        return ""
    if question.type in ("select_one", "select_multiple", "rank"):
        chosen = value.split() if question.type != "select_one" else [value]
        known = {one.value for one in question.choices}
        return "" if not known or set(chosen) <= known else "choice"
    return "" if has_type(question, value) else "type"


def _joinable(question: Question, stands: Cell, cell: Cell) -> bool:
    """Two texts make one; nothing else about them may differ."""
    plain = question.type == "text" and not cell.missing and not stands.missing
    return plain and (cell.source, cell.flags, cell.audience) == (stands.source, stands.flags, stands.audience)


def _repeats_around(form: Form) -> Mapping[str, tuple[str, ...]]:
    repeats = [one.path for one in form.repeats()]
    return {path: tuple(one for one in repeats if path.startswith(one + "/")) for path in asked(form)}

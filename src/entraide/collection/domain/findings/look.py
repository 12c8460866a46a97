"""A judged reply to be looked at: values as numbers, and the places that a declaration means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from attrs import frozen

from entraide.kernel.problems import Problem

from ..answers import Answers, Cell, without_positions
from ..form import Form, Question
from ..judge import Judgement
from .found import Found


@frozen(slots=False, eq=False)
class Look:
    """`last` holds the answers of the round before, by the paths of this form."""

    form: Form
    answers: Answers
    values: Mapping[str, str]
    places: Mapping[str, tuple[str, ...]]
    today: date
    last: Answers

    def number(self, path: str) -> Decimal | None:
        """The number at a concrete path, if one stands there."""
        return as_number(self.values.get(path, ""))

    def cell(self, path: str) -> Cell:
        """What was answered there."""
        return self.answers.cell(path)

    def blank(self, path: str) -> bool:
        """Neither a value, typed or computed, nor a reason."""
        return not self.values.get(path) and not self.cell(path).missing

    def meant(self, reference: str, at: str) -> tuple[str, ...]:
        """The concrete paths of the questions that apply and that a reference at a concrete path means.

        Within the row of the repeat that both stand in; `../objects` is read from the question's own place.
        """
        target = absolute(reference, without_positions(at))
        here, there = without_positions(at).split("/"), target.split("/")
        shared = next((n for n, (one, two) in enumerate(zip(here, there, strict=False)) if one != two), len(there))
        start = "/".join(at.split("/")[:shared]) + "/"
        return tuple(path for path in self.places.get(target, ()) if (path + "/").startswith(start))

    def found(self, code: str, problem: str, path: str, /, **params: object) -> Found:
        """A finding at a place, settled when a comment stands there."""
        return Found(path, code, Problem(problem, params, path), settled=bool(self.cell(path).comment.strip()))

    def question(self, path: str) -> Question:
        """The question at a concrete path."""
        return self.form.question(without_positions(path))


def looked_at(form: Form, answers: Answers, judgement: Judgement, today: date, last: Answers | None = None) -> Look:
    """The reply as the rules look at it: only what applies."""
    places: dict[str, list[str]] = {}
    for path in sorted(judgement.relevant):
        places.setdefault(without_positions(path), []).append(path)
    kept = {plain: tuple(found) for plain, found in places.items()}
    return Look(form, answers, judgement.values, kept, today, last or Answers())


def as_number(text: str | None) -> Decimal | None:
    """A canonical number; None for anything else."""
    try:
        value = Decimal(text or "")
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def absolute(reference: str, at: str) -> str:
    """`../objects` at `/data/cases/value` is `/data/cases/objects`."""
    if reference.startswith("/"):
        return reference
    parts = at.split("/")
    for part in reference.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def declared(question: Question, name: str) -> Iterable[str]:
    """The references that an attribute lists, separated by spaces."""
    return question.attributes.get(name, "").split()

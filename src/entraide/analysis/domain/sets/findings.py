"""What is wrong with the figures of a set: said with the set, left out of sums by rule, and said beside the figure.

| code    | what                                                              | in sums |
|---------|-------------------------------------------------------------------|---------|
| ANA-010 | a negative count or amount                                        | no      |
| ANA-011 | a year outside the period of the questionnaire, or yet to come    | no      |
| ANA-012 | a part that is more than its total (in sums when a comment says why) | no   |
| ANA-013 | a currency that does not exist (any more)                         | yes     |
| ANA-014 | a number too long to be kept exactly                              | no      |
| ANA-015 | one reply only: every figure is that State's own                  | yes     |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from attrs import field, frozen

from entraide.collection.domain.form import Form, Question
from entraide.collection.domain.xpath.tree import Expression
from entraide.reference.domain import entities

from ..figures import decimal, siblings
from ..frozen import Answered, Frozen

_EARLIEST: Final = 1900
_LARGEST: Final = Decimal(10) ** 22
_MOST: Final = re.compile(r"(?:^|[\s(])\.\s*<=\s*((?:/|\.\./)[\w./-]*\w)(?=\s*(?:$|\)|and\b|or\b))")


@frozen
class Finding:
    """One thing that is wrong. `path` is concrete; empty, like the entity, for what is said of the whole set."""

    code: str
    submission: int = 0
    entity: str = ""
    path: str = ""
    excluded: bool = True
    params: Mapping[str, str] = field(factory=dict, eq=False)


def left_out(found: Iterable[Finding]) -> frozenset[tuple[int, str]]:
    """The answers that no sum counts."""
    return frozenset((one.submission, one.path) for one in found if one.excluded)


def findings(made: Frozen, form: Form) -> tuple[Finding, ...]:
    """Everything that is wrong in a set, by code, entity and path."""
    meant = {question.path: question for question in form.questions()}
    whose = {reply.submission: reply.entity for reply in made.replies}
    values = {(row.submission, row.path): row.value for row in made.answers}
    period = _period(form, made)
    beside = {path: siblings(form, one) for path, one in meant.items() if one.kind == "amount"}
    found = [
        Finding(one.code, row.submission, whose[row.submission], row.path, one.excluded, one.params)
        for row in made.answers
        if (question := meant.get(row.question)) is not None
        for one in _of(row, question, beside.get(question.path, {}), period, values)
    ]
    if len(made.replies) == 1:
        found.append(Finding("ANA-015", entity=made.replies[0].entity, excluded=False))
    return tuple(sorted(found, key=lambda one: (one.code, one.entity, one.submission, one.path)))


def _of(
    row: Answered, question: Question, beside: Mapping[str, str], period: tuple[int, int],
    values: Mapping[tuple[int, str], str],
) -> Iterator[Finding]:  # fmt: skip
    number = decimal(row.value)
    if question.kind not in ("figure", "amount") or number is None:
        return
    told = {"value": row.value}
    if number < 0:
        yield Finding("ANA-010", params=told)
    if abs(number) >= _LARGEST:
        yield Finding("ANA-014", params=told)
    for whole in _wholes(question):
        most = decimal(values.get((row.submission, _at(whole, row.path)), ""))
        if most is not None and number > most:
            yield Finding("ANA-012", excluded=not row.comment, params={**told, "whole": str(most)})
    if question.kind == "amount":
        yield from _beside(row, beside, period, values)


def _beside(
    row: Answered, beside: Mapping[str, str], period: tuple[int, int], values: Mapping[tuple[int, str], str]
) -> Iterator[Finding]:
    near = {
        kind: values.get((row.submission, f"{row.path.rsplit('/', 1)[0]}/{name}"), "") if name else ""
        for kind, name in beside.items()
    }
    if near["year"].isascii() and near["year"].isdecimal():
        first, last = period
        if not first <= int(near["year"]) <= last:
            yield Finding("ANA-011", params={"year": near["year"], "first": str(first), "last": str(last)})
    if near["currency"] and not entities.is_currency(near["currency"].upper()):
        yield Finding("ANA-013", excluded=False, params={"currency": near["currency"]})


def _period(form: Form, made: Frozen) -> tuple[int, int]:
    """The years that the questionnaire asks about: those of its figures, else from 1900 to the year of the deadline."""
    years = sorted(
        int(told)
        for question in form.questions()
        if (told := question.attributes.get("year", "")).isascii() and told.isdecimal()
    )
    until = int(made.deadline[:4])
    return (years[0], max(years[-1], until)) if years else (_EARLIEST, until)


def _at(whole: str, path: str) -> str:
    """The concrete path of another question, in the same row where it stands in one."""
    place, _slash, name = whole.rpartition("/")
    row, _cut, _own = path.rpartition("/")
    return f"{row}/{name}" if without(row) == place else whole


def without(path: str) -> str:
    """A path without the positions of repeats."""
    return "/".join(part.partition("[")[0] for part in path.split("/"))


def _wholes(question: Question) -> tuple[str, ...]:
    """The questions that this one is a part of: declared by `at-most`, or by a plain constraint (`. <= ${total}`)."""
    place = question.path.rsplit("/", 1)[0]
    declared = [one.strip("${} ") for one in question.attributes.get("at-most", "").replace(",", " ").split()]
    told = [one if "/" in one else f"{place}/{one}" for one in declared]
    return tuple(dict.fromkeys([*told, *_constrained(question.constraint, question.path)]))


def _constrained(expression: Expression | None, path: str) -> Iterator[str]:
    for told in _MOST.findall(expression.source) if expression else ():
        parts = told.split("/") if told.startswith("/") else [*path.split("/"), *told.split("/")]
        straight: list[str] = []
        for part in parts:
            straight = straight[:-1] if part == ".." else [*straight, part]
        yield "/".join(straight)

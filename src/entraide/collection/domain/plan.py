"""The order of work for a form, made once: conditions of containers, then each question after what it is computed from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Final

from attrs import frozen

from .dependencies import order, reads, references, spread
from .form import Form, Group, Note, Question, Repeat
from .mold import NUMERIC, Mold, mold_of
from .xpath.evaluator import run_of
from .xpath.functions.registry import Run
from .xpath.nodes import Data
from .xpath.tree import Expression

_CONDITION: Final = "?"
"""Before a path: the condition of the container there, as a piece of work of its own."""


@frozen(slots=False, eq=False)
class Rule:
    """What is computed for one question, compiled. `around` are the containers with a condition that it stands in."""

    question: Question
    relevant: Run | None
    calculation: Run | None
    required: Run | None
    constraint: Run | None
    filter: Run | None
    around: tuple[str, ...]
    text: str
    hidden: bool
    data: Data
    """What its nodes hold: numbers or texts."""
    judged_by: frozenset[str]
    """The questions that its being required, its constraint and its choices are read from."""

    @cached_property
    def values(self) -> frozenset[str]:
        """The values of its choices."""
        return frozenset(choice.value for choice in self.question.choices)


@frozen
class Condition:
    """The condition of a container."""

    path: str
    run: Run


@frozen(eq=False)
class Plan:
    """Everything about a form that does not depend on a reply."""

    mold: Mold
    work: tuple[Rule | Condition, ...]
    """In the order in which it is done."""
    rules: tuple[Rule, ...]
    """In the order in which findings are told: visible questions, then hidden ones."""
    readers: Mapping[str, tuple[int, ...]]
    """For each question's path, and `?path` for a container: the places in `work` computed from it."""
    judged: Mapping[str, tuple[Rule, ...]]
    """For each question's path: the rules whose findings are read from it."""
    place: Mapping[str, int]
    """Where in `work` a question stands."""
    rule: Mapping[str, Rule]
    counted: tuple[tuple[Repeat, Run], ...]
    """The repeats whose number of positions the form computes."""


@lru_cache(maxsize=64)
def plan_of(form: Form) -> Plan:
    """The plan of a form."""
    mold = mold_of(form)
    conditions = conditions_in(form)
    edges = edges_of(form)
    texts = dict(_texts(mold))
    paths = [question.path for question in (*form.hidden, *form.questions())]
    rules = {path: _rule(form.question(path), conditions, texts.get(path, ""), form, paths) for path in paths}
    settled, circle = order(edges)
    work = tuple(
        Condition(path[1:], run_of(conditions[path[1:]])) if path.startswith(_CONDITION) else rules[path]
        for path in (*settled, *circle)
    )
    told = tuple(rules[question.path] for question in (*form.questions(), *form.hidden))
    counted = tuple((one, run_of(one.count_limit)) for one in form.repeats() if one.count_limit is not None)
    names = (*settled, *circle)
    place = {name: at for at, name in enumerate(names)}
    return Plan(mold, work, told, _readers(names, edges), _judged(told), place, rules, counted)


def conditions_in(form: Form) -> dict[str, Expression]:
    """The containers and notes with a condition."""
    found = {section.path: section.relevant for section in form.sections}
    found |= {item.path: item.relevant for item in form.items() if isinstance(item, Group | Repeat | Note)}
    return {path: relevant for path, relevant in found.items() if relevant is not None}


def edges_of(form: Form) -> Mapping[str, set[str]]:
    """For each question, and each container's condition (`?path`), what it is computed from."""
    paths = {question.path for question in (*form.hidden, *form.questions())}
    conditions = conditions_in(form)
    edges: dict[str, set[str]] = {path: set(_around(path, conditions, _CONDITION)) for path in paths}
    for path, relevant in conditions.items():
        edges[_CONDITION + path] = _sources(relevant, path, paths, conditions)
    for question in (*form.hidden, *form.questions()):
        for part in (question.relevant, question.calculation):
            if part is not None:
                edges[question.path] |= _sources(part, question.path, paths, conditions)
    return edges


def named(path: str) -> str:
    """The path of a question or container, for people."""
    return path.removeprefix(_CONDITION)


def _sources(expression: Expression, base: str, paths: Collection[str], conditions: Collection[str]) -> set[str]:
    """What must be settled before an expression: questions whose values it reads, conditions of what it counts."""
    found = spread(reads(expression, base), paths)
    for reference in references(expression, base):
        if reference in paths:
            found.add(reference)
        found.update(_CONDITION + one for one in conditions if f"{reference}/".startswith(one + "/") and one != base)
    return found


def _around(path: str, conditions: Iterable[str], before: str = "") -> tuple[str, ...]:
    return tuple(before + one for one in conditions if path.startswith(one + "/"))


def _texts(mold: Mold) -> Iterable[tuple[str, str]]:
    yield mold.plain, mold.text
    for child in mold.children:
        yield from _texts(child)


def _rule(question: Question, conditions: Mapping[str, Expression], text: str, form: Form, paths: list[str]) -> Rule:
    judging = (question.required, question.constraint, question.choice_filter)
    judged_by = [
        spread(reads(part, question.path) | references(part, question.path), paths)
        for part in judging
        if part is not None
    ]
    return Rule(
        question=question,
        relevant=_run(question.relevant),
        calculation=_run(question.calculation),
        required=_run(question.required),
        constraint=_run(question.constraint),
        filter=_run(question.choice_filter),
        around=_around(question.path, conditions),
        text=text,
        hidden=any(one is question for one in form.hidden),
        data="number" if question.datatype in NUMERIC else "text",
        judged_by=frozenset().union(*judged_by) - {question.path},
    )


def _run(expression: Expression | None) -> Run | None:
    return None if expression is None else run_of(expression)


def _readers(work: tuple[str, ...], edges: Mapping[str, set[str]]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for at, path in enumerate(work):
        for read in edges[path]:
            found.setdefault(read, []).append(at)
    return {path: tuple(places) for path, places in found.items()}


def _judged(rules: tuple[Rule, ...]) -> Mapping[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        for path in rule.judged_by:
            found.setdefault(path, []).append(rule)
    return {path: tuple(held) for path, held in found.items()}

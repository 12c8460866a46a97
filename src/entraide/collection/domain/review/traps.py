"""Common traps of questionnaires, each with its number. What forbids publication is found where the form is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from entraide.kernel.problems import Problem

from ..form import Form, Question
from ..xpath.tree import Binary, Call, Tree, Union
from .reach import Reach
from .resolving import constant, container_at, expressions, parts, question_at

_OF_ONE = frozenset({"selected", "number", "string", "int", "round", "string-length", "count-selected", "if", "regex"})


def traps(form: Form) -> tuple[Problem, ...]:
    """What a reviewer should know of a form that can be published, and double values, which forbid it."""
    found = (*_unreachable(form), *_in_expressions(form), *_doubles(form))
    return tuple({(one.code, one.place, str(one.params)): one for one in found}.values())


def named(question: Question) -> str:
    """How problems call a question: `12 (seized)`."""
    return f"{question.number} ({question.name})".strip()


def _unreachable(form: Form) -> Iterator[Problem]:
    reach = Reach.of(form)
    for found in reach.unreachable():
        inside = [one for one in found.questions if one.path == found.path]
        name = named(inside[0]) if inside else found.path.rsplit("/", 1)[-1]
        yield Problem("COL-047", {"name": name, "expression": found.source[:120]}, found.path)
        for question in found.questions:
            if question.required is not None and question.required.source != "false()":
                yield Problem("COL-049", {"name": named(question)}, question.path)
    for question in reach.unmeetable():
        assert question.constraint is not None
        params = {"name": named(question), "expression": question.constraint.source[:120]}
        yield Problem("COL-048", params, question.path)


def _in_expressions(form: Form) -> Iterator[Problem]:
    for base, kind, expression in expressions(form):
        for tree in parts(expression.tree) if kind != "choices" else ():
            yield from _in_part(tree, base, expression.source[:120], form)


def _in_part(tree: Tree, base: str, source: str, form: Form) -> Iterator[Problem]:
    if isinstance(tree, Binary) and tree.operator not in ("and", "or"):
        for what, value in ((tree.left, tree.right), (tree.right, tree.left)):
            yield from _container(what, base, source, form)
            question, said = question_at(what, base, form), constant(value)
            if question and said not in (None, "") and tree.operator in ("=", "!="):
                yield from _compared(question, str(said), base, source)
    elif isinstance(tree, Union):
        yield Problem("COL-057", {"expression": source}, base)
    elif isinstance(tree, Call) and tree.arguments:
        if tree.name in _OF_ONE:
            yield from _container(tree.arguments[0], base, source, form)
        question = question_at(tree.arguments[0], base, form)
        if tree.name == "selected" and question and len(tree.arguments) == 2:
            if question.type == "select_one":
                yield Problem("COL-051", {"name": named(question)}, base)
            yield from _unknown_choice(question, constant(tree.arguments[1]), base, source)


def _compared(question: Question, value: str, base: str, source: str) -> Iterator[Problem]:
    if question.type in ("select_multiple", "rank"):
        yield Problem("COL-050", {"name": named(question), "expression": source}, base)
    elif question.type == "select_one":
        yield from _unknown_choice(question, value, base, source)


def _unknown_choice(question: Question, value: str | float | None, base: str, source: str) -> Iterator[Problem]:
    said = f"{value:g}" if isinstance(value, float) else value
    if said and question.choices and question.choice(said.removesuffix(".0")) is None:
        yield Problem("COL-055", {"value": said, "name": named(question), "expression": source}, base)


def _container(tree: Tree, base: str, source: str, form: Form) -> Iterator[Problem]:
    block = container_at(tree, base, form)
    if block is not None:
        yield Problem("COL-056", {"name": block.name, "expression": source}, base)


def _doubles(form: Form) -> Iterator[Problem]:
    for question in form.questions():
        values = Counter(choice.value for choice in question.choices)
        for value, count in values.items():
            if count > 1:
                yield Problem("COL-053", {"value": value, "name": named(question)}, question.path)
        for language in form.languages:
            labels = Counter(choice.label.versions.get(language, "") for choice in question.choices)
            for label, count in labels.items():
                if label and count > 1:
                    yield Problem("COL-054", {"label": label[:80], "name": named(question)}, question.path)

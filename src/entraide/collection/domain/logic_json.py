"""The logic of a form as JSON, for the small interpreter in the page (static/collection/logic.js and reply.js).

The trees are those of `xpath.tree`, written as arrays (see the head of logic.js). A function that the page does not
know marks what holds it as `elsewhere`: there the server's word stands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from entraide.kernel.languages import Language

from .form import Form, Question
from .mold import Mold
from .plan import Condition, Plan, Rule, conditions_in, edges_of, plan_of
from .xpath.context import NAMESPACES
from .xpath.nodes import Node, read
from .xpath.parser import walk
from .xpath.patterns import runs_anywhere
from .xpath.tree import Binary, Call, Expression, NameTest, Negation, Number, Path, Step, Text, Tree, TypeTest, Union

FORMAT: Final = 1
"""Counts up when the JSON changes, so that addresses that are kept for ever change with it."""
SERVER_ONLY: Final = frozenset({"digest", "extract-signed", "random", "uuid", "now", "intersects"})
"""Functions the page leaves to the server: they are long, or another call gives another answer."""


def tree_json(tree: Tree, namespaces: Mapping[str, str] = NAMESPACES) -> Any:
    """A tree as nested arrays."""
    match tree:
        case Number(value) | Text(value):
            return value
        case Negation(operand):
            return ["-", tree_json(operand, namespaces)]
        case Binary(operator, left, right):
            return [operator, tree_json(left, namespaces), tree_json(right, namespaces)]
        case Union(left, right):
            return ["|", tree_json(left, namespaces), tree_json(right, namespaces)]
        case Call(name, arguments):
            return ["f", name, *(tree_json(one, namespaces) for one in arguments)]
        case Path(absolute, steps, start, predicates):
            outset = int(absolute) if start is None else tree_json(start, namespaces)
            first = [tree_json(one, namespaces) for one in predicates]
            return ["p", outset, first, *(_step_json(one, namespaces) for one in steps)]
        case _:  # a variable: refused where forms are published
            return ["f", "$"]


def _step_json(step: Step, namespaces: Mapping[str, str]) -> Any:
    test = step.test
    if (
        step.axis == "child"
        and isinstance(test, NameTest)
        and not (step.predicates or test.prefix or test.local == "*")
    ):
        return test.local
    if not step.predicates and step.axis == "parent" and test == TypeTest("node"):
        return ".."
    predicates = [tree_json(one, namespaces) for one in step.predicates]
    if isinstance(test, TypeTest):
        return [step.axis, [f"{test.type}()", test.target], *predicates]
    uri = namespaces.get(test.prefix, test.prefix) if test.prefix else None
    return [step.axis, [uri, test.local], *predicates]


def node_json(node: Node, *, spaces: bool = False) -> Any:
    """A node of a document, for `documentOf` in logic.js; with `spaces`, the namespaces in scope too."""
    if node.sort == "text":
        return node.value
    if node.sort == "comment":
        return {"x": node.value}
    if node.sort == "processing-instruction":
        return {"i": node.local, "v": node.value}
    row: dict[str, Any] = {"n": node.local}
    if node.prefix:
        row["p"] = node.prefix
    if node.uri:
        row["u"] = node.uri
    if node.attributes:
        row["a"] = [[one.local, one.prefix, one.uri, one.value] for one in node.attributes]
    if spaces:
        row["s"] = {prefix or "": uri for prefix, uri in node.namespaces.items()}
    if node.children:
        row["c"] = [node_json(child, spaces=spaces) for child in node.children]
    return row


def logic_json(form: Form, language: Language) -> dict[str, Any]:
    """Everything that the page needs of a form: shapes, expressions, lists, messages in one language."""
    plan, edges = plan_of(form), edges_of(form)
    conditions = conditions_in(form)
    trees = [tree for one in _expressions(plan, conditions) for tree in walk(one.tree)]
    called = {tree.name for tree in trees if isinstance(tree, Call)}
    names = "jr:choice-name" in called
    work = [
        _condition(piece, conditions[piece.path], edges)
        if isinstance(piece, Condition)
        else _rule(piece, edges, language, names=names)
        for piece in plan.work
    ]
    wanted = _lists_read(trees, form)
    lists = {name: node_json(read(xml).elements()[0]) for name, xml in form.instances.items() if name in wanted}
    return {
        "format": FORMAT,
        "version": form.version,
        "mold": _mold(plan.mold),
        "repeats": [repeat.path for repeat in form.repeats()],
        "counted": [
            [one.path, tree_json(one.count_limit.tree)] for one in form.repeats() if one.count_limit is not None
        ],
        "lists": lists,
        "work": work,
        "says": _says(form, language),
        "itext": _itext(form, language) if "jr:itext" in called else {},
    }


@lru_cache(maxsize=128)
def logic_bytes(form: Form, language: Language) -> bytes:
    """The JSON as it is sent."""
    return json.dumps(logic_json(form, language), ensure_ascii=False, separators=(",", ":")).encode()


def _lists_read(trees: list[Tree], form: Form) -> set[str]:
    """The lists that an expression may look into; those that only give fixed choices are not sent."""
    calls = [tree for tree in trees if isinstance(tree, Call) and tree.name in ("instance", "pulldata")]
    named = {call.arguments[0].value for call in calls if isinstance(call.arguments[0], Text)}
    return set(form.instances) if len(named) < len({call.arguments[0] for call in calls}) else named


def _says(form: Form, language: Language) -> dict[str, str]:
    """The labels in which values stand, by path."""
    texts = {item.path: item.label.shown_in(language).text for item in form.items() if item.label}
    return {path: text for path, text in texts.items() if "{{" in text}


def _mold(mold: Mold) -> list[Any]:
    node = mold.node
    attributes = [[one.local, one.prefix, one.uri, one.value] for one in node.attributes]
    return [node.local, node.uri, node.prefix, mold.data, mold.text, attributes, [_mold(one) for one in mold.children]]


def _itext(form: Form, language: Language) -> dict[str, str]:
    return {name: text.shown_in(language).text for name, text in form.itext.items()}


def _parts(question: Question) -> list[Expression]:
    parts = (
        question.relevant, question.calculation, question.required, question.constraint, question.choice_filter,
    )  # fmt: skip
    return [part for part in parts if part is not None]


def _expressions(plan: Plan, conditions: Mapping[str, Expression]) -> list[Expression]:
    counts = [one.count_limit for one, _ in plan.counted if one.count_limit is not None]
    return [*conditions.values(), *counts, *(part for rule in plan.rules for part in _parts(rule.question))]


def _elsewhere(*parts: Expression | None) -> bool:
    trees = [tree for part in parts if part is not None for tree in walk(part.tree)]
    calls = [tree for tree in trees if isinstance(tree, Call)]
    return any(one.name in SERVER_ONLY or (one.name == "regex" and not runs_anywhere(one)) for one in calls)


def _condition(piece: Condition, relevant: Expression, edges: Mapping[str, set[str]]) -> dict[str, Any]:
    row: dict[str, Any] = {"c": piece.path, "x": tree_json(relevant.tree), "from": sorted(edges[f"?{piece.path}"])}
    return {**row, "elsewhere": True} if _elsewhere(relevant) else row


def _rule(rule: Rule, edges: Mapping[str, set[str]], language: Language, *, names: bool) -> dict[str, Any]:
    question = rule.question
    trees = {
        "r": question.relevant, "k": question.calculation, "rq": question.required, "cn": question.constraint,
        "f": question.choice_filter,
    }  # fmt: skip
    said: dict[str, Any] = {
        "q": question.path,
        "t": question.type,
        **{key: tree_json(one.tree) for key, one in trees.items() if one is not None},
        "d": rule.data,
        "dt": question.datatype,
        "a": question.answerable,
        "from": sorted(edges[question.path]),
        "judgedFrom": sorted(rule.judged_by),
        "elsewhere": _elsewhere(question.relevant, question.calculation),
        "judgedElsewhere": _elsewhere(question.required, question.constraint, question.choice_filter),
        "o": [choice.value for choice in question.choices] if question.choice_filter is None else [],
        "v": question.choice_value if question.choice_filter is not None else "",
        "lo": question.minimum if question.type == "range" else "",
        "hi": question.maximum if question.type == "range" else "",
        "u": question.kind == "currency",
        "e": question.attributes.get("severity") == "explain",
        "cm": question.constraint_message.shown_in(language).text if question.constraint_message else "",
        "rm": question.required_message.shown_in(language).text if question.required_message else "",
        "labels": {one.value: one.label.shown_in(language).text for one in question.choices} if names else {},
    }
    return {key: value for key, value in said.items() if value not in ("", False, [], {}) or key in trees or key == "o"}

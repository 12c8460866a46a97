"""Evaluates a tree by XPath 1.0. `and`, `or`, `if` and the like evaluate only what they need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, cast

from entraide.kernel.problems import refuse

from . import axes
from .compare import calculate, compare
from .context import Context
from .functions.registry import FUNCTIONS, LAZY
from .nodes import Node
from .tree import Binary, Call, Expression, Negation, Number, Path, Step, Text, Tree, Union, Variable
from .values import Value, number_of, truth_of


def evaluate(expression: Expression, context: Context) -> Value:
    """The value of an expression in a context. Refused with COL-003, -005 or -006; a wrong type gives NaN or ""."""
    return value_of(expression.tree, context)


def value_of(tree: Tree, context: Context) -> Value:
    """The value of any part of a tree."""
    return _BY_TYPE[type(tree)](tree, context)


def _number(tree: Number, _: Context) -> Value:
    return tree.value


def _text(tree: Text, _: Context) -> Value:
    return tree.value


def _variable(tree: Variable, _: Context) -> Value:
    raise refuse("COL-003", name=f"${tree.name}", expression=f"${tree.name}")


def _negation(tree: Negation, context: Context) -> Value:
    return -number_of(value_of(tree.operand, context), context.around.zone)


def _binary(tree: Binary, context: Context) -> Value:
    operator = tree.operator
    left = value_of(tree.left, context)
    if operator == "or":
        return truth_of(left) or truth_of(value_of(tree.right, context))
    if operator == "and":
        return truth_of(left) and truth_of(value_of(tree.right, context))
    right = value_of(tree.right, context)
    zone = context.around.zone
    if operator in ("+", "-", "*", "div", "mod"):
        return calculate(operator, number_of(left, zone), number_of(right, zone))
    return compare(operator, left, right, zone)


def _union(tree: Union, context: Context) -> Value:
    left, right = value_of(tree.left, context), value_of(tree.right, context)
    if not isinstance(left, list) or not isinstance(right, list):
        raise refuse("COL-006", name="|", count=2, expression="|")
    return axes.in_order([*left, *right])


def _call(tree: Call, context: Context) -> Value:
    lazy = LAZY.get(tree.name)
    if lazy is not None:
        _check_count(tree, lazy.fewest, lazy.most)
        return lazy.apply(tree.arguments, context, value_of)
    function = FUNCTIONS.get(tree.name)
    if function is None:
        raise refuse("COL-003", name=f"{tree.name}()", expression=f"{tree.name}(…)")
    _check_count(tree, function.fewest, function.most)
    return function.apply([value_of(argument, context) for argument in tree.arguments], context)


def _check_count(tree: Call, fewest: int, most: int) -> None:
    if not fewest <= len(tree.arguments) <= most:
        raise refuse("COL-006", name=f"{tree.name}()", count=len(tree.arguments), expression=f"{tree.name}(…)")


def _path(tree: Path, context: Context) -> Value:
    if tree.start is not None:
        found = value_of(tree.start, context)
        if not isinstance(found, list):
            raise refuse("COL-006", name="/", count=1, expression="(…)/…")
        nodes = found
        for predicate in tree.start_predicates:
            nodes = _kept(nodes, predicate, context)
    elif tree.absolute:
        if context.around.repeats and not context.free:
            return _bound(tree, context)
        nodes = [context.around.root]
    else:
        nodes = [context.node]
    for step in tree.steps:
        nodes = _stepped(nodes, step, context)
    return nodes


def _bound(tree: Path, context: Context) -> list[Node]:
    """An absolute path; where it goes through a repeat that the context stands in, it keeps to that position."""
    own = {context.node, *context.node.ancestors()}
    nodes = [context.around.root]
    path = ""
    for at, step in enumerate(tree.steps, 1):
        nodes = _stepped(nodes, step, context)
        path = f"{path}/{getattr(step.test, 'local', '')}"
        if at < len(tree.steps) and path in context.around.repeats and not step.predicates:
            mine = [node for node in nodes if node in own]
            nodes = mine or nodes
    return nodes


def _stepped(nodes: list[Node], step: Step, context: Context) -> list[Node]:
    around = context.around
    found: list[Node] = []
    for node in nodes:
        here = axes.along(node, step, around)
        for predicate in step.predicates:
            here = _kept(here, predicate, context)
        found += reversed(here) if step.axis in axes.REVERSE else here
    around.visit(len(found) + 1)
    if len(nodes) == 1:
        return found
    return axes.in_order(found)


def _kept(nodes: list[Node], predicate: Tree, context: Context) -> list[Node]:
    if type(predicate) is Number:
        at = predicate.value
        return [nodes[int(at) - 1]] if at == int(at) and 1 <= at <= len(nodes) else []
    context.around.visit(len(nodes))
    size = len(nodes)
    kept = []
    for position, node in enumerate(nodes, 1):
        value = value_of(predicate, context.at(node, position, size))
        matches = value == position if type(value) is float else truth_of(value)
        if matches:
            kept.append(node)
    return kept


_BY_TYPE: Final[dict[type, Callable[[Any, Context], Value]]] = {
    Number: cast(Callable[[Any, Context], Value], _number),
    Text: _text,
    Variable: _variable,
    Negation: _negation,
    Binary: _binary,
    Union: _union,
    Call: _call,
    Path: _path,
}

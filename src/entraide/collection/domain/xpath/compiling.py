"""Makes a function of a tree, once: what can be told from the expression alone is not asked again at every reply.

A compiled tree takes a `Context` and gives a `Value`. `and`, `or`, `if` and the like compute only what they need.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final, cast

from entraide.kernel.problems import refuse

from .axes import in_order
from .compare import ORDER, calculate, compare
from .context import Context
from .functions.registry import FUNCTIONS, LAZY, Function, LazyFunction, Run
from .nodes import Node
from .stepping import path_of
from .tree import Binary, Call, Negation, Number, Path, Text, Tree, Union, Variable
from .values import Value, number_at, number_of, truth_of, typed

_ARITHMETIC: Final = frozenset({"+", "-", "*", "div", "mod"})


def compiled(tree: Tree) -> Run:
    """The function that computes a tree. What cannot be computed refuses when it is reached (COL-003, COL-006)."""
    return _BY_TYPE[type(tree)](tree)


def _constant(tree: Number | Text) -> Run:
    value = tree.value
    return lambda _: value


def _variable(tree: Variable) -> Run:
    def run(_: Context) -> Value:
        raise refuse("COL-003", name=f"${tree.name}", expression=f"${tree.name}")

    return run


def _negation(tree: Negation) -> Run:
    operand = compiled(tree.operand)
    return lambda context: -number_of(operand(context), context.around.zone)


def _binary(tree: Binary) -> Run:
    operator, left, right = tree.operator, compiled(tree.left), compiled(tree.right)
    if operator == "or":
        return lambda context: truth_of(left(context)) or truth_of(right(context))
    if operator == "and":
        return lambda context: truth_of(left(context)) and truth_of(right(context))
    if operator in _ARITHMETIC:
        return _arithmetic(operator, left, right)
    if isinstance(tree.right, Text) and operator in ("=", "!="):
        return _against_text(operator, left, tree.right.value)
    if isinstance(tree.right, Number) and operator in ORDER:
        return _against_number(operator, left, tree.right.value)
    return _comparison(operator, left, right)


def _arithmetic(operator: str, left: Run, right: Run) -> Run:
    def run(context: Context) -> Value:
        zone = context.around.zone
        return calculate(operator, number_of(left(context), zone), number_of(right(context), zone))

    return run


def _comparison(operator: str, left: Run, right: Run) -> Run:
    def run(context: Context) -> Value:
        around = context.around
        one, other = left(context), right(context)
        if around.reply:  # in a reply, what is not there compares as a blank
            one, other = one if one != [] else "", other if other != [] else ""
        return compare(operator, one, other, around.zone)

    return run


def _against_text(operator: str, left: Run, text: str) -> Run:
    same = operator == "="

    def run(context: Context) -> Value:
        found = left(context)
        if type(found) is list and (found or not context.around.reply):
            return any(
                (node.text == text) is same
                if node.data in ("", "text")
                else compare(operator, typed(node), text, context.around.zone)
                for node in found
            )
        return compare(operator, found or "" if type(found) is list else found, text, context.around.zone)

    return run


def _against_number(operator: str, left: Run, bound: float) -> Run:
    holds = ORDER[operator]

    def run(context: Context) -> Value:
        found, zone = left(context), context.around.zone
        if type(found) is list:
            return any(holds(number_at(node, zone), bound) for node in found)
        return holds(number_of(found, zone), bound)

    return run


def _union(tree: Union) -> Run:
    left, right = compiled(tree.left), compiled(tree.right)

    def run(context: Context) -> Value:
        one, other = left(context), right(context)
        if not isinstance(one, list) or not isinstance(other, list):
            raise refuse("COL-006", name="|", count=2, expression="|")
        return in_order([*one, *other])

    return run


def _call(tree: Call) -> Run:
    found = LAZY.get(tree.name) or FUNCTIONS.get(tree.name)
    if found is None:
        return _refusing("COL-003", name=f"{tree.name}()", expression=f"{tree.name}(…)")
    if not found.fewest <= len(tree.arguments) <= found.most:
        return _refusing("COL-006", name=f"{tree.name}()", count=len(tree.arguments), expression=f"{tree.name}(…)")
    arguments = tuple(compiled(argument) for argument in tree.arguments)
    return _lazily(found, arguments) if isinstance(found, LazyFunction) else _eagerly(found, arguments)


def _refusing(code: str, **params: Any) -> Run:
    def run(_: Context) -> Value:
        raise refuse(code, **params)

    return run


def _lazily(found: LazyFunction, arguments: tuple[Run, ...]) -> Run:
    apply = found.apply
    return lambda context: apply(arguments, context)


def _eagerly(found: Function, arguments: tuple[Run, ...]) -> Run:
    apply = found.apply
    if not arguments:
        return lambda context: apply([], context)
    if len(arguments) == 1:
        only = arguments[0]
        return lambda context: apply([only(context)], context)
    return lambda context: apply([argument(context) for argument in arguments], context)


def _path(tree: Path) -> Run:
    start = compiled(tree.start) if tree.start is not None else None
    starting = tuple(predicate(one) for one in tree.start_predicates)
    return path_of(tree, start, starting, predicate)


def predicate(tree: Tree) -> Callable[[list[Node], Context], list[Node]]:
    """The function that keeps, of some nodes, those for which a predicate holds."""
    if type(tree) is Number:
        at = tree.value
        if not math.isfinite(at) or at != int(at) or at < 1:
            return lambda nodes, _: []
        place = int(at) - 1
        return lambda nodes, _: nodes[place : place + 1]
    run = compiled(tree)

    def keep(nodes: list[Node], context: Context) -> list[Node]:
        size, kept = len(nodes), []
        context.around.visit(size)
        for position, node in enumerate(nodes, 1):
            value = run(context.at(node, position, size))
            if value == position if isinstance(value, float) else truth_of(value):
                kept.append(node)
        return kept

    return keep


_BY_TYPE: Final[dict[type, Callable[[Any], Run]]] = {
    Number: cast(Callable[[Any], Run], _constant),
    Text: _constant,
    Variable: _variable,
    Negation: _negation,
    Binary: _binary,
    Union: _union,
    Call: _call,
    Path: _path,
}

"""Comparisons and arithmetic. A node set compares by any of its nodes, as XPath 1.0 section 3.4 says."""

from __future__ import annotations

import math
import operator as op
from collections.abc import Callable
from datetime import tzinfo
from typing import Final, cast

from .moments import Moment
from .nodes import Node
from .values import Value, number_at, number_of, text_of, truth_of, typed

ORDER: Final[dict[str, Callable[[float, float], bool]]] = {"<": op.lt, "<=": op.le, ">": op.gt, ">=": op.ge}
_MIRROR: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def compare(operator: str, left: Value, right: Value, zone: tzinfo) -> bool:
    """Whether `left operator right` holds, for `=`, `!=` and the four of order."""
    if isinstance(left, list) and isinstance(right, list):
        return _sets(operator, left, right, zone)
    if isinstance(left, list):
        return _set(operator, left, right, zone)
    if isinstance(right, list):
        return _set(_MIRROR.get(operator, operator), right, left, zone)
    if operator in ORDER:
        return ORDER[operator](number_of(left, zone), number_of(right, zone))
    return _same(left, right, zone) is (operator == "=")


def _same(left: Value, right: Value, zone: tzinfo) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return truth_of(left) is truth_of(right)
    if isinstance(left, float | Moment) or isinstance(right, float | Moment):
        return _close(number_of(left, zone), number_of(right, zone), dates=Moment in (type(left), type(right)))
    return text_of(left) == text_of(right)


def _close(left: float, right: float, *, dates: bool) -> bool:
    # Days since the epoch carry the rounding of a division: two equal dates may differ in the last bit.
    return left == right or abs(left - right) < (1e-9 if dates else 1e-12)


def _set(operator: str, nodes: list[Node], other: Value, zone: tzinfo) -> bool:
    if isinstance(other, bool) and operator not in ORDER:
        return compare(operator, truth_of(cast(Value, nodes)), other, zone)
    return any(compare(operator, typed(node), other, zone) for node in nodes)


def _sets(operator: str, left: list[Node], right: list[Node], zone: tzinfo) -> bool:
    if operator in ORDER:
        return _ordered_sets(operator, left, right, zone)
    if len(left) == len(right) == 1:
        return compare(operator, typed(left[0]), typed(right[0]), zone)
    others = {node.text for node in right}
    if operator == "=":
        return any(node.text in others for node in left)
    return bool(others) and any(others != {node.text} for node in left)


def _ordered_sets(operator: str, left: list[Node], right: list[Node], zone: tzinfo) -> bool:
    numbers = [number for node in right if not math.isnan(number := number_at(node, zone))]
    if not numbers:
        return False
    bound = max(numbers) if operator in ("<", "<=") else min(numbers)
    return any(ORDER[operator](number_at(node, zone), bound) for node in left)


def calculate(operator: str, left: float, right: float) -> float:
    """`+ - * div mod` as IEEE 754 and XPath have them: no exception, infinities and NaN instead."""
    if operator == "+":
        return left + right
    if operator == "-":
        return left - right
    if operator == "*":
        return left * right
    return _divide(left, right) if operator == "div" else _remainder(left, right)


def _divide(left: float, right: float) -> float:
    if right:
        return left / right
    if not left or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _remainder(left: float, right: float) -> float:
    if not right or math.isinf(left) or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.fmod(left, right)

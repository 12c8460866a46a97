"""Numbers: rounding, powers, angles, smallest and largest."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from typing import Final

from ..context import Context
from ..moments import Days, Moment
from ..nodes import Node
from ..values import Value, number_at, number_of
from .registry import MANY, function, spread


def _number(value: Value, context: Context) -> float:
    return number_of(value, context.around.zone)


@function("number", 0, 1)
def number(values: list[Value], context: Context) -> Value:
    """The number in a value or in the context node; a date becomes days since 1970, printed whole."""
    given: Value = values[0] if values else [context.node]
    found = _number(given, context)
    return Days(found) if _is_date(given) and not math.isnan(found) else found


def _is_date(value: Value) -> bool:
    text = value[0].text if isinstance(value, list) and value else value
    return isinstance(text, Moment) or (isinstance(text, str) and math.isnan(_plain(text)))


def _plain(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


@function("int", 1)
def int_(values: list[Value], context: Context) -> Value:
    """Cut towards zero."""
    found = _number(values[0], context)
    return found if math.isnan(found) or math.isinf(found) else float(int(found))


@function("round", 1, 2)
def round_(values: list[Value], context: Context) -> Value:
    """To so many places (0 when not given, negative for tens). Halves go away from zero, in a reply upwards (JavaRosa)."""
    found = _number(values[0], context)
    places = _number(values[1], context) if len(values) == 2 else 0.0
    if math.isnan(found) or math.isinf(found) or math.isnan(places) or abs(places) > 300:
        return found if not math.isnan(places) else math.nan
    halves = ROUND_HALF_DOWN if context.around.reply and found < 0 else ROUND_HALF_UP
    rounded = _decimal(found).scaleb(int(places)).quantize(Decimal(1), halves).scaleb(-int(places))
    return float(rounded)


def _decimal(found: float) -> Decimal:
    return Decimal(repr(float(found))) if abs(found) < 1e25 else Decimal(int(found)).normalize()


def _per_number(name: str, compute: Callable[[float], float]) -> None:
    def apply(values: list[Value], context: Context) -> Value:
        found = _number(values[0], context)
        try:
            return float(compute(found))
        except OverflowError:
            return math.inf
        except ValueError:
            return math.nan

    function(name, 1)(apply)


def _log(compute: Callable[[float], float]) -> Callable[[float], float]:
    return lambda found: -math.inf if found == 0 else compute(found)


def _whole(compute: Callable[[float], float]) -> Callable[[float], float]:
    return lambda found: found if math.isinf(found) or math.isnan(found) else compute(found)


_ONE_NUMBER: Final[dict[str, Callable[[float], float]]] = {
    "floor": _whole(math.floor),
    "ceiling": _whole(math.ceil),
    "abs": abs,
    "sqrt": math.sqrt,
    "exp": math.exp,
    "exp10": lambda found: math.pow(10, found),
    "log": _log(math.log),
    "log10": _log(math.log10),
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
}
for _name, _compute in _ONE_NUMBER.items():
    _per_number(_name, _compute)


@function("atan2", 2)
def atan2(values: list[Value], context: Context) -> Value:
    """The angle of the point (second, first)."""
    return math.atan2(_number(values[0], context), _number(values[1], context))


@function("pow", 2)
def pow_(values: list[Value], context: Context) -> Value:
    """The first to the power of the second."""
    try:
        return math.pow(_number(values[0], context), _number(values[1], context))
    except OverflowError:
        return math.inf
    except ValueError:
        return math.nan


@function("pi")
def pi(_: list[Value], __: Context) -> Value:
    """The circle's number."""
    return math.pi


@function("random")
def random(_: list[Value], context: Context) -> Value:
    """Between 0 and 1."""
    return context.around.chance.random()


@function("sum", 1)
def sum_(values: list[Value], context: Context) -> Value:
    """Of the nodes' numbers. In a reply what is no number adds nothing, elsewhere it makes NaN."""
    nodes: list[Node] = values[0] if isinstance(values[0], list) else []
    return float(sum(_counting([number_at(node, context.around.zone) for node in nodes], context), 0.0))


def _counting(numbers: list[float], context: Context) -> list[float]:
    """As JavaRosa has it for the blanks of a reply; the plain XPath of other documents keeps NaN."""
    return [number for number in numbers if not math.isnan(number)] if context.around.reply else numbers


def _extreme(values: list[Value], context: Context, better: Callable[[float, float], bool]) -> float:
    found = _counting([_number(value, context) for value in spread(values, context)], context)
    if not found or any(math.isnan(one) for one in found):
        return math.nan
    best = found[0]
    for one in found[1:]:
        best = one if better(one, best) else best
    return best


@function("min", 0, MANY)
def min_(values: list[Value], context: Context) -> Value:
    """The smallest; NaN when there is none, or, outside replies, when one is no number."""
    return _extreme(values, context, operator.lt)


@function("max", 0, MANY)
def max_(values: list[Value], context: Context) -> Value:
    """The largest; NaN when there is none, or, outside replies, when one is no number."""
    return _extreme(values, context, operator.gt)

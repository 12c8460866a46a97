"""Truth: `if`, `not`, `coalesce`, checklists."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from ..context import Context
from ..values import Value, number_of, text_of, truth_of, typed
from .registry import MANY, Run, function, lazy, spread


@lazy("if", 3, 3)
def if_(arguments: tuple[Run, ...], context: Context) -> Value:
    """The second argument when the first is true, else the third; the other one is not evaluated."""
    return (arguments[1] if truth_of(arguments[0](context)) else arguments[2])(context)


@lazy("coalesce", 1, MANY)
def coalesce(arguments: tuple[Run, ...], context: Context) -> Value:
    """The first argument that is not empty."""
    for argument in arguments:
        found = argument(context)
        is_nan = isinstance(found, float) and math.isnan(found)
        if not is_nan and text_of(found) != "":
            return found
    return ""


@lazy("once", 1, 1)
def once(arguments: tuple[Run, ...], context: Context) -> Value:
    """What the node holds already, else the argument: computed a single time."""
    held = (context.current or context.node).text
    return held if held else arguments[0](context)


@function("true")
def true(_: list[Value], __: Context) -> Value:
    """Truth."""
    return True


@function("false")
def false(_: list[Value], __: Context) -> Value:
    """Falsehood."""
    return False


@function("not", 1)
def not_(values: list[Value], _: Context) -> Value:
    """The contrary."""
    return not truth_of(values[0])


@function("boolean", 1)
def boolean(values: list[Value], _: Context) -> Value:
    """The truth of a value."""
    return truth_of(values[0])


@function("boolean-from-string", 1)
def boolean_from_string(values: list[Value], _: Context) -> Value:
    """True for `true` and `1` only."""
    return text_of(values[0]).strip().lower() in ("true", "1")


@function("checklist", 2, MANY)
def checklist(values: list[Value], context: Context) -> Value:
    """Whether the number of true items lies between the first and the second argument (-1: no bound)."""
    count = sum(truth_of(value) for value in spread(values[2:], context))
    return _within(float(count), values, context)


@function("weighted-checklist", 4, MANY)
def weighted_checklist(values: list[Value], context: Context) -> Value:
    """As `checklist`, with a weight after each item; node sets are taken node by node."""
    pairs = zip(values[2::2], values[3::2], strict=False)
    total = sum(weight for item, weight in _weighted(pairs, context) if truth_of(item))
    return _within(total, values, context)


def _weighted(pairs: Iterable[tuple[Value, Value]], context: Context) -> Iterator[tuple[Value, float]]:
    zone = context.around.zone
    for items, weights in pairs:
        if isinstance(items, list) and isinstance(weights, list) and (len(items) > 1 or len(weights) > 1):
            held = [number_of(weight, zone) for weight in spread([weights], context)]
            yield from zip(spread([items], context), held, strict=False)
        else:
            held_item = typed(items[0]) if isinstance(items, list) and items else items
            yield held_item, number_of(weights, zone)


def _within(total: float, values: list[Value], context: Context) -> bool:
    low, high = (number_of(value, context.around.zone) for value in values[:2])
    return (low < 0 or total >= low) and (high < 0 or total <= high)

"""Why two reports may be one case, field by field, in codes that pages put into words of six languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from attrs import frozen

from .model import Comparison, Model

Verdict = Literal["agree", "close", "differ", "missing"]

READ: Mapping[str, tuple[str, ...]] = {
    "type": ("type",),
    "origin": ("o",),
    "destination": ("d",),
    "transit": ("t",),
    "place": ("place",),
    "material": ("m",),
    "culture": ("c",),
    "theft": ("td",),
    "seizure": ("sd",),
    "delay": ("td", "sd"),
    "objects": ("n",),
    "measures": ("la", "lb"),
    "value": ("lv",),
    "suspect": ("sn",),
    "reporters": ("reporter", "role"),
    "citation": ("rk", "xk"),
}
"""The columns of `record` that a field of the model reads, as they are shown."""

_VERDICTS: Mapping[str, Verdict] = {
    "missing": "missing",
    "none": "missing",
    "agree": "agree",
    "one": "agree",
    "cites": "agree",
    "two roles": "agree",
    "close": "close",
    "swapped": "close",
    "nearly": "close",
    "soon": "close",
    "later": "close",
    "same reporter": "close",
}


@frozen
class Evidence:
    """A field of both reports: what each says, the verdict, the level of the model behind it, its weight in bits.

    Readings are codes, days since 1970 (`theft`, `seizure`), centimetres (`measures`), US dollars at rough rates (`value`); None
    where a report does not say. A weight below zero speaks against.
    """

    field: str
    left: Any
    right: Any
    verdict: Verdict
    level: str
    weight: float


def verdict_of(level: str) -> Verdict:
    """agree, close, differ or missing, by the label of a level."""
    return _VERDICTS.get(level, "differ")


def evidence(
    model: Model, levels: Mapping[str, int], left: Mapping[str, Any], right: Mapping[str, Any]
) -> tuple[Evidence, ...]:
    """The evidence of a pair, the strongest first; `levels` is the place of the level that held, by field."""
    found = [_one(comparison, levels[comparison.field], left, right) for comparison in model.comparisons]
    return tuple(sorted(found, key=lambda one: (-abs(one.weight), one.field)))


def _one(comparison: Comparison, place: int, left: Mapping[str, Any], right: Mapping[str, Any]) -> Evidence:
    level, columns = comparison.levels[place], READ.get(comparison.field, ())
    return Evidence(
        comparison.field,
        _reading(left, columns),
        _reading(right, columns),
        verdict_of(level.label),
        level.label,
        round(level.bits, 2),
    )


def _reading(row: Mapping[str, Any], columns: tuple[str, ...]) -> Any:
    values = tuple(_shown(column, row.get(column)) for column in columns)
    if all(value is None for value in values):
        return None
    return values[0] if len(values) == 1 else values


def _shown(column: str, value: Any) -> Any:
    if value is None or column not in ("la", "lb", "lv"):
        return value
    return round(float(2.718281828459045**value), 2 if column == "lv" else 1)

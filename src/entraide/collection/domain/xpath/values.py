"""The types of XPath and how each becomes another. Node sets are lists in document order."""

from __future__ import annotations

import math
import re
from datetime import UTC, tzinfo
from decimal import Decimal
from typing import TypeAlias

from . import moments
from .moments import Days, Moment
from .nodes import Node

Value: TypeAlias = str | float | bool | list[Node] | Moment

_NUMBER = re.compile(r"[ \t\r\n]*-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[ \t\r\n]*", re.ASCII)


def text_of(value: Value) -> str:
    """As `string()` gives it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return value[0].text if value else ""
    if isinstance(value, Moment):
        return value.text
    return number_text(value)


def number_text(number: float) -> str:
    """Decimal, never with an exponent: `5`, `-0.1`, `NaN`, `-Infinity`."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if isinstance(number, Days):
        return str(math.floor(number))
    if number == int(number):
        return str(int(number))
    plain = repr(float(number))
    return format(Decimal(plain), "f") if "e" in plain else plain


def number_of(value: Value, zone: tzinfo = UTC) -> float:
    """As `number()` gives it; dates become days since the epoch, what is no number becomes NaN."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    if isinstance(value, Moment):
        return value.days
    return number_in(text_of(value), zone)


def number_in(text: str, zone: tzinfo = UTC) -> float:
    """The number, or the days of the date, that a text holds; NaN for neither."""
    if _NUMBER.fullmatch(text):
        return float(text)
    stripped = text.strip()
    if len(stripped) >= 10 and moments.looks_like_date(stripped):
        return moments.parse(stripped, zone).days
    return math.nan


def truth_of(value: Value) -> bool:
    """As `boolean()` gives it: a node set is true when it is not empty, a text when it is not."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return not (math.isnan(value) or value == 0)
    if isinstance(value, Moment):
        return value.when is not None
    return bool(value)


def moment_of(value: Value, zone: tzinfo) -> Moment:
    """As `date()` gives it: a number counts days since the epoch, a text is read."""
    if isinstance(value, Moment):
        return value
    if isinstance(value, bool):
        return moments.NO_DATE
    if isinstance(value, float):
        return moments.of_days(value, zone)
    text = text_of(value)
    if _NUMBER.fullmatch(text):
        return moments.of_days(float(text), zone)
    return moments.parse(text, zone)

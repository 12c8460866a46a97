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
        return said(value[0]) if value else ""
    if isinstance(value, Moment):
        return value.text
    return number_text(value)


def said(node: Node) -> str:
    """The text of a node. The number in a reply is written as numbers are: a typed `2.0` says `2`."""
    text = node.text
    if node.data != "number" or not text or (text.isdigit() and text[0] != "0"):
        return text
    number = number_in(text)
    return text if math.isnan(number) else number_text(number)


def typed(node: Node) -> Value:
    """What a node holds: in a reply a number, a truth or a text by the question's type; elsewhere its text."""
    text = node.text
    if node.data == "number" and text:
        number = number_in(text)
        return text if math.isnan(number) else number
    return text == "true" if node.data == "boolean" and text else text


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
    if isinstance(value, list):
        return number_at(value[0], zone) if value else math.nan
    return number_in(value, zone)


def number_at(node: Node, zone: tzinfo = UTC) -> float:
    """The number that a node holds; a truth counts 1 or 0."""
    text = node.text
    if node.data == "boolean" and text:
        return 1.0 if text == "true" else 0.0
    return number_in(text, zone)


def number_in(text: str, zone: tzinfo = UTC) -> float:
    """The number, or the days of the date, that a text holds; NaN for neither."""
    if text.isdigit() and text.isascii():  # most are figures: no pattern is needed to read them
        return float(text)
    if not text:
        return math.nan
    if _NUMBER.fullmatch(text):
        return float(text)
    stripped = text.strip()
    if len(stripped) >= 10 and moments.looks_like_date(stripped):
        return moments.parse(stripped, zone).days
    return math.nan


def truth_of(value: Value) -> bool:
    """As `boolean()` gives it: a node set is true when it is not empty, a text when it is not.

    A question of a reply is true by its answer, as JavaRosa has it: unanswered and 0 are false.
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return not (math.isnan(value) or abs(value) < 1e-12)
    if isinstance(value, Moment):
        return value.when is not None
    if isinstance(value, list) and value and value[0].data:
        return any(truth_of(typed(node)) for node in value)
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

"""Texts: the functions of XPath 1.0 section 4.2 and those the ODK specification adds."""

from __future__ import annotations

import base64
import binascii
import hashlib
import math
import re
from typing import Final

from entraide.kernel.problems import refuse

from ..context import Context
from ..patterns import matches
from ..values import Value, number_of, text_of
from .registry import MANY, function, spread

_DIGESTS: Final = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


def _texts(values: list[Value]) -> list[str]:
    return [text_of(value) for value in values]


@function("string", 0, 1)
def string(values: list[Value], context: Context) -> Value:
    """The text of a value, or of the context node."""
    return text_of(values[0]) if values else context.node.text


@function("concat", 0, MANY)
def concat(values: list[Value], context: Context) -> Value:
    """All texts one after the other; of a node set, every node."""
    return "".join(_texts(spread(values, context)))


@function("join", 1, MANY)
def join(values: list[Value], context: Context) -> Value:
    """All texts with the first argument between them."""
    return text_of(values[0]).join(_texts(spread(values[1:], context)))


@function("starts-with", 2)
def starts_with(values: list[Value], _: Context) -> Value:
    """Whether the first text begins with the second."""
    return text_of(values[0]).startswith(text_of(values[1]))


@function("ends-with", 2)
def ends_with(values: list[Value], _: Context) -> Value:
    """Whether the first text ends with the second."""
    return text_of(values[0]).endswith(text_of(values[1]))


@function("contains", 2)
def contains(values: list[Value], _: Context) -> Value:
    """Whether the second text stands in the first."""
    return text_of(values[1]) in text_of(values[0])


@function("substring-before", 2)
def substring_before(values: list[Value], _: Context) -> Value:
    """What stands before the second text, "" when it is absent."""
    before, found, _rest = _split(*_texts(values))
    return before if found else ""


@function("substring-after", 2)
def substring_after(values: list[Value], _: Context) -> Value:
    """What stands after the second text, "" when it is absent."""
    return _split(*_texts(values))[2]


def _split(text: str, mark: str) -> tuple[str, str, str]:
    return text.partition(mark) if mark else ("", "", text)


@function("substring", 2, 3)
def substring(values: list[Value], context: Context) -> Value:
    """Characters from a position (the first is 1), so many; positions are rounded, as XPath 1.0 says."""
    text = text_of(values[0])
    start = _half_up(number_of(values[1], context.around.zone))
    end = math.inf if len(values) == 2 else start + _half_up(number_of(values[2], context.around.zone))
    return "".join(letter for at, letter in enumerate(text, 1) if at >= start and at < end)


def _half_up(number: float) -> float:
    return number if math.isnan(number) or math.isinf(number) else float(math.floor(number + 0.5))


@function("substr", 2, 3)
def substr(values: list[Value], context: Context) -> Value:
    """Characters from a position (the first is 0) up to another; negative positions count from the end."""
    text = text_of(values[0])
    ends = [number_of(value, context.around.zone) for value in values[1:]]
    start, *rest = [0 if math.isnan(end) else int(max(-1e9, min(1e9, end))) for end in ends]
    return text[start : rest[0]] if rest else text[start:]


@function("string-length", 0, 1)
def string_length(values: list[Value], context: Context) -> Value:
    """The number of characters."""
    return float(len(text_of(values[0]) if values else context.node.text))


@function("normalize-space", 0, 1)
def normalize_space(values: list[Value], context: Context) -> Value:
    """Without white space at the ends, a single space inside."""
    text = text_of(values[0]) if values else context.node.text
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


@function("translate", 3)
def translate(values: list[Value], _: Context) -> Value:
    """Letters of the second text become those of the third, or go."""
    text, old, new = _texts(values)
    table: dict[int, str | None] = {}
    for at, letter in enumerate(old):
        table.setdefault(ord(letter), new[at] if at < len(new) else None)
    return text.translate(table)


@function("regex", 2)
def regex(values: list[Value], _: Context) -> Value:
    """Whether the whole text matches a regular expression. Refused with COL-009 when the expression is unusable."""
    text, pattern = _texts(values)
    return matches(pattern, text)


@function("digest", 2, 3)
def digest(values: list[Value], _: Context) -> Value:
    """The fingerprint of a text: algorithm, then `hex` or `base64` (the default)."""
    text, algorithm, *encoding = _texts(values)
    if algorithm not in _DIGESTS:
        raise refuse("COL-006", name="digest()", count=len(values), expression=algorithm)
    raw = hashlib.new(_DIGESTS[algorithm], text.encode(), usedforsecurity=False).digest()
    return raw.hex() if encoding == ["hex"] else base64.b64encode(raw).decode()


@function("base64-decode", 1)
def base64_decode(values: list[Value], _: Context) -> Value:
    """The text behind a base64 code, "" when it is none."""
    try:
        return base64.b64decode(text_of(values[0]), validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""

"""Parts of an expression as parts of a formula, and how each kind becomes another, as in XPath."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from attrs import frozen

from . import places
from .places import EPOCH, Kind, Place, Unsaid, plain_number, quoted

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@frozen
class Said:
    """A part of an expression as a formula: of a kind, or a place whose kind depends on what is asked of it."""

    text: str = ""
    kind: Kind = "text"
    place: Place | None = None
    literal: str | None = None


def number_of(said: Said) -> str:
    """As a number. Dates become days since 1970, as in XPath."""
    if said.place is not None:
        number = places.number_at(said.place)
        return f"({number}-{EPOCH})" if is_day(said.place) else number
    if said.literal is not None:
        return _literal_number(said.literal)
    if said.kind == "boolean":
        return f"IF({said.text},1,0)"
    if said.kind == "date":
        return f"({said.text}-{EPOCH})"
    return said.text if said.kind == "number" else f'IF({said.text}="",NA(),{said.text}+0)'


def text_of(said: Said) -> str:
    """As a text, never an error."""
    if said.place is not None:
        return places.text_at(said.place)
    if said.kind == "boolean":
        return f'IF({said.text},"true","false")'
    if said.kind == "date":
        return places.date_text(said.text, f"ISERROR({said.text})")
    return said.text if said.kind == "text" else f'IFERROR({said.text}&"","NaN")'


def truth_of(said: Said) -> str:
    """As a truth, never an error. A bare node is true for the judge whatever it holds: nobody means that."""
    if said.place is not None or said.kind == "date":
        raise Unsaid
    if said.kind == "boolean":
        return said.text
    return f"IFERROR({said.text}<>0,FALSE)" if said.kind == "number" else f"LEN({said.text})>0"


def serial_of(said: Said) -> str:
    """As the days that a spreadsheet counts; an error where there is no date."""
    if said.place is not None:
        if is_day(said.place):
            return places.number_at(said.place)
        raise Unsaid
    if said.literal is not None:
        return f"DATE({day_of(said.literal)})"
    if said.kind == "date":
        return said.text
    if said.kind == "number":
        return f"({said.text}+{EPOCH})"
    raise Unsaid


def is_date(said: Said) -> bool:
    """Whether it is a day."""
    return said.kind == "date" if said.place is None else is_day(said.place)


def is_day(place: Place) -> bool:
    """Whether a cell holds a day."""
    return place.question.type == "date" or place.kind == "date"


def _literal_number(text: str) -> str:
    if _DAY.fullmatch(text):
        return f"(DATE({day_of(text)})-{EPOCH})"
    try:
        return plain_number(float(text))
    except ValueError:
        return "NA()"


def day_of(text: str) -> str:
    """What `DATE()` is given for an ISO day; a sheet knows none before 1901 for sure."""
    try:
        day = date.fromisoformat(text)
    except ValueError as wrong:
        raise Unsaid from wrong
    if day.year < 1901:
        raise Unsaid
    return f"{day.year},{day.month},{day.day}"


def measured(said: Said, other: Said) -> str:
    """For `<` and its like: as numbers, dates as the spreadsheet counts them where both are."""
    days = is_date(said) or is_date(other)
    both = days and all(is_date(one) or one.literal is not None for one in (said, other))
    return serial_of(said) if both else number_of(said)


def equal(left: Said, right: Said, operator: str) -> str:
    """`=` and `!=`. A single node is compared as what stands on the other side."""
    if left.place is not None and right.literal is not None:
        positive = _is_text(left.place, right.literal)
    elif "boolean" in (left.kind, right.kind):
        positive = f"(({truth_of(left)})=({truth_of(right)}))"
    elif _numeric(left) or _numeric(right) or is_date(left) or is_date(right):
        both_empty = _both_empty(left, right)
        a, b = measured(left, right), measured(right, left)
        positive = f"IFERROR({a}={b},FALSE)"
        positive = f"OR({positive},{both_empty})" if both_empty else positive
    else:
        positive = f"EXACT({text_of(left)},{text_of(right)})"
    return positive if operator == "=" else f"NOT({positive})"


def _both_empty(left: Said, right: Said) -> str:
    """Two nodes are compared as texts: equal when both are blank."""
    if left.place is None or right.place is None:
        return ""
    return f"NOT(OR({places.filled(left.place)},{places.filled(right.place)}))"


def _numeric(said: Said) -> bool:
    return said.place.question.numeric or said.place.kind == "number" if said.place else said.kind == "number"


def _is_text(place: Place, value: str) -> str:
    if value == "":
        return f"NOT({places.filled(place)})"
    if place.question.type == "select_one" and place.question.choices:
        return places.chosen(place, value)
    if place.question.numeric or place.kind == "number":
        return f"IFERROR({places.number_at(place)}={_literal_number(value)},FALSE)"
    if is_day(place):
        return f"IFERROR({places.number_at(place)}=DATE({day_of(value)}),FALSE)"
    return f"EXACT({places.text_at(place)},{quoted(value)})"

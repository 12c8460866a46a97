"""One row as somebody sent it: what it says, and what is wrong with it. What cannot be understood is kept as written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from attrs import frozen

from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem
from entraide.reference.domain import entities

from .fields import codes, fields, folded

EARLIEST: Final = 1900
_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_SIGNS = re.compile("[\u00a0\u202f\u2009' ’]")


@frozen
class Checked:
    """A row: fields that say something, codes in place of words; problems, the place of each being its field."""

    values: Mapping[str, str]
    problems: tuple[Problem, ...]


def checked(given: Mapping[str, str], language: Language, today: date, own_heads: bool = True) -> Checked:
    """The row by the names of its fields. Stops: ANA-410, 411, 413, 416, 417, 420, 422 to 424; notes: ANA-412, 414, 415, 421."""
    values = {name: text for name in fields() if (text := str(given.get(name, "")).strip())}
    found: list[Problem] = []
    for name, text in list(values.items()):
        problem, kept = _field(name, text, language, today, own_heads)
        values[name] = kept
        if problem is not None:
            found.append(problem)
    return Checked(values, (*found, *_together(values)))


def _field(name: str, text: str, language: Language, today: date, own_heads: bool) -> tuple[Problem | None, str]:
    one = fields()[name]
    label = one.label(language) if own_heads else name
    if len(text) > one.longest:
        return Problem("ANA-423", {"field": label, "longest": one.longest}, name), text
    if one.kind == "choice":
        code = codes(name).get(folded(text), "")
        problem = None if code else Problem(_CHOICE[name], {"field": label, "said": text[:60]}, name)
        return problem, code or text
    if one.kind in ("number", "whole"):
        return _number(name, label, text, one.kind == "whole"), text
    if one.kind == "currency":
        return _currency(label, text), text.upper() if len(text) == 3 else text
    if one.kind == "date":
        return _date(name, label, text, today), text
    if one.kind == "state" and not _is_state(text, language):
        return Problem("ANA-414", {"field": label, "said": text[:60]}, name), text
    return None, text


_CHOICE: Final = {
    "role": "ANA-410", "offence": "ANA-411", "unit": "ANA-422", "value_method": "ANA-422", "audience": "ANA-420",
    "lang": "ANA-424",
}  # fmt: skip


def number(text: str) -> Decimal | None:
    """What a number says, in any of our languages' ways of writing it; None when it is none.

    A single comma or point before exactly three digits parts thousands; else the last of them starts the decimals.
    """
    plain = _SIGNS.sub("", text.translate(_DIGITS)).replace("٫", ".").replace("٬", "")
    if re.fullmatch(r"-?\d{1,3}([.,]\d{3})+", plain) and plain.count(",") * plain.count(".") == 0:
        plain = plain.replace(",", "").replace(".", "")
    elif "," in plain and "." in plain:
        last = max(plain.rfind(","), plain.rfind("."))
        plain = re.sub("[.,]", "", plain[:last]) + "." + plain[last + 1 :]
    else:
        plain = plain.replace(",", ".")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _number(name: str, label: str, text: str, whole: bool) -> Problem | None:
    found = number(text)
    fits = found is not None and found >= 0 and (not whole or (found == found.to_integral_value() and found >= 1))
    return None if fits else Problem("ANA-413", {"field": label, "said": text[:60]}, name)


def _currency(label: str, text: str) -> Problem | None:
    return (
        None
        if entities.is_currency(text.upper())
        else Problem("ANA-415", {"field": label, "said": text[:20]}, "currency")
    )


@lru_cache(maxsize=4096)
def _is_state(text: str, language: Language) -> bool:
    code = text.upper()
    known = any(code in (one.code, one.iso2) for one in entities.entities())
    return known or entities.find(text, language) is not None


def day_of(text: str) -> date | None:
    """The day that a date begins with, read day first; None when no calendar has it. `2021` is 1 January 2021."""
    found = _DAY.match(text.translate(_DIGITS).strip().removesuffix(" 00:00:00").partition("T")[0])
    if found is None:
        return None
    year, month, day, first, second, last = found.groups()
    try:
        if last:
            return _day_first(int(last), int(first), int(second))
        return date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None


def _day_first(year: int, first: int, second: int) -> date:
    return date(year, second, first) if second <= 12 else date(year, first, second)


def _date(name: str, label: str, text: str, today: date) -> Problem | None:
    found = day_of(text)
    if found is None or not found.year >= EARLIEST or found > today:
        return Problem("ANA-412", {"field": label, "said": text[:60]}, name)
    return None


def _together(values: Mapping[str, str]) -> list[Problem]:
    found = []
    if not {"obj", "title", "description"} & set(values):
        found.append(Problem("ANA-417", {}, "obj"))
    if "value" in values and "currency" not in values:
        found.append(Problem("ANA-416", {}, "currency"))
    theft, seizure = (day_of(values.get(name, "")) for name in ("theft_date", "seizure_date"))
    if theft and seizure and seizure < theft:
        found.append(Problem("ANA-421", {}, "seizure_date"))
    return found

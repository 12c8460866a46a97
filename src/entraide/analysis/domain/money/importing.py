"""Exchange rates out of a CSV file: `currency,date,per_usd,source,kind`, one line for each rate; findings by line."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from attrs import frozen

from entraide.kernel.problems import Problem

from .converting import Rate
from .living import is_money
from .withdrawn import WITHDRAWN

COLUMNS: Final = ("currency", "date", "per_usd", "source", "kind")
LARGEST: Final = 50_000
"""Lines of one file."""


@frozen
class Imported:
    """The rates that can be taken, and what is wrong with the lines that cannot."""

    rates: tuple[Rate, ...]
    problems: tuple[Problem, ...]


def read_rates(content: bytes, today: date) -> Imported:
    """The rates of a file in UTF-8. A file with a wrong head, or too long, has one problem and no rate."""
    try:
        lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return Imported((), (Problem("ANA-210", {"columns": ", ".join(COLUMNS)}, line=1),))
    if not lines or not set(COLUMNS[:4]) <= set(lines[0]):
        return Imported((), (Problem("ANA-210", {"columns": ", ".join(COLUMNS)}, line=1),))
    if len(lines) > LARGEST:
        return Imported((), (Problem("ANA-211", {"most": str(LARGEST)}, line=1),))
    found: dict[tuple[str, date, str, str], Rate] = {}
    problems: list[Problem] = []
    for number, row in enumerate(lines, start=2):
        made = _rate(row, number, today)
        if isinstance(made, Problem):
            problems.append(made)
            continue
        key = (made.currency, made.day, made.kind, made.source)
        if key in found and found[key] != made:
            problems.append(_wrong("ANA-216", number, made.currency))
        found.setdefault(key, made)
    return Imported(tuple(found[key] for key in sorted(found)), tuple(problems))


def _rate(row: dict[str, str | None], number: int, today: date) -> Rate | Problem:
    told = {name: (row.get(name) or "").strip() for name in COLUMNS}
    code = told["currency"].upper()
    if not is_money(code) and code not in WITHDRAWN:
        return _wrong("ANA-212", number, told["currency"])
    try:
        day = date.fromisoformat(told["date"])
    except ValueError:
        return _wrong("ANA-213", number, told["date"])
    gone = WITHDRAWN.get(code)
    if day > today or (gone and day > gone.last):
        return _wrong("ANA-213", number, told["date"])
    try:
        per_usd = Decimal(told["per_usd"])
    except InvalidOperation:
        return _wrong("ANA-214", number, told["per_usd"])
    if not per_usd.is_finite() or not Decimal("1e-8") <= per_usd < Decimal("1e12"):
        return _wrong("ANA-214", number, told["per_usd"])
    if not told["source"]:
        return _wrong("ANA-215", number, code)
    return Rate(code, day, per_usd, told["source"][:200], told["kind"][:40] or "operational")


def _wrong(code: str, line: int, told: str) -> Problem:
    return Problem(code, {"told": told[:40]}, str(line), line)

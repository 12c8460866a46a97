"""From the words of a sheet to the codes of the register and back, in six languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from math import isfinite
from typing import Any, Final
from unicodedata import decimal, normalize

import yaml

from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import refuse

from .shape import BY_KEY, COLUMNS, Column, fitting, listed, tidy

CHOSEN: Final = ("act", "life", "response", "implementation")
OFFERED_NOT: Final = frozenset({"proposed"})
"""Nobody takes a mandate back to a proposal."""
_EPOCH: Final = date(1899, 12, 30)
_SERIALS: Final = range(20_000, 80_000)
_ISO: Final = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]0?0:00(?::00(?:\.0+)?)?)?")
_LOCAL: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")


@cache
def words() -> Mapping[str, Any]:
    """words.yml."""
    source = files(__package__).joinpath("words.yml")
    table: Mapping[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return table


def sheet_name(language: Language) -> str:
    """What the sheet is called."""
    return str(words()["sheet"][language])


def heading(key: str, language: Language) -> str:
    """The heading of a column."""
    return str(words()["columns"][key][language])


def choices(kind: str, language: Language) -> list[str]:
    """The states or acts that a cell may hold, as they read."""
    return [str(said[language]) for code, said in words()[kind].items() if code not in OFFERED_NOT]


def shown(column: Column, value: str, language: Language) -> str:
    """A canonical value as the sheet shows it."""
    if column.kind in CHOSEN:
        said = words()[column.kind].get(value)
        return str(said[language]) if said else value
    return fitting(value)


def understood(key: str, cell: object) -> str:
    """A cell as it is compared. Refused with MAN-409 for a word that the column does not know, MAN-410 for a day."""
    column = BY_KEY[key]
    if column.kind == "day":
        return _day(cell)
    text = tidy(_plain(cell))
    if column.kind == "list":
        return fitting(listed(text))
    if column.kind in CHOSEN:
        return _chosen(column.kind, text)
    return text


def _plain(cell: object) -> str:
    """Numbers and days in a column of words, as they would be typed."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        return cell.date().isoformat()
    return str(cell)


def _chosen(kind: str, text: str) -> str:
    found = _known(kind).get(folded(text))
    if found is None:
        raise refuse("MAN-409", value=text[:60])
    return found


@cache
def _known(kind: str) -> Mapping[str, str]:
    """Any of the six wordings, or the code itself → the code."""
    table = words()[kind]
    found = {folded(code): str(code) for code in table}
    for code, said in table.items():
        for language in LANGUAGES:
            found.setdefault(folded(said[language]), str(code))
    return found


@cache
def known_headings() -> Mapping[str, str]:
    """Any of the six headings, or the key itself → the key of the column."""
    found = {folded(column.key): column.key for column in COLUMNS}
    for column in COLUMNS:
        for language in LANGUAGES:
            found.setdefault(folded(heading(column.key, language)), column.key)
    return found


def folded(text: str) -> str:
    """A form in which equal words are equal: width, case and spaces do not count."""
    return " ".join(normalize("NFKC", text).casefold().split())


def _day(cell: object) -> str:
    text = tidy(str(cell))
    if not text:
        return ""
    found = days(cell)
    if len(found) != 1:
        raise refuse("MAN-410", value=text[:60])
    return found[0]


def days(cell: object) -> tuple[str, ...]:
    """The days that a cell may mean, in ISO 8601: two for `3/2/2027`, which a spreadsheet makes of 2027-02-03 or of
    2027-03-02 when it saves a CSV file; none for what is no day.
    """
    if isinstance(cell, datetime):
        return (cell.date().isoformat(),)
    if isinstance(cell, date):
        return (cell.isoformat(),)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return ((_EPOCH + timedelta(days=int(cell))).isoformat(),) if isfinite(cell) and int(cell) in _SERIALS else ()
    return _days_in(_western(tidy(str(cell))))


def _days_in(text: str) -> tuple[str, ...]:
    if found := _ISO.fullmatch(text):
        return _calendar((int(found[1]), int(found[2]), int(found[3])))
    if found := _LOCAL.fullmatch(text):
        first, mark, second, year = int(found[1]), found[2], int(found[3]), int(found[4])
        turns = [(year, second, first)] if mark == "." else [(year, second, first), (year, first, second)]
        return _calendar(*turns)
    return ()


def _calendar(*turns: tuple[int, int, int]) -> tuple[str, ...]:
    """Those of them that the calendar has."""
    known = []
    for year, month, day in turns:
        try:
            known.append(date(year, month, day).isoformat())
        except ValueError:
            continue
    return tuple(dict.fromkeys(known))


def _western(text: str) -> str:
    """Digits of any script as those of ISO 8601."""
    return "".join(str(decimal(sign)) if sign.isdecimal() else sign for sign in text)

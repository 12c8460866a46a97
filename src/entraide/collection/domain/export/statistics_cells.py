"""Cells as statistics packages take them: numbers, days as numbers, texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from ..answers import MISSING
from . import safe
from .columns import Column
from .dialect import Line, Reader, as_day, as_number, one_by_one

MISSING_CODES: Final = {code: -999_999_991.0 - place for place, code in enumerate(MISSING)}
"""Numbers that no figure is, declared as missing by the user in SPSS; Stata has `.a` to `.d` for them."""
_SPSS: Final = date(1582, 10, 14).toordinal()
_STATA: Final = date(1960, 1, 1).toordinal()


def numbered(column: Column) -> bool:
    """Whether the column is numeric."""
    if column.sort == "code":
        return bool(column.labels)
    return column.sort in ("number", "flag", "date", "moment")


class InNumbers:
    """`stata`: counted from 1960 in days and milliseconds; SPSS counts seconds from 1582."""

    blank: Any = None

    def __init__(self, stata: bool) -> None:
        self._stata = stata

    def reader(self, column: Column) -> Reader:
        """What is no number where one must be is left over."""
        made: dict[str, Reader] = {"number": _number, "date": self._day, "moment": self._moment}
        if column.sort in made:
            return made[column.sort]
        return _nothing if numbered(column) else safe.whole

    def said(self, column: Column, code: str, words: str) -> Any:
        """The number of the code among those of the column; a text column keeps the code."""
        return float(1 + list(column.labels).index(code)) if numbered(column) else code

    def counted(self, column: Column, taken: bool) -> float:
        """1 or 0."""
        return float(taken)

    def line(self, readers: Sequence[Reader], known: Mapping[int, Mapping[str, Any]]) -> Line:
        """Each value by its column's reader."""
        return one_by_one(readers, self.blank)

    def reason(self, column: Column) -> Callable[[Any], Any]:
        """Why a figure is missing, in the way of the format."""
        if column.sort != "number":
            return lambda _code: None
        if self._stata:
            letters = {code: chr(ord("a") + place) for place, code in enumerate(MISSING_CODES)}
            return letters.get
        return MISSING_CODES.get

    def _day(self, value: str) -> float | None:
        day = as_day(value)
        if day is None:
            return None
        return float(day.toordinal() - _STATA) if self._stata else float(day.toordinal() - _SPSS) * 86400

    def _moment(self, value: str) -> float | None:
        day, clock = self._day(value[:10]), value[11:19].split(":")
        if day is None or len(clock) != 3 or not all(one.isdecimal() for one in clock):
            return None
        seconds = int(clock[0]) * 3600 + int(clock[1]) * 60 + int(clock[2])
        return (day * 86400 + seconds) * 1000.0 if self._stata else day + seconds


def _number(value: str) -> float | None:
    number = as_number(value)
    return None if number is None else float(number)


def _nothing(value: str) -> None:
    """A code that the questionnaire does not know: left over."""

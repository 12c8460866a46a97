"""How a format writes cells: from canonical values to what its writer takes, decided once for each column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, Protocol

from . import safe
from .columns import Column

Reader = Callable[[str], Any]
"""From a canonical value (never empty) to a cell; None when the format cannot hold it in this column."""
Line = Callable[[list[str]], list[Any]]
"""From the values of all columns ("" for none) to the cells of a row; it may change the list it is given."""


class Dialect(Protocol):
    """One format. `blank` is an empty cell."""

    blank: Any

    def reader(self, column: Column) -> Reader:
        """How values of this column are written."""

    def said(self, column: Column, code: str, words: str) -> Any:
        """The cell for one of the codes that the column has words for."""

    def counted(self, column: Column, taken: bool) -> Any:
        """The cell of a column of 0 and 1."""

    def line(self, readers: Sequence[Reader], known: Mapping[int, Mapping[str, Any]]) -> Line:
        """How a whole row is written. `known`: by the place of a column, the cells of its codes; others go to its reader."""


def one_by_one(readers: Sequence[Reader], blank: Any) -> Line:
    """Each value by the reader of its column."""

    def line(values: list[str]) -> list[Any]:
        return [read(value) if value else blank for read, value in zip(readers, values, strict=True)]

    return line


class Known(dict[str, Any]):
    """Cells by value, what is not known made by a reader."""

    def __init__(self, cells: Mapping[str, Any], read: Reader) -> None:
        super().__init__(cells)
        self._read = read

    def __missing__(self, value: str) -> Any:
        return self._read(value)


DIGITS: Final = 15
"""Digits that a floating-point number holds for certain."""


def as_number(value: str) -> int | float | None:
    """The number that a canonical value is, exactly; None when it is none or has too many digits."""
    if value.isdecimal() and value.isascii() and len(value) <= DIGITS:
        return int(value)
    if not safe.is_number(value) or sum(one.isdigit() for one in value.lstrip("+-0.")) > DIGITS:
        return None
    return float(value) if "." in value else int(value)


def as_day(value: str) -> date | None:
    """The day that a canonical value is."""
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None

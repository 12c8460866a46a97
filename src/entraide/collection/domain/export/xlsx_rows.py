"""Rows of a workbook as XML, made out of cells that are ready.

XlsxWriter makes the workbook, its styles, its package; but an object, a dictionary entry and a list of attributes for each cell
take 8 µs, and an export has thirty million cells. In its mode of constant memory it writes rows, one after the other, into
a file of the sheet's: `RowSheet` writes into the same file what it would have written, from pieces prepared for each column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from . import safe
from .columns import Column
from .dialect import DIGITS, Line, Reader, one_by_one
from .tally import Tally

_EPOCH: Final = date(1899, 12, 30).toordinal()
_WIDTHS: Final = {"number": 12, "date": 12, "time": 10, "moment": 17, "flag": 8}
_REMEMBERED: Final = 50_000


class RowSheet(Worksheet):  # type: ignore[misc]
    """A sheet whose first row is written as ever, and the rows below from ready cells."""

    def begin(self, width: int) -> None:
        """The first row is done; rows of `width` cells follow."""
        self._write_single_row(1)
        self._refs = [f'<c r="{xl_col_to_name(place)}' for place in range(width)]
        self._to = self.row_data_fh.write

    def add(self, number: int, row: list[str]) -> None:
        """Row `number`, counted from 0."""
        line = number + 1
        cells = "".join([f"{ref}{line}{cell}" for ref, cell in zip(self._refs, row, strict=True) if cell])
        self._to(f'<row r="{line}">{cells}</row>')

    def end(self, count: int) -> None:
        """How many rows there are, the first one included."""
        self.dim_rowmax: int = count - 1
        if count > 1:
            self.autofilter(0, 0, count - 1, len(self._refs) - 1)


def widths(columns: tuple[Column, ...]) -> Iterator[tuple[int, int, int]]:
    """First and last column of the same width."""
    first = 0
    sizes = [_WIDTHS.get(column.sort, 22) for column in columns]
    for place, size in enumerate(sizes):
        if place + 1 == len(sizes) or sizes[place + 1] != size:
            yield first, place, size
            first = place + 1


class InCells:
    """Cells as XML, from behind the number of the row on; an empty one is empty."""

    blank: Any = ""

    def __init__(self, labels: bool, styles: dict[str, int], end: str, tally: Tally) -> None:
        self.labels, self._styles, self._end, self._tally = labels, styles, end, tally

    def reader(self, column: Column) -> Reader:
        """Numbers and days as such; what is none is a text."""
        if column.sort == "number":
            return self._number
        made = {"date": _days, "moment": _moments, "time": _times}.get(column.sort)
        if made is None:
            return self._text
        return self._styled(self._styles[column.sort], made)

    def _text(self, value: str) -> str:
        if value[0] in safe.RISKY:
            value = safe.guarded(value)
        if len(value) > safe.CELL // 2 and safe.units(value) > safe.CELL:
            value = safe.cut(value, safe.CELL, self._end)
            self._tally.cut += 1
        if not value.isprintable() or "&" in value or "<" in value or ">" in value or "_x" in value:
            value = safe.in_xml(safe.whole(value))
        if value[0] <= " " or value[-1] <= " ":
            return f'" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'
        return f'" t="inlineStr"><is><t>{value}</t></is></c>'

    def _number(self, value: str) -> str:
        if value.isdecimal() and len(value) <= DIGITS and value.isascii():
            return f'"><v>{value}</v></c>'
        if safe.is_number(value) and (len(value) <= DIGITS or sum(map(str.isdigit, value.lstrip("+-0."))) <= DIGITS):
            return f'"><v>{value.lstrip("+")}</v></c>'
        return self._text(value)

    def _styled(self, style: int, serial: Callable[[str], float | None]) -> Reader:
        known: dict[str, str] = {}

        def read(value: str) -> str:
            if value in known:
                return known[value]
            number = serial(value)
            made = self._text(value) if number is None else f'" s="{style}"><v>{number!r}</v></c>'
            if len(known) < _REMEMBERED:
                known[value] = made
            return made

        return read

    def said(self, column: Column, code: str, words: str) -> str:
        """The words, or the code."""
        return self._text(words if self.labels else code)

    def counted(self, column: Column, taken: bool) -> str:
        """1 or 0."""
        return f'"><v>{int(taken)}</v></c>'

    def line(self, readers: Sequence[Reader], known: Mapping[int, Mapping[str, Any]]) -> Line:
        """Each value by its column's reader."""
        return one_by_one(readers, self.blank)


def _days(value: str) -> float | None:
    try:
        day = date.fromisoformat(value).toordinal() if len(value) == 10 else 0
    except ValueError:
        return None
    return day - _EPOCH if day > date(1900, 3, 1).toordinal() else None


def _times(value: str) -> float | None:
    parts = value[:8].split(":")
    if not 2 <= len(parts) <= 3 or not all(one.isdecimal() and one.isascii() and len(one) == 2 for one in parts):
        return None
    hours, minutes, seconds = (int(one) for one in (*parts, "0")[:3])
    if hours > 23 or minutes > 59 or seconds > 59:
        return None
    return (hours * 3600 + minutes * 60 + seconds) / 86400


def _moments(value: str) -> float | None:
    day, _t, time = value.partition("T")
    days, part = _days(day), _times(time)
    return None if days is None or part is None else days + part

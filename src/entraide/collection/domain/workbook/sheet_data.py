"""The values of one sheet, and which of its cells are formulas: their stored results are taken, nothing is computed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from attrs import field, frozen
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

_ROW: Final = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=[\"'](\d+)[\"']")
_CELL: Final = re.compile(rb"([^>]*)>(?:<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>))?(?:<(?:\w+:)?v>([^<]+)</)?")
_FORMULA: Final = re.compile(rb"r=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*><(?:\w+:)?f\b")
_ERROR: Final = re.compile(rb"<(?:\w+:)?c\b(?=[^>]*\bt=[\"']e[\"'])[^>]*\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")


@frozen(slots=False, eq=False)
class SheetData:
    """The values from A1 on; `part` is the sheet as it stands in the file, if it holds formulas or errors."""

    name: str
    rows: list[list[Any]] = field(repr=False)
    part: bytes = field(default=b"", repr=False)

    def at(self, row: int, column: int | None) -> Any:
        """The value of a cell, "" outside the sheet."""
        if column is None or row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]

    def place(self, row: int, column: int) -> str:
        """As people name it: `II. Law!D7`."""
        return f"{self.name}!{xl_rowcol_to_cell(row, column)}"

    def trouble(self, row: int, column: int) -> str | None:
        """The error in a cell, "" for a formula whose result is not stored; None for a cell that is in order."""
        if (row, column) not in self._special:
            return None
        attributes, formula, result = self._found(row, column)
        if b't="e"' in attributes or b"t='e'" in attributes:
            return result.decode("utf-8", "replace") or "#?"
        return "" if formula and not result and b'"str"' not in attributes else None

    def computed(self, row: int, column: int) -> bool:
        """Whether the value in the cell is the stored result of a formula."""
        if (row, column) not in self._special:
            return False
        _, formula, result = self._found(row, column)
        return formula and bool(result)

    @property
    def troubles(self) -> Mapping[tuple[int, int], str]:
        """Every cell with an error or without a result, in order: what `trouble` says of it."""
        said = ((place, self.trouble(*place)) for place in sorted(self._special))
        return {place: trouble for place, trouble in said if trouble is not None}

    def _found(self, row: int, column: int) -> tuple[bytes, bool, bytes]:
        """The attributes of a cell, whether it is a formula, and what is stored as its value."""
        text = self._texts.get(row)
        if text is None:
            return b"", False, b""
        name = f"{xl_col_to_name(column)}{row + 1}".encode()
        start = max(text.find(b'r="' + name + b'"'), text.find(b"r='" + name + b"'"))
        if start < 0:
            return b"", False, b""
        begin = text.rfind(b"<", 0, start)
        match = _CELL.match(text, begin + 2)
        if match is None or match[1].endswith(b"/"):
            return b"", False, b""
        inside = text[match.end(1) : match.end()]
        return match[1], b"<f" in inside or b":f" in inside, match[2] or b""

    @cached_property
    def _special(self) -> frozenset[tuple[int, int]]:
        """Row and column, from 0, of every formula and every error."""
        found = _FORMULA.findall(self.part)
        if b'"e"' in self.part or b"'e'" in self.part:
            found += _ERROR.findall(self.part)
        columns = {letters: column_of(letters) for letters in {letters for letters, _ in found}}
        return frozenset((int(digits) - 1, columns[letters]) for letters, digits in found)

    @cached_property
    def _texts(self) -> Mapping[int, bytes]:
        """The rows by number from 0, as they stand in the file."""
        starts = [(int(found[1]) - 1, found.start()) for found in _ROW.finditer(self.part)]
        ends = [start for _, start in starts[1:]] + [len(self.part)]
        return {row: self.part[start:end] for (row, start), end in zip(starts, ends, strict=True)}


def column_of(letters: bytes) -> int:
    """`A` → 0, `AA` → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1

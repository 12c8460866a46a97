"""Cells of CSV (RFC 4180): guarded against spreadsheets, quoted where they must be.

`csv.writer` looks at every sign of every cell. Here a row is joined once and looked at as a whole; only when it holds something to
be quoted or guarded are its cells looked at, and labels of choices are quoted once and for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from . import safe
from .columns import Column
from .dialect import Known, Line, Reader

_APART: Final = "\x1f"
_BEGINS_RISKY: Final = re.compile(r"\x1f[=+\-@\t\r\n']").search
END: Final = "\r\n"


def quoted(text: str) -> str:
    """In quotation marks when a comma, a quotation mark or a line break is in it."""
    if '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return f'"{text}"' if "," in text or "\n" in text or "\r" in text else text


def line_of(cells: Iterable[str]) -> str:
    """A line of texts, guarded and quoted."""
    return ",".join(quoted(safe.guarded(cell)) for cell in cells) + END


class InCsv:
    """For people and for programs that read text."""

    blank: Any = ""

    def __init__(self, labels: bool) -> None:
        self.labels = labels

    def reader(self, column: Column) -> Reader:
        """A text that a spreadsheet would run is kept from it; a number is a number."""
        return _number if column.sort in ("number", "date", "time", "moment") else _text

    def said(self, column: Column, code: str, words: str) -> Any:
        """Words, or the code."""
        return _text(words if self.labels else code)

    def counted(self, column: Column, taken: bool) -> Any:
        """1 or 0."""
        return "1" if taken else "0"

    def line(self, readers: Sequence[Reader], known: Mapping[int, Mapping[str, Any]]) -> Line:
        """Most values stay as they are."""
        coded = [(place, Known(cells, readers[place])) for place, cells in known.items()]
        plain = [(place, read) for place, read in enumerate(readers) if place not in known]
        risky = safe.RISKY

        def line(values: list[str]) -> list[Any]:
            whole = _APART + _APART.join(values)
            if _BEGINS_RISKY(whole) or "," in whole or '"' in whole or "\n" in whole or "\r" in whole:
                for place, read in plain:
                    value = values[place]
                    if value and (value[0] in risky or "," in value or '"' in value or "\n" in value or "\r" in value):
                        values[place] = read(value)
            for place, cells in coded:
                value = values[place]
                if value:
                    values[place] = cells[value]
            return values

        return line


def _text(value: str) -> str:
    return quoted(safe.guarded(value))


def _number(value: str) -> str:
    return value if safe.is_number(value) else quoted(safe.guarded(value))

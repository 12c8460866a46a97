"""Opening what somebody uploaded: a workbook or a table of any headings, in any encoding that can be told."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from attrs import field, frozen
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from entraide.kernel.problems import Problem, refuse
from entraide.mandates.domain.exchange.csv_sheet import MARK, unguarded
from entraide.mandates.domain.exchange.opening import (
    COLUMN_LIMIT,
    FORMULA,
    HEAD_LINES,
    ROW_LIMIT,
    SIZE_LIMIT,
    counted,
    marked,
    sheets,
    unpacked,
)

from .mapping import known
from .values import plain

MOST_MERGED: Final = 2_000
NOTED: Final = 20
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*[\"']([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})[\"']")
_COMMON: Final = {
    "windows-1256": frozenset("المينرتوهةبدسعقك"), "windows-1251": frozenset("оеаинтсрвлкмдпу"),
    "windows-1252": frozenset("éèàùâêîôûçñáíóúüöäß’"),
}  # fmt: skip
"""The letters that are met most often, by the encoding they would be read in."""


@frozen
class Sheet:
    """A table as it was uploaded. `first` is the line of the file, from 0, that stands first below the headings; `marks`
    are cells with a formula or an error by line and column from 0; `notes` are problems that hold nothing back.
    """

    headings: tuple[str, ...]
    rows: Sequence[Sequence[str]] = field(repr=False)
    first: int = 1
    marks: Mapping[tuple[int, int], str] = field(factory=dict, repr=False)
    notes: tuple[Problem, ...] = ()

    def place(self, row: int, column: int | None = None) -> str:
        """As people name it: `D7`, or `7` for the whole line; `row` counts from 0 below the headings."""
        return str(self.first + row + 1) if column is None else xl_rowcol_to_cell(self.first + row, column)


def open_sheet(data: bytes) -> Sheet:
    """The first sheet with headings that are known.

    Refused: MAN-400 neither .xlsx nor .csv, MAN-401 too large, MAN-402 packed to burst, MAN-403 broken, MAN-405 too many
    rows, MAN-424 empty, DIR-301 no headings, DIR-304 macros.
    """
    if not data.strip():
        raise refuse("MAN-424")
    if len(data) > SIZE_LIMIT:
        raise refuse("MAN-401", size=f"{len(data) / 2**20:.1f}", limit=SIZE_LIMIT // 2**20)
    return _workbook(data) if data.startswith(b"PK") else _table(data)


def _workbook(data: bytes) -> Sheet:
    if any(name.lower().endswith("vbaproject.bin") for name in unpacked(data)):
        raise refuse("DIR-304")
    best: Sheet | None = None
    for sheet in sheets(data):
        rows = [[plain(cell) for cell in row[:COLUMN_LIMIT]] for row in sheet.rows]
        head = _head(rows)
        if head < 0:
            continue
        notes = tuple(_merged(rows, sheet.part))
        found = Sheet(tuple(rows[head]), rows[head + 1 :], head + 1, marked(sheet.part), notes)
        if best is None or _weight(found.headings) > _weight(best.headings):
            best = found
    return _checked(best)


def _checked(found: Sheet | None) -> Sheet:
    if found is None:
        raise refuse("DIR-301", columns="entity, name, function")
    if len(found.rows) > ROW_LIMIT:
        raise refuse("MAN-405", rows=len(found.rows), limit=ROW_LIMIT)
    return found


def _weight(headings: Sequence[str]) -> int:
    return sum(bool(known(one)) for one in headings)


def _head(rows: Sequence[Sequence[str]]) -> int:
    """The line with the headings: of the first lines the one with most known words, and at least two; -1 for none."""
    weights = [_weight(row) for row in rows[:HEAD_LINES]]
    best = max(weights, default=0)
    return weights.index(best) if best >= 2 else -1


def _merged(rows: list[list[str]], part: bytes) -> Iterator[Problem]:
    """What stands in a cell that was merged out of several is meant for each of them; said in a note."""
    for turn, (start, end) in enumerate(islice(_MERGED.findall(part), MOST_MERGED)):
        (top, left), (bottom, right) = xl_cell_to_rowcol(start.decode()), xl_cell_to_rowcol(end.decode())
        if turn < NOTED:
            yield Problem("DIR-303", {"cells": f"{start.decode()}:{end.decode()}"}, start.decode())
        for line in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, COLUMN_LIMIT, len(rows[line]))):
                rows[line][column] = rows[line][column] or rows[top][left]


def _table(data: bytes) -> Sheet:
    text, encoding = decoded(data)
    if "\x00" in text:
        raise refuse("MAN-400")
    try:
        rows = list(counted(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))))
    except csv.Error as broken:
        raise refuse("MAN-403") from broken
    head = _head(rows)
    if head < 0:
        raise refuse("DIR-301", columns="entity, name, function")
    marks = {
        (line, place): FORMULA
        for line, cells in enumerate(rows) if line > head
        for place, cell in enumerate(cells) if cell.startswith("=")
    }  # fmt: skip
    clean = [[plain(unguarded(cell)) for cell in cells] for cells in rows[head + 1 :]]
    notes = (Problem("DIR-300", {"encoding": encoding}),) if encoding else ()
    return _checked(Sheet(tuple(plain(cell) for cell in rows[head]), clean, head + 1, marks, notes))


def _separator(text: str) -> str:
    """The sign between cells with which most headings are known."""

    def weight(sign: str) -> int:
        head = islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), HEAD_LINES)
        return max((_weight(row) for row in head), default=0)

    return max(",;\t|", key=weight)


def decoded(data: bytes) -> tuple[str, str]:
    """The text and, where it is none of Unicode's own encodings that tell themselves, the name of the one that was guessed."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").removeprefix(MARK), ""
    try:
        text = data.decode("utf-8").removeprefix(MARK)
        if "\x00" not in text:
            return text, ""
    except UnicodeDecodeError:
        pass
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace").removeprefix(MARK), wide
    if b"\x00" in data:
        raise refuse("MAN-400")
    guess = max(_COMMON, key=lambda name: _likeness(data, name))
    return data.decode(guess, "replace"), guess


def _wide(data: bytes) -> str:
    """UTF-16 without a mark at its head: commas, digits and Latin letters have a zero byte on one side."""
    head = data[:4_000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 10:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _likeness(data: bytes, encoding: str) -> float:
    """How much the letters beyond ASCII look like text when they are read so."""
    signs = [sign for sign in data[:200_000].decode(encoding, "replace") if sign > "\x7f"]
    common = sum(sign in _COMMON[encoding] for sign in signs) / max(1, len(signs))
    ascii_letters = sum(65 <= byte <= 90 or 97 <= byte <= 122 for byte in data[:200_000])
    seldom = len(signs) < ascii_letters / 8
    return common + (0.3 if encoding == "windows-1252" and seldom else 0)

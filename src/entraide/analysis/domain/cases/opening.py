"""A file with many case reports, opened safely: what is too large, too long or broken is refused before it fills memory."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

from attrs import frozen
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from entraide.kernel.problems import Problem, refuse

from .fields import fields, folded, heads

SIZE_LIMIT: Final = 25 * 2**20
ROW_LIMIT: Final = 50_000
UNPACKED_LIMIT: Final = 250 * 2**20
ENTRY_LIMIT: Final = 400
HEAD_LINES: Final = 10
COLUMN_LIMIT: Final = 78
"""Columns to `BZ`."""
PIECE: Final = 2**20
_ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
_ROW_NUMBER = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=[\"'](\d{1,9})[\"']")
_FAR = re.compile(rb"\br=[\"'](?:[C-Z][A-Z]|[A-Z]{3})\d")
_CELL_ROW = re.compile(rb"\br=[\"'][A-Z]{1,3}(\d{6,9})[\"']")


@frozen
class Line:
    """One line of the file that says something: its number as people count, what stands under each known head."""

    number: int
    values: dict[str, str]


@frozen
class Table:
    """What a file holds: its lines and the heads that no field is known by."""

    lines: tuple[Line, ...]
    notes: tuple[Problem, ...]


def open_cases(data: bytes) -> Table:
    """The lines of an .xlsx or .csv file, heads in any of six languages.

    Refused: ANA-401 nothing or another kind of file, ANA-402 too large, ANA-403 too many rows, ANA-404 broken, ANA-405 no
    heads known, ANA-406 one column twice, ANA-407 no line below the heads.
    """
    if not data.strip():
        raise refuse("ANA-401")
    if data.startswith(b"PK"):
        _check_workbook(data)
    if len(data) > SIZE_LIMIT:
        raise refuse("ANA-402", size=f"{len(data) / 2**20:.0f}", most=SIZE_LIMIT // 2**20)
    rows = _workbook(data) if data.startswith(b"PK") else _csv(data)
    return _headed(rows)


def _check_workbook(data: bytes) -> None:
    """Count rows piece by piece, so that a workbook with millions of them is refused with its number and little memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if "xl/workbook.xml" not in archive.namelist():
                raise refuse("ANA-401")
            if len(entries) > ENTRY_LIMIT:
                raise refuse("ANA-404")
            for one in entries:
                if one.filename.startswith("xl/worksheets/") and one.filename.endswith(".xml"):
                    _count(archive, one)
            if sum(one.file_size for one in entries) > UNPACKED_LIMIT:
                raise refuse(
                    "ANA-402", size=f"{sum(one.file_size for one in entries) / 2**20:.0f}", most=UNPACKED_LIMIT // 2**20
                )
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError, OSError) as broken:
        raise refuse("ANA-404") from broken


def _count(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    rows, tail = 0, b""
    with archive.open(entry) as part:
        while piece := part.read(PIECE):
            text = tail + piece
            cut = text.rfind(b"<") if len(text) > 1 else 0
            seen, tail = text[:cut], text[cut:]
            rows += len(_ROW.findall(seen))
            furthest = max((int(found) for found in (*_ROW_NUMBER.findall(seen), *_CELL_ROW.findall(seen))), default=0)
            if max(rows, furthest) > ROW_LIMIT + HEAD_LINES:
                raise refuse("ANA-403", most=ROW_LIMIT)
            if _FAR.search(seen) or len(tail) > PIECE:
                raise refuse("ANA-404")


def _workbook(data: bytes) -> list[list[str]]:
    """The first sheet whose heads are known."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for meta in book.sheets_metadata[:50]:
            if meta.typ == SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
                rows = [[_text(cell) for cell in row[:COLUMN_LIMIT]] for row in sheet]
                if any(_is_head(row) for row in rows[:HEAD_LINES]):
                    return rows
    except (CalamineError, KeyError, ValueError) as broken:
        raise refuse("ANA-404") from broken
    except BaseException as panic:  # calamine panics at a day that no calendar has, past every `except Exception`
        if type(panic).__name__ != "PanicException":
            raise
        raise refuse("ANA-404") from panic
    raise refuse("ANA-405")


def _text(cell: Any) -> str:
    """A cell as a person reads it: whole numbers without a point, days as ISO 8601."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if (cell.hour, cell.minute, cell.second) == (0, 0, 0) else cell.isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell).replace("\x00", "").strip()


def _csv(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as other:
        raise refuse("ANA-401") from other
    if "\x00" in text:
        raise refuse("ANA-401")
    try:
        return list(_counted(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))))
    except csv.Error as broken:
        raise refuse("ANA-404") from broken


def _counted(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    for turn, row in enumerate(rows):
        if turn > ROW_LIMIT + HEAD_LINES:
            raise refuse("ANA-403", most=ROW_LIMIT)
        yield [_unguarded(cell.strip()) for cell in row[:COLUMN_LIMIT]]


def _unguarded(cell: str) -> str:
    """Our own files put an apostrophe before what a spreadsheet would take for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell


def _separator(text: str) -> str:
    for sign in ",;\t|":
        head = islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), HEAD_LINES)
        if any(_is_head(row) for row in head):
            return sign
    raise refuse("ANA-405")


def _is_head(row: Sequence[str]) -> bool:
    """Three known heads, among them what names an object."""
    known = {heads()[name] for cell in row if (name := folded(cell)) in heads()}
    return len(known) >= 3 and bool(known & {"obj", "title", "description"})


def _headed(rows: Sequence[Sequence[str]]) -> Table:
    at = next((turn for turn, row in enumerate(rows[:HEAD_LINES]) if _is_head(row)), None)
    if at is None:
        raise refuse("ANA-405")
    columns = [heads().get(folded(cell), "") for cell in rows[at]]
    twice = next((name for name in columns if name in fields() and columns.count(name) > 1), "")
    if twice:
        raise refuse(
            "ANA-406", column=next(cell for cell, name in zip(rows[at], columns, strict=True) if name == twice)
        )
    lines = tuple(
        Line(number, {name: cell for name, cell in zip(columns, row, strict=False) if name and cell})
        for number, row in enumerate(rows[at + 1 :], start=at + 2)
        if any(cell for cell in row)
    )
    if not lines:
        raise refuse("ANA-407")
    unread = [cell for cell, name in zip(rows[at], columns, strict=True) if cell and not name]
    return Table(lines, tuple(Problem("ANA-425", {"column": cell[:60]}, cell[:60]) for cell in unread[:20]))

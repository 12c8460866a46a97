"""Opening what somebody uploaded, safely: what is too large, packed to burst, or broken is refused before it is read."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from attrs import evolve, field, frozen
from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from entraide.kernel.problems import refuse

from .csv_sheet import MARK, unguarded
from .wording import folded, known_headings

SIZE_LIMIT: Final = 20 * 2**20
ENTRY_LIMIT: Final = 400
UNPACKED_LIMIT: Final = 160 * 2**20
RATIO_LIMIT: Final = 300
ROW_LIMIT: Final = 30_000
COLUMN_LIMIT: Final = 200
HEAD_LINES: Final = 10
"""The headings stand in one of the first lines: people put a title above them."""
NEEDED: Final = frozenset({"mandate", "addressee", "fingerprint"})
FORMULA, BROKEN = "formula", "error"

_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_NAME = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3}\d{1,7})[\"']")
_PLACE = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br\s*=\s*[\"']([A-Za-z]+)(\d+)[\"'][^>]*(?<!/)>")
_ANY_PLACE = re.compile(rb"<(?:\w+:)?(?:c|row)\b[^>]*?\br\s*=\s*[\"']([A-Za-z]*)(\d+)[\"']")
_NAMELESS = re.compile(rb"<(?:\w+:)?c\b(?![^>]*\br\s*=)")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@frozen
class Table:
    """The lines below the headings. `columns` is where each known column stands; `marks` are cells with a formula or an
    error, by line and column from 0 as in the file. `unknown` are the headings of columns that are not read.
    """

    columns: Mapping[str, int]
    lines: Sequence[Sequence[Any]] = field(repr=False)
    first: int = 1
    marks: Mapping[tuple[int, int], str] = field(factory=dict)
    unknown: tuple[str, ...] = ()

    def place(self, line: int, column: str = "") -> str:
        """As people name it: `D7`, or `7` for the whole line; `line` counts from 0 below the headings."""
        row = self.first + line
        return xl_rowcol_to_cell(row, self.columns[column]) if column in self.columns else str(row + 1)


def open_table(data: bytes) -> Table:
    """The sheet of the register in an .xlsx or .csv file.

    Refused: MAN-400 neither of them, MAN-401 too large, MAN-402 packed to burst, MAN-403 broken, MAN-404 no columns with
    the ids, MAN-405 too many rows, MAN-426 not UTF-8, MAN-433 a column twice.
    """
    if not data.strip():
        raise refuse("MAN-424")
    if len(data) > SIZE_LIMIT:
        raise refuse("MAN-401", size=f"{len(data) / 2**20:.1f}", limit=SIZE_LIMIT // 2**20)
    found = _workbook(data) if data.startswith(b"PK") else _csv(data)
    if len(found.lines) > ROW_LIMIT:
        raise refuse("MAN-405", rows=len(found.lines), limit=ROW_LIMIT)
    return found


def _csv(data: bytes) -> Table:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        text = data.decode(encoding).removeprefix(MARK)
    except UnicodeDecodeError as other:
        raise refuse("MAN-400" if b"\x00" in data else "MAN-426") from other
    if "\x00" in text:
        raise refuse("MAN-400")
    try:
        rows = list(counted(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))))
    except csv.Error as broken:
        raise refuse("MAN-403") from broken
    table = _headed(rows)
    marks = {
        (row, place): FORMULA
        for row, cells in enumerate(rows) if row >= table.first
        for place, cell in enumerate(cells) if cell.startswith("=")
    }  # fmt: skip
    plain = [[unguarded(cell) for cell in cells] for cells in table.lines]
    return evolve(table, lines=plain, marks=marks)


def _separator(text: str) -> str:
    """The sign between cells with which the headings are found; commas in a text count for nothing."""
    for sign in ",;\t|":
        head = islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), HEAD_LINES)
        if any(_keys(row) >= NEEDED for row in head):
            return sign
    raise refuse("MAN-404")


def _keys(row: Sequence[Any]) -> set[str]:
    return {known_headings().get(folded(str(cell)), "") for cell in row}


def counted(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows of a CSV file, refused with MAN-405 as soon as there are too many."""
    for turn, row in enumerate(rows):
        if turn > ROW_LIMIT + HEAD_LINES:
            raise refuse("MAN-405", rows=f"> {ROW_LIMIT}", limit=ROW_LIMIT)
        yield row[:COLUMN_LIMIT]


def _headed(rows: Sequence[Sequence[Any]]) -> Table:
    known = known_headings()
    for turn, row in enumerate(rows[:HEAD_LINES]):
        keys = [known.get(folded(str(cell)), "") for cell in row]
        if set(keys) >= NEEDED:
            columns = {key: place for place, key in enumerate(keys) if key}
            if twice := next((key for key in columns if keys.count(key) > 1), ""):
                raise refuse("MAN-433", column=twice)
            unknown = tuple(
                text for cell, key in zip(row, keys, strict=True) if not key and (text := str(cell).strip())
            )
            return Table(columns, rows[turn + 1 :], turn + 1, unknown=unknown)
    raise refuse("MAN-404")


def _workbook(data: bytes) -> Table:
    for sheet in sheets(data):
        if any(_keys(row) >= NEEDED for row in sheet.rows[:HEAD_LINES]):
            return evolve(_headed(sheet.rows), marks=marked(sheet.part))
    raise refuse("MAN-404")


@frozen
class Sheet:
    """A sheet of a workbook: what its cells hold, and the part it stands in."""

    rows: Sequence[Sequence[Any]] = field(repr=False)
    part: bytes = field(repr=False)


def sheets(data: bytes) -> Iterator[Sheet]:
    """The sheets of a workbook, once it is known to be safe to open: MAN-400, MAN-402, MAN-403, MAN-405 as `open_table`."""
    parts = unpacked(data)
    if "xl/workbook.xml" not in parts:
        raise refuse("MAN-400")
    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            _check_extent(part)
    try:
        yield from _opened(parts)
    except (CalamineError, etree.XMLSyntaxError, KeyError, ValueError) as broken:
        raise refuse("MAN-403") from broken
    except BaseException as panic:  # calamine panics at a day that no calendar has, past every `except Exception`
        if type(panic).__name__ != "PanicException":
            raise
        raise refuse("MAN-403") from panic


def unpacked(data: bytes) -> dict[str, bytes]:
    """Every part, read no further than its declared size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            burst = any(
                one.file_size > 2**20 and one.file_size > RATIO_LIMIT * max(one.compress_size, 1) for one in entries
            )
            if len(entries) > ENTRY_LIMIT or sum(one.file_size for one in entries) > UNPACKED_LIMIT or burst:
                raise refuse("MAN-402")
            return {one.filename: archive.read(one) for one in entries}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError, OSError) as broken:
        raise refuse("MAN-403") from broken


def _check_extent(part: bytes) -> None:
    """A single cell at the far corner would make a reader set up billions of empty ones.

    A cell without a name stands behind the cell or in the row that was named last, even an empty one.
    """
    for letters, row in (_ANY_PLACE if _NAMELESS.search(part) else _PLACE).findall(part):
        if int(row) > ROW_LIMIT + HEAD_LINES + 1:
            raise refuse("MAN-405", rows=int(row), limit=ROW_LIMIT)
        if len(letters) > 2:
            raise refuse("MAN-402")


def _opened(parts: Mapping[str, bytes]) -> Iterator[Sheet]:
    """Calamine gets the parts packed anew, so that it sees exactly what was checked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    book = CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue()))
    names = _files(parts)
    for meta in book.sheets_metadata[:COLUMN_LIMIT]:
        if meta.typ == SheetTypeEnum.WorkSheet:
            rows = book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
            yield Sheet(rows, parts.get(names.get(meta.name, ""), b""))


def _files(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Name of each sheet → its part."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    book = etree.fromstring(parts["xl/workbook.xml"], parser)
    relations = etree.fromstring(parts["xl/_rels/workbook.xml.rels"], parser)
    targets = {item.get("Id"): str(item.get("Target")) for item in relations}
    found = {}
    for sheet in book.iter("{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        found[str(sheet.get("name"))] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def marked(part: bytes) -> dict[tuple[int, int], str]:
    """Cells with a formula, whether its result is stored or not, and cells with an error."""
    if b"<f" not in part and b":f" not in part and b't="e"' not in part:
        return {}
    found: dict[tuple[int, int], str] = {}
    for attributes, content in _CELL.findall(part):
        name = _NAME.search(attributes)
        if name is not None and (_FORMULA.search(content) or b't="e"' in attributes):
            found[xl_cell_to_rowcol(name[1].decode().upper())] = FORMULA if _FORMULA.search(content) else BROKEN
    return found

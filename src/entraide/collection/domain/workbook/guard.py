"""Opening an uploaded workbook safely: what is too large, packed to burst, or broken is refused before it is read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import field, frozen
from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from entraide.kernel.problems import refuse

SIZE_LIMIT: Final = 5 * 2**20
ENTRY_LIMIT: Final = 400
UNPACKED_LIMIT: Final = 40 * 2**20
RATIO_LIMIT: Final = 200
ROW_LIMIT: Final = 20_000
COLUMN_LIMIT: Final = 1_000
SHEET_LIMIT: Final = 100

_FILLED = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Z]+)(\d+)[\"'][^>]*(?<!/)>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_NAME = re.compile(rb"\br=[\"']([A-Z]+\d+)[\"']")
_RESULT = re.compile(rb"<(?:\w+:)?v>([^<]+)</")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@frozen
class SheetData:
    """The values of one sheet from A1 on. `troubles`: cells without a value, with "" for a formula or the error."""

    name: str
    rows: list[list[Any]] = field(repr=False)
    troubles: Mapping[tuple[int, int], str] = field(factory=dict)

    def at(self, row: int, column: int | None) -> Any:
        """The value of a cell, "" outside the sheet."""
        if column is None or row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]

    def place(self, row: int, column: int) -> str:
        """As people name it: `II. Law!D7`."""
        return f"{self.name}!{xl_rowcol_to_cell(row, column)}"


def open_sheets(data: bytes) -> list[SheetData]:
    """The sheets of an .xlsx file in order, hidden ones included. Refuses with COL-210 to COL-213."""
    if len(data) > SIZE_LIMIT:
        raise refuse("COL-211", size=f"{len(data) / 2**20:.1f}", limit=SIZE_LIMIT // 2**20)
    parts = _unpacked(data)
    if "xl/workbook.xml" not in parts:
        raise refuse("COL-210")
    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            _check_extent(part)
    try:
        return list(_sheets(parts))
    except (CalamineError, etree.XMLSyntaxError, KeyError, ValueError) as broken:
        raise refuse("COL-213") from broken


def _unpacked(data: bytes) -> dict[str, bytes]:
    """Every part, read no further than its declared size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            return {entry.filename: archive.read(entry) for entry in entries}
    except zipfile.BadZipFile as broken:
        raise refuse("COL-213" if data.startswith(b"PK") else "COL-210") from broken
    except (RuntimeError, NotImplementedError, zlib.error, EOFError, OSError) as broken:
        raise refuse("COL-213") from broken


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    burst = any(
        entry.file_size > 2**20 and entry.file_size > RATIO_LIMIT * max(entry.compress_size, 1) for entry in entries
    )
    if len(entries) > ENTRY_LIMIT or unpacked > UNPACKED_LIMIT or burst:
        raise refuse("COL-212")


def _check_extent(part: bytes) -> None:
    """A single cell at the far corner would make a reader set up billions of empty ones."""
    for column, row in _FILLED.findall(part):
        if int(row) > ROW_LIMIT or len(column) > 3 or _column_number(column) > COLUMN_LIMIT:
            raise refuse("COL-212")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheets(parts: Mapping[str, bytes]) -> Iterator[SheetData]:
    """Calamine gets the parts packed anew, so that it sees exactly what was checked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    book = CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue()))
    files = _sheet_files(parts)
    for meta in book.sheets_metadata[:SHEET_LIMIT]:
        if meta.typ == SheetTypeEnum.WorkSheet:
            rows = book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
            yield SheetData(meta.name, rows, _troubles(parts.get(files.get(meta.name, ""), b"")))


def _sheet_files(parts: Mapping[str, bytes]) -> dict[str, str]:
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


def _troubles(part: bytes) -> dict[tuple[int, int], str]:
    """Cells with an error, and formulas whose result is not stored: calamine shows both as blank."""
    if b"<f" not in part and b'"e"' not in part and b":f" not in part:
        return {}
    found: dict[tuple[int, int], str] = {}
    for attributes, content in _CELL.findall(part):
        name, result = _NAME.search(attributes), _RESULT.search(content)
        if name is None:
            continue
        if b't="e"' in attributes:
            found[xl_cell_to_rowcol(name[1].decode())] = result[1].decode() if result else "#?"
        elif re.search(rb"<(?:\w+:)?f\b", content) and result is None:
            found[xl_cell_to_rowcol(name[1].decode())] = ""
    return found

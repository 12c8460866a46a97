"""Opening an uploaded workbook safely: what is too large, packed to burst, locked or broken is refused before it is read.

Only values are taken. Macros, links to other files and data connections are told and never followed.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any, Final

from attrs import field, frozen
from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from entraide.kernel.problems import Problem, refuse

from .sheet_data import SheetData, column_of

__all__ = ["SIZE_LIMIT", "Opened", "SheetData", "open_sheets", "open_workbook"]

SIZE_LIMIT: Final = 5 * 2**20
ENTRY_LIMIT: Final = 400
UNPACKED_LIMIT: Final = 40 * 2**20
RATIO_LIMIT: Final = 200
ROW_LIMIT: Final = 20_000
COLUMN_LIMIT: Final = 1_000
CELL_LIMIT: Final = 2_000_000
"""Cells from A1 to the last one filled, on one sheet: a reader sets all of them up."""
SHEET_LIMIT: Final = 100

_FAR_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=[\"'](\d{5,})[\"'][^>]*(?<!/)>(.*?)</(?:\w+:)?row>", re.DOTALL)
_FAR = re.compile(rb'r="(?:[A-Z]{2,}\d|[A-Z]?\d{4})')
_FILLED = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Z]+)(\d+)[\"'][^>]*(?<!/)>")
_RELATIONS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""What “strict” files call their parts, and what readers know them by."""
_OLE: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_LINKS: Final = ("xl/externalLinks/", "xl/connections", "xl/queryTables/", "xl/embeddings/", "Object ")


@frozen
class Opened:
    """The sheets of a file in order, hidden ones included; what is worth telling; whether its days count from 1904."""

    sheets: tuple[SheetData, ...]
    notes: tuple[Problem, ...] = field(factory=tuple)
    from_1904: bool = False


def open_sheets(data: bytes) -> list[SheetData]:
    """The sheets alone, of any spreadsheet."""
    return list(open_workbook(data).sheets)


def open_workbook(data: bytes) -> Opened:
    """The sheets of an .xlsx, .xlsm or .ods file. Refuses with COL-210 to COL-213, 240, 241."""
    if len(data) > SIZE_LIMIT:
        raise refuse("COL-211", size=f"{len(data) / 2**20:.1f}", limit=SIZE_LIMIT // 2**20)
    if data.startswith(_OLE):
        raise refuse("COL-240" if _ENCRYPTED in data else "COL-241")
    parts = _unpacked(data)
    if any(b"<!DOCTYPE" in part[:2000] for part in parts.values()):
        raise refuse("COL-213")  # neither format knows them: only those who would make it burst
    try:
        if parts.get("mimetype", b"").strip() == _ODS:
            return _open_ods(parts)
        return _open_xlsx(parts)
    except (CalamineError, etree.XMLSyntaxError, KeyError, ValueError, IndexError) as broken:
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
    except RuntimeError as locked:
        raise refuse("COL-240") from locked
    except (NotImplementedError, zlib.error, EOFError, OSError) as broken:
        raise refuse("COL-213") from broken


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    burst = any(
        entry.file_size > 2**20 and entry.file_size > RATIO_LIMIT * max(entry.compress_size, 1) for entry in entries
    )
    if len(entries) > ENTRY_LIMIT or unpacked > UNPACKED_LIMIT or burst:
        raise refuse("COL-212")


def _open_xlsx(parts: dict[str, bytes]) -> Opened:
    if "xl/workbook.bin" in parts:
        raise refuse("COL-241")
    if "xl/workbook.xml" not in parts:
        raise refuse("COL-210")
    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            _check_extent(part)
    if _STRICT[0][0] in parts["xl/workbook.xml"]:
        parts = {name: _transitional(part) for name, part in parts.items()}
    files = _sheet_files(parts)
    book = _book(parts)
    sheets = tuple(SheetData(name, rows, parts.get(files.get(name, ""), b"")) for name, rows in _values(book))
    macros = any(name.endswith("vbaProject.bin") for name in parts)
    from_1904 = re.search(rb"date1904=[\"'](1|true)[\"']", parts["xl/workbook.xml"]) is not None
    return Opened(sheets, _notes(parts, macros), from_1904)


def _open_ods(parts: dict[str, bytes]) -> Opened:
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise refuse("COL-240")
    parts = {**parts, "content.xml": _without_endless_rows(parts["content.xml"])}
    sheets = tuple(SheetData(name, rows) for name, rows in _values(_book(parts)))
    return Opened(sheets, _notes(parts, any(name.startswith("Basic/") for name in parts)))


def _notes(parts: Mapping[str, bytes], macros: bool) -> tuple[Problem, ...]:
    links = any(name.startswith(_LINKS) for name in parts)
    return (*([Problem("COL-242")] if macros else []), *([Problem("COL-243")] if links else []))


def _check_extent(part: bytes) -> None:
    """A single cell at the far corner would make a reader set up billions of empty ones."""
    others = sum(part.count(b"<c" + letter) for letter in (b"o", b"f", b"e", b"u"))
    plain = part.count(b"<c") == part.count(b'<c r="') + others and b":c" not in part
    if plain and _FAR.search(part) is None:
        return  # every cell within Z999, named as Excel, LibreOffice and we name them
    for digits, content in _FAR_ROW.findall(part):
        if (len(digits) > 7 or int(digits) > ROW_LIMIT) and (b"<v" in content or b":v" in content or b"is>" in content):
            raise refuse("COL-212")  # cells need no address of their own there
    if not _bearable(_FILLED.findall(part)):
        raise refuse("COL-212")


def _bearable(found: list[tuple[bytes, bytes]]) -> bool:
    columns, rows = {letters for letters, _ in found}, {digits for _, digits in found}
    if any(len(letters) > 3 for letters in columns) or any(len(digits) > 7 for digits in rows):
        return False
    last_row, last_column = max(map(int, rows), default=0), max(map(column_of, columns), default=0) + 1
    return last_row <= ROW_LIMIT and last_column <= COLUMN_LIMIT and last_row * last_column <= CELL_LIMIT


def _without_endless_rows(content: bytes) -> bytes:
    """Empty rows and cells to the edge of the sheet, which programs write as one repeated, are taken once."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    root = etree.fromstring(content, parser)
    cells = 0
    for row in root.iter(f"{_TABLE}table-row"):
        rows, filled = _repeated(row, "number-rows-repeated"), 0
        for cell in row.iterchildren(tag=etree.Element):
            times = _repeated(cell, "number-columns-repeated")
            if len(cell):
                filled += times
            elif times > COLUMN_LIMIT:
                cell.set(f"{_TABLE}number-columns-repeated", "1")
        if not filled and rows > 1:
            row.set(f"{_TABLE}number-rows-repeated", str(min(rows, 100)))
        elif rows * filled > COLUMN_LIMIT * 20 or rows > ROW_LIMIT:
            raise refuse("COL-212")
        cells += (min(rows, 100) if not filled else rows) * max(filled, len(row))
        if cells > CELL_LIMIT:
            raise refuse("COL-212")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _repeated(node: etree._Element, name: str) -> int:
    given = node.get(_TABLE + name, "1")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 1


def _transitional(part: bytes) -> bytes:
    for strict, known in _STRICT:
        part = part.replace(strict, known)
    return part


def _book(parts: Mapping[str, bytes]) -> CalamineWorkbook:
    """Calamine gets the parts packed anew, so that it sees exactly what was checked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue()))


def _values(book: CalamineWorkbook) -> list[tuple[str, Any]]:
    return [
        (meta.name, book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False))
        for meta in book.sheets_metadata[:SHEET_LIMIT]
        if meta.typ == SheetTypeEnum.WorkSheet
    ]


def _sheet_files(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Name of each sheet → its part."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    book = etree.fromstring(parts["xl/workbook.xml"], parser)
    relations = etree.fromstring(parts["xl/_rels/workbook.xml.rels"], parser)
    targets = {item.get("Id"): str(item.get("Target")) for item in relations}
    found = {}
    for sheet in book.iter("{*}sheet"):
        id = next((given for name in _RELATIONS if (given := sheet.get(name))), "")
        target = targets.get(id, "")
        found[str(sheet.get("name"))] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found

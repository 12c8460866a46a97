"""The sheets of an XLSForm as rows of text, read safely: what is too large, packed to burst or broken is not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from attrs import evolve, field, frozen

from entraide.kernel.problems import Problem, Refused, refuse

from .workbook.guard import open_sheets
from .workbook.sheet_data import SheetData

MAX_BYTES: Final = 10_000_000
KNOWN: Final = ("survey", "choices", "settings", "external_choices", "entities", "osm")
_SPACES = re.compile(r"\s+")
_PLACES: Final = {"COL-210": "COL-001", "COL-213": "COL-001"}


@frozen
class Line:
    """One row: the cells that hold something, by their heading. `row` is its number in the file."""

    row: int
    cells: Mapping[str, str] = field(factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")

    def but(self, **_names: str) -> Line:
        """The same row with other cells."""
        return evolve(self, cells={**self.cells, **_names})


@frozen
class Sheet:
    """A sheet of the form; blank rows between others are kept, so that numbers stay right."""

    name: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]


@frozen
class Book:
    """The sheets that an XLSForm may have, by their names in small letters; `names` are all names in the file."""

    sheets: Mapping[str, Sheet]
    names: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Sheet:
        return self.sheets.get(name, Sheet(name, (), ()))


def read_book(data: bytes) -> Book:
    """The sheets. Refused with COL-001, 008, 040 (macros), 041 (a formula without result), 042, 043 or 212."""
    if len(data) > MAX_BYTES:
        raise refuse("COL-008", limit=MAX_BYTES)
    _refuse_macros(data)
    sheets = _opened(data)
    found = {one.name.lower(): _sheet(one) for one in sheets if one.name.lower() in KNOWN}
    if "survey" not in found or not found["survey"].lines:
        raise refuse("COL-043", sheet="survey", found=", ".join(one.name for one in sheets)[:200])
    return Book(found, tuple(one.name for one in sheets))


def _opened(data: bytes) -> list[SheetData]:
    try:
        return open_sheets(data)
    except Refused as refused:
        raise Refused(*(evolve(one, code=_PLACES.get(one.code, one.code)) for one in refused.problems)) from None


def _refuse_macros(data: bytes) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (BadZipFile, OSError, ValueError):
        raise refuse("COL-001") from None
    held = [name for name in names if name.lower().endswith("vbaproject.bin") or "/macrosheets/" in name.lower()]
    if held:
        raise refuse("COL-040", place=held[0])


def _sheet(data: SheetData) -> Sheet:
    name = data.name.lower()
    troubles = [Problem("COL-041", {"cell": data.place(*at)}, data.place(*at), at[0] + 1) for at in data.troubles]
    header = tuple(_SPACES.sub(" ", as_text(cell)) for cell in (data.rows[0] if data.rows else ()))
    named = [one for one in header if one]
    troubles += [
        Problem("COL-042", {"sheet": name, "column": one}, f"{name}!1", 1)
        for one in dict.fromkeys(named)
        if named.count(one) > 1
    ]
    if troubles:
        raise Refused(*troubles[:20])
    lines = [Line(number, dict(_cells(header, row))) for number, row in enumerate(data.rows[1:], 2)]
    while lines and not lines[-1].cells:
        lines.pop()
    return Sheet(name, tuple(named), tuple(lines))


def _cells(header: tuple[str, ...], row: list[Any]) -> Iterator[tuple[str, str]]:
    for heading, cell in zip(header, row, strict=False):
        text = as_text(cell)
        if heading and text:
            yield heading, text


def as_text(value: Any) -> str:
    """A cell as text: whole numbers without a decimal point, hard spaces as plain ones."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\u00a0", " ").strip()

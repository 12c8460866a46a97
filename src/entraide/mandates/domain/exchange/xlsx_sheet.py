"""The register as a workbook: a sheet for people with lists to choose from, one that says how, headings that stay in
sight, right to left in Arabic. Every cell is written as text or as a day, never as a formula.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from entraide.kernel.languages import Language

from .fingerprints import fingerprint
from .shape import COLUMNS, Column, Row, tidy
from .wording import CHOSEN, choices, heading, sheet_name, shown, words

_CREATED: Final = datetime(2024, 1, 1)  # noqa: DTZ001 (the file format has no time zones; equal content, equal bytes)
_OPTIONS: Final = {
    "in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False,
}  # fmt: skip
_BASE: Final = {"valign": "top", "text_wrap": True, "font_name": "Arial", "font_size": 10, "font_color": "#0b0c0c"}
_LINE: Final = {"border": 1, "border_color": "#b1b4b6"}
LISTS: Final = "lists"
_LEADING, _MOST, _HEADED = 13, 12, 3
"""Height of a line in points, how many lines of a text are in sight, and how many a heading has."""


def write_xlsx(rows: Sequence[Row], language: Language, *, secretariat: bool = False, banner: str = "") -> bytes:
    """The rows as an .xlsx file; equal arguments give equal bytes.

    What only the secretariat may know (who it is in the hands of) and what an import needs is left out for others.
    """
    columns = [column for column in COLUMNS if secretariat or not column.secretariat]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"created": _CREATED, "title": sheet_name(language), "comments": banner})
        sheet = book.add_worksheet(sheet_name(language))
        looks = _looks(book, language)
        _head(sheet, columns, language, looks)
        for turn, row in enumerate(rows, start=1):
            told = [_value(row, column, language, len(rows)) for column in columns]
            sheet.set_row(turn, _LEADING * max(map(_lines, columns, told)))
            for place, column in enumerate(columns):
                _cell(sheet, turn, place, column, told[place], looks)
        _instruct(book, language, looks)
        _offer(book, sheet, columns, language, len(rows))
        _printing(sheet, language, banner)
    return out.getvalue()


def _looks(book: Any, language: Language) -> dict[str, Any]:
    base = {**_BASE, **({"reading_order": 2, "align": "right"} if language == "ar" else {})}
    quiet = {**base, **_LINE, "font_color": "#505a5f", "bg_color": "#f3f2f1"}
    return {
        "head": book.add_format({**base, **_LINE, "bold": True, "bg_color": "#dee8f2"}),
        "read": book.add_format({**quiet, "num_format": "@"}),
        "number": book.add_format({**quiet, "num_format": "0"}),
        "day": book.add_format({**base, **_LINE, "num_format": "yyyy-mm-dd"}),
        "text": book.add_format({**base, **_LINE, "num_format": "@"}),
        "said": book.add_format(base),
    }


def _head(sheet: Any, columns: Sequence[Column], language: Language, looks: dict[str, Any]) -> None:
    sheet.set_row(0, _LEADING * _HEADED)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, heading(column.key, language), looks["head"])
        sheet.set_column(place, place, column.width, None, {"hidden": column.key == "fingerprint"})
    sheet.freeze_panes(1, 0)


def _value(row: Row, column: Column, language: Language, count: int) -> str:
    if column.key == "fingerprint":
        return fingerprint(row, language, count)
    if column.key in ("mandate", "addressee", "edition"):
        return str(getattr(row, column.key))
    return shown(column, tidy(row.values.get(column.key, "")), language)


def _lines(column: Column, text: str) -> int:
    """How many lines a text takes in its column, within reason: not every program finds the height of a row by itself."""
    if column.key == "fingerprint" or not text:
        return 1
    wide = [sum(2 if sign >= "\u2e80" else 1 for sign in part) for part in text[: _MOST * column.width].split("\n")]
    return min(_MOST, sum(1 + count // column.width for count in wide))


def _cell(sheet: Any, row: int, place: int, column: Column, value: str, looks: dict[str, Any]) -> None:
    if column.kind == "number":
        sheet.write_number(row, place, int(value), looks["number"])
    elif column.kind == "day" and value:
        sheet.write_datetime(row, place, date.fromisoformat(value), looks["day"])
    elif value:
        sheet.write_string(row, place, value, looks["text" if column.editable else "read"])
    else:
        sheet.write_blank(
            row, place, None, looks["day" if column.kind == "day" else "text" if column.editable else "read"]
        )


def _instruct(book: Any, language: Language, looks: dict[str, Any]) -> None:
    """A sheet that says how, behind the register."""
    sheet = book.add_worksheet(words()["how_sheet"][language])
    sheet.set_column(0, 0, 100)
    sheet.hide_gridlines(2)
    for turn, line in enumerate(words()["how"]):
        sheet.write_string(turn, 0, line[language], looks["said"])
    if language == "ar":
        sheet.right_to_left()


def _offer(book: Any, sheet: Any, columns: Sequence[Column], language: Language, count: int) -> None:
    """The whole column gets the whole list: a list for one cell would stay behind when somebody sorts the rows."""
    hidden = book.add_worksheet(LISTS)
    for turn, kind in enumerate(CHOSEN):
        for line, said in enumerate(choices(kind, language)):
            hidden.write_string(line, turn, said)
    hidden.hide()
    last = max(count, 1)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    for place, column in enumerate(columns):
        if column.kind in CHOSEN:
            letter = xl_col_to_name(CHOSEN.index(column.kind))
            source = f"={LISTS}!${letter}$1:${letter}${len(choices(column.kind, language))}"
            sheet.data_validation(1, place, last, place, {"validate": "list", "source": source})


def _printing(sheet: Any, language: Language, banner: str) -> None:
    if language == "ar":
        sheet.right_to_left()
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{banner.replace('&', '&&')[:150]}&R&P / &N")

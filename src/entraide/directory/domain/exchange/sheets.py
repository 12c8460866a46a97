"""The directory as a table: CSV in codes for programs, a workbook in words with lists to choose from for people."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

import xlsxwriter

from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem
from entraide.mandates.domain.exchange.csv_sheet import MARK, guarded
from entraide.mandates.domain.exchange.shape import fitting

from .cells import cells_of
from .listed import Listed
from .opening import Sheet
from .shape import CHOICES, WIDE, columns
from .words import said, word, words

_CREATED: Final = datetime(2024, 1, 1)  # noqa: DTZ001 (the file format has no time zones; equal content, equal bytes)
_OPTIONS: Final = {
    "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True,
    "in_memory": True,
}  # fmt: skip
_BASE: Final = {"valign": "top", "text_wrap": True, "font_name": "Arial", "font_size": 10, "num_format": "@"}
_DAYS: Final = frozenset({"confirmed_on"})


def write_csv(entries: Iterable[Listed], *, addresses: bool, persons: bool, kept: bool = False) -> Iterator[str]:
    """Line by line; UTF-8 with a mark, nothing in it that a spreadsheet would run."""
    keys = columns(addresses, persons, kept)
    yield MARK + _line(keys)
    for entry in entries:
        cells = cells_of(entry)
        yield _line([guarded(fitting(cells[key])) for key in keys])


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def write_xlsx(
    entries: Sequence[Listed], language: Language, *, addresses: bool, persons: bool, kept: bool = False, banner: str = ""
) -> bytes:
    """The workbook; equal arguments give equal bytes. From right to left in Arabic."""
    keys = columns(addresses, persons, kept)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"created": _CREATED, "title": word("sheet", language), "comments": banner})
        looks = _looks(book, language)
        sheet = book.add_worksheet(word("sheet", language))
        for place, key in enumerate(keys):
            sheet.set_column(place, place, _width(key), looks["text"], {"hidden": key == "version"})
        sheet.set_row(0, 30)
        for place, key in enumerate(keys):
            sheet.write_string(0, place, said("columns", key, language), looks["head"])
        for turn, entry in enumerate(entries, start=1):
            cells = cells_of(entry, language)
            for place, key in enumerate(keys):
                _write(sheet, turn, place, key, cells[key], looks)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(entries)), len(keys) - 1)
        _offer(book, sheet, keys, language, max(1, len(entries)))
        _page(sheet, language, banner)
    return out.getvalue()


def _width(key: str) -> int:
    return 9 if key in ("id", "version", "acronym") else 44 if key in WIDE else 24


def _looks(book: Any, language: Language) -> dict[str, Any]:
    base = {**_BASE, **({"reading_order": 2, "align": "right"} if language == "ar" else {})}
    return {
        "head": book.add_format({**base, "bold": True, "bg_color": "#dee8f2", "bottom": 1}),
        "text": book.add_format(base),
        "day": book.add_format({**base, "num_format": "yyyy-mm-dd"}),
        "number": book.add_format({**base, "num_format": "0"}),
        "bad": book.add_format({**base, "font_color": "#8a1c1c"}),
    }


def _write(sheet: Any, row: int, place: int, key: str, value: str, looks: Mapping[str, Any]) -> None:
    if key in ("id", "version") and value:
        sheet.write_number(row, place, int(value), looks["number"])
    elif key in _DAYS and value:
        sheet.write_datetime(row, place, date.fromisoformat(value), looks["day"])
    elif value:
        sheet.write_string(row, place, fitting(value), looks["text"])


def _offer(book: Any, sheet: Any, keys: Sequence[str], language: Language, last: int) -> None:
    """The lists to choose from stand on a sheet of their own: a list in the rule itself may have 255 signs only."""
    hidden = book.add_worksheet(word("lists", language))
    kinds = tuple(dict.fromkeys(CHOICES.values()))
    table = [[said(kind, code, language) for code in words()[kind]] for kind in kinds]
    for turn in range(max(map(len, table))):
        for place, column in enumerate(table):
            if turn < len(column):
                hidden.write_string(turn, place, column[turn])
    hidden.hide()
    for place, key in enumerate(keys):
        if key in CHOICES:
            number = kinds.index(CHOICES[key])
            letter = "ABCDEFG"[number]
            source = f"='{word('lists', language)}'!${letter}$1:${letter}${len(table[number])}"
            rule = {"validate": "list", "source": source, "error_type": "warning"}
            sheet.data_validation(1, place, last, place, rule)


def _page(sheet: Any, language: Language, banner: str) -> None:
    if language == "ar":
        sheet.right_to_left()
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{banner.replace('&', '&&')[:150]}&R&P / &N")


def write_faulty(sheet: Sheet, rows: Sequence[tuple[int, Sequence[Problem]]], language: Language) -> bytes:
    """Rows of an upload as they came, each with what is wrong with it in the last column, to be mended and sent again.

    The line of the file it came from stands first; both columns are passed over when it is read.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"created": _CREATED})
        looks, made = _looks(book, language), book.add_worksheet(word("problems", language))
        headings = (word("line", language), *sheet.headings, word("problems", language))
        for place, heading in enumerate(headings):
            made.set_column(place, place, 50 if place == len(headings) - 1 else 20)
            made.write_string(0, place, fitting(heading), looks["head"])
        for turn, (row, problems) in enumerate(rows, start=1):
            told = "\n".join(f"{one.place} {one.code}: {one.what(language)} {one.do(language)}" for one in problems)
            cells = (str(sheet.first + row + 1), *_padded(sheet.rows[row], len(sheet.headings)), told)
            for place, cell in enumerate(cells):
                made.write_string(turn, place, fitting(cell), looks["bad" if place == len(cells) - 1 else "text"])
        made.freeze_panes(1, 0)
        if language == "ar":
            made.right_to_left()
    return out.getvalue()


def _padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells, *("",) * width)[:width]

"""XLSX: the figures on the first sheet, where they come from on the second; right to left in Arabic."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

import xlsxwriter

from entraide.collection.domain.export.safe import whole
from entraide.kernel.languages import Language, direction

from ...results import Result
from ..words import said
from .flat import About, Flat, flat, heads, in_words, source

_OPTIONS: Final = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
_WIDE: Final = 60


def workbook(result: Result, about: About, language: Language) -> bytes:
    """The workbook, with the heads frozen and a filter on them."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, _OPTIONS)
    bold, wrapped = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"text_wrap": True, "valign": "top"})
    _figures(book, result, language, bold)
    sheet = book.add_worksheet(_name("source", language))
    _mirrored(sheet, language)
    sheet.set_column(0, 0, 32, wrapped)
    sheet.set_column(1, 1, _WIDE, wrapped)
    for place, (name, told) in enumerate(source(result, about, language)):
        sheet.write_string(place, 0, whole(name), bold)
        sheet.write_string(place, 1, whole(told), wrapped)
    book.close()
    return held.getvalue()


def _figures(book: Any, result: Result, language: Language, bold: Any) -> None:
    sheet = book.add_worksheet(_name("value", language))
    _mirrored(sheet, language)
    names, lines = heads(result, language), [_line(one, language) for one in flat(result, language)]
    for column, name in enumerate(names):
        sheet.write_string(0, column, whole(name), bold)
    for place, line in enumerate(lines, 1):
        for column, value in enumerate(line):
            if isinstance(value, str):
                sheet.write_string(place, column, whole(value))
            elif value is not None:
                sheet.write_number(place, column, float(value))
    for column, name in enumerate(names):
        sheet.set_column(column, column, _width([name, *(line[column] for line in lines)]))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(lines), 1), len(names) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _line(one: Flat, language: Language) -> tuple[str | Decimal | None, ...]:
    under = [part for pair in zip(one.codes, one.words, strict=True) for part in pair]
    return (*under, *one.numbers, *in_words(one.after, language))


def _width(values: Sequence[str | Decimal | None]) -> int:
    """Characters; a Chinese sign is two wide."""
    longest = max(sum(2 if ord(sign) > 0x2E80 else 1 for sign in str(value or "")) for value in values)
    return min(max(longest + 2, 8), _WIDE)


def _name(column: str, language: Language) -> str:
    return said("columns", column).shown_in(language).text[:31]


def _mirrored(sheet: Any, language: Language) -> None:
    if direction(language) == "rtl":
        sheet.right_to_left()

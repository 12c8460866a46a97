"""XLSX: the figures on the first sheet, where they come from on the second; right to left in Arabic."""

from __future__ import annotations

import io
from typing import Any, Final

import xlsxwriter

from entraide.collection.domain.export.safe import whole
from entraide.kernel.languages import Language, direction

from ...results import Result
from ..words import said
from .flat import NUMBERS, About, flat, heads, source

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
    names = heads(result, language)
    for column, name in enumerate(names):
        sheet.write_string(0, column, whole(name), bold)
    place = 0
    for place, one in enumerate(flat(result, language), 1):
        under = [part for pair in zip(one.codes, one.words, strict=True) for part in pair]
        for column, text in enumerate(under):
            sheet.write_string(place, column, whole(text))
        for column, number in enumerate(one.numbers, len(under)):
            if number is not None:
                sheet.write_number(place, column, float(number))
        for column, text in enumerate(one.after, len(under) + len(NUMBERS)):
            sheet.write_string(place, column, whole(text))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(place, 1), len(names) - 1)
    sheet.set_column(0, len(names) - 1, 16)


def _name(column: str, language: Language) -> str:
    return said("columns", column).shown_in(language).text[:31]


def _mirrored(sheet: Any, language: Language) -> None:
    if direction(language) == "rtl":
        sheet.right_to_left()

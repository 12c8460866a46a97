"""Tables as files: CSV that spreadsheets take for no formulas, workbooks that read in the direction of the page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from django.http import HttpResponse

from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import direction

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
Value = str | int


def csv_file(rows: Iterable[Sequence[Value]], name: str) -> HttpResponse:
    """With a byte order mark, so that spreadsheets read the names of States right."""
    file = io.StringIO()
    csv.writer(file).writerows([_plain(value) for value in row] for row in rows)
    return _attached("\ufeff" + file.getvalue(), "text/csv; charset=utf-8", name)


def _plain(value: Value) -> Value:
    """Numbers as they are; a text that a spreadsheet would work out gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_DANGEROUS) else value


def xlsx_file(rows: Sequence[Sequence[Value]], name: str) -> HttpResponse:
    """A workbook of one sheet, its first row frozen and to be filtered."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        if direction(page_language()) == "rtl":
            sheet.right_to_left()
        heading = book.add_format({"bold": True, "text_wrap": True})
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row, None if at else heading)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
        sheet.set_column(1, 1, 28)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _attached(file.getvalue(), kind, name)


def _attached(content: str | bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

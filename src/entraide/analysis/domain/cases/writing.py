"""Case reports out to a spreadsheet: the empty template and what somebody may see, heads in the language asked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from xlsxwriter import Workbook

from entraide.kernel.languages import Language, direction

from .fields import choices, fields

MARK = "\ufeff"
"""Before a CSV file, so that spreadsheet programs read it as UTF-8."""


def columns() -> tuple[str, ...]:
    """The fields in the order of a file."""
    return tuple(fields())


def _guarded(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def csv_lines(
    rows: Iterable[Mapping[str, str]], language: Language, more: Sequence[tuple[str, str]] = ()
) -> Iterator[str]:
    """Head and rows. `more` are columns before the fields: key and head."""
    names = [*(key for key, _head in more), *columns()]
    heads = [*(head for _key, head in more), *(one.label(language) for one in fields().values())]
    yield MARK + _line(heads)
    for row in rows:
        yield _line([_guarded(str(row.get(name, ""))) for name in names])


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def xlsx(rows: Iterable[Mapping[str, str]], language: Language, more: Sequence[tuple[str, str]] = ()) -> bytes:
    """A workbook with one sheet; answers from a list can be chosen, and nothing is a formula."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("cases")
        if direction(language) == "rtl":
            sheet.right_to_left()
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DCE9EC"})
        names = [*(key for key, _head in more), *columns()]
        heads = [*(head for _key, head in more), *(one.label(language) for one in fields().values())]
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(names) - 1, 20)
        for at, head in enumerate(heads):
            sheet.write_string(0, at, head, bold)
        count = 0
        for count, row in enumerate(rows, start=1):
            for at, name in enumerate(names):
                if text := str(row.get(name, "")):
                    sheet.write_string(count, at, text)
        for at, name in enumerate(names):
            _choose(sheet, at, name, language, max(count, 1000))
    return out.getvalue()


def _choose(sheet: object, at: int, name: str, language: Language, rows: int) -> None:
    one = fields().get(name)
    if one is None or one.kind != "choice":
        return
    source = [word for _code, word in choices(name, language)]
    if sum(len(word) + 1 for word in source) <= 255:
        sheet.data_validation(  # type: ignore[attr-defined]
            1, at, rows, at, {"validate": "list", "source": source, "error_type": "warning"}
        )

"""The register as CSV, for programs and for those without a spreadsheet: headings and states by their codes, UTF-8.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, and loses it when it is read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Final

from entraide.kernel.languages import Language

from .fingerprints import fingerprint
from .shape import COLUMNS, Column, Row, fitting, tidy

MARK: Final = "\ufeff"
"""Without it Excel takes the file for another encoding."""
_RISKY = re.compile(r"'*[=+\-@\t]")
_GUARDED = re.compile(r"'+[=+\-@\t]")


def write_csv(rows: Iterable[Row], language: Language, count: int, *, secretariat: bool = False) -> Iterator[str]:
    """The file, line by line, so that a register of any size can leave."""
    columns = [column for column in COLUMNS if secretariat or not column.secretariat]
    yield MARK + _line([column.key for column in columns])
    for row in rows:
        yield _line([guarded(_value(row, column, language, count)) for column in columns])


def guarded(text: str) -> str:
    """Kept from being run."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """As it was before `guarded`."""
    return text[1:] if _GUARDED.match(text) else text


def _value(row: Row, column: Column, language: Language, count: int) -> str:
    if column.key == "fingerprint":
        return fingerprint(row, language, count)
    if column.key in ("mandate", "addressee", "edition"):
        return str(getattr(row, column.key))
    return fitting(tidy(row.values.get(column.key, "")))


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()

"""One door for all formats: the name of the file, its media type, its bytes as they come.

A writer is imported when it is first wanted: the libraries of some of them take longer to load than a page takes to be made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, Final

from attrs import frozen

from .columns import chosen
from .facts import Facts, Sent
from .schema import Schema
from .tally import Tally
from .wanted import Wanted

_TYPES: Final = {
    "csv": "text/csv; charset=utf-8", "zip": "application/zip", "jsonl": "application/jsonl; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "sav": "application/x-spss-sav",
    "dta": "application/x-stata-dta", "sqlite": "application/vnd.sqlite3",
}  # fmt: skip
_WRITERS: Final = {
    "csv": "csv_file", "xlsx": "xlsx_file", "jsonl": "jsonl_file", "sqlite": "sqlite_file", "sav": "statistics_file",
    "dta": "statistics_file", "codebook": "codebook_file",
}  # fmt: skip


@frozen
class Made:
    """How a file is called and what it is."""

    name: str
    media_type: str


def file_name(schema: Schema, wanted: Wanted, stem: str) -> Made:
    """`heritage-2026.zip` for a table of each repeat, `heritage-2026.csv` for one alone."""
    end: str = "xlsx" if wanted.format == "codebook" else wanted.format
    if wanted.format in ("csv", "sav", "dta") and len(chosen(schema, wanted)) > 1:
        end = "zip"
    part = f"{wanted.format}-" if end == "zip" and wanted.format != "csv" else ""
    name = f"{stem}-codebook" if wanted.format == "codebook" else stem
    return Made(f"{name}-{part}{wanted.language}.{end}", _TYPES[end])


def write(
    schema: Schema, wanted: Wanted, sents: Iterable[Sent], facts: Facts, tally: Tally | None = None
) -> Iterator[bytes]:
    """The bytes of the file. Refused with COL-480 where a table has more columns than the format takes."""
    writer: Any = import_module(f"{__package__}.{_WRITERS[wanted.format]}")
    parts: Iterator[bytes] = writer.write(schema, wanted, sents, facts, Tally() if tally is None else tally)
    return parts

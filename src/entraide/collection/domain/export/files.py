"""One door for all formats: the name of the file, its media type, its bytes as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import evolve, frozen

from . import codebook, csv_file, jsonl_file, sqlite_file, statistics_file, xlsx_file
from .columns import chosen
from .facts import Facts, Sent
from .schema import Schema
from .tally import Tally
from .wanted import FORMATS, Format, Wanted

__all__ = ["FORMATS", "Format", "Made", "Tally", "file_name", "write"]

_TYPES: Final = {
    "csv": "text/csv; charset=utf-8", "zip": "application/zip", "jsonl": "application/jsonl; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "sav": "application/x-spss-sav",
    "dta": "application/x-stata-dta", "sqlite": "application/vnd.sqlite3",
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
    counted = Tally() if tally is None else tally
    if wanted.format == "codebook":
        return xlsx_file.write_codebook(schema, wanted, facts)
    writers = {
        "csv": csv_file.write, "xlsx": xlsx_file.write, "jsonl": jsonl_file.write, "sqlite": sqlite_file.write,
        "sav": statistics_file.write, "dta": statistics_file.write,
    }  # fmt: skip
    return writers[wanted.format](schema, wanted, sents, facts, counted)


def write_codebook(schema: Schema, wanted: Wanted) -> bytes:
    """The codebook as CSV."""
    named = evolve(wanted, format="csv")
    return csv_file.table([codebook.headings(named), *codebook.lines(schema, named)], wanted.mark)

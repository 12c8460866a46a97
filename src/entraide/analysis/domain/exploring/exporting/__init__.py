"""A result in a file: CSV and XLSX for people, Parquet and SDMX-CSV for programs. No file says more than the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal, get_args

from entraide.kernel.languages import Language

from ...results import Result
from .csv_file import csv_file
from .flat import About
from .parquet_file import parquet_file
from .sdmx import sdmx_csv
from .workbook import workbook

Format = Literal["csv", "xlsx", "parquet", "sdmx"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
SUFFIXES: Final[Mapping[Format, str]] = {"csv": ".csv", "xlsx": ".xlsx", "parquet": ".parquet", "sdmx": ".sdmx.csv"}
TYPES: Final[Mapping[Format, str]] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "sdmx": "application/vnd.sdmx.data+csv; charset=utf-8; version=2.0.0",
}
_WRITERS: Final[Mapping[Format, Callable[[Result, About, Language], bytes]]] = {
    "csv": csv_file, "xlsx": workbook, "parquet": parquet_file, "sdmx": sdmx_csv,
}  # fmt: skip


def export(result: Result, about: About, fmt: Format, language: Language) -> bytes:
    """The file."""
    return _WRITERS[fmt](result, about, language)

"""Counting a frozen set in DuckDB: one connection, a cap on memory, every indicator of one shape in one query."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa

from entraide.kernel.audience import Audience
from entraide.kernel.text import Text

from ..figures import without_year
from ..indicators.indicator import Indicator
from ..indicators.sql import plain, sql
from ..results import Result
from ..sets.shapes import TABLES
from .guard import RECORDS
from .naming import raw
from .rows import About, cells, dropped, fields_of, result

MEMORY: Final = "768MB"
THREADS: Final = 2
_HELD: Final = 200_000
"""A table with no more rows than this is read into memory once; a larger one stays on the disk and is read as it is needed."""


def opened(
    where: Path | Mapping[str, pa.Table], memory: str = MEMORY, threads: int = THREADS
) -> duckdb.DuckDBPyConnection:
    """A connection in which the tables of a set stand under their names: from its folder, or from tables in hand."""
    connection = duckdb.connect(config={"memory_limit": memory, "threads": threads, "preserve_insertion_order": False})
    for name in TABLES:
        if isinstance(where, Path):
            _from_folder(connection, where / f"{name}.parquet", name)
        else:
            connection.register(f"given_{name}", where[name])
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given_{name}")  # noqa: S608 - our own names
    return connection


def _from_folder(connection: duckdb.DuckDBPyConnection, file: Path, name: str) -> None:
    source = "read_parquet('" + str(file).replace("'", "''") + "')"
    (rows,) = connection.execute(f"SELECT COUNT(*) FROM {source}").fetchall()[0]  # noqa: S608 - a path, quoted
    made = "TABLE" if rows <= _HELD else "VIEW"
    connection.execute(f"CREATE {made} {name} AS SELECT * FROM {source}")  # noqa: S608 - the same


def run(
    where: Path | Mapping[str, pa.Table], indicators: Iterable[Indicator], *, reader: Audience = Audience.SECRETARIAT,
    content_hash: str = "", counted: bool = True, connection: duckdb.DuckDBPyConnection | None = None,
) -> dict[str, Result]:  # fmt: skip
    """Every indicator over a set, by name, as readers of an audience may see it.

    `where` is the folder of the set, or its tables. With `counted` figures name the submissions that stand in them.
    """
    own = connection or opened(where)
    try:
        return _run(own, tuple(indicators), reader, content_hash, counted)
    finally:
        if connection is None:
            own.close()


def _run(
    connection: duckdb.DuckDBPyConnection, indicators: Sequence[Indicator], reader: Audience, content_hash: str, counted: bool
) -> dict[str, Result]:  # fmt: skip
    about, there = _about(connection, indicators)
    found: dict[str, Result] = {}
    for group in _by_shape(indicators):
        standing = [one for one in group if not one.question or one.question in there]
        for one in group:
            if one not in standing:
                found[one.name] = dropped(one, content_hash, reader)
        if standing:
            found |= _answers(connection, standing, about, reader, content_hash, counted)
    return {one.name: found[one.name] for one in indicators}


def _about(connection: duckdb.DuckDBPyConnection, indicators: Sequence[Indicator]) -> tuple[About, set[str]]:
    """What is known of the set, and the names of its questions and series."""
    counts = connection.execute("SELECT (SELECT COUNT(*) FROM asked), (SELECT COUNT(*) FROM replies)").fetchall()[0]
    rows = connection.execute(
        "SELECT name, stem, section, year, label_json, section_json FROM questions ORDER BY place"
    ).fetchall()
    there = {name for row in rows for name in row[:2]}
    words: dict[str, dict[str, Text]] = {}
    if {"question", "stem", "section"} & {name for one in indicators for name in one.by}:
        words = {"question": {}, "stem": {}, "section": {}}
        for name, stem, section, year, label, heading in rows:
            words["question"].setdefault(name, said := Text.from_json(json.loads(label)))
            if stem and stem not in words["stem"]:
                words["stem"][stem] = without_year(said, str(year))
            if section not in words["section"]:
                words["section"][section] = Text.from_json(json.loads(heading))
    return About(int(counts[0]), int(counts[1]), words), there


def _by_shape(indicators: Sequence[Indicator]) -> list[list[Indicator]]:
    shapes: dict[tuple[object, ...], list[Indicator]] = {}
    for one in indicators:
        shapes.setdefault(one.shape, []).append(one)
    return list(shapes.values())


def _answers(
    connection: duckdb.DuckDBPyConnection, group: Sequence[Indicator], about: About, reader: Audience, content_hash: str,
    counted: bool,
) -> dict[str, Result]:  # fmt: skip
    first, reach = group[0], reader.width
    questions = tuple(dict.fromkeys(one.question for one in group)) if len(group) > 1 else ()
    listed = "list" if counted and first.population not in RECORDS else ""
    rows = _split(connection.execute(sql(first, reach, questions, listed)).fetchall(), questions, first.question)
    return {
        one.name: result(one, cells(one, rows.get(one.question, ())), about, reader, content_hash, sql(one, reach))
        for one in group
    }


def _split(rows: Sequence[Sequence[Any]], questions: Sequence[str], question: str) -> dict[str, list[Sequence[Any]]]:
    if not questions:
        return {question: list(rows)}
    found: dict[str, list[Sequence[Any]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row[1:])
    return found


def narrowed(indicator: Indicator, params: Mapping[str, str]) -> Indicator:
    """The indicator narrowed to values as figures stand under them. Raises KeyError for a field that is not there, ValueError
    for a number that is none.
    """
    fields = fields_of(indicator)
    raws = {name: raw(value, fields[name]) for name, value in params.items()}
    for name, value in raws.items():
        if fields[name].shape != "text":
            plain(value)
    return indicator.asked_with(raws)

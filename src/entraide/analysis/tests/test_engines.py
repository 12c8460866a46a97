"""One statement, three engines: DuckDB over Parquet, PostgreSQL, and Spark when there is a Java runtime, give equal answers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from django.db import connection

from entraide.analysis.domain import sets
from entraide.analysis.domain.engine import opened
from entraide.analysis.domain.indicators import Indicator, catalogue, counted_sql, derived, sql

from . import invented

REACH = 2
"""That of a party: some answers go less far, some do not."""
TYPES = {
    pa.string(): "text", pa.int64(): "bigint", pa.int32(): "integer", pa.bool_(): "boolean", pa.float64(): "double precision"
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("set")
    for name, table in invented.tables(8, 300).items():
        (where / f"{name}.parquet").write_bytes(sets.to_parquet(table))
    return where


@pytest.fixture(scope="module")
def duck(folder: Path) -> Iterator[Any]:
    with opened(folder) as held:
        yield held


def plain(rows: Any) -> list[tuple[Any, ...]]:
    """Rows with every number as one kind of number: engines differ in kinds, never in values."""
    return [
        tuple(one if one is None or isinstance(one, str) else Decimal(str(one)).normalize() for one in row)
        for row in rows
    ]


def in_any_order(rows: Any) -> list[str]:
    """Engines sort texts by different alphabets; which rows there are is the answer."""
    return sorted(map(repr, plain(rows)))


def every() -> tuple[Indicator, ...]:
    """All that are shipped, and one derived of each shape."""
    shapes = {one.shape: one for one in derived(invented.form())}
    return (*catalogue().values(), *shapes.values())


def load(cursor: Any, folder: Path) -> None:
    for name in sets.TABLES:
        table = sets.from_parquet((folder / f"{name}.parquet").read_bytes(), name)
        columns = ", ".join(
            f"{one.name} {TYPES.get(one.type) or f'numeric({one.type.precision}, {one.type.scale})'}"
            for one in table.schema
        )
        cursor.execute(f"CREATE TEMPORARY TABLE {name} ({columns}) ON COMMIT DROP")
        with cursor.copy(f"COPY {name} FROM STDIN") as copy:
            for row in table.to_pylist():
                copy.write_row(list(row.values()))


def test_postgresql_gives_what_duckdb_gives(db: None, duck: Any, folder: Path) -> None:
    with connection.cursor() as wrapped:
        cursor = wrapped.cursor
        load(cursor, folder)
        for one in every():
            for statement in (sql(one, REACH), counted_sql(one, REACH)):
                cursor.execute(statement)
                assert in_any_order(cursor.fetchall()) == in_any_order(duck.execute(statement).fetchall()), one.name


def test_a_cell_lists_whom_the_plain_statement_names(duck: Any) -> None:
    for one in every():
        if one.population not in ("cases", "distinct_cases") and not (one.population == "options" and not one.derived):
            wide = len(one.by)
            named: dict[tuple[Any, ...], set[int]] = {}
            for row in duck.execute(counted_sql(one, REACH)).fetchall():
                named.setdefault(row[:wide], set()).add(row[wide])
            listed = {row[:wide]: set(row[-1] or ()) for row in duck.execute(sql(one, REACH, (), "list")).fetchall()}
            for under, whose in listed.items():
                first = one.measure.kind == "largest"
                assert whose <= named.get(under, set()) if first else whose == named.get(under, set()), one.name


def test_questions_of_one_shape_are_answered_together(duck: Any) -> None:
    shapes: dict[Any, list[Indicator]] = {}
    for one in derived(invented.form()):
        if one.question:
            shapes.setdefault(one.shape, []).append(one)
    for group in shapes.values():
        together = duck.execute(sql(group[0], 0, [one.question for one in group])).fetchall()
        apart = [(one.question, *row) for one in group for row in duck.execute(sql(one, 0)).fetchall()]
        assert in_any_order(together) == in_any_order(row for row in apart if any(row[-8:])), group[0].name


@pytest.fixture(scope="module")
def spark(folder: Path) -> Iterator[Any]:
    if shutil.which("java") is None:
        pytest.skip("Spark needs a Java runtime (apt-get install default-jre-headless)")
    session = pytest.importorskip("pyspark.sql").SparkSession.builder.master("local[1]")
    small = {
        "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1", "spark.sql.shuffle.partitions": "1", "spark.default.parallelism": "1",
        "spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.adaptive.enabled": "false", "spark.driver.memory": "1g",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    }  # fmt: skip
    for name, value in small.items():
        session = session.config(name, value)
    made = session.getOrCreate()
    made.sparkContext.setLogLevel("ERROR")
    for name in sets.TABLES:
        made.read.parquet(str(folder / f"{name}.parquet")).createOrReplaceTempView(name)
    yield made
    made.stop()


def test_spark_gives_what_duckdb_gives(spark: Any, duck: Any) -> None:
    for one in catalogue().values():
        statement = sql(one, REACH)
        told = [tuple(row) for row in spark.sql(statement).collect()]
        assert in_any_order(told) == in_any_order(duck.execute(statement).fetchall()), one.name

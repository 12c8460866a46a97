"""Many rows at once: one statement whose only parameter is one JSON text.

Django sends an array for each column, whose every quotation mark is escaped twice: with documents in columns that costs more
than writing them. COPY is closed to tables behind row-level security. The walls are asked of every row, as always.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model

Rows = Sequence[Mapping[str, Any]]
"""Rows of the same columns by their names in the table; values as JSON writes them, days and moments as themselves."""


def pour(model: type[Model], rows: Rows, or_else: str = "") -> list[Any]:
    """Add rows; their primary keys in the order of the rows. A column left out is empty: Django's defaults are not the database's.

    `or_else` is what is done where a row is there already: `(key) DO UPDATE SET …`.
    """
    if not rows:
        return []
    table, columns, key = _table(model), _columns(rows[0]), _quoted(str(model._meta.pk.column))
    conflict = f" ON CONFLICT {or_else}" if or_else else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s::json)"  # noqa: S608
            f" WITH ORDINALITY ORDER BY ordinality{conflict} RETURNING {key}",
            [as_json(rows)],
        )  # fmt: skip
        return [row[0] for row in cursor.fetchall()]


def pour_over(model: type[Model], rows: Rows) -> int:
    """Write the columns of rows that are there, found by their primary key; how many were written."""
    if not rows:
        return 0
    table, key = _table(model), str(model._meta.pk.column)
    columns = [name for name in rows[0] if name != key]
    named, given = _columns(columns), ", ".join(f"r.{_quoted(name)}" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} t SET ({named}) = ROW({given}) FROM json_populate_recordset(NULL::{table}, %s::json) r"  # noqa: S608
            f" WHERE t.{_quoted(key)} = r.{_quoted(key)}",
            [as_json(rows)],
        )  # fmt: skip
        return int(cursor.rowcount)


def as_json(rows: Rows) -> str:
    """The parameter."""
    return json.dumps(rows, ensure_ascii=False, default=str)


def _table(model: type[Model]) -> str:
    return _quoted(model._meta.db_table)


def _columns(names: Mapping[str, Any] | Sequence[str]) -> str:
    return ", ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)

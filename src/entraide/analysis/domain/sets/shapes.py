"""The tables of a frozen set: their columns, what these hold, and the order of their rows.

Names are such that the same SQL reads them in DuckDB, PostgreSQL and Spark: none is a reserved word of any of the three.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

import pyarrow as pa

FORMAT: Final = "entraide frozen set 2"
TEXT, WHOLE, SMALL, YES_NO = pa.string(), pa.int64(), pa.int32(), pa.bool_()
NUMBER: Final = pa.decimal128(28, 6)
"""A figure or an amount: 22 digits before the point, 6 after; never a float."""
MONEY: Final = pa.decimal128(18, 2)
RATE: Final = pa.decimal128(28, 12)

_COLUMNS: Final[Mapping[str, Mapping[str, pa.DataType]]] = {
    "asked": {
        "entity": TEXT, "kind": TEXT, "grp": TEXT, "language": TEXT, "status": TEXT, "party_untoc": YES_NO,
        "party_1970": YES_NO,
    },
    "replies": {
        "submission": WHOLE, "entity": TEXT, "grp": TEXT, "number": SMALL, "language": TEXT, "submitted_at": TEXT,
        "content_hash": TEXT, "accepted": YES_NO, "late": YES_NO, "partial": YES_NO,
    },
    "questions": {
        "question": TEXT, "name": TEXT, "section": TEXT, "place": SMALL, "number": TEXT, "type": TEXT, "kind": TEXT,
        "stem": TEXT, "year": SMALL, "repeated": YES_NO, "label_json": TEXT, "section_json": TEXT,
    },
    "options": {"question": TEXT, "name": TEXT, "choice": TEXT, "place": SMALL, "label_json": TEXT},
    "answers": {
        "submission": WHOLE, "entity": TEXT, "path": TEXT, "question": TEXT, "name": TEXT, "stem": TEXT, "year": SMALL,
        "value": TEXT, "number": NUMBER, "missing": TEXT, "flags": TEXT, "source": TEXT, "comment": TEXT,
        "audience": TEXT, "width": SMALL, "currency": TEXT, "method": TEXT, "sound": YES_NO,
    },
    "choices": {"submission": WHOLE, "entity": TEXT, "question": TEXT, "choice": TEXT, "audience": TEXT, "width": SMALL},
    "findings": {
        "code": TEXT, "submission": WHOLE, "entity": TEXT, "path": TEXT, "excluded": YES_NO, "params_json": TEXT,
    },
    "rates": {"currency": TEXT, "date": TEXT, "per_usd": RATE, "source": TEXT},
    "cases": {
        "record": WHOLE, "reporter": TEXT, "grp": TEXT, "role": TEXT, "offence": TEXT, "event_year": SMALL,
        "event_month": SMALL, "theft_day": SMALL, "seizure_day": SMALL, "origin": TEXT, "transit": TEXT,
        "destination": TEXT, "object_type": TEXT, "material": TEXT, "n_objects": SMALL, "value": MONEY, "currency": TEXT,
        "value_method": TEXT, "cluster": WHOLE, "audience": TEXT, "width": SMALL,
    },
    "links": {"record_a": WHOLE, "record_b": WHOLE, "probability": pa.float64(), "judged": TEXT},
}  # fmt: skip

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "asked": ("entity",),
    "replies": ("entity", "submission"),
    "questions": ("place", "question"),
    "options": ("question", "place", "choice"),
    "answers": ("entity", "submission", "path"),
    "choices": ("entity", "submission", "question", "choice"),
    "findings": ("code", "entity", "submission", "path"),
    "rates": ("currency", "date", "source"),
    "cases": ("record",),
    "links": ("record_a", "record_b"),
}
"""By which columns the rows stand; together they tell any two rows apart."""

TABLES: Final = tuple(_COLUMNS)
SCHEMAS: Final[Mapping[str, pa.Schema]] = {
    table: pa.schema([pa.field(name, of) for name, of in columns.items()]) for table, columns in _COLUMNS.items()
}
WIDTHS: Final = {"secretariat": 0, "aggregate": 0, "state": 1, "parties": 2, "members": 3, "public": 4}
"""How far an audience goes: kept beside it in `width`, so that SQL can compare."""

Tables: TypeAlias = Mapping[str, pa.Table]


def empty(table: str) -> pa.Table:
    """A table without rows."""
    return SCHEMAS[table].empty_table()


def in_order(table: str, rows: pa.Table) -> pa.Table:
    """The rows in the order of their keys, columns in theirs. Raises `pyarrow.ArrowInvalid` for what does not fit."""
    schema = SCHEMAS[table]
    if rows.schema != schema:
        rows = rows.select(schema.names).cast(schema)
    return rows.sort_by([(name, "ascending") for name in KEYS[table]]).combine_chunks()


def whole(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """Every table of a set in its order; those not given are empty."""
    return {name: in_order(name, tables[name]) if name in tables else empty(name) for name in TABLES}

"""Parquet: codes and exact decimals, words in the language asked for, the source in the file's own key-value data."""

from __future__ import annotations

import io
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from entraide.kernel.languages import Language

from ...results import Result
from .flat import AFTER, NUMBERS, About, flat, source

_NUMBER = pa.decimal128(28, 6)


def parquet_file(result: Result, about: About, language: Language) -> bytes:
    """One row a figure: each dimension as `<name>` and `<name>_label`, then numbers, unit, reason, key."""
    rows = tuple(flat(result, language))
    columns: dict[str, Any] = {}
    for place, dimension in enumerate(result.dimensions):
        columns[dimension.name] = pa.array([one.codes[place] for one in rows], pa.string())
        columns[f"{dimension.name}_label"] = pa.array([one.words[place] for one in rows], pa.string())
    for place, name in enumerate(NUMBERS):
        columns[name] = pa.array([one.numbers[place] for one in rows], pa.decimal256(50, 12)).cast(_NUMBER, safe=False)
    for place, name in enumerate(AFTER):
        columns[name] = pa.array([one.after[place] for one in rows], pa.string())
    table = pa.table(columns).replace_schema_metadata({
        "indicator": result.indicator, "content_hash": result.content_hash, "invented": str(about.invented).lower(),
        **dict(source(result, about, language)),
    })  # fmt: skip
    held = io.BytesIO()
    pq.write_table(table, held, compression="zstd")
    return held.getvalue()

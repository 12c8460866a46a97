"""What two reports of one case cannot be, whatever their likeness.

A judgement of a person binds in both directions and outlives every run. Otherwise: one report of each role; the same reporter
twice only when the two are nearly the same report; no two States of origin or of destination, unless the pair is certain for
other reasons (they cite each other, say).
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import numpy as np
import pyarrow as pa
from attrs import frozen
from numpy.typing import NDArray

Codes = NDArray[np.int32]

CERTAIN = 0.97
"""A pair this probable may contradict itself in a State."""

TWICE = 0.5
"""Two reports of one reporter must be at least this probable to be duplicates."""


@frozen(eq=False)
class Facts:
    """Codes of each report, -1 where it does not say; indices are `rec`."""

    reporter: Codes
    role: Codes
    origin: Codes
    destination: Codes


def facts_of(connection: duckdb.DuckDBPyConnection) -> Facts:
    """The facts of `record`."""
    table = connection.sql("select reporter, role, o, d from record order by rec").to_arrow_table()
    return Facts(*(_codes(table.column(name)) for name in ("reporter", "role", "o", "d")))


def _codes(column: pa.ChunkedArray) -> Codes:
    encoded = column.combine_chunks().dictionary_encode()
    indices = encoded.indices if isinstance(encoded, pa.DictionaryArray) else encoded.combine_chunks().indices
    return np.asarray(indices.fill_null(-1).to_numpy(zero_copy_only=False), dtype=np.int32)


def _differ(column: Codes, a: int, b: int) -> bool:
    return bool(column[a] >= 0 and column[b] >= 0 and column[a] != column[b])


def why_not(facts: Facts, a: int, b: int, probability: float) -> str:
    """The code of what forbids a and b in one cluster, or "": twice, role, origin, destination."""
    if facts.reporter[a] == facts.reporter[b]:
        return "" if facts.role[a] == facts.role[b] and probability >= TWICE else "twice"
    if facts.role[a] == facts.role[b]:
        return "role"
    if probability < CERTAIN:
        if _differ(facts.origin, a, b):
            return "origin"
        if _differ(facts.destination, a, b):
            return "destination"
    return ""


def crowded(facts: Facts, members: Sequence[int], most: int) -> bool:
    """Whether some reporter stands in the cluster more than `most` times."""
    reporters = [int(facts.reporter[one]) for one in members]
    return max(map(reporters.count, reporters)) > most

"""The raw columns of a table of case records, read once and by their distinct values."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


class Raw:
    """The raw columns as dictionaries of distinct texts."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        self._kept: dict[str, pa.DictionaryArray] = {}

    def text(self, name: str) -> pa.Array:
        """The column as texts, trimmed; blank is null."""
        if name not in self._table.column_names:
            return pa.nulls(self._table.num_rows, pa.string())
        column = self._table.column(name).combine_chunks()
        if pa.types.is_dictionary(column.type):
            column = column.cast(column.type.value_type)
        if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
            column = pc.cast(column, pa.string())
        column = pc.utf8_trim_whitespace(column.cast(pa.string()))
        return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)

    def coded(self, name: str) -> pa.DictionaryArray:
        """The column by its distinct values."""
        if name not in self._kept:
            self._kept[name] = self.text(name).dictionary_encode()
        return self._kept[name]

    def each(self, name: str, rule: Callable[[str], str]) -> pa.Array:
        """The column with `rule` applied to each distinct value; what it gives empty is null."""
        coded = self.coded(name)
        made = pa.array([rule(value) or None for value in coded.dictionary.to_pylist()], pa.string())
        return made.take(coded.indices)

    def pairs(self, first: str, second: str) -> tuple[list[tuple[str, str]], np.ndarray]:
        """The distinct pairs of two columns, blank for null, and for each row the number of its pair."""
        left, right = self.coded(first), self.coded(second)
        a, b = (pc.fill_null(each.indices, -1).to_numpy().astype(np.int64) + 1 for each in (left, right))
        width = len(right.dictionary) + 1
        keys, inverse = np.unique(a * width + b, return_inverse=True)
        lefts, rights = ["", *left.dictionary.to_pylist()], ["", *right.dictionary.to_pylist()]
        return [(lefts[key // width], rights[key % width]) for key in keys.tolist()], inverse

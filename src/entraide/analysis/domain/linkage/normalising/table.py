"""A table of case records, normalised column by column over its distinct values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from entraide.kernel.clock import now

from .dates import Day, read_day
from .measures import currency, number, rate, unit
from .persons import latin, person_key
from .places import place, state
from .reading import read
from .vocabulary import term

RAW: Final = (
    "rec_id reporter role lang offence theft_date seizure_date origin transit destination place obj material culture title "
    "n_objects height width unit value currency suspect ref xref"
).split()
"""The raw columns, all optional: a missing one is read as blank. `case_id` is never read."""

ABSURD: Final = 100_000.0
"""Centimetres: a dimension above a kilometre is an error and is not kept."""


def normalise(table: pa.Table) -> pa.Table:
    """One row per record, same order: codes, days, centimetres, keys. Columns: see the room's README."""
    raw = _Raw(table)
    described = _described(raw)
    placed = _placed(raw)
    columns: dict[str, Any] = {"rec": pa.array(np.arange(table.num_rows, dtype=np.int32))}
    columns["rec_id"] = raw.text("rec_id")
    columns["reporter"] = placed.pop("reporter")
    for name in ("role", "lang", "offence"):
        columns[name] = raw.text(name)
    columns |= _days(raw, "theft") | _days(raw, "seizure") | placed | described | _measured(raw) | _money(raw)
    columns["suspect_key"] = raw.each("suspect", person_key)
    columns["suspect_name"] = raw.each("suspect", latin)
    columns["title_key"] = columns.pop("title_key")
    columns["ref_key"], columns["xref_key"] = _folded_reference(raw.text("ref")), _folded_reference(raw.text("xref"))
    return pa.table(columns)


def normalise_one(row: Mapping[str, Any]) -> dict[str, Any]:
    """One record, for matching while it is typed: the same columns, as plain values."""
    cells = {name: pa.array([None if row.get(name) is None else str(row[name])], pa.string()) for name in RAW}
    found: dict[str, Any] = normalise(pa.table(cells)).to_pylist()[0]
    return found


class _Raw:
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


def _texts(values: Iterable[str], inverse: np.ndarray) -> pa.Array:
    return pa.array([value or None for value in values], pa.string()).take(pa.array(inverse))


def _described(raw: _Raw) -> dict[str, pa.Array]:
    """Types, materials and cultures, each from its own column, and out of the title or object where that is blank."""
    readings = {}
    for column in ("obj", "material", "culture", "title"):
        pairs, inverse = raw.pairs(column, "lang")
        readings[column] = ([(read(text, language), language) for text, language in pairs], inverse)
    made = {
        kind: _first_of(kind, [readings[column] for column in columns])
        for kind, columns in (
            ("type", ("obj", "title")),
            ("material", ("material", "obj", "title")),
            ("culture", ("culture", "title", "obj")),
        )
    }
    kinds = made["type"].dictionary_encode()
    groups = pa.array([str(term(f"type:{code}")["group"]) for code in kinds.dictionary.to_pylist()], pa.string())
    titles, inverse = readings["title"]
    keys = _texts((_title_key(reading.unknown) for reading, _ in titles), inverse)
    return {
        "type": made["type"], "type_group": groups.take(kinds.indices), "material": made["material"],
        "culture": made["culture"], "title_key": keys,
    }  # fmt: skip


def _first_of(kind: str, columns: list[tuple[list[Any], np.ndarray]]) -> pa.Array:
    return pc.coalesce(
        *(_texts((reading.first(kind, language) for reading, language in found), inverse) for found, inverse in columns)
    )


def _title_key(unknown: Iterable[str]) -> str:
    return " ".join(sorted(latin(word) for word in unknown))


def _placed(raw: _Raw) -> dict[str, pa.Array]:
    """States; the origin, where it is not said, out of the place, or of the reporter who speaks as origin."""
    states = {}
    for column in ("reporter", "origin", "transit", "destination"):
        pairs, inverse = raw.pairs(column, "lang")
        states[column] = _texts((state(text, language) for text, language in pairs), inverse)
    reporter = pc.coalesce(states["reporter"], raw.text("reporter"))
    pairs, inverse = raw.pairs("place", "lang")
    found = [place(text, language) for text, language in pairs]
    where = _texts((each.state for each in found), inverse)
    role = pc.fill_null(raw.text("role"), "")
    speaks = pc.equal(role, "origin")
    elsewhere = pc.or_(speaks, pc.fill_null(pc.not_equal(where, reporter), False))
    none = pa.scalar(None, pa.string())
    origin = pc.coalesce(states["origin"], pc.if_else(elsewhere, where, none), pc.if_else(speaks, reporter, none))
    return {
        "reporter": reporter, "origin": origin, "transit": states["transit"], "destination": states["destination"],
        "origin_sure": pc.is_valid(states["origin"]), "place": _texts((each.code for each in found), inverse),
    }  # fmt: skip


def _days(raw: _Raw, event: str) -> dict[str, pa.Array]:
    coded, today = raw.coded(f"{event}_date"), now().date()
    days = [_read(value, today) for value in coded.dictionary.to_pylist()]
    return {
        f"{event}_day": pa.array([each.day for each in days], pa.int32()).take(coded.indices),
        f"{event}_precision": pa.array([each.precision for each in days], pa.string()).take(coded.indices),
        f"{event}_swap": pa.array([each.swap for each in days], pa.int32()).take(coded.indices),
    }


def _read(value: str, today: date) -> Day:
    return read_day(value, today)


def _numbers(raw: _Raw, name: str) -> np.ndarray:
    """The column as numbers; nan for blank and unreadable."""
    coded = raw.coded(name)
    values = coded.dictionary.to_pylist()
    made = np.array([number(value) for value in values] + [None], dtype=np.float64)
    found: np.ndarray = made[pc.fill_null(coded.indices, len(values)).to_numpy()]
    return found


def _measured(raw: _Raw) -> dict[str, pa.Array]:
    """Centimetres, the larger first; how many objects."""
    coded = raw.coded("unit")
    factors = np.array([unit(value) for value in coded.dictionary.to_pylist()] + [1.0])
    factor = factors[pc.fill_null(coded.indices, len(factors) - 1).to_numpy()]
    sides = [_numbers(raw, name) * factor for name in ("height", "width")]
    sides = [np.where((side > 0) & (side <= ABSURD), side, np.nan) for side in sides]
    count = _numbers(raw, "n_objects")
    count = np.where((count >= 1) & (count < 2**31), np.floor(count), np.nan)
    return {
        "n_objects": _nullable(count, pa.int32()),
        "dim_a": _nullable(np.fmax(*sides), pa.float32()),
        "dim_b": _nullable(np.fmin(*sides) + 0 * (sides[0] + sides[1]), pa.float32()),
    }


def _nullable(values: np.ndarray, kind: pa.DataType) -> pa.Array:
    mask = np.isnan(values)
    return pa.array(np.where(mask, 0, values), mask=mask).cast(kind)


def _money(raw: _Raw) -> dict[str, pa.Array]:
    code = raw.each("currency", currency).dictionary_encode()
    rates = np.array([rate(each) or np.nan for each in code.dictionary.to_pylist()] + [np.nan])
    value = _numbers(raw, "value") * rates[pc.fill_null(code.indices, len(rates) - 1).to_numpy()]
    return {
        "value_usd": _nullable(np.where(value > 0, value, np.nan), pa.float64()),
        "currency": code.cast(pa.string()),
    }


def _folded_reference(column: pa.Array) -> pa.Array:
    """Capitals and digits only: blind to case, spaces and dashes."""
    folded = pc.replace_substring_regex(pc.utf8_upper(column), r"[^\pL\pN]+", "")
    return pc.if_else(pc.equal(folded, ""), pa.scalar(None, pa.string()), folded)

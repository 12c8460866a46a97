"""A table of case records, normalised column by column over its distinct values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from entraide.kernel.clock import now

from .columns import Raw
from .dates import read_day
from .letters import listed
from .measures import ABSURD, currency, number, rate, unit
from .persons import latin, person_key
from .places import place, state
from .reading import read
from .vocabulary import term

RAW: Final = listed(
    "rec_id reporter role lang offence theft_date seizure_date origin transit destination place obj material culture title "
    "n_objects height width unit value currency suspect ref xref"
)
"""The raw columns, all optional: a missing one is read as blank. `case_id` is never read."""


def normalise(table: pa.Table) -> pa.Table:
    """One row per record, same order: codes, days, centimetres, keys. Columns: see the room's README."""
    raw = Raw(table)
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


def _texts(values: Iterable[str], inverse: np.ndarray) -> pa.Array:
    return pa.array([value or None for value in values], pa.string()).take(pa.array(inverse))


def _described(raw: Raw) -> dict[str, pa.Array]:
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
    for kind in ("material", "culture"):  # what is said in words nobody knows is not what the title says
        said = pc.is_valid(raw.text(kind))
        own = _first_of(kind, [readings[kind]])
        made[kind] = pc.if_else(said, own, made[kind])
    kinds = made["type"].dictionary_encode()
    groups = pa.array([str(term(f"type:{code}")["group"]) for code in kinds.dictionary.to_pylist()], pa.string())
    keys = pc.coalesce(*(_unknown_words(readings[column]) for column in ("title", "obj")))
    return {
        "type": made["type"], "type_group": groups.take(kinds.indices), "material": made["material"],
        "culture": made["culture"], "title_key": keys,
    }  # fmt: skip


def _first_of(kind: str, columns: list[tuple[list[Any], np.ndarray]]) -> pa.Array:
    return pc.coalesce(
        *(_texts((reading.first(kind, language) for reading, language in found), inverse) for found, inverse in columns)
    )


def _unknown_words(column: tuple[list[Any], np.ndarray]) -> pa.Array:
    readings, inverse = column
    return _texts((_title_key(reading.unknown) for reading, _ in readings), inverse)


def _title_key(unknown: Iterable[str]) -> str:
    return " ".join(sorted(word for each in unknown if len(word := latin(each)) > 2))


def _placed(raw: Raw) -> dict[str, pa.Array]:
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


def _days(raw: Raw, event: str) -> dict[str, pa.Array]:
    coded, today = raw.coded(f"{event}_date"), now().date()
    days = [read_day(value, today) for value in coded.dictionary.to_pylist()]
    return {
        f"{event}_day": pa.array([each.day for each in days], pa.int32()).take(coded.indices),
        f"{event}_precision": pa.array([each.precision for each in days], pa.string()).take(coded.indices),
        f"{event}_swap": pa.array([each.swap for each in days], pa.int32()).take(coded.indices),
    }


def _numbers(raw: Raw, name: str) -> np.ndarray:
    """The column as numbers; nan for blank and unreadable."""
    coded = raw.coded(name)
    values = coded.dictionary.to_pylist()
    made = np.array([number(value) for value in values] + [None], dtype=np.float64)
    found: np.ndarray = made[pc.fill_null(coded.indices, len(values)).to_numpy()]
    return found


def _measured(raw: Raw) -> dict[str, pa.Array]:
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


def _money(raw: Raw) -> dict[str, pa.Array]:
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

"""One new report against all others, while it is typed: the likeliest twins first, each with its evidence.

The others lie in a DuckDB table of normalised columns (in memory, or in a file that processes share for reading). One scan finds
those that agree with the new report on two columns at least and pass the sieve; the fixed model weighs the best of them. The
conditions are those of the blocks and of Splink's settings, with the new report's values put in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from attrs import frozen

from .blocking import SCORE
from .evidence import READ, Evidence, evidence
from .model import Model, shipped_model
from .workbench import COLUMNS, Limits, columns_of

BEST = 250
"""How many of the sieve's best are weighed."""

LEAST = -6
"""The least score in the sieve: a report that is being typed says little yet."""

_NEAR = (
    "(b.o = $o and b.g = $g) or (b.d = $d and b.g = $g) or (b.o = $o and b.d = $d) or (b.place = $place and (b.m = $m or b.c = $c))"
    " or (b.o = $o and b.m = $m) or (b.d = $d and b.m = $m) or (b.t = $t and b.g = $g) or b.sk = $sk or b.rk = $xk or b.xk = $rk"
)
_DAYS = ("td", "ts", "sd", "ss")


@frozen
class Proposal:
    """A report that may speak of the same case: its rec_id, total weight in bits, probability among all others, evidence."""

    new: str
    rec_id: str
    weight: float
    probability: float
    evidence: tuple[Evidence, ...]


class Against:
    """The reports to compare with. Close it, or use it in `with`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.records = int(connection.execute("select count(*) from record").fetchall()[0][0])

    @classmethod
    def of(cls, table: pa.Table, path: Path | None = None, limits: Limits | None = None) -> Against:
        """Lay normalised reports out, in memory or in a new file at `path`."""
        connection = duckdb.connect(":memory:" if path is None else str(path), config=_config(limits))
        connection.register("given", table)
        connection.execute(f"create or replace table record as select {COLUMNS} from given order by g, o, d, rec_id")
        connection.unregister("given")
        return cls(connection)

    @classmethod
    def open(cls, path: Path, limits: Limits | None = None) -> Against:
        """Open a file that was laid out, for reading."""
        return cls(duckdb.connect(str(path), read_only=True, config=_config(limits)))

    def add(self, table: pa.Table) -> None:
        """Add reports; a report with the same rec_id is replaced."""
        self.connection.register("given", table)
        self.connection.execute("delete from record where rec_id in (select rec_id from given)")
        self.connection.execute(f"insert into record select {COLUMNS} from given")
        self.connection.unregister("given")
        self.records = int(self.connection.execute("select count(*) from record").fetchall()[0][0])

    def __enter__(self) -> Against:
        return self

    def __exit__(self, *_error: object) -> None:
        self.connection.close()


def _config(limits: Limits | None) -> dict[str, Any]:
    limits = limits or Limits()
    return {"memory_limit": limits.memory, "threads": limits.threads}


def proposals(
    new_rows: pa.Table, against: Against | pa.Table, *, most: int = 10, model: Model | None = None
) -> tuple[Proposal, ...]:
    """The likeliest twins of each new report (normalised columns), at most `most` for each; never itself."""
    if isinstance(against, Against):
        return _all(new_rows, against, most, model or shipped_model())
    with Against.of(against) as laid:
        return _all(new_rows, laid, most, model or shipped_model())


def _all(new_rows: pa.Table, against: Against, most: int, model: Model) -> tuple[Proposal, ...]:
    rows = columns_of(new_rows)
    return tuple(proposal for row in rows for proposal in _proposed(row, against, most, model))


_PLACES = re.compile(r"\ba\.(\w+)")
_LEFT = re.compile(r"\b(\w+)_l\b")
_RIGHT = re.compile(r"\b(\w+)_r\b")


def _asked(sql: str, left: re.Pattern[str], row: Mapping[str, Any]) -> str:
    """SQL with the new report's columns as parameters of their types."""
    return left.sub(lambda found: _typed(found[1], row[found[1]]), sql)


def _typed(name: str, value: Any) -> str:
    if isinstance(value, bool | int):
        return f"${name}::integer"
    if isinstance(value, float):
        return f"${name}::float"
    kind = "integer" if name in (*_DAYS, "tp", "sp", "n") else "float" if name in ("la", "lb", "lv", "ln_n") else "varchar"
    return f"${name}::{kind}"


def _used(sql: str, row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in set(re.findall(r"\$(\w+)", sql))}


def _proposed(row: Mapping[str, Any], against: Against, most: int, model: Model) -> list[Proposal]:
    near = re.sub(r"\$(\w+)", lambda found: _typed(found[1], row[found[1]]), _NEAR)
    sieve = _asked(SCORE, _PLACES, row)
    cites = _typed("xk", row["xk"]), _typed("rk", row["rk"])
    levels = ", ".join(f"{_level(one.levels, row)} as level_{one.field}" for one in model.comparisons)
    shown = ", ".join(f"b.{name} as {name}" for name in sorted({column for columns in READ.values() for column in columns}))
    sql = (
        f"with near as materialized (select *, {sieve} + case when b.rk = {cites[0]} or b.xk = {cites[1]} then 9 else 0 end as sieve"
        f" from record b where ({near}) and b.rec_id <> $rec_id and sieve >= {LEAST} order by sieve desc, rec_id limit {BEST})"
        f" select b.rec_id, {levels}, {shown} from near b"
    )
    cursor = against.connection.cursor()
    found = cursor.execute(sql, _used(sql, row)).fetchall()
    names = [column[0] for column in cursor.description or ()]
    weighed = [_weighed(dict(zip(names, one, strict=True)), model) for one in found]
    weighed.sort(key=lambda one: (-one[0], one[1]["rec_id"]))
    return _told(row, weighed, against.records, most, model)


def _level(levels: Any, row: Mapping[str, Any]) -> str:
    whens = [(place, _RIGHT.sub(r"b.\1", _asked(one.when, _LEFT, row))) for place, one in enumerate(levels) if one.when != "ELSE"]
    return f"case {' '.join(f'when {when} then {place}' for place, when in whens)} else {len(levels) - 1} end"


def _weighed(found: dict[str, Any], model: Model) -> tuple[float, dict[str, Any]]:
    return sum(one.levels[found[f"level_{one.field}"]].bits for one in model.comparisons), found


def _told(
    row: Mapping[str, Any], weighed: list[tuple[float, dict[str, Any]]], records: int, most: int, model: Model
) -> list[Proposal]:
    """The best with their share of the odds: half a link is expected for each report, spread over those that are weighed."""
    prior = model.links_per_report / max(len(weighed), 1)
    odds = [prior * 2.0 ** min(weight, 60.0) for weight, _found in weighed]
    whole = 1.0 + sum(odds)
    told = []
    for (weight, found), part in list(zip(weighed, odds, strict=True))[:most]:
        levels = {one.field: found[f"level_{one.field}"] for one in model.comparisons}
        told.append(Proposal(str(row["rec_id"]), found["rec_id"], round(weight, 2), part / whole, evidence(model, levels, row, found)))
    return told

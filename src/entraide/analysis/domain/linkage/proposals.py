"""One new report against all others, while it is typed: the likeliest twins first, each with its evidence.

The others lie in a DuckDB table of normalised columns (in memory, or in a file that processes share for reading). One scan finds
those that agree with the new report on two columns at least and pass the sieve; the fixed model weighs the best of them. The
conditions are those of the blocks and of Splink's settings, with the new report's values put in.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
import pyarrow as pa
from attrs import frozen

from .blocking import SCORE
from .evidence import READ, Evidence, evidence
from .model import Level, Model, shipped_model
from .workbench import COLUMNS, Limits

BEST = 120
"""How many of the sieve's best are weighed."""

LEAST = -6
"""The least score in the sieve: a report that is being typed says little yet."""

_NEAR = (
    "(b.o = $o and b.g = $g) or (b.d = $d and b.g = $g) or (b.o = $o and b.d = $d) or (b.place = $place and (b.m = $m or b.c = $c))"
    " or (b.o = $o and b.m = $m) or (b.d = $d and b.m = $m) or (b.t = $t and b.g = $g) or b.sk = $sk or b.rk = $xk or b.xk = $rk"
)


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
        self._desk = duckdb.connect(":memory:")
        self._prepared: set[str] = set()
        self._one_at_a_time = Lock()

    def rows(self, table: pa.Table) -> list[dict[str, Any]]:
        """The columns of `record` for a few normalised rows, as Python values."""
        with self._one_at_a_time:
            self._desk.register("given", table)
            found = self._desk.execute(f"select {COLUMNS} from given order by rec")
            names = [column[0] for column in found.description or ()]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def ask(self, sql: str, row: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Rows of a statement with parameters named as columns; it is planned once and then used again."""
        name = f"q{hashlib.sha256(sql.encode()).hexdigest()[:16]}"
        given = ", ".join(f"{one} := {_literal(row[one])}" for one in sorted(set(_PARAMETERS.findall(sql))))
        with self._one_at_a_time:
            if name not in self._prepared:
                self.connection.execute(f"prepare {name} as {sql}")
                self._prepared.add(name)
            return self.connection.execute(f"execute {name}({given})").fetchall()

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
        self.close()

    def close(self) -> None:
        """Close the connections; the file stays."""
        self._desk.close()
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
    return tuple(proposal for row in against.rows(new_rows) for proposal in _proposed(row, against, most, model))


_PLACES = re.compile(r"\ba\.(\w+)")
_LEFT = re.compile(r"\b(\w+)_l\b")
_RIGHT = re.compile(r"\b(\w+)_r\b")
_PARAMETERS = re.compile(r"\$(\w+)")
_WHOLE_NUMBERS = frozenset(("td", "ts", "sd", "ss", "tp", "sp", "n", "row"))
_NUMBERS = frozenset(("la", "lb", "lv", "ln_n"))


def _asked(sql: str, left: re.Pattern[str]) -> str:
    """SQL with the new report's columns as parameters of their types."""
    return left.sub(lambda found: f"${found[1]}::{_type(found[1])}", sql)


def _type(column: str) -> str:
    return "integer" if column in _WHOLE_NUMBERS else "float" if column in _NUMBERS else "varchar"


def _literal(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    if value is None:
        return "null"
    if isinstance(value, int | float):
        return repr(value)
    return "'" + str(value).replace("\0", "").replace("'", "''") + "'"


_SIEVE = _asked(SCORE, _PLACES) + " + case when b.rk = $xk::varchar or b.xk = $rk::varchar then 9 else 0 end"
_BEST = (
    f"select rowid, {_SIEVE} as sieve from record b where ({_asked(_NEAR, _PARAMETERS)})"
    f" order by sieve desc, rowid limit {BEST}"
)
_SHOWN = tuple(sorted({"rec_id", *(column for columns in READ.values() for column in columns)}))


def _proposed(row: Mapping[str, Any], against: Against, most: int, model: Model) -> list[Proposal]:
    places = [place for place, sieve in against.ask(_BEST, row) if sieve >= LEAST]
    if not places:
        return []
    levels = ", ".join(_level(one.levels) for one in model.comparisons)
    shown = ", ".join(f"b.{name}" for name in _SHOWN)
    sql = f"select {levels}, {shown} from record b where rowid in (select unnest($places::bigint[]))"
    found = against.ask(sql, {**row, "places": places})
    weighed = [one for one in (_weighed(each, model) for each in found) if one[1]["rec_id"] != row["rec_id"]]
    weighed.sort(key=lambda one: (-one[0], one[1]["rec_id"]))
    return _told(row, weighed, most, model)


def _level(levels: Sequence[Level]) -> str:
    whens = (
        (place, _RIGHT.sub(r"b.\1", _asked(one.when, _LEFT))) for place, one in enumerate(levels) if one.when != "ELSE"
    )
    return f"case {' '.join(f'when {when} then {place}' for place, when in whens)} else {len(levels) - 1} end"


def _weighed(row: tuple[Any, ...], model: Model) -> tuple[float, dict[str, Any]]:
    places, shown = row[: len(model.comparisons)], row[len(model.comparisons) :]
    weight = sum(one.levels[place].bits for one, place in zip(model.comparisons, places, strict=True))
    levels = {f"level_{one.field}": place for one, place in zip(model.comparisons, places, strict=True)}
    return weight, {**levels, **dict(zip(_SHOWN, shown, strict=True))}


def _told(
    row: Mapping[str, Any], weighed: list[tuple[float, dict[str, Any]]], most: int, model: Model
) -> list[Proposal]:
    """The best with their share of the odds: half a link is expected for each report, spread over those that are weighed."""
    prior = model.links_per_report / max(len(weighed), 1)
    odds = [prior * 2.0 ** min(weight, 60.0) for weight, _found in weighed]
    whole = 1.0 + sum(odds)
    told = []
    for (weight, found), part in list(zip(weighed, odds, strict=True))[:most]:
        levels = {one.field: found[f"level_{one.field}"] for one in model.comparisons}
        told.append(
            Proposal(
                str(row["rec_id"]), found["rec_id"], round(weight, 2), part / whole, evidence(model, levels, row, found)
            )
        )
    return told

"""The DuckDB connection in which records are linked, and the table `record` that every other step reads.

Columns of `record` are short names of the normalised columns, plus what follows from them: the State of origin is also the
reporter of an "origin" report, the State of destination that of a "seizure" report, the State of transit that of a "transit" one.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa
from attrs import frozen

CODES = ("o", "d", "t", "place", "type", "g", "m", "c", "sk")
"""Coded columns: origin, destination, transit, place, type, its group, material, culture, key of the suspect's name."""

COLUMNS = """
rec::integer as row, rec_id, reporter, role, lang, offence,
       coalesce(origin, case when role = 'origin' then reporter end) as o,
       coalesce(destination, case when role = 'seizure' then reporter end) as d,
       coalesce(transit, case when role = 'transit' then reporter end) as t,
       place, type, type_group as g, material as m, culture as c,
       greatest(coalesce(n_objects, 1), 1)::integer as n, ln(greatest(coalesce(n_objects, 1), 1))::float as ln_n,
       theft_day::integer as td, theft_swap::integer as ts,
       case theft_precision when 'd' then 0 when 'm' then 16 when 'y' then 190 else 0 end::smallint as tp,
       seizure_day::integer as sd, seizure_swap::integer as ss,
       case seizure_precision when 'd' then 0 when 'm' then 16 when 'y' then 190 else 0 end::smallint as sp,
       ln(case when dim_a > 0 then dim_a end)::float as la, ln(case when dim_b > 0 then dim_b end)::float as lb,
       ln(case when value_usd > 0 then value_usd end)::float as lv,
       nullif(suspect_key, '') as sk, nullif(suspect_name, '') as sn, nullif(title_key, '') as tk,
       nullif(ref_key, '') as rk, nullif(xref_key, '') as xk
"""
"""SQL: the columns of `record` out of the normalised ones of `given`."""

_RECORD = (
    f"create table record as select (row_number() over (order by rec_id) - 1)::integer as rec, {COLUMNS} from given"
)


@frozen
class Limits:
    """What DuckDB may take; beyond it, it spills to a directory of its own that is removed afterwards."""

    memory: str = "2GB"
    threads: int = 2


@contextmanager
def workbench(limits: Limits | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own, closed with everything in it."""
    limits = limits or Limits()
    with tempfile.TemporaryDirectory(prefix="entraide-linkage-") as spill:
        connection = duckdb.connect(
            config={
                "memory_limit": limits.memory,
                "threads": limits.threads,
                "temp_directory": spill,
                "preserve_insertion_order": False,
            }
        )
        try:
            connection.execute("set enable_progress_bar = false")
            yield connection
        finally:
            connection.close()


def lay_out(connection: duckdb.DuckDBPyConnection, table: pa.Table) -> int:
    """Make `record` and `rarity` of normalised rows; answers how many records there are.

    `rarity` says of each record how many bits each of its codes is worth: -log2 of the share of records that say the same.
    """
    connection.register("given", table)
    connection.execute(_RECORD)
    connection.unregister("given")
    for code in CODES:
        connection.execute(
            f"create table bits_{code} as select {code} as word, (log2(sum(count(*)) over ()) - log2(count(*)))::float as bits"
            f" from record where {code} is not null group by {code}"
        )
    joins = " ".join(f"left join bits_{code} on record.{code} = bits_{code}.word" for code in CODES)
    chosen = ", ".join(f"coalesce(bits_{code}.bits, 0)::float as b_{code}" for code in CODES)
    connection.execute(f"create table rarity as select rec, {chosen} from record {joins}")
    return int(connection.execute("select count(*) from record").fetchall()[0][0])

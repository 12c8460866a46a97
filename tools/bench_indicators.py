"""All indicators of a round with 193 replies, and ten typical aggregations over ten million case records; all invented.

    python tools/bench_indicators.py [records] [queries]
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from entraide.analysis.domain import sets
from entraide.analysis.domain.engine import opened, run
from entraide.analysis.domain.indicators import catalogue, derived
from entraide.analysis.domain.sets.shapes import SCHEMAS
from entraide.analysis.tests import invented

Measured = dict[str, Any]
RECORDS = 10_000_000
SLICE = 500_000
TEN = (
    "cases.distinct", "flows.origin_destination", "cases.completeness", "cases.type_year", "cases.month",
    "money.cases.median", "flows.transit", "cases.lag", "cases.reporters", "cases.patterns",
)  # fmt: skip
"""Yearly counts with distinct cases; flows; completeness by reporter; type by year; the monthly series (its moving average is
worked out of it); quantiles of value; main transit of each origin; theft to seizure; reporters by year; capture patterns."""


def round_of_193() -> Measured:
    """Every indicator of a round in which 193 States replied to 273 questions, 20,000 case records beside: one opening."""
    form = invented.form()
    tables = sets.tables(invented.made(193), form, sets.Beside(cases=invented.cases(20_000)))
    with tempfile.TemporaryDirectory() as folder:
        for name, table in tables.items():
            (Path(folder) / f"{name}.parquet").write_bytes(sets.to_parquet(table))
        asked = [one for one in (*derived(form), *catalogue().values()) if not one.on_request]
        run(Path(folder), asked[:5])
        wall, cpu = time.perf_counter(), time.process_time()
        found = run(Path(folder), asked)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    figures = sum(len(one.rows) for one in found.values())
    return {"value": cpu, "unit": "s CPU", "wall": wall, "indicators": len(found), "figures": figures}


def lay(folder: Path, records: int) -> None:
    """A set with so many case records and nothing else, written slice by slice."""
    for name in sets.TABLES:
        if name != "cases":
            (folder / f"{name}.parquet").write_bytes(sets.to_parquet(sets.empty(name)))
    with pq.ParquetWriter(folder / "cases.parquet", SCHEMAS["cases"], compression="zstd") as writer:
        for seed in range(max(1, records // SLICE)):
            writer.write_table(invented.cases(min(records, SLICE), seed), row_group_size=122_880)


def queries(folder: Path) -> Measured:
    """The ten over a set that is laid: sum of CPU and wall, and the peak of this process, which does nothing else."""
    known = catalogue()
    wall, cpu = time.perf_counter(), time.process_time()
    each = {}
    with opened(folder) as connection:
        for name in TEN:
            start = time.perf_counter()
            run(folder, [known[name]], connection=connection, counted=False)
            each[name] = round(time.perf_counter() - start, 3)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"value": wall, "unit": "s", "cpu": cpu, "peak_mb": peak, "each": each}


def main() -> None:
    """The numbers as JSON lines; with `queries FOLDER` only those."""
    if sys.argv[1:2] == ["queries"]:
        print(json.dumps(queries(Path(sys.argv[2]))))
        return
    print(json.dumps(round_of_193()))


if __name__ == "__main__":
    main()

"""`entraide analysis link`: reports in, cases out; no database."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as arrow_csv

from entraide.analysis.domain.linkage.linking import Linked, link
from entraide.analysis.domain.linkage.reading import MOST_BYTES, labels, records
from entraide.analysis.domain.linkage.workbench import Limits


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _write(table: pa.Table, path: Path) -> None:
    with path.open("wb") as file:
        arrow_csv.write_csv(table, file, arrow_csv.WriteOptions(quoting_style="needed"))


@contextmanager
def _file(source: Path) -> Iterator[Path]:
    """The file itself; standard input (`-`) is laid in one first, no more of it than is taken."""
    if str(source) != "-":
        yield source
        return
    with tempfile.NamedTemporaryFile(suffix=".csv") as kept:
        while kept.tell() <= MOST_BYTES and (part := sys.stdin.buffer.read(1 << 20)):
            kept.write(part)
        kept.flush()
        yield Path(kept.name)


def run(args: argparse.Namespace) -> int:
    """Read, link, write; progress on standard error, one JSON document on standard output."""
    start = time.perf_counter()
    with _file(args.source) as source:
        table = records(source, lambda rows: _say(f"{rows} records read"))
    judged = labels(args.labels) if args.labels else None
    reading = round(time.perf_counter() - start, 3)
    found = link(table, labels=judged, limits=Limits(args.memory, args.threads), tell=_say)
    _write(found.clusters, args.out)
    if args.pairs:
        _write(found.pairs.select(["rec_id_a", "rec_id_b", "probability"]), args.pairs)
    said = _summary(found, {"reading": reading, **found.seconds})
    print(
        json.dumps(said)
        if args.json
        else f"{said['records']} records, {said['clusters']} cases, {said['bracket'][0]}–{said['bracket'][1]}"
    )
    return 0


def _summary(found: Linked, seconds: dict[str, float]) -> dict[str, object]:
    cited = found.recall_on_cited
    return {
        "records": found.records,
        "clusters": found.cases,
        "threshold": round(found.threshold, 4),
        "bracket": list(found.bracket),
        "likely": round(found.likely, 1),
        "precision": round(found.precision, 4),
        "recall_on_cited": None if cited is None else round(cited, 4),
        "condition": found.condition,
        "review": found.review.num_rows,
        "model": found.model,
        "seconds": seconds,
        "peak_mb": round(found.peak_mb, 1),
    }

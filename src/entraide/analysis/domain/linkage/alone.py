"""Linking as a program of its own: a folder with normalised reports goes in, the same folder with pairs and clusters comes out.

    python -m entraide.analysis.domain.linkage.alone FOLDER

In: `reports.arrow`, `judgements.json` (rec_id, rec_id, same). Out: `pairs.arrow`, `clusters.arrow`, `said.json`, or `refused.json`
(code and parameters of each problem) and exit 1. Each finished step is a line on standard output. See `apart`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa

from entraide.kernel.problems import Refused

from .linking import Linked, link


def main(folder: Path) -> int:
    """0 when it was linked, 1 when it was refused."""
    with pa.memory_map(str(folder / "reports.arrow")) as held:
        table = pa.ipc.open_file(held).read_all()
    judgements = [tuple(one) for one in json.loads((folder / "judgements.json").read_text(encoding="utf-8"))]
    try:
        found = link(table, judgements=judgements, tell=_tell)
    except Refused as refusal:
        problems = [{"code": one.code, "params": dict(one.params)} for one in refusal.problems]
        (folder / "refused.json").write_text(json.dumps(problems, default=str), encoding="utf-8")
        return 1
    _lay(found.pairs, folder / "pairs.arrow")
    _lay(found.clusters, folder / "clusters.arrow")
    (folder / "said.json").write_text(json.dumps(_said(found)), encoding="utf-8")
    return 0


def _tell(step: str) -> None:
    print(step, flush=True)  # noqa: T201 - the way in which a program tells the one that started it


def _lay(table: pa.Table, file: Path) -> None:
    with pa.OSFile(str(file), "wb") as held, pa.ipc.new_file(held, table.schema) as writer:
        writer.write_table(table)


def _said(found: Linked) -> dict[str, Any]:
    return {
        "threshold": found.threshold, "precision": found.precision, "recall_on_cited": found.recall_on_cited,
        "bracket": list(found.bracket), "model": found.model,
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

"""Linking in a process that ends with it, so that neither Splink nor what a linking takes stays in a web or job process."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
from attrs import frozen

from entraide.kernel.problems import Problem, Refused

PROGRAM: Final = "entraide.analysis.domain.linkage.alone"
Judgement = tuple[str, str, bool]


class Ended(RuntimeError):
    """The process ended without an answer: killed, out of memory, or wrong in itself."""


@frozen
class Apart:
    """What came of it; see `linking.Linked`."""

    pairs: pa.Table
    clusters: pa.Table
    threshold: float
    precision: float
    recall_on_cited: float | None
    bracket: tuple[int, int]
    model: str


def link_apart(
    table: pa.Table, judgements: Iterable[Judgement] = (), tell: Callable[[str], None] = lambda _step: None
) -> Apart:
    """Link normalised reports as `linking.link` does. Raises Refused as it does, `Ended` when the process is killed."""
    with tempfile.TemporaryDirectory(prefix="entraide-linking-") as name:
        folder = Path(name)
        with pa.OSFile(str(folder / "reports.arrow"), "wb") as held, pa.ipc.new_file(held, table.schema) as writer:
            writer.write_table(table)
        (folder / "judgements.json").write_text(json.dumps([list(one) for one in judgements]), encoding="utf-8")
        _run(folder, tell)
        said: dict[str, Any] = json.loads((folder / "said.json").read_text(encoding="utf-8"))
        low, high = said["bracket"]
        return Apart(
            _read(folder / "pairs.arrow"), _read(folder / "clusters.arrow"), said["threshold"], said["precision"],
            said["recall_on_cited"], (low, high), said["model"],
        )  # fmt: skip


def _run(folder: Path, tell: Callable[[str], None]) -> None:
    command = [sys.executable, "-m", PROGRAM, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, encoding="utf-8") as child:
        assert child.stdout is not None
        for line in child.stdout:
            tell(line.strip())
    refused = folder / "refused.json"
    if refused.exists():
        problems = json.loads(refused.read_text(encoding="utf-8"))
        raise Refused(*(Problem(one["code"], one["params"]) for one in problems))
    if child.returncode:
        raise Ended(f"linking ended with {child.returncode}")


def _read(file: Path) -> pa.Table:
    with pa.OSFile(str(file), "rb") as held:
        return pa.ipc.open_file(held).read_all()

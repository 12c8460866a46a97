"""A linking in a process of its own gives what it gives here; what it refuses and how it dies is told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from entraide.analysis.domain.linkage import apart
from entraide.analysis.domain.linkage.apart import Ended, link_apart
from entraide.analysis.domain.linkage.linking import link
from entraide.kernel.problems import Refused

from .invented_reports import world


def program(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str) -> None:
    """Another program in place of the linking one; what it is given stands in `sys.argv[1]`."""
    (folder / "stand_in.py").write_text(text, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    monkeypatch.setattr(apart, "PROGRAM", "stand_in")


def test_apart_it_gives_what_it_gives_here() -> None:
    rows, _truth = world(120, 5)
    steps: list[str] = []
    told, here = link_apart(rows, (), steps.append), link(rows)
    assert told.pairs.equals(here.pairs)
    assert told.clusters.equals(here.clusters)
    assert (told.threshold, told.bracket, told.recall_on_cited) == (here.threshold, here.bracket, here.recall_on_cited)
    assert steps == list(here.seconds)


def test_what_is_refused_there_is_refused_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(monkeypatch, tmp_path, (
        "import pathlib, sys\n"
        "pathlib.Path(sys.argv[1], 'refused.json').write_text('[{\"code\": \"ANA-350\", \"params\": {}}]')\n"
        "sys.exit(1)\n"
    ))  # fmt: skip
    rows, _truth = world(20, 5)
    with pytest.raises(Refused) as refusal:
        link_apart(rows)
    assert [one.code for one in refusal.value.problems] == ["ANA-350"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_killed_process_is_no_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(monkeypatch, tmp_path, "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n")
    rows, _truth = world(20, 5)
    with pytest.raises(Ended):
        link_apart(rows)

"""What is kept of the judge's findings beside a submission: codes and places, never words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from attrs import frozen

from entraide.kernel.problems import Refused

from ..form import Form
from ..judge import judge_xml

MOST: int = 200
"""Findings kept of one submission; `more` says how many there were beyond."""


@frozen
class Marks:
    """`rows` are code, place and grade of each finding; `valid` whether nothing was found that forbids accepting it."""

    valid: bool
    rows: tuple[dict[str, Any], ...] = ()
    more: int = 0

    def to_json(self) -> list[dict[str, Any]]:
        """As it stands in the table."""
        return [*self.rows, *([{"more": self.more}] if self.more else [])]


def marks_of(form: Form, xml: bytes, today: date) -> Marks:
    """Judge a submission that was stored as it came: what cannot be judged is marked as such (COL-431), never refused."""
    try:
        judgement = judge_xml(form, xml, today)
    except Refused as refusal:
        codes = [problem.code for problem in refusal.problems]
        return Marks(False, tuple({"code": code, "path": "", "severity": "stop"} for code in (*codes, "COL-431")))
    found = [
        {"code": one.problem.code, "path": one.path[:LONGEST_PATH], "severity": one.severity}
        for one in judgement.problems
    ]
    return Marks(judgement.valid, tuple(found[:MOST]), max(0, len(found) - MOST))


LONGEST_PATH = 200


def codes_in(rows: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """The numbers of the problems, each once, in order."""
    return tuple(dict.fromkeys(str(row["code"]) for row in rows if "code" in row))

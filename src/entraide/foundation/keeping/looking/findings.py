"""What a check finds, and how checks are run: one that cannot look says so and stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal

from attrs import frozen

from entraide.kernel.problems import Problem

Grade = Literal["ok", "note", "warn", "fail"]
_GRADES: Mapping[str, Grade] = {"stop": "fail", "explain": "warn", "note": "note"}


@frozen
class Finding:
    """One line. `said` is a measure that needs no words (a version, a size); `problem` is absent when all is well."""

    topic: str
    grade: Grade
    problem: Problem | None = None
    said: str = ""

    def to_json(self) -> dict[str, Any]:
        """In English, for other programs."""
        told = {"code": self.problem.code, "what": self.problem.what(), "do": self.problem.do()} if self.problem else {}
        return {"topic": self.topic, "grade": self.grade, "said": self.said, **told}


@frozen
class Worse:
    """A problem that weighs more, or less, than its catalogue says."""

    grade: Grade
    problem: Problem


Found = Iterable[Problem | Worse | str]
Check = Callable[[], Found]


def _findings(topic: str, check: Check) -> Iterator[Finding]:
    said: list[str] = []
    well = True
    for one in check():
        if isinstance(one, str):
            said.append(one)
            continue
        well = False
        problem, grade = (one.problem, one.grade) if isinstance(one, Worse) else (one, _GRADES[one.severity])
        yield Finding(topic, grade, problem)
    if well:
        yield Finding(topic, "ok", None, ", ".join(said))


def look(checks: Mapping[str, Check]) -> tuple[Finding, ...]:
    """Run them all, in order."""
    found: list[Finding] = []
    for topic, check in checks.items():
        try:
            found += list(_findings(topic, check))
        except Exception as error:
            found.append(Finding(topic, "warn", Problem("OPS-069", {"reason": type(error).__name__})))
    return tuple(found)

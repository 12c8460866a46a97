"""How the answers stand when a workbook is written: what the formulas will say, for programs that do not compute them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

from ..answers import Answers, without_positions
from ..form import Form, Group
from ..judge import Finding, judge, starting_answers
from .layout import Line

_NO_INSTANCE = "<data/>"


@frozen
class Standing:
    """What the judge says of the answers. `applying` has the paths (without positions) of all that applies."""

    known: bool = False
    applying: frozenset[str] = field(factory=frozenset, repr=False)
    containers: frozenset[str] = field(factory=frozenset, repr=False)
    """The groups and sections in which questions stand."""
    values: Mapping[str, str] = field(factory=dict, repr=False)
    findings: Mapping[str, tuple[Finding, ...]] = field(factory=dict, repr=False)

    def applies(self, line: Line) -> bool:
        """Whether every condition on the row holds. Of notes and repeats this is not known: they are shown."""
        if not self.known:
            return True
        if line.question is not None:
            return not line.gates or line.question.path in self.applying
        return all(self._any(path) for _, path in line.gates if path in self.containers)

    def _any(self, path: str) -> bool:
        return any(one.startswith(path + "/") for one in self.applying)

    def codes(self, path: str) -> frozenset[str]:
        """The kinds of findings at a concrete path."""
        return frozenset(finding.code for finding in self.findings.get(path, ()))


def standing_of(form: Form, answers: Answers | None, today: date) -> Standing:
    """Judged once; a form without an instance (made by hand in code) cannot be."""
    if form.template == _NO_INSTANCE:
        return Standing()
    judgement = judge(form, starting_answers(form) if answers is None else answers, today)
    findings: dict[str, tuple[Finding, ...]] = {}
    for finding in judgement.problems:
        findings[finding.path] = (*findings.get(finding.path, ()), finding)
    applying = frozenset(without_positions(path) for path in judgement.relevant)
    groups = {item.path for item in form.items() if isinstance(item, Group)} | {one.path for one in form.sections}
    return Standing(True, applying, frozenset(groups), judgement.values, findings)

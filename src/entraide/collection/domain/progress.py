"""How far a reply is, in numbers that the secretariat may see while the draft itself stays closed to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from attrs import asdict, field, frozen

from .answers import without_positions
from .form import Form
from .judge import Completeness, Judgement

SectionState = Literal["not_started", "in_progress", "complete", "stop"]


@frozen
class SectionProgress:
    """One section: questions that apply, those answered, required ones, and answers that cannot stand as they are."""

    asked: int = 0
    answered: int = 0
    required: int = 0
    required_answered: int = 0
    wrong: int = 0

    @property
    def state(self) -> SectionState:
        """`stop` when something has to be corrected; `complete` when nothing required is open."""
        if self.wrong:
            return "stop"
        if not self.answered:
            return "not_started"
        return "complete" if self.required == self.required_answered else "in_progress"

    @property
    def open(self) -> int:
        """Required questions without an answer."""
        return self.required - self.required_answered


@frozen
class Progress:
    """The whole reply, by section name."""

    sections: Mapping[str, SectionProgress] = field(factory=dict)

    @property
    def asked(self) -> int:
        """Questions that apply."""
        return sum(section.asked for section in self.sections.values())

    @property
    def answered(self) -> int:
        """Those with an answer or a reason."""
        return sum(section.answered for section in self.sections.values())

    @property
    def blocking(self) -> int:
        """What forbids submitting: required questions that are open, and answers that cannot stand."""
        return sum(section.wrong + section.open for section in self.sections.values())

    def section(self, name: str) -> SectionProgress:
        """One section; zeros for one that is not known yet."""
        return self.sections.get(name, SectionProgress())

    def to_json(self) -> dict[str, Any]:
        """As it is stored with the reply and given to the page."""
        rows = {name: {**asdict(row), "state": row.state} for name, row in self.sections.items()}
        return {"sections": rows, "asked": self.asked, "answered": self.answered, "blocking": self.blocking}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Progress:
        """The reverse; an empty mapping is no progress at all."""
        rows = data.get("sections", {})
        return cls({name: _section(row) for name, row in rows.items()})


def progress_of(form: Form, judgement: Judgement) -> Progress:
    """Counted from a judgement."""
    wrong = _wrong_by_path(judgement)
    return Progress(
        {
            section.name: _counted(
                judgement.complete.get(section.name, Completeness()),
                sum(wrong.get(question.path, 0) for question in section.questions()),
            )
            for section in form.sections
        }
    )


def _wrong_by_path(judgement: Judgement) -> dict[str, int]:
    found: dict[str, int] = {}
    for finding in judgement.problems:
        if finding.severity == "stop" and finding.code != "required":
            path = without_positions(finding.path)
            found[path] = found.get(path, 0) + 1
    return found


def _counted(complete: Completeness, wrong: int) -> SectionProgress:
    return SectionProgress(complete.asked, complete.answered, complete.required, complete.required_answered, wrong)


def _section(row: Mapping[str, Any]) -> SectionProgress:
    names = ("asked", "answered", "required", "required_answered", "wrong")
    return SectionProgress(*(int(row.get(name, 0)) for name in names))

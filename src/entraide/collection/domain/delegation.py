"""The life of a delegation, and what whoever holds some sections may be shown of a reply."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from attrs import frozen

from entraide.kernel.transitions import Transitions

from .answers import Answers, without_positions
from .dependencies import references, spread
from .form import Form, Section
from .progress import Progress

DELEGATION: Final = Transitions(
    "delegation",
    "COL-361",
    "offered",
    {
        "offered": {"work": "at_work", "hand_back": "handed_back", "take_back": "taken_back"},
        "at_work": {"work": "at_work", "hand_back": "handed_back", "take_back": "taken_back"},
        "handed_back": {"give_again": "at_work"},
        "taken_back": {"give_again": "at_work"},
    },
)
"""What was handed or taken back opens nothing any more; `give_again` undoes it."""

LIVE: Final = ("offered", "at_work")
"""While these last, the expert reads and writes the section."""


@frozen
class Reach:
    """Which sections of a reply somebody works with: all of them, or those with these names."""

    sections: frozenset[str] | None = None

    def has(self, section: str) -> bool:
        """Whether this section is within it. What stands in no section is only within the whole."""
        return self.sections is None or section in self.sections

    @property
    def whole(self) -> bool:
        """Whether it is the whole reply."""
        return self.sections is None

    @property
    def nothing(self) -> bool:
        """Whether there is nothing in it."""
        return self.sections is not None and not self.sections

    def of(self, form: Form) -> tuple[Section, ...]:
        """The sections of the form within it, in reading order."""
        return tuple(section for section in form.sections if self.has(section.name))

    def answers(self, form: Form, answers: Answers) -> Answers:
        """Those within it."""
        if self.whole:
            return answers
        return Answers({path: cell for path, cell in answers.items() if self.has(form.section_of(path))})

    def progress(self, progress: Progress) -> Progress:
        """How far the sections within it are."""
        return Progress({name: row for name, row in progress.sections.items() if self.has(name)})

    def values(self, form: Form, values: Mapping[str, str]) -> Mapping[str, str]:
        """The values that may stand in labels: own ones, and what is calculated out of own ones alone."""
        if self.whole:
            return values
        foreign = _foreign(form, self.sections or frozenset())
        return {path: value for path, value in values.items() if without_positions(path) not in foreign}


EVERYTHING: Final = Reach()


@lru_cache(maxsize=256)
def _foreign(form: Form, sections: frozenset[str]) -> frozenset[str]:
    """The paths whose values are, or are computed from, answers outside these sections."""
    foreign = {
        question.path
        for question in form.questions()
        if question.calculation is None and form.section_of(question.path) not in sections
    }
    paths = {one.path for one in (*form.questions(), *form.hidden)}
    computed = {
        one.path: spread(references(one.calculation, one.path), paths)
        for one in (*form.questions(), *form.hidden)
        if one.calculation is not None
    }
    while more := {path for path, read in computed.items() if path not in foreign and foreign & read}:
        foreign |= more
    return frozenset(foreign)

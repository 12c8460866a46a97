"""What is still expected of a reply, in counts that may stand in a letter: which sections, how many questions, what else."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from .life import OPEN_TO_EDITS
from .progress import Progress

NOT_BEGUN: Final = "invited"


@frozen
class OpenSection:
    """A section with required questions that are open, or answers that cannot stand."""

    name: str
    open: int
    wrong: int

    @property
    def count(self) -> int:
        """How many questions there are to answer or to correct."""
        return self.open + self.wrong


@frozen
class Outstanding:
    """What is missing of one reply. `unsigned`: everything is answered and the focal point has not yet cleared it."""

    not_begun: bool = False
    asked_back: bool = False
    sections: tuple[OpenSection, ...] = ()
    clarifications: int = 0
    unsigned: bool = False

    def __bool__(self) -> bool:
        return self.not_begun or self.asked_back or self.unsigned or bool(self.sections or self.clarifications)

    @property
    def questions(self) -> int:
        """Questions to answer or to correct, over all sections."""
        return sum(section.count for section in self.sections)


def outstanding(state: str, progress: Progress, clarifications: int = 0) -> Outstanding:
    """What a reply in this state still lacks; falsy for one that is done. `clarifications` are those that wait for the State."""
    if state not in OPEN_TO_EDITS:
        return Outstanding(clarifications=clarifications)
    sections = tuple(
        OpenSection(name, row.open, row.wrong) for name, row in progress.sections.items() if row.open or row.wrong
    )
    not_begun = state == NOT_BEGUN
    return Outstanding(
        not_begun, state == "asked_back", () if not_begun else sections, clarifications, not (not_begun or sections)
    )

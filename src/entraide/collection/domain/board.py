"""The response board: State by section, chosen and ordered as somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final, Literal

from attrs import frozen

from .outstanding import Outstanding
from .progress import Progress

Owing = Literal["", "anything", "nothing", "not_begun", "clarifications", "late", "blocking"]
OWING: Final[tuple[Owing, ...]] = ("", "anything", "nothing", "not_begun", "blocking", "clarifications", "late")
Sorting = Literal["name", "state", "last", "answered", "questions"]
SORTINGS: Final[tuple[Sorting, ...]] = ("name", "state", "last", "answered", "questions")
_STATES: Final = ("asked_back", "submitted", "drafting", "invited", "accepted", "withdrawn")
"""What waits for somebody first."""


@frozen
class Line:
    """One State of the board: how far it is, what is outstanding, what was done about it. Never what it wrote."""

    reply_id: int
    entity: str
    name: str
    group: str
    state: str
    language: str
    note_verbale: str
    invited_at: datetime
    last: datetime
    submitted_at: datetime | None
    versions: int
    progress: Progress
    owed: Outstanding
    late: bool
    on_behalf: bool
    withdrawn: bool
    delegated: int
    reminders: int
    snoozed: bool
    admitted: bool
    used: bool
    """Whether somebody has come in by the link, or saved something."""


@frozen
class Choice:
    """What somebody wants to see of the board; empty parts choose everything."""

    state: str = ""
    group: str = ""
    language: str = ""
    owing: str = ""
    words: str = ""
    sorting: str = "name"

    def of(self, lines: Iterable[Line]) -> tuple[Line, ...]:
        """The lines chosen, in the order asked for; `lines` come by name."""
        chosen = [line for line in lines if self._fits(line)]
        key = _KEYS.get(self.sorting)
        return tuple(sorted(chosen, key=key, reverse=self.sorting == "last") if key else chosen)

    def _fits(self, line: Line) -> bool:
        words = self.words.casefold().split()
        return (
            self.state in ("", line.state)
            and self.group in ("", line.group)
            and self.language in ("", line.language)
            and all(word in line.name.casefold() or word == line.entity.casefold() for word in words)
            and _OWES[self.owing if self.owing in _OWES else ""](line)
        )


_OWES: Final[Mapping[str, Callable[[Line], bool]]] = {
    "": lambda line: True,
    "anything": lambda line: bool(line.owed),
    "nothing": lambda line: not line.owed,
    "not_begun": lambda line: line.owed.not_begun,
    "blocking": lambda line: bool(line.owed.sections),
    "clarifications": lambda line: bool(line.owed.clarifications),
    "late": lambda line: line.late,
}
_KEYS: Final[Mapping[str, Callable[[Line], tuple[float, str] | tuple[int, str]]]] = {
    "state": lambda line: (_STATES.index(line.state) if line.state in _STATES else len(_STATES), ""),
    "last": lambda line: (line.last.timestamp(), ""),
    "answered": lambda line: (line.progress.answered / max(line.progress.asked, 1), ""),
    "questions": lambda line: (-line.owed.questions, ""),
}

"""What is laid down about a round beside its code and questionnaire: days, references, the round before, sharing, reminders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from entraide.kernel.audience import Audience
from entraide.kernel.problems import Problem
from entraide.kernel.text import Text

from .reminding import FARTHEST, reminder_days

MOST_GRACE: Final = 365
MOST_REMINDERS: Final = 12


def _stripped(given: str) -> str:
    return given.strip()


def _as_days(given: Any) -> tuple[int, ...]:
    return tuple(sorted(set(given)))


@frozen
class Terms:
    """The terms of a round; every one of them can be changed later, with a reason.

    `previous` is the id of the round before; `reminders` are days from the deadline, none for no reminders at all;
    `opens_on` is None for a round that is open from the first.
    """

    title: Text
    deadline: date
    note_verbale: str = field(default="", converter=_stripped)
    note_verbale_on: date | None = None
    opens_on: date | None = None
    grace_days: int = 0
    previous: int | None = None
    audience: Audience = field(default=Audience.SECRETARIAT, converter=Audience)
    reminders: tuple[int, ...] = field(factory=lambda: _as_days(reminder_days()), converter=_as_days)

    def troubles(self, today: date, before: Terms | None = None, invented: bool = False) -> Iterator[Problem]:
        """What is wrong with them; `before` are the terms in force. An invented round may lie in the past."""
        if not self.title:
            yield Problem("COL-324")
        moved = before is None or before.deadline != self.deadline
        if self.deadline < today and moved and not invented:
            yield Problem("COL-311", {"date": self.deadline.isoformat()})
        if self.opens_on is not None and self.opens_on > self.deadline:
            yield Problem("COL-342", {"opens": self.opens_on.isoformat(), "date": self.deadline.isoformat()})
        if not 0 <= self.grace_days <= MOST_GRACE or any(abs(one) > FARTHEST for one in self.reminders):
            yield Problem("COL-343", {"limit": FARTHEST})
        if len(self.reminders) > MOST_REMINDERS:
            yield Problem("COL-344", {"limit": MOST_REMINDERS})

    def columns(self) -> dict[str, Any]:
        """By the names of the round's columns, as the database holds them."""
        return {
            "title": self.title.to_json(), "deadline": self.deadline, "note_verbale": self.note_verbale[:60],
            "note_verbale_on": self.note_verbale_on, "opens_on": self.opens_on, "grace_days": self.grace_days,
            "previous_id": self.previous, "audience": self.audience.value, "reminders": list(self.reminders),
        }  # fmt: skip

    @classmethod
    def of(cls, columns: dict[str, Any]) -> Terms:
        """The reverse."""
        return cls(
            Text.from_json(columns["title"]), columns["deadline"], columns["note_verbale"], columns["note_verbale_on"],
            columns["opens_on"], columns["grace_days"], columns["previous_id"], Audience(columns["audience"]),
            columns["reminders"],
        )  # fmt: skip


COLUMNS: Final = (
    "title", "deadline", "note_verbale", "note_verbale_on", "opens_on", "grace_days", "previous_id", "audience", "reminders",
)  # fmt: skip


def as_plain(value: Any) -> Any:
    """A column as JSON takes it."""
    return value.isoformat() if isinstance(value, date) else value

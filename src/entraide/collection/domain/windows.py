"""When a reply may be written and sent: ahead of the opening, in time, in the days of grace, late, let in after the closing.

Days are those of UTC. The deadline by itself takes nothing away: replies are taken until somebody closes the round, and
those that come after the days of grace are marked late.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Literal

from attrs import frozen

Window = Literal["ahead", "open", "grace", "late", "admitted", "closed"]
TAKEN: Final[frozenset[Window]] = frozenset({"open", "grace", "late", "admitted"})
"""The windows in which a reply may be written and sent."""

ENDLESS: Final = date.max


@frozen
class Days:
    """The days that decide about one reply. `late_until`: this reply may be sent although its round is closed."""

    state: str
    deadline: date = ENDLESS
    opens_on: date | None = None
    grace_days: int = 0
    late_until: date | None = None

    @property
    def last_in_time(self) -> date:
        """The last day on which a reply counts as in time."""
        return self.deadline if self.deadline == ENDLESS else self.deadline + timedelta(days=self.grace_days)

    def window(self, today: date) -> Window:
        """Where `today` stands."""
        if self.state == "closed":
            return "admitted" if self.late_until is not None and today <= self.late_until else "closed"
        if self.state == "prepared" and (self.opens_on is None or today < self.opens_on):
            return "ahead"
        if today <= self.deadline:
            return "open"
        return "grace" if today <= self.last_in_time else "late"

    def takes(self, today: date) -> bool:
        """Whether a reply may be written and sent today."""
        return self.window(today) in TAKEN

    def is_late(self, sent_on: date) -> bool:
        """Whether what was sent on that day came after the days of grace."""
        return sent_on > self.last_in_time

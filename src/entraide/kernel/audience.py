"""Who may read a thing. The audience rides on the data; what is derived takes the narrowest of its sources."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Audience(StrEnum):
    """From the narrowest to the widest. `AGGREGATE` is readable like `SECRETARIAT` but may enter totals that go further."""

    SECRETARIAT = "secretariat"
    AGGREGATE = "aggregate"
    STATE = "state"
    PARTIES = "parties"
    MEMBERS = "members"
    PUBLIC = "public"

    @property
    def width(self) -> int:
        """0 for the narrowest; a reader whose reach is at most this width is admitted."""
        return {"secretariat": 0, "aggregate": 0, "state": 1, "parties": 2, "members": 3, "public": 4}[self.value]


def narrowest(audiences: Iterable[Audience]) -> Audience:
    """The audience of something made out of things with these audiences; `PUBLIC` for nothing at all."""
    return min(audiences, key=lambda audience: audience.width, default=Audience.PUBLIC)

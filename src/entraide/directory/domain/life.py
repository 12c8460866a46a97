"""When an entry counts: not before its act of designation is recorded, and for a year after each confirmation."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Literal

from entraide.kernel.transitions import Transitions

Standing = Literal["confirmed", "due", "not_confirmed", "withdrawn"]

LIFE: Final = Transitions(
    "entry",
    "DIR-201",
    "not_confirmed",
    {
        "not_confirmed": {"designate": "confirmed", "confirm": "confirmed", "withdraw": "withdrawn"},
        "confirmed": {"designate": "confirmed", "confirm": "confirmed", "withdraw": "withdrawn"},
        "withdrawn": {"designate": "confirmed"},
    },
)
"""An entry may be confirmed only where an act of designation is on record (DIR-204)."""

YEAR: Final = timedelta(days=365)
GRACE: Final = timedelta(days=92)


def standing(state: str, confirmed_on: date | None, today: date) -> Standing:
    """How an entry stands on a day: to be confirmed again after a year, not confirmed three months later."""
    if state == "withdrawn":
        return "withdrawn"
    if state != "confirmed" or confirmed_on is None or today > confirmed_on + YEAR + GRACE:
        return "not_confirmed"
    return "due" if today > confirmed_on + YEAR else "confirmed"

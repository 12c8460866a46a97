"""When an entry counts: not before its act of designation is recorded, and for a year after each confirmation. The life of a draft."""

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

_EDITED: Final = {"send": "sent", "approve": "approved", "publish": "published", "discard": "discarded"}
DRAFT: Final = Transitions(
    "draft of an entry",
    "DIR-205",
    "drafting",
    {
        "drafting": _EDITED,
        "returned": _EDITED,
        "asked_back": _EDITED,
        "sent": {"approve": "approved", "return": "returned", "take_back": "drafting", "discard": "discarded"},
        "approved": {"publish": "published", "ask_back": "asked_back"},
    },
)
"""A State's editor sends, its focal point approves or returns, the secretariat publishes or asks back.

`publish` straight out of the drafting is the secretariat's own, and a focal point's for small matters (domain/drafts.small).
"""

EDITED: Final = ("drafting", "returned", "asked_back")
"""The states in which a draft is being written."""

YEAR: Final = timedelta(days=365)
GRACE: Final = timedelta(days=92)
ASKED_AFTER: Final = (0, 30, 60, 85)
"""Days of grace after which a State's focal points are asked to confirm an entry."""
DRAFT_WAITS: Final = timedelta(days=21)
"""After which a draft that is sent or approved has waited too long."""


def standing(state: str, confirmed_on: date | None, today: date) -> Standing:
    """How an entry stands on a day: to be confirmed again after a year, not confirmed three months later."""
    if state == "withdrawn":
        return "withdrawn"
    if state != "confirmed" or confirmed_on is None or today > confirmed_on + YEAR + GRACE:
        return "not_confirmed"
    return "due" if today > confirmed_on + YEAR else "confirmed"


def asking(confirmed_on: date | None, today: date) -> int | None:
    """Which asking is on a day: the greatest of ASKED_AFTER that has passed, -1 when the grace is over, None when none is due.

    A duty that did not run for some days asks once, not once for each day it missed.
    """
    if confirmed_on is None or today <= confirmed_on + YEAR:
        return None
    if today > confirmed_on + YEAR + GRACE:
        return -1
    late = (today - (confirmed_on + YEAR) - timedelta(days=1)).days
    return max(stage for stage in ASKED_AFTER if stage <= late)

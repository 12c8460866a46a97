"""What the decisions on a version amount to: each is kept for ever, and a later one may take an earlier one back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

Verdict = Literal["accepted", "asked_back", "undone", "withdrawn", "reinstated", "confirmed"]

ACCEPTED: Final = "accepted"
ASKED_BACK: Final = "asked_back"
UNDONE: Final = "undone"
WITHDRAWN: Final = "withdrawn"
REINSTATED: Final = "reinstated"
CONFIRMED: Final = "confirmed"
"""The State's own word for a version that the secretariat entered from its letter."""

UNDO_MINUTES: Final = 15
"""How long a decision may be taken back while nobody has acted on it."""


def standing(verdicts: Iterable[str]) -> str:
    """accepted, asked_back, withdrawn, or empty while nothing stands, from all verdicts in their order."""
    decided: list[str] = []
    withdrawn = False
    for verdict in verdicts:
        if verdict in (ACCEPTED, ASKED_BACK):
            decided.append(verdict)
        elif verdict == UNDONE:
            decided = decided[:-1]
        elif verdict in (WITHDRAWN, REINSTATED):
            withdrawn = verdict == WITHDRAWN
    return WITHDRAWN if withdrawn else decided[-1] if decided else ""


def before_withdrawal(verdicts: Iterable[str]) -> str:
    """What stood when the withdrawal came: a reinstated version stands as it stood."""
    return standing(verdict for verdict in verdicts if verdict not in (WITHDRAWN, REINSTATED))

"""When those with something outstanding are reminded."""

from __future__ import annotations


def reminder_days() -> list[int]:
    """A month, a fortnight, a week and a day before the deadline, and a week after it."""
    return [-30, -14, -7, -1, 7]

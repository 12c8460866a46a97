"""Counts about replies that stand in other tables of the room, for the board and for the reminders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from .domain.tallies import count, tallied
from .models import Thread

__all__ = ["count"]


@tallied("clarifications")
def _clarifications(replies: Collection[int]) -> Mapping[int, int]:
    """Official questions of the secretariat that await the State."""
    asked = Thread.objects.filter(reply__in=replies, kind="official", asker="secretariat", state="open")
    return Counter(asked.values_list("reply_id", flat=True))

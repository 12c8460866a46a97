"""Counts about replies that stand in other tables of the room, for the board and for the reminders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM

from .domain.delegation import LIVE
from .domain.tallies import count, tallied
from .models import Delegation, Thread

__all__ = ["count"]


@tallied("clarifications")
def _clarifications(replies: Collection[int]) -> Mapping[int, int]:
    """Official questions of the secretariat that await the State."""
    asked = Thread.objects.filter(reply__in=replies, kind="official", asker="secretariat", state="open")
    return Counter(asked.values_list("reply_id", flat=True))


@tallied("delegated")
def _delegated(replies: Collection[int]) -> Mapping[int, int]:
    """Sections in the hands of experts: how many, not whose. The rows are the States' own: only their number goes out."""
    with acting_as(SYSTEM, savepoint=False):
        live = Delegation.objects.filter(reply__in=replies, state__in=LIVE)
        return Counter(live.values_list("reply_id", flat=True))

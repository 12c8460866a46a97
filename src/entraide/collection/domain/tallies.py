"""Counts about replies that other parts of the room keep, and that the board, the reminders and the figures show.

    @tallied("clarifications")
    def waiting(replies: Collection[int]) -> Mapping[int, int]:
        …

`counts.py` names those of the room. What nobody counts is nought.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Literal

Tally = Literal["clarifications", "delegated"]
"""clarifications: official ones that wait for the State; delegated: sections in the hands of experts."""
Counter = Callable[[Collection[int]], Mapping[int, int]]
_COUNTERS: dict[Tally, Counter] = {}


def tallied(tally: Tally) -> Callable[[Counter], Counter]:
    """Name the function that counts it, by the ids of replies; a second one under the same name takes its place."""

    def register(counter: Counter) -> Counter:
        _COUNTERS[tally] = counter
        return counter

    return register


def count(tally: Tally, replies: Collection[int]) -> Mapping[int, int]:
    """How many there are for each of these replies; replies with none may be absent."""
    counter = _COUNTERS.get(tally)
    return counter(replies) if counter is not None and replies else {}

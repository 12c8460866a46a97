"""The time, as something that can be given: tests and the example tell their stories on days of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_told: ContextVar[datetime | None] = ContextVar("entraide_clock", default=None)


def wall() -> datetime:
    """The real moment, whatever story is being told: what the ledger writes."""
    return datetime.now(UTC)


def now() -> datetime:
    """This moment, in UTC, or the one of the story."""
    return _told.get() or wall()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Tell a story at `moment`: the clock stands there until the block ends."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)

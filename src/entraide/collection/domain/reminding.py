"""When those with something outstanding are reminded: rules in days from the deadline, each kept once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Final

from attrs import frozen

CATCH_UP: Final = timedelta(days=3)
"""A reminder that could not leave on its day, as when the worker stood still, is sent so much later and then no more."""
FARTHEST: Final = 365


def reminder_days() -> list[int]:
    """A month, a fortnight, a week and a day before the deadline, and a week after it."""
    return [-30, -14, -7, -1, 7]


@frozen(order=True)
class Mark:
    """A day of reminding: `days` from the deadline, negative before it."""

    day: date
    days: int


def marks(days: Iterable[int], deadline: date) -> tuple[Mark, ...]:
    """The days of reminding, the first one first."""
    return tuple(sorted(Mark(deadline + timedelta(days=one), one) for one in set(days)))


def due(days: Iterable[int], deadline: date, today: date, asked_on: date, sent: Collection[int]) -> Mark | None:
    """The reminder to be sent today, if any: the newest mark that has come, once.

    Not one that lay before the invitation, nor one that was missed by more than CATCH_UP; `sent` are the marks for which
    a reminder has left already.
    """
    come = [mark for mark in marks(days, deadline) if mark.day <= today]
    if not come or come[-1].days in sent:
        return None
    newest = come[-1]
    return newest if newest.day > asked_on and today - newest.day <= CATCH_UP else None


def coming(days: Iterable[int], deadline: date, today: date, asked_on: date) -> Mark | None:
    """The next mark after today: what will be sent when nothing is done until then."""
    return next((mark for mark in marks(days, deadline) if mark.day > today and mark.day > asked_on), None)

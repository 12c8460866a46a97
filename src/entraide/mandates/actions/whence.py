"""Whose a mandate is and since when, out of the document's meeting; by when, out of the meetings that are known."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from attrs import field, frozen

from entraide.documents import queries as documents
from entraide.kernel.actor import Actor
from entraide.kernel.text import Text
from entraide.meetings import queries as meetings

from ..domain.deadlines import Due, last_day
from ..domain.numerals import number_in

Resolved = tuple[date | None, int | None, str]
"""A day, the id of a meeting, a recurrence."""


@frozen
class Whence:
    """What a document tells of all its mandates. `bodies` holds the ids of bodies by every name they have, folded."""

    body: int | None
    adopted_on: date | None
    bodies: Mapping[str, int] = field(factory=dict)

    def named(self, issuer: str) -> int | None:
        """The body with this name; None when nobody is so called."""
        return self.bodies.get(_folded(issuer))


def whence(actor: Actor, row: documents.DocumentRow, masthead: str) -> Whence:
    """The body and the day of a document: those of its meeting, else by its masthead and its own date."""
    meeting = meetings.meeting(row.meeting) if row.meeting else None
    known = {} if meeting else _bodies()
    body = meeting.body.id if meeting else known.get(_folded(masthead))
    return Whence(body, meeting.ends_on if meeting else row.dated, known)


def _bodies() -> dict[str, int]:
    return {_folded(name): body.id for body in meetings.bodies() for name in (*body.name.versions.values(), body.code)}


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def due_of(due: Due | None, body: int | None, adopted_on: date | None) -> Resolved:
    """What a deadline comes to: a day, a meeting of the body with that session number, or a recurrence.

    A session that the meetings do not know, and what cannot be counted, stay as they are printed.
    """
    if due is None or not due.value:
        return None, None, ""
    if due.kind == "session":
        return None, _meeting(due.value, body, adopted_on), ""
    if due.kind == "recurrence":
        return None, None, due.value[:20]
    return (last_day(due.value) if due.kind == "date" else _after(due.value, adopted_on)), None, ""


def _after(period: str, start: date | None) -> date | None:
    """The day on which a period of days, weeks, months or years is over."""
    found = re.fullmatch(r"P(\d{1,3})([DWMY])", period)
    if found is None or start is None:
        return None
    number, unit = int(found[1]), found[2]
    if unit in "DW":
        return start + timedelta(days=number * (7 if unit == "W" else 1))
    months = start.month - 1 + number * (12 if unit == "Y" else 1)
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _meeting(value: str, body: int | None, adopted_on: date | None) -> int | None:
    """The session with that number, or the first one after the day of adoption when it says `next`."""
    if body is None:
        return None
    rows = meetings.meetings(body)
    if value == "next":
        later = [one for one in rows if adopted_on and one.starts_on > adopted_on]
        return min(later, key=lambda one: one.starts_on).id if later else None
    wanted = int(value) if value.isdecimal() else None
    return next((one.id for one in rows if wanted and wanted in _numbers(one.session)), None)


def _numbers(session: Text) -> set[int | None]:
    return {number_in(words, code, "ordinals") for code, words in session.versions.items()}

"""Whose a mandate is and since when, out of the document's meeting; by when, out of the meetings that are known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from entraide.documents import queries as documents
from entraide.kernel.actor import Actor
from entraide.kernel.text import Text
from entraide.meetings import queries as meetings

from ..domain.sessions import session_number

Due = Mapping[str, Any]
"""By when, as the reader of operative language has it: `kind` date, session, recurrence or period, and `value`."""

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
    kind, value = (str(due.get("kind", "")), due.get("value")) if due else ("", None)
    if kind == "date":
        return _day(value), None, ""
    if kind == "session":
        return None, _meeting(value, body, adopted_on), ""
    return None, None, str(value or "")[:20] if kind == "recurrence" else ""


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _meeting(value: Any, body: int | None, adopted_on: date | None) -> int | None:
    """The session with that number, or the next one after the day of adoption when it says `next`."""
    if body is None:
        return None
    rows = meetings.meetings(body)
    if str(value) == "next":
        later = [one for one in rows if adopted_on and one.starts_on > adopted_on]
        return min(later, key=lambda one: one.starts_on).id if later else None
    wanted = int(value) if str(value).isdecimal() else None
    return next((one.id for one in rows if wanted and wanted in _numbers(one.session)), None)


def _numbers(session: Text) -> set[int]:
    return {found for code, words in session.versions.items() if (found := session_number(words, code)) is not None}

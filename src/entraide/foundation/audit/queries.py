from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from attrs import frozen

from .models import Entry, Verification
from .verifying import verify

__all__ = ["Asked", "Line", "Walk", "latest", "latest_verification", "listed", "of", "verify"]


@frozen
class Line:
    """A line of the ledger as pages show it."""

    id: int
    at: datetime
    name: str
    verb: str
    object_type: str
    object_id: str
    entity: str
    detail: dict[str, Any]
    person: int | None = None


def _line(entry: Entry) -> Line:
    return Line(
        entry.id, entry.at, entry.name, entry.verb, entry.object_type, entry.object_id, entry.entity, entry.detail,
        entry.person,
    )  # fmt: skip


@frozen
class Asked:
    """Which entries are asked for; empty asks for all. `day` is a day of the calendar in UTC."""

    person: int | None = None
    verb: str = ""
    object_type: str = ""
    object_id: str = ""
    entity: str = ""
    day: date | None = None

    def conditions(self) -> dict[str, Any]:
        """As the table is asked."""
        given: dict[str, Any] = {
            "person": self.person, "verb": self.verb, "object_type": self.object_type, "object_id": self.object_id,
            "entity": self.entity,
        }  # fmt: skip
        if self.day is not None:
            start = datetime.combine(self.day, time.min, UTC)
            given |= {"at__gte": start, "at__lt": start + timedelta(days=1)}
        return {name: value for name, value in given.items() if value}


def listed(asked: Asked, limit: int = 100, before: int | None = None) -> tuple[Line, ...]:
    """The newest entries first; `before` an id to page on: every page is as quick as the first."""
    rows = Entry.objects.filter(**asked.conditions()).order_by("-id")
    if before:
        rows = rows.filter(id__lt=before)
    return tuple(_line(entry) for entry in rows[:limit])


def latest(limit: int = 100, before: int | None = None) -> tuple[Line, ...]:
    """The newest entries of all."""
    return listed(Asked(), limit, before)


def of(object_type: str, object_id: int | str) -> tuple[Line, ...]:
    """The history of one thing, oldest first."""
    rows = Entry.objects.filter(object_type=object_type, object_id=str(object_id)).order_by("id")
    return tuple(_line(entry) for entry in rows)


@frozen
class Walk:
    """A verification as pages show it; `percent` of the entries are done."""

    id: int
    asked_at: datetime
    asked_by: str
    entries: int
    upto: int
    head: str
    finished_at: datetime | None
    broken: int | None
    reason: str
    percent: int


def latest_verification() -> Walk | None:
    """The newest one, running or finished."""
    row = Verification.objects.first()
    if row is None:
        return None
    percent = 100 if row.finished_at else min(99, 100 * row.upto // max(row.expected, 1))
    return Walk(
        row.id, row.asked_at, row.asked_by, row.entries, row.upto, row.head, row.finished_at, row.broken, row.reason,
        percent,
    )  # fmt: skip

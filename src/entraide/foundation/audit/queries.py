from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import frozen

from .ledger import Break, first_break
from .models import Entry


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


def _line(entry: Entry) -> Line:
    return Line(
        entry.id, entry.at, entry.name, entry.verb, entry.object_type, entry.object_id, entry.entity, entry.detail
    )


def latest(limit: int = 100, before: int | None = None) -> tuple[Line, ...]:
    """The newest entries first; `before` an id to page on."""
    rows = Entry.objects.order_by("-id")
    if before:
        rows = rows.filter(id__lt=before)
    return tuple(_line(entry) for entry in rows[:limit])


def of(object_type: str, object_id: int | str) -> tuple[Line, ...]:
    """The history of one thing, oldest first."""
    rows = Entry.objects.filter(object_type=object_type, object_id=str(object_id)).order_by("id")
    return tuple(_line(entry) for entry in rows)


def verify() -> tuple[int, Break | None]:
    """How many entries there are, and the first break of the chain if there is one."""
    rows = Entry.objects.order_by("id")
    return rows.count(), first_break(rows.iterator(chunk_size=2000))

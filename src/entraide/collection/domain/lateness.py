"""When a reply is late: after the deadline's day and the days of grace, counted in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta


def last_day(deadline: date, grace_days: int = 0) -> date:
    """The last day on which a reply is in time."""
    return deadline + timedelta(days=grace_days)


def is_late(at: datetime | None, deadline: date, grace_days: int = 0) -> bool:
    """Whether what arrived at this moment arrived late; nothing is not late."""
    return at is not None and at.astimezone(UTC).date() > last_day(deadline, grace_days)

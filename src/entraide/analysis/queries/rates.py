"""Exchange rates as they stand, or as they stood at a moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from attrs import frozen

from entraide.kernel.actor import Actor

from .. import policies
from ..domain.money import Rate
from ..models import ExchangeRate


@frozen
class RateRow:
    """A rate in a list; `imported_at` when it was taken in."""

    currency: str
    day: date
    per_usd: Decimal
    source: str
    kind: str
    invented: bool
    imported_at: datetime


def rates(actor: Actor, at: datetime | None = None) -> tuple[RateRow, ...]:
    """The rates that stand (the last row of each currency, day, kind and source), by currency and day."""
    policies.access_rates(actor)
    rows = ExchangeRate.objects.filter(**({"imported_at__lte": at} if at else {})).order_by("id")
    found = {(row.currency, row.day, row.kind, row.source): row for row in rows}
    return tuple(
        RateRow(row.currency, row.day, row.per_usd, row.source, row.kind, row.invented, row.imported_at)
        for _key, row in sorted(found.items())
    )


def standing(actor: Actor) -> dict[tuple[str, date, str, str], Rate]:
    """The rates that stand, by currency, day, kind and source."""
    return {
        (row.currency, row.day, row.kind, row.source): Rate(row.currency, row.day, row.per_usd, row.source, row.kind)
        for row in rates(actor)
    }


def rates_to_freeze(actor: Actor, at: datetime) -> tuple[Mapping[str, Any], ...]:
    """Rows of the frozen table `rates`; the kind, and that a rate is invented, are said with the source."""
    return tuple(
        {
            "currency": row.currency, "date": row.day.isoformat(), "per_usd": row.per_usd,
            "source": f"{row.source} ({row.kind}{', invented' if row.invented else ''})",
        }
        for row in rates(actor, at)
    )  # fmt: skip

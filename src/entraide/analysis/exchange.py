"""The exchange rates that stand: the last row of each currency, day, kind and source. Whoever calls has asked whether they may."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from attrs import frozen

from .domain.money import Rate
from .models import ExchangeRate

Key = tuple[str, date, str, str]


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

    @property
    def key(self) -> Key:
        """What a later row must share to take its place."""
        return self.currency, self.day, self.kind, self.source

    @property
    def rate(self) -> Rate:
        """As the converter takes it."""
        return Rate(self.currency, self.day, self.per_usd, self.source, self.kind)


def standing(at: datetime | None = None) -> tuple[RateRow, ...]:
    """The rates that stand, or stood at a moment, by currency and day."""
    rows = ExchangeRate.objects.filter(**({"imported_at__lte": at} if at else {})).order_by("id")
    made = (
        RateRow(row.currency, row.day, row.per_usd, row.source, row.kind, row.invented, row.imported_at) for row in rows
    )
    return tuple(row for _key, row in sorted({row.key: row for row in made}.items()))


def rows_to_freeze(at: datetime) -> tuple[Mapping[str, Any], ...]:
    """Rows of the frozen table `rates`; the kind, and that a rate is invented, are said with the source."""
    return tuple(
        {
            "currency": row.currency, "date": row.day.isoformat(), "per_usd": row.per_usd,
            "source": f"{row.source} ({row.kind}{', invented' if row.invented else ''})",
        }
        for row in standing(at)
    )  # fmt: skip

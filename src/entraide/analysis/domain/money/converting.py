"""An amount in dollars beside the original, at a rate that is named: never instead of it.

Which rate: the one of the day; else of the month of the day, the nearest day first and the earlier of two as near. A currency
that gave way to another at a fixed rate is converted at that rate first. Nothing is ever taken from another month.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from attrs import frozen

from entraide.kernel.problems import Problem

from .amounts import Amount, problems_of
from .withdrawn import WITHDRAWN


@frozen
class Rate:
    """How many units of a currency one US dollar was on a day, who says so, and what kind of rate it is (operational, market …)."""

    currency: str
    day: date
    per_usd: Decimal
    source: str
    kind: str = "operational"


@frozen
class Converted:
    """The original, the amount in US dollars, and the rate used (None for dollars); `fixed` when a successor's rate was used."""

    original: Amount
    low: Decimal
    high: Decimal
    rate: Rate | None
    fixed: str = ""


class Rates:
    """Rates by currency and month; the last one given for a day and kind stands."""

    def __init__(self, rates: Iterable[Rate]) -> None:
        self._by_month: dict[tuple[str, int, int], list[Rate]] = {}
        for rate in rates:
            self._by_month.setdefault((rate.currency, rate.day.year, rate.day.month), []).append(rate)

    def nearest(self, currency: str, day: date) -> Rate | None:
        """The rate of the day, else the nearest of its month."""
        near = self._by_month.get((currency, day.year, day.month), [])
        return min(near, key=lambda r: (abs((r.day - day).days), r.day, r.kind, r.source), default=None)


def convert(amount: Amount, rates: Rates, place: str = "") -> Converted | Problem:
    """The amount in dollars at the rate of its month, or the problem that stands in the way."""
    wrong = problems_of(amount, place)
    if wrong:
        return wrong[0]
    if amount.day is None:
        return Problem("ANA-206", {"currency": amount.currency}, place)
    if amount.currency == "USD":
        return Converted(amount, amount.low, amount.high, None)
    rate, times, fixed = rates.nearest(amount.currency, amount.day), Decimal(1), ""
    gone = WITHDRAWN.get(amount.currency)
    if rate is None and gone is not None:
        rate, times, fixed = rates.nearest(gone.successor, amount.day), gone.per, gone.successor
    if rate is None:
        month = f"{amount.day.year}-{amount.day.month:02d}"
        return Problem("ANA-205", {"currency": amount.currency, "month": month}, place)
    low, high = (_cents(value / times / rate.per_usd) for value in (amount.low, amount.high))
    return Converted(amount, low, high, rate, fixed)


def _cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_EVEN)


def total(converted: Iterable[Converted]) -> Mapping[str, tuple[Decimal, Decimal, int]]:
    """By method of valuation, the sums in dollars as ranges and how many: there is no sum across methods."""
    found: dict[str, tuple[Decimal, Decimal, int]] = {}
    for one in converted:
        low, high, many = found.get(one.original.method, (Decimal(0), Decimal(0), 0))
        found[one.original.method] = (low + one.low, high + one.high, many + 1)
    return dict(sorted(found.items()))

"""An amount as it was given: one number or a range, its currency, its day, and how it was valued. Never changed by what follows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from attrs import frozen

from entraide.kernel.problems import Problem

from .living import is_money
from .withdrawn import WITHDRAWN

METHODS: Final = ("declared", "expert", "insured", "auction", "market", "unknown")


@frozen
class Amount:
    """From `low` to `high` (equal when no range was given) in `currency` on a day; `method` how it was valued."""

    low: Decimal
    high: Decimal
    currency: str
    day: date | None = None
    method: str = "unknown"

    @property
    def ranged(self) -> bool:
        """Whether it is a range."""
        return self.low != self.high


def problems_of(amount: Amount, place: str = "") -> tuple[Problem, ...]:
    """What is wrong with an amount: negative, a range upside down, a currency that is none or no longer was one that day."""
    found = []
    if amount.low < 0:
        found.append(Problem("ANA-201", {"amount": str(amount.low)}, place))
    if amount.high < amount.low:
        found.append(Problem("ANA-202", {"low": str(amount.low), "high": str(amount.high)}, place))
    gone = WITHDRAWN.get(amount.currency)
    if gone is None and not is_money(amount.currency):
        found.append(Problem("ANA-203", {"currency": amount.currency}, place))
    if gone is not None and amount.day is not None and amount.day > gone.last:
        fill = {"currency": amount.currency, "last": gone.last.isoformat(), "successor": gone.successor}
        found.append(Problem("ANA-204", fill, place))
    return tuple(found)


@frozen
class Group:
    """A sum of amounts of one currency and one method: there is no sum of others."""

    currency: str
    method: str
    low: Decimal
    high: Decimal
    amounts: int


def grouped(amounts: Iterable[Amount]) -> tuple[Group, ...]:
    """Sums by currency and method, in the order of both; ranges add up to ranges."""
    rows: dict[tuple[str, str], list[Amount]] = {}
    for one in amounts:
        rows.setdefault((one.currency, one.method), []).append(one)
    return tuple(
        Group(*key, sum((a.low for a in found), Decimal(0)), sum((a.high for a in found), Decimal(0)), len(found))
        for key, found in sorted(rows.items())
    )

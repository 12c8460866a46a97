"""What the objects of cases are worth, as said: declared and expert values by currency, and in dollars beside them.

A case counts once in each currency. Where its reports say different values, the value of the case is the range between them. What
is negative, in no currency, or in one that no longer existed on the day is left out and counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from attrs import frozen

from ..money import Amount, Converted, Rates, convert, problems_of
from .caserows import Report
from .value import Valued, Values, values

_EPOCH: Final = date(1970, 1, 1)
_FARTHEST: Final = 80_000
METHODS: Final = {"customs": "declared", "declared": "declared", "expert": "expert"}
"""What forms call the ways in which a value was found, and which of them count."""


@frozen
class Worth:
    """Values by currency, most often used first. `converted`: all in dollars at rates of the set, from `from_values` of `of_values`
    values; None without rates. `left_out`: values that cannot be (negative, no currency, a currency that was withdrawn).
    """

    by_currency: Mapping[str, Values] = {}
    converted: Values | None = None
    from_values: int = 0
    of_values: int = 0
    left_out: int = 0


@frozen
class Priced:
    """One report's value: as it was said, and in dollars where there was a rate. `sound` is False for one that cannot be."""

    amount: float
    currency: str
    dollars: float | None
    sound: bool


def priced(reports: Iterable[Report], rates: Rates | None = None) -> Mapping[int, Priced]:
    """The declared and expert values among reports, by record."""
    return {one.record: _priced(one, rates) for one in reports if one.value is not None and one.method in METHODS}


def _priced(one: Report, rates: Rates | None) -> Priced:
    value = one.value if one.value is not None and one.value.is_finite() else Decimal(-1)
    amount = Amount(value, value, one.currency, _day(one), METHODS[one.method])
    made = convert(amount, rates) if rates is not None else None
    if isinstance(made, Converted):
        return Priced(float(value), one.currency, float(made.low), True)
    return Priced(float(value), one.currency, None, not problems_of(amount))


def worth(cases: Iterable[Sequence[Report]], prices: Mapping[int, Priced]) -> Worth:
    """Over the reports of each case."""
    own: dict[str, list[Valued]] = defaultdict(list)
    dollars: list[Valued] = []
    objects = said = out = converted = 0
    for group in cases:
        many = max((one.objects or 1 for one in group), default=1)
        objects += many
        told = [prices[one.record] for one in group if one.record in prices]
        if not told:
            continue
        sound = [one for one in told if one.sound]
        out, said = out + len(told) - len(sound), said + len(sound)
        for currency in sorted({one.currency for one in sound}):
            own[currency].append(_range([one.amount for one in sound if one.currency == currency], many))
        made = [one.dollars for one in sound if one.dollars is not None]
        converted += len(made)
        dollars += [_range(made, many)] if made else []
    order = sorted(own, key=lambda currency: (-len(own[currency]), currency))
    return Worth(
        {currency: values(own[currency], objects) for currency in order}, values(dollars, objects) if dollars else None,
        converted, said, out,
    )  # fmt: skip


def _range(amounts: Sequence[float], objects: int) -> Valued:
    return Valued(min(amounts), max(amounts), objects, "declared")


def _day(one: Report) -> date | None:
    """The day of the seizure, else of the theft, else the middle of the month that was said."""
    if one.day is not None and abs(one.day) < _FARTHEST:
        return _EPOCH + timedelta(days=one.day)
    if one.year and 1 <= one.year <= 9999 and one.month and 1 <= one.month <= 12:
        return date(one.year, one.month, 15)
    return None

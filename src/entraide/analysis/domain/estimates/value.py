"""Declared and expert values only: how they spread, never a total of what has no value. Ranges stay ranges."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from .draws import Floats

FEWEST = 3
COUNTED = ("declared", "expert")


@frozen
class Valued:
    """The value of one object or group of objects in one currency: from `low` to `high` (equal when no range was given)."""

    low: float
    high: float
    objects: int = 1
    method: str = "declared"


@frozen
class Spread:
    """The bounds of a percentile of values given as ranges."""

    low: float
    high: float


@frozen
class Values:
    """Of `objects`, `valued` have a value. Nothing but `valued` and `objects` when `held` (`few`, `empty`)."""

    objects: int
    valued: int
    p10: Spread | None = None
    median: Spread | None = None
    p90: Spread | None = None
    top_share: float | None = None
    declared: Spread | None = None
    held: str = ""

    @property
    def share(self) -> float:
        """The share of objects that have any value, in per cent."""
        return 100 * self.valued / self.objects if self.objects else 0.0


def values(rows: Iterable[Valued], objects: int) -> Values:
    """The spread over the declared and expert values, each row weighing its objects."""
    kept = [row for row in rows if _counts(row)]
    valued = sum(row.objects for row in kept)
    if not kept or len(kept) < FEWEST:
        return Values(max(objects, valued), valued, held="few" if kept else "empty")
    many = np.array([row.objects for row in kept], dtype=np.int64)
    lows, highs = (_percentiles(np.array([side(row) for row in kept]) / many, many) for side in (_low, _high))
    ten, half, ninety = (Spread(low, high) for low, high in zip(lows, highs, strict=True))
    declared = Spread(math.fsum(row.low for row in kept), math.fsum(row.high for row in kept))
    return Values(max(objects, valued), valued, ten, half, ninety, _top(kept), declared)


def _low(row: Valued) -> float:
    return row.low


def _high(row: Valued) -> float:
    return row.high


def _percentiles(each: Floats, many: NDArray[np.int64], at: tuple[int, ...] = (10, 50, 90)) -> list[float]:
    """Of values that each stand so many times, without writing them out so many times: a report may name a billion coins."""
    order = np.argsort(each, kind="stable")
    told, ends = each[order], np.cumsum(many[order])
    found = []
    for per_cent in at:
        place = (int(ends[-1]) - 1) * per_cent / 100
        low, high = (float(told[np.searchsorted(ends, n, side="right")]) for n in (math.floor(place), math.ceil(place)))
        found.append(low + (high - low) * (place - math.floor(place)))
    return found


def _counts(row: Valued) -> bool:
    return row.method in COUNTED and row.objects > 0 and 0 <= row.low <= row.high < math.inf


def _top(kept: list[Valued]) -> float | None:
    """The share of all declared value that the dearest one per cent of the rows carry (at least one row), in per cent."""
    middle = sorted(((row.low + row.high) / 2 for row in kept), reverse=True)
    whole = math.fsum(middle)
    return 100 * math.fsum(middle[: max(1, math.ceil(len(middle) / 100))]) / whole if whole > 0 else None


def one_figure(value: float) -> float:
    """To one significant figure, as every value is printed: 34,700 is 30,000."""
    if not value or not math.isfinite(value):
        return value
    size = float(10.0 ** math.floor(math.log10(abs(value))))
    return round(value / size) * size

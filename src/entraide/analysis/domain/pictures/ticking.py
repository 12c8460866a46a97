"""Round numbers along an axis."""

from __future__ import annotations

from decimal import Decimal
from math import ceil, floor, log10

from attrs import frozen


@frozen
class Axis:
    """A straight scale from `low` to `high` over so many pixels; `ticks` are its round numbers."""

    low: Decimal
    high: Decimal
    length: float
    ticks: tuple[Decimal, ...]

    def at(self, value: Decimal) -> float:
        """Pixels from the start."""
        return round(float((value - self.low) / (self.high - self.low)) * self.length, 1)


def axis(low: Decimal, high: Decimal, length: float, wanted: int = 5, whole: bool = False) -> Axis:
    """An axis that holds both and 0. `whole`: between counts there are no halves."""
    low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = low + 1
    step = _step(float(high - low) / wanted)
    if whole:
        step = max(step, Decimal(1))
    first, last = floor(low / step), ceil(high / step)
    ticks = tuple(step * number for number in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], length, ticks)


def _step(rough: float) -> Decimal:
    power = Decimal(10) ** floor(log10(rough))
    for times in (1, 2, 5):
        if float(power * times) >= rough * 0.999:
            return power * times
    return power * 10

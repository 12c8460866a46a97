"""Shades for values: classes over the logarithm of [1, max], with zero, withheld and no data as classes of their own.

A continuous scale of logarithms paints zero and what is missing in the colour of its end, or everything in one colour;
classes cannot.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import floor, log10
from typing import Final

from attrs import frozen

from entraide.kernel.problems import refuse

from .cells import Cell
from .legends import Entry
from .palette import HATCHES, HELD, MISSING, SCALE, ZERO
from .voice import Voice

_PLAIN: Final = {"zero": ZERO, "held": HELD, "missing": MISSING}


@frozen
class Shades:
    """`breaks` are the lower ends of all classes; the last ends with `most`."""

    breaks: tuple[Decimal, ...]
    most: Decimal
    whole: bool

    def fill(self, cell: Cell | None) -> str:
        """The colour of a cell; of what is not there, that of no data."""
        state = "missing" if cell is None else cell.state
        if state != "value" or cell is None:
            return _PLAIN[state]
        return self.colour(sum(lower <= cell.value for lower in self.breaks) - 1)

    def colour(self, place: int) -> str:
        """Of a class, lightest first, as far apart as there are classes."""
        last = len(SCALE) - 1
        return SCALE[round(max(0, place) * last / max(1, len(self.breaks) - 1))] if len(self.breaks) > 1 else SCALE[3]

    def entries(self, present: Iterable[str], voice: Voice) -> list[Entry]:
        """The key, lightest class first; then the classes without a value, as far as they occur."""
        made = [Entry(self._words(place, voice), fill=self.colour(place)) for place in range(len(self.breaks))]
        states = set(present)
        words = {"zero": "zero", "held": "suppressed", "missing": "missing"}
        rest = [
            Entry(voice.say(word), fill=_PLAIN[state], hatch=hatch(state))
            for state, word in words.items()
            if state in states
        ]
        return [*made, *rest]

    def _words(self, place: int, voice: Voice) -> str:
        low = self.breaks[place]
        after = self.breaks[place + 1] if place + 1 < len(self.breaks) else None
        high = self.most if after is None else after - 1 if self.whole else after
        return voice.number(low) if low >= high else f"{voice.number(low)}–{voice.number(high)}"


def hatch(state: str) -> str:
    """The lines over a class without a value."""
    return HATCHES.get(state, "none")


def shades(rows: Sequence[Cell], indicator: str, classes: int = 5) -> Shades:
    """Classes for these cells. Raises Refused: ANA-603 for a negative value, which has no logarithm."""
    values = [row.value for row in rows if row.state == "value"]
    if any(value < 0 for value in values):
        raise refuse("ANA-603", indicator)
    if not values:
        return Shades((), Decimal(0), True)
    whole = all(value == value.to_integral_value() for value in values)
    most = max(values)
    low = Decimal(1) if min(values) >= 1 else min(values)
    span = float(most / low)
    wanted = (_round(float(low) * span ** (n / classes)) for n in range(1, classes))
    breaks = sorted({value for value in wanted if low < value <= most})
    return Shades((low, *breaks), most, whole)


def _round(value: float) -> Decimal:
    """The nearest of 1, 2, 5, 10, 20 …"""
    power = Decimal(10) ** floor(log10(value))
    share = value / float(power)
    return power * next((step for step, end in ((1, 1.5), (2, 3.5), (5, 7.5)) if share < end), 10)

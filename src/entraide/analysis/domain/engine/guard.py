"""What of a cell a reader may know. Answers that go less far than the reader count only as part of a whole.

The rule of contributors looks at audiences and never at numbers, so that what is held tells nothing either.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from attrs import evolve, frozen

from entraide.kernel.audience import Audience

from ..figures import Figure
from ..indicators.indicator import Indicator, Suppression

STAFF: Final = frozenset({Audience.SECRETARIAT})
_NUMBERS: Final = frozenset({"sum", "median", "quantile", "rate", "largest"})


@frozen
class Telling:
    """What a cell would give away: whether it tells reporters' own numbers, how many of them keep theirs, the largest part."""

    numbers: bool
    kept: int
    largest: Decimal
    whole: Decimal
    of_records: bool


def telling(indicator: Indicator, kind: str, kept: Decimal, largest: Decimal, whole: Decimal) -> Telling:
    """What the cell of an indicator would give away."""
    records = indicator.population in ("cases", "distinct_cases")
    return Telling(kind in _NUMBERS, int(kept), largest, whole, records)


def guarded(figure: Figure, rule: Suppression, told: Telling, reader: Audience) -> Figure:
    """The figure for a reader; what may not be told is held, with its reason, and its numbers are gone."""
    if reader in STAFF or not told.kept:
        return figure
    if told.numbers and told.kept < rule.contributors:
        return _held(figure, "few")
    if told.of_records and 0 < figure.value < rule.cell:
        return evolve(_held(figure, "few"), low=Decimal(1), high=Decimal(rule.cell - 1))
    if rule.dominance and told.whole > 0 and told.largest * 100 > rule.dominance * told.whole:
        return _held(figure, "dominance")
    return evolve(figure, largest=None, submissions=())


def _held(figure: Figure, reason: str) -> Figure:
    return Figure(figure.key, Decimal(0), 0, (), figure.unit, held=reason)

"""What of a cell a reader may know. Answers that go less far than the reader count only as part of a whole.

The share of the largest times the sum is a reporter's own number: it is told only where all gave theirs to the reader.
The rule of contributors looks at audiences and never at numbers, so that what is held tells nothing either.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from attrs import evolve

from entraide.kernel.audience import Audience

from ..disclosure.cells import DOMINATED, FEW
from ..figures import Figure
from ..indicators.indicator import Indicator

STAFF: Final = frozenset({Audience.SECRETARIAT})
NUMBERS: Final = frozenset({"sum", "median", "quantile", "rate", "largest"})
"""Measures that tell reporters' own numbers; the others only tell how many there are."""
RECORDS: Final = frozenset({"cases", "distinct_cases"})
"""Populations whose rows are case records and no replies."""

Guard = Callable[[Figure, int, Any, Any], Figure]


def guarding(indicator: Indicator, reader: Audience) -> Guard:
    """What a reader may know of the indicator's cells: a function of the figure, how many reporters keep theirs, the largest
    part and the whole. What may not be told is held, with its reason, and its numbers are gone.
    """
    rule, numbers = indicator.suppression, indicator.measure.kind in NUMBERS
    counted = indicator.population in RECORDS and not numbers

    def guard(figure: Figure, kept: int, largest: Any, whole: Any) -> Figure:
        if not kept or reader in STAFF:
            return figure
        if indicator.measure.kind == "largest":
            return _held(figure, DOMINATED)
        if numbers and kept < rule.contributors:
            return _held(figure, FEW)
        if counted and 0 < figure.value < rule.cell:
            return evolve(_held(figure, FEW), low=Decimal(1), high=Decimal(rule.cell - 1))
        if rule.dominance and numbers and (whole or 0) > 0 and (largest or 0) * 100 > rule.dominance * whole:
            return _held(figure, DOMINATED)
        return evolve(figure, largest=None, submissions=())

    return guard


def _held(figure: Figure, reason: str) -> Figure:
    return Figure(figure.key, Decimal(0), 0, (), figure.unit, held=reason)

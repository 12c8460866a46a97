"""What if silent States have more, or fewer, than those like them that answered? No method can tell; a line can show it.

T(delta) = reported + exp(delta) * (estimate - reported), for delta from half to double, and the delta at which a headline turns.
"""

from __future__ import annotations

import math

from attrs import frozen

DELTAS = (-0.7, -0.35, 0.0, 0.35, 0.7)


@frozen
class Point:
    """The total if silent States have `times` what is expected of them (`times` = exp(delta))."""

    delta: float
    times: float
    total: float


def line(reported: float, estimate: float) -> tuple[Point, ...]:
    """The total at each delta, from half to double."""
    silent = estimate - reported
    return tuple(Point(d, math.exp(d), reported + math.exp(d) * silent) for d in DELTAS)


@frozen
class Reversal:
    """Where the comparison with `against` turns: at `times` what is expected of silent States; None when it cannot turn."""

    against: float
    above: bool
    delta: float | None

    @property
    def times(self) -> float | None:
        """exp(delta)."""
        return None if self.delta is None else math.exp(self.delta)


def reversal(reported: float, estimate: float, against: float) -> Reversal:
    """At which delta the total crosses `against` (last round's total, or twice what was reported)."""
    silent, wanted = estimate - reported, against - reported
    turns = silent > 0 and wanted > 0
    return Reversal(against, estimate > against, math.log(wanted / silent) if turns else None)

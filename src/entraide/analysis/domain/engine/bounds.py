"""Bounds of a share when those who replied are some of a small, finite population."""

from __future__ import annotations

from decimal import Decimal
from math import sqrt
from typing import Final

LEVEL: Final = 90
_Z: Final = 1.6449


def share_bounds(yes: int, replied: int, population: int) -> tuple[Decimal, Decimal] | None:
    """Low and high in per cent of the population, at 90 per cent: Wilson's interval with the finite correction.

    None for an empty base or counts that cannot be. Everybody replied: both are the share itself. It presumes that those
    who replied are like those who did not.
    """
    if not 0 <= yes <= replied <= population or not replied:
        return None
    share = yes / replied
    z2 = _Z * _Z * ((population - replied) / (population - 1) if population > 1 else 0.0)
    middle = (share + z2 / (2 * replied)) / (1 + z2 / replied)
    half = sqrt(z2 * (share * (1 - share) / replied + z2 / (4 * replied * replied))) / (1 + z2 / replied)
    return _percent(middle - half), _percent(middle + half)


def _percent(part: float) -> Decimal:
    return Decimal(str(min(max(part, 0.0), 1.0) * 100)).quantize(Decimal("0.1"))

"""From one year to the next over the same States only: a raw trend changes with who replies."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from attrs import frozen

from .draws import generator, percentiles

FEWEST = 3
DRAWS = 1000


@frozen
class Trend:
    """The ratio of two years over the `pairs` States that gave both, with a bootstrap interval; `held` says why there is none.

    `few`: fewer than three gave both; `empty`: the first year is 0.
    """

    pairs: int
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    level: int = 90
    held: str = ""


def same_reporters(
    before: Mapping[str, float], after: Mapping[str, float], content_hash: str, purpose: str = "", level: int = 90
) -> Trend:
    """T_t / T_(t-1) over those that gave both years, drawing States with replacement."""
    both = sorted(before.keys() & after.keys())
    first, second = np.array([before[e] for e in both]), np.array([after[e] for e in both])
    if len(both) < FEWEST:
        return Trend(len(both), held="few")
    if not first.sum() > 0:
        return Trend(len(both), held="empty")
    chance = generator(content_hash, f"trend/{purpose}")
    times = chance.multinomial(len(both), [1 / len(both)] * len(both), DRAWS)
    below = times @ first
    ratios = (times @ second)[below > 0] / below[below > 0]
    low, high = percentiles(ratios, level)
    return Trend(len(both), float(second.sum() / first.sum()), low, high, level)

"""The interval of a share in a small, finite population: how many of all N that were asked would say yes, from k of n replies.

Exact: the hypergeometric test is inverted (the finite counterpart of Clopper and Pearson's interval). It presumes that
those who replied are like those who did not; the page says so beside it.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from attrs import frozen
from scipy.special import gammaln

from .draws import Floats


@frozen
class Between:
    """Bounds in numbers of the population (not in per cent), at `level` per cent."""

    low: int
    high: int
    population: int
    level: int


@cache
def interval(yes: int, replied: int, population: int, level: int = 90) -> Between | None:
    """Bounds for the number of yes among `population`; None for an empty base or counts that cannot be.

    Everybody replied: the bounds are the count itself.
    """
    if not 0 <= yes <= replied <= population or not replied:
        return None
    possible = np.arange(yes, population - (replied - yes) + 1)
    chance = _chances(possible, replied, population)
    drawn = np.arange(replied + 1)
    at_most = chance[:, drawn <= yes].sum(axis=1)
    at_least = chance[:, drawn >= yes].sum(axis=1)
    tail = (100 - level) / 200
    kept = possible[(at_most > tail) & (at_least > tail)]
    return Between(int(kept.min()), int(kept.max()), population, level)


def _chances(possible: np.ndarray, replied: int, population: int) -> Floats:
    """P(x yes among `replied`) for every possible number of yes in the population: one row each."""
    x = np.arange(replied + 1)[None, :]
    yes = possible[:, None]
    with np.errstate(invalid="ignore"):
        logs = _choose(yes, x) + _choose(population - yes, replied - x) - _choose(population, replied)
    result: Floats = np.where(np.isfinite(logs), np.exp(logs), 0.0)
    return result


def _choose(n: np.ndarray | int, k: np.ndarray | int) -> Floats:
    n, k = np.asarray(n, dtype=float), np.asarray(k, dtype=float)
    with np.errstate(invalid="ignore", divide="ignore"):
        value: Floats = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return np.where((k < 0) | (k > n), -np.inf, value)

"""The cross-check of the weights: silent States take the figure of a State that answered and is expected to have about as many.

Predictive-mean matching on log(1 + y) with a small ridge, among the five nearest, in bootstrap draws of those that answered.
Its interval is known to be too narrow (see docs/reference/estimates.md); only its point is used.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .covariates import Design
from .draws import Floats, generator, percentiles
from .weights import Total

DONORS = 5
DRAWS = 200
RIDGE = 1.0


def matched(plan: Design, given: Mapping[str, float], content_hash: str, level: int = 90) -> Total | None:
    """The total over all States asked; None with fewer than two that answered."""
    replied = plan.at(given)
    m = int(replied.sum())
    if m < 2:
        return None
    y = np.array([given[entity] for entity, here in zip(plan.entities, replied, strict=True) if here])
    reported = float(y.sum())
    if m == len(plan.entities):
        return Total(reported, reported, reported, level)
    chance = generator(content_hash, "matching")
    x = np.column_stack([np.ones(len(plan.entities)), plan.matrix])
    drawn = np.array([_once(x[replied], y, x[~replied], chance) for _draw in range(DRAWS)]) + reported
    low, high = percentiles(drawn, level)
    return Total(float(drawn.mean()), low, high, level)


def _once(own: Floats, y: Floats, silent: Floats, chance: np.random.Generator) -> float:
    """One draw: what the silent ones are given, added up."""
    picked = chance.integers(0, len(y), len(y))
    x, values = own[picked], y[picked]
    ridge = np.diag([1e-9, *[RIDGE] * (own.shape[1] - 1)])
    beta = np.linalg.solve(x.T @ x + ridge, x.T @ np.log1p(np.maximum(values, 0.0)))
    expected, wanted = x @ beta, silent @ beta
    near = np.argsort(np.abs(wanted[:, None] - expected[None, :]), axis=1, kind="stable")[:, : min(DONORS, len(y))]
    donors = near[np.arange(len(wanted)), chance.integers(0, near.shape[1], len(wanted))]
    return float(values[donors].sum())

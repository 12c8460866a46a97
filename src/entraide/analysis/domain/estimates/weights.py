"""All States from those that answered: each stands for itself and for its like that are silent (inverse-probability weights).

w = 1 / p, p from a logit with a ridge penalty, trimmed at the 95th percentile, and calibrated so that the weights add up to the
States asked, region by region. No State stands for less than itself. The interval is that of a total under unequal
probabilities, var(T) = m/(m-1) * sum (w y - T/m)^2, and never goes below what was reported.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from attrs import frozen

from .covariates import Design
from .draws import Floats

PENALTY = 1.0
TRIM = 95
Z = {80: 1.2816, 90: 1.6449, 95: 1.9600}


@frozen
class Weights:
    """The weight of each State that answered; the coefficients of the logit on standardised covariates; how many were trimmed.

    `silent_groups`: regions in which nobody answered. Nothing is estimated then, and `of` is empty.
    """

    of: Mapping[str, float]
    coefficients: Mapping[str, float]
    trimmed: int
    silent_groups: tuple[str, ...]


@frozen
class Total:
    """A total with its interval at `level` per cent."""

    value: float
    low: float
    high: float
    level: int


def weights(plan: Design, answered: frozenset[str]) -> Weights:
    """The weights of those that answered. Empty when nobody did, or when a whole region is silent."""
    replied = plan.at(answered)
    groups = np.array(plan.groups)
    silent = tuple(sorted(group for group in set(plan.groups) if not replied[groups == group].any()))
    if silent or not replied.any():
        return Weights({}, {}, 0, silent)
    if replied.all():
        return Weights(dict.fromkeys(plan.entities, 1.0), {}, 0, ())
    beta = logit(plan.matrix, replied.astype(float))
    chance = 1 / (1 + np.exp(-(beta[0] + plan.matrix @ beta[1:])))
    raw = 1 / chance[replied]
    ceiling = float(np.percentile(raw, TRIM))
    trimmed = np.minimum(raw, ceiling)
    final = calibrated(trimmed, groups[replied], groups)
    entities = [entity for entity, here in zip(plan.entities, replied, strict=True) if here]
    named = dict(zip(plan.columns, map(float, beta[1:]), strict=True))
    return Weights(dict(zip(entities, map(float, final), strict=True)), named, int((raw > ceiling).sum()), ())


def logit(matrix: Floats, outcome: Floats, penalty: float = PENALTY) -> Floats:
    """Intercept and coefficients of a logit with a ridge on all but the intercept (Newton's method; always converges)."""
    x = np.column_stack([np.ones(len(outcome)), matrix])
    ridge = np.diag([1e-9, *[penalty] * matrix.shape[1]])
    beta = np.zeros(x.shape[1])
    for _step in range(50):
        chance = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        slope = x.T @ (outcome - chance) - ridge @ beta
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + ridge
        step = np.linalg.solve(curve, slope)
        beta += np.clip(step, -4, 4)
        if np.abs(step).max() < 1e-10:
            break
    return beta


def calibrated(raw: Floats, own: np.ndarray, asked: np.ndarray) -> Floats:
    """What each stands for beyond itself, scaled so that every region adds up to the States asked there."""
    beyond = np.maximum(raw - 1, 0.0)
    result = np.ones(len(raw))
    for group in np.unique(own):
        here = own == group
        missing = float((asked == group).sum() - here.sum())
        whole = float(beyond[here].sum())
        result[here] += beyond[here] * missing / whole if whole > 0 else missing / here.sum()
    return result


def total(weighted: Weights, given: Mapping[str, float], asked: int, level: int = 90) -> Total | None:
    """The weighted total of what was given; None with fewer than two that answered (there is no spread to judge by)."""
    entities = sorted(weighted.of)
    if len(entities) < 2:
        return None
    carried = np.array([weighted.of[entity] * given[entity] for entity in entities])
    value, m = float(carried.sum()), len(entities)
    reported = float(sum(given[entity] for entity in entities))
    if m == asked:
        return Total(value, value, value, level)
    error = float(np.sqrt(m / (m - 1) * ((carried - value / m) ** 2).sum()))
    return Total(value, max(value - Z[level] * error, min(reported, value)), value + Z[level] * error, level)

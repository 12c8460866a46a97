"""How many distinct cases stand behind the reports: a bracket from what linkage found and from how well it is known to find.

n reports, C clusters, P the audited precision of accepted links, R the recall on reports that cite each other:
upper = C (links were missed), lower = n - (n - C) * P / R.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from attrs import frozen
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from .draws import generator, percentiles

DRAWS = 200


@frozen
class Stratum:
    """Pairs of one range of scores: its `share` of all accepted pairs, how many were judged, how many of them were right."""

    share: float
    judged: int
    right: int


@frozen
class Precision:
    """The audited precision of accepted links and its standard error; None without a single judgement in some stratum."""

    value: float
    error: float


def precision(strata: Sequence[Stratum]) -> Precision | None:
    """P = sum W p; var = sum W^2 p (1 - p) / (m - 1). Strata need two judgements each."""
    if not strata or any(one.judged < 2 or not 0 <= one.right <= one.judged for one in strata):
        return None
    whole = math.fsum(one.share for one in strata)
    if whole <= 0:
        return None
    parts = [(one.share / whole, one.right / one.judged, one.judged) for one in strata]
    value = math.fsum(w * p for w, p, _m in parts)
    return Precision(value, math.sqrt(math.fsum(w * w * p * (1 - p) / (m - 1) for w, p, m in parts)))


@frozen
class Bracket:
    """Between `low` and `high` distinct cases behind `reports`."""

    reports: int
    clusters: int
    low: float
    high: float


def bracket(reports: int, clusters: int, precision: float, recall: float) -> Bracket | None:
    """The bracket; None when the counts cannot be or when nothing is known of the recall (0)."""
    if not 0 < clusters <= reports or not 0 < recall <= 1 or not 0 <= precision <= 1:
        return None
    corrected = min(max(reports - (reports - clusters) * precision / recall, 1.0), float(reports))
    return Bracket(reports, clusters, min(corrected, clusters), max(corrected, clusters))


@frozen
class Drawn:
    """The mean number of clusters over draws of the links, and the middle of the draws."""

    mean: float
    low: float
    high: float
    level: int


def drawn(
    reports: int, pairs: Sequence[tuple[int, int, float]], content_hash: str, level: int = 90, draws: int = DRAWS
) -> Drawn | None:
    """K clusterings drawn from the (calibrated) probabilities of pairs of records 0 … reports - 1."""
    if reports <= 0:
        return None
    ordered = sorted(pair for pair in pairs if pair[2] > 0)
    chance = generator(content_hash, "distinct")
    probability = np.array([p for _a, _b, p in ordered])
    ends = np.array([(a, b) for a, b, _p in ordered], dtype=np.int64).reshape(-1, 2)
    _touched, place, often = np.unique(ends, return_inverse=True, return_counts=True)
    left, right = place.reshape(-1, 2).T
    # Pairs whose reports stand in no other: each that is drawn is one case less, whatever the others are.
    apart = (often[left] == 1) & (often[right] == 1)
    rest = np.unique(ends[~apart])
    near, far = np.searchsorted(rest, ends[~apart]).T
    alone = reports - len(rest)
    counts = np.empty(draws)
    for number in range(draws):
        here = chance.random(len(ordered)) < probability
        counts[number] = _clusters(len(rest), near, far, here[~apart]) + alone - int(here[apart].sum())
    low, high = percentiles(counts, level)
    return Drawn(float(counts.mean()), low, high, level)


def _clusters(reports: int, left: np.ndarray, right: np.ndarray, here: np.ndarray) -> int:
    if not here.any():
        return reports
    links = coo_matrix((np.ones(int(here.sum())), (left[here], right[here])), shape=(reports, reports))
    return int(connected_components(links, directed=False, return_labels=False))

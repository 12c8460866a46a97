"""How far the links of a set may be trusted: what of accepted links is right, and on what that rests.

A link that a person judged is known. Of the others each score stratum takes the share that judgements found right where at
least thirty were judged in it, and else the calibrated probabilities of the model.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from attrs import frozen

from .caserows import SAME, Linked

STRATA: Final = 5
ENOUGH: Final = 30
"""Judgements that a stratum needs to stand on its own."""


@frozen
class Trust:
    """What is known of the links of a set: precision and recall (None: not known), and what the precision rests on (`judged` in
    all strata, `partly`, `calibrated`). `low` and `high`: the printed bracket of the whole linking for each case it found.
    """

    precision: float | None
    recall: float | None
    basis: str = "calibrated"
    low: float = 1.0
    high: float = 1.0


def trust(linked: Linked, said: Mapping[str, str]) -> Trust:
    """Out of the links of a set and of what the linking said of itself in the manifest (`linkage`, all as text)."""
    recall = _number(said.get("recall"))
    recall = recall if recall is not None and 0 < recall <= 1 else None
    clusters = _number(said.get("clusters"))
    low, high = (_number(said.get(name)) for name in ("low", "high"))
    of = clusters if clusters and clusters > 0 else None
    precision, basis = _precision(linked)
    return Trust(
        precision, recall, basis, min(low / of, 1.0) if of and low is not None else 1.0,
        max(high / of, 1.0) if of and high is not None else 1.0,
    )  # fmt: skip


def _number(text: str | None) -> float | None:
    try:
        value = float(text) if text else None
    except ValueError:
        return None
    return value if value is not None and math.isfinite(value) else None


def _precision(linked: Linked) -> tuple[float | None, str]:
    """Of links that still bind; those judged not to be the same bind no more, but tell of the others of their stratum."""
    chance = np.array([min(max(one.probability, 0.0), 1.0) for one in linked.accepted])
    right = np.array([np.nan if not one.judged else float(one.judged == SAME) for one in linked.accepted])
    if not len(chance):
        return None, "calibrated"
    known = ~np.isnan(right)
    stands = np.where(known, right, chance)
    rested = []
    for part in np.array_split(np.argsort(chance, kind="stable"), STRATA):
        judged = part[known[part]]
        rested += [len(judged) >= ENOUGH] if len(part) else []
        if len(judged) >= ENOUGH:
            stands[part[~known[part]]] = right[judged].mean()
    binding = ~(known & (right == 0))
    if not binding.any():
        return None, "calibrated"
    return float(stands[binding].mean()), _basis(rested)


def _basis(rested: Sequence[bool]) -> str:
    return "judged" if all(rested) else "partly" if any(rested) else "calibrated"

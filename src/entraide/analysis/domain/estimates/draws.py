"""Chance that is always the same: every draw is seeded by the hash of the frozen set and by what it is drawn for."""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def generator(content_hash: str, purpose: str) -> np.random.Generator:
    """A stream of chance that depends on the set and on the purpose, and on nothing else."""
    digest = hashlib.sha256(f"{content_hash}/{purpose}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:16], "big"))


def percentiles(values: Floats, level: int) -> tuple[float, float]:
    """The middle `level` per cent of the draws."""
    tail = (100 - level) / 2
    low, high = np.percentile(values, [tail, 100 - tail])
    return float(low), float(high)

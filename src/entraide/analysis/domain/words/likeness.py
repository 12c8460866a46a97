"""Passages that may say the same, in whatever language: those that name the same rare concepts. A suggestion, never counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import log, sqrt
from typing import Final

from attrs import frozen

LEAST: Final = 0.3
"""Of 1: below, what is shared is what everybody says."""
SHARED: Final = 2
"""Concepts that must be shared, unless both name one and the same alone."""


@frozen
class Alike:
    """Another passage, how near it is (0 to 1), and the concepts that both name, the rarest first."""

    passage: int
    score: float
    shared: tuple[str, ...]


def weights(counts: Mapping[str, int], passages: int) -> dict[str, float]:
    """The weight of each concept: the rarer among the passages, the heavier (log of 1 + N / n)."""
    return {concept: log(1 + passages / count) for concept, count in counts.items() if count}


def alike(
    own: Collection[str], others: Iterable[tuple[int, Collection[str]]], weight: Mapping[str, float], most: int = 12
) -> tuple[Alike, ...]:
    """The nearest of `others`, by the cosine of their concepts' weights; ties by the passage's number."""
    mine = set(own)
    norm = _norm(mine, weight)
    found = []
    for passage, concepts in others:
        theirs = set(concepts)
        shared = mine & theirs
        if not shared or (len(shared) < SHARED and mine != theirs):
            continue
        across = norm * _norm(theirs, weight)
        score = sum(weight.get(one, 0.0) ** 2 for one in shared) / across if across else 0.0
        if score >= LEAST:
            found.append(Alike(passage, score, tuple(sorted(shared, key=lambda one: (-weight.get(one, 0.0), one)))))
    return tuple(sorted(found, key=lambda one: (-one.score, one.passage))[:most])


def _norm(concepts: Iterable[str], weight: Mapping[str, float]) -> float:
    return sqrt(sum(weight.get(one, 0.0) ** 2 for one in concepts))

"""From pairs to cases: best pairs first, two clusters join only when they agree on average and nothing forbids it.

Joining everything that is connected would let one wrong pair weld two cases; here the pairs nobody proposed count as zero in
the average. What people judged comes first and is never undone. Clusters that would grow beyond what is usual wait for review.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from attrs import define, field, frozen
from numpy.typing import NDArray

from .constraints import Facts, crowded, why_not

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Pair = tuple[int, int]


@frozen
class Limits:
    """Least average probability between two clusters that join, most reports of a case, most reports of one reporter in it."""

    average: float = 0.4
    size: int = 6
    same_reporter: int = 2


@frozen(eq=False)
class Clustered:
    """`label[rec]` is the smallest rec of its cluster; `review` holds pairs that were good enough but would have made too much;
    `merges` the pairs by which clusters joined, with their probability.
    """

    label: Ints
    review: tuple[tuple[int, int, str], ...]
    merges: tuple[tuple[int, int, float], ...]


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


@define(eq=False)
class _Growing:
    facts: Facts
    known: dict[Pair, float]
    apart: frozenset[Pair]
    limits: Limits
    root: list[int]
    members: dict[int, list[int]] = field(factory=dict)
    merges: list[tuple[int, int, float]] = field(factory=list)
    review: list[tuple[int, int, str]] = field(factory=list)

    def of(self, record: int) -> list[int]:
        return self.members.get(self.root[record]) or [record]

    def join(self, a: int, b: int, probability: float) -> None:
        left, right = self.of(a), self.of(b)
        joined = sorted(left + right)
        self.members.pop(self.root[a], None)
        self.members.pop(self.root[b], None)
        for one in joined:
            self.root[one] = joined[0]
        self.members[joined[0]] = joined
        self.merges.append((*_pair(a, b), probability))

    def objection(self, left: list[int], right: list[int]) -> str:
        """Why the two may not join: a judgement, a constraint, the average, the size."""
        total = 0.0
        for a in left:
            for b in right:
                pair = _pair(a, b)
                probability = self.known.get(pair, 0.0)
                if pair in self.apart:
                    return "judged"
                reason = why_not(self.facts, a, b, probability)
                if reason:
                    return reason
                total += probability
        if total < self.limits.average * len(left) * len(right):
            return "average"
        if len(left) + len(right) > self.limits.size or crowded(self.facts, left + right, self.limits.same_reporter):
            return "size"
        return ""

    def propose(self, a: int, b: int, probability: float) -> None:
        if self.root[a] == self.root[b]:
            return
        reason = self.objection(self.of(a), self.of(b))
        if not reason:
            self.join(a, b, probability)
        elif reason in ("size", "average"):
            self.review.append((*_pair(a, b), reason))


def cluster(
    first: Ints,
    second: Ints,
    probability: Floats,
    facts: Facts,
    threshold: float,
    *,
    same: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    limits: Limits | None = None,
) -> Clustered:
    """Clusters of reports; ties between pairs are taken in the order of their numbers."""
    likely = probability > 0.02
    known = {
        _pair(a, b): p
        for a, b, p in zip(first[likely].tolist(), second[likely].tolist(), probability[likely].tolist(), strict=True)
    }
    growing = _Growing(
        facts, known, frozenset(_pair(*one) for one in apart), limits or Limits(), list(range(len(facts.reporter)))
    )
    for a, b in sorted(_pair(*one) for one in same):
        known[(a, b)] = 1.0
        if growing.root[a] != growing.root[b]:
            growing.join(a, b, 1.0)
    chosen = np.flatnonzero(probability >= threshold)
    order = chosen[np.lexsort((second[chosen], first[chosen], -probability[chosen]))]
    for a, b, p in zip(first[order].tolist(), second[order].tolist(), probability[order].tolist(), strict=True):
        growing.propose(a, b, p)
    return Clustered(np.asarray(growing.root, dtype=np.int32), tuple(growing.review), tuple(growing.merges))


def pairs_within(label: Ints) -> tuple[Ints, Ints]:
    """Every pair of records of one cluster, smaller number first."""
    order = np.argsort(label, kind="stable")
    starts = np.flatnonzero(np.r_[True, label[order][1:] != label[order][:-1]])
    left: list[int] = []
    right: list[int] = []
    sizes = np.diff(np.r_[starts, len(order)])
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        members = order[start : start + size].tolist()
        for index, one in enumerate(members):
            for other in members[index + 1 :]:
                left.append(one)
                right.append(other)
    return np.asarray(left, dtype=np.int32), np.asarray(right, dtype=np.int32)

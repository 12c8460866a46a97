"""Gradient boosting with oblivious trees, in numpy alone.

Every level of an oblivious tree asks the same question of all its leaves, so a tree of depth six is six thresholds and 64
numbers: it can be written down as plain JSON, read by a person, and evaluated by comparing whole columns. Boosting may start
from somebody's margin (`base`), which is how judgements refine the shipped trees instead of replacing them.
Missing values (NaN) answer "no" to every question.

Source of the method: Prokhorenkova and others, "CatBoost: unbiased boosting with categorical features" (2018), without its
categorical part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Vector = NDArray[np.float64]


@frozen(eq=False)
class Tree:
    """Questions `column > threshold`, from the first to the last, and the value of each leaf (first question is the lowest bit)."""

    columns: tuple[int, ...]
    thresholds: tuple[float, ...]
    values: Vector


@frozen(eq=False)
class Forest:
    """The sum of its trees and an offset, on the scale of log odds."""

    names: tuple[str, ...]
    offset: float
    trees: tuple[Tree, ...]

    def margin(self, matrix: Matrix) -> Vector:
        """Log odds for each row; `matrix` has the columns of `names`."""
        total = np.full(len(matrix), self.offset)
        columns = np.ascontiguousarray(matrix.T)
        for tree in self.trees:
            leaf = np.zeros(len(matrix), dtype=np.uint8)
            for bit, (column, threshold) in enumerate(zip(tree.columns, tree.thresholds, strict=True)):
                leaf |= (columns[column] > np.float32(threshold)).view(np.uint8) << bit
            total += tree.values[leaf]
        return total

    def to_json(self) -> dict[str, Any]:
        """Plain lists: thresholds whole, values rounded to six digits."""
        trees = [
            [
                list(one.columns),
                [float(str(np.float32(each))) for each in one.thresholds],
                [_short(each) for each in one.values],
            ]
            for one in self.trees
        ]
        return {"names": list(self.names), "offset": _short(self.offset), "trees": trees}


def _short(value: float) -> float:
    return float(f"{float(value):.6g}")


def forest(said: Mapping[str, Any]) -> Forest:
    """The forest written down by `Forest.to_json`."""
    trees = tuple(Tree(tuple(c), tuple(t), np.asarray(v, dtype=np.float64)) for c, t, v in said["trees"])
    return Forest(tuple(said["names"]), float(said["offset"]), trees)


@frozen
class Growth:
    """How to grow: number of trees, their depth, the step, the ridge on leaves, bins per column, rows looked at per tree."""

    trees: int = 200
    depth: int = 6
    step: float = 0.1
    ridge: float = 5.0
    bins: int = 48
    share: float = 1.0
    seed: int = 7


def odds_to_share(margin: Vector) -> Vector:
    """Log odds to probability."""
    shares: Vector = 1.0 / (1.0 + np.exp(-np.clip(margin, -40, 40)))
    return shares


def _cuts(column: Matrix, bins: int) -> NDArray[np.float32]:
    known = column[~np.isnan(column)]
    if not len(known):
        return np.empty(0, dtype=np.float32)
    found = np.unique(np.quantile(known, np.linspace(0, 1, bins + 1)[:-1], method="lower")).astype(np.float32)
    low = np.nextafter(known.min(), np.float32(-np.inf))
    distinct = np.unique(known[:: max(1, len(known) // 20_000)])
    if len(distinct) <= bins:
        found = distinct[:-1]
    return np.unique(np.concatenate([[low], found])).astype(np.float32)


def _binned(matrix: Matrix, cuts: Sequence[NDArray[np.float32]]) -> list[NDArray[np.int64]]:
    binned = []
    for index, cut in enumerate(cuts):
        codes = np.searchsorted(cut, matrix[:, index], side="left").astype(np.int64)
        codes[np.isnan(matrix[:, index])] = 0
        binned.append(codes)
    return binned


def _best_question(
    binned: Sequence[NDArray[np.int64]], leaf: NDArray[np.int64], leaves: int, slope: Vector, bend: Vector, ridge: float
) -> tuple[float, int, int]:
    """Gain, column and cut of the question that parts all leaves best; ties go to the first column and the lowest cut."""
    best = (-1.0, 0, 0)
    for column, codes in enumerate(binned):
        width = int(codes.max()) + 1
        if width < 2:
            continue
        cell = leaf * width + codes
        slopes = np.bincount(cell, slope, leaves * width).reshape(leaves, width)
        bends = np.bincount(cell, bend, leaves * width).reshape(leaves, width)
        left, left_bend = np.cumsum(slopes, 1)[:, :-1], np.cumsum(bends, 1)[:, :-1]
        right, right_bend = slopes.sum(1, keepdims=True) - left, bends.sum(1, keepdims=True) - left_bend
        gains = (left**2 / (left_bend + ridge) + right**2 / (right_bend + ridge)).sum(0)
        cut = int(np.argmax(gains))
        if gains[cut] > best[0] + 1e-9:
            best = (float(gains[cut]), column, cut)
    return best


def grow(
    matrix: Matrix,
    truth: Vector,
    names: Sequence[str],
    growth: Growth,
    *,
    base: Vector | None = None,
    weights: Vector | None = None,
) -> Forest:
    """Boost trees on the logistic loss; `truth` is 0 or 1, `base` a margin to start from (then the offset is 0)."""
    weight = np.ones(len(truth)) if weights is None else weights
    rate = float(np.clip(np.average(truth, weights=weight), 1e-4, 1 - 1e-4))
    offset = float(np.log(rate / (1 - rate))) if base is None else 0.0
    margin = np.full(len(truth), offset) if base is None else base.copy()
    cuts = [_cuts(matrix[:, index], growth.bins) for index in range(matrix.shape[1])]
    binned = _binned(matrix, cuts)
    dice = np.random.default_rng(growth.seed)
    grown = []
    for _round in range(growth.trees):
        rows = np.flatnonzero(dice.random(len(truth)) < growth.share) if growth.share < 1 else slice(None)
        share = odds_to_share(margin)
        tree, leaf = _tree(binned, cuts, weight * (truth - share), weight * share * (1 - share), rows, growth)
        margin += tree.values[leaf]
        grown.append(tree)
    return Forest(tuple(names), offset, tuple(grown))


def _tree(
    binned: Sequence[NDArray[np.int64]],
    cuts: Sequence[NDArray[np.float32]],
    slope: Vector,
    bend: Vector,
    rows: Any,
    growth: Growth,
) -> tuple[Tree, NDArray[np.int64]]:
    some = [codes[rows] for codes in binned]
    leaf, whole = np.zeros(len(some[0]), dtype=np.int64), np.zeros(len(slope), dtype=np.int64)
    columns, thresholds = [], []
    for bit in range(growth.depth):
        gain, column, cut = _best_question(some, leaf, 1 << bit, slope[rows], bend[rows], growth.ridge)
        if gain < 0:
            break
        columns.append(column)
        thresholds.append(float(cuts[column][cut]))
        leaf |= (some[column] > cut).astype(np.int64) << bit
        whole |= (binned[column] > cut).astype(np.int64) << bit
    leaves = 1 << len(columns)
    slopes, bends = np.bincount(leaf, slope[rows], leaves), np.bincount(leaf, bend[rows], leaves)
    return Tree(tuple(columns), tuple(thresholds), growth.step * slopes / (bends + growth.ridge)), whole

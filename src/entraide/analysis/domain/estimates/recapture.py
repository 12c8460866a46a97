"""Cases on no list: log-linear capture-recapture over three or more lists, held back unless it can be trusted.

log mu = b0 + list effects + pairs of lists; N = observed + exp(b0). Pairs are taken in and put out by BIC; a pair without
overlap is skipped. The interval comes from a bootstrap that selects anew in each draw, and the range over all models within
10 BIC stands beside it. A missed link inflates the result twice, so it is refused below a link recall of 0.9.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import combinations

import numpy as np
from attrs import frozen

from .draws import Floats, generator, percentiles
from .existence import exists

LISTS = 3
RECALL = 0.9
WITHIN = 10.0
DRAWS = 100
MOST_PAIRS = 6
"""Up to four lists every model is fitted for the range; beyond, those that the search met."""

Pair = tuple[int, int]
Pairs = frozenset[Pair]


@frozen
class Lists:
    """How many cases were on exactly these lists: `seen[(True, False, True)]`; `names` in the order of the marks."""

    names: tuple[str, ...]
    seen: Mapping[tuple[bool, ...], int]

    def counts(self) -> Floats:
        """The cells in the order of `_cells`, without the empty one that nobody can see."""
        return np.array([float(self.seen.get(cell, 0)) for cell in _cells(len(self.names))])


@frozen
class Recaptured:
    """All cases, seen or not. `held`: `lists`, `recall`, `existence`, `empty`."""

    observed: int
    value: float = 0.0
    low: float = 0.0
    high: float = 0.0
    level: int = 90
    pairs: tuple[tuple[str, str], ...] = ()
    least: float = 0.0
    most: float = 0.0
    models: int = 0
    held: str = ""


@frozen
class Fit:
    """One model: N (infinite when there is no estimate) and BIC."""

    total: float
    bic: float


@cache
def _cells(lists: int) -> tuple[tuple[bool, ...], ...]:
    return tuple(tuple(bool(n >> j & 1) for j in range(lists)) for n in range(1, 2**lists))


@cache
def _matrix(lists: int, pairs: Pairs) -> Floats:
    marks = np.array(_cells(lists), dtype=float)
    both = [marks[:, a] * marks[:, b] for a, b in sorted(pairs)]
    return np.column_stack([np.ones(len(marks)), marks, *both])


def _overlaps(lists: int, counts: Floats) -> Pairs:
    marks = np.array(_cells(lists), dtype=bool)
    every = combinations(range(lists), 2)
    return frozenset((a, b) for a, b in every if counts[marks[:, a] & marks[:, b]].sum() > 0)


def fit(lists: int, counts: Floats, pairs: Pairs) -> Fit:
    """Maximum likelihood of a Poisson model by Newton's method. `pairs` must overlap."""
    totals, bics = fits(lists, counts[None, :], pairs)
    return Fit(float(totals[0]), float(bics[0]))


def fits(lists: int, tables: Floats, pairs: Pairs) -> tuple[Floats, Floats]:
    """The same for many tables (one row each): N and BIC, both infinite where a pair does not overlap."""
    x = _matrix(lists, pairs)
    sound = _overlapping(lists, tables, pairs)
    counts = np.where(sound[:, None], tables, 1.0)
    beta = np.log(counts + 0.5) @ np.linalg.pinv(x).T
    least = 1e-12 * np.eye(x.shape[1])
    for _step in range(40):
        mu = np.exp(np.clip(beta @ x.T, -30, 30))
        curve = np.matmul(x.T[None, :, :] * mu[:, None, :], x) + least
        step = np.linalg.solve(curve, ((counts - mu) @ x)[:, :, None])[:, :, 0]
        beta += np.clip(step, -3, 3)
        if np.abs(step).max() < 1e-8:
            break
    observed, predicted = counts.sum(axis=1), np.clip(beta @ x.T, -30, 30)
    likelihood = (counts * predicted).sum(axis=1) - np.exp(predicted).sum(axis=1)
    totals = np.where(sound, observed + np.exp(np.minimum(beta[:, 0], 30)), np.inf)
    return totals, np.where(sound, x.shape[1] * np.log(np.maximum(observed, 1)) - 2 * likelihood, np.inf)


def _overlapping(lists: int, tables: Floats, pairs: Pairs) -> np.ndarray:
    marks = np.array(_cells(lists), dtype=bool)
    sound = np.ones(len(tables), dtype=bool)
    for a, b in sorted(pairs):
        sound &= tables[:, marks[:, a] & marks[:, b]].sum(axis=1) > 0
    return sound


class Search:
    """The models of one table met so far, by their pairs."""

    def __init__(self, lists: int, counts: Floats, fitted: Callable[[Pairs], Fit] | None = None) -> None:
        self.lists, self.counts = lists, counts
        self._fitted = fitted or (lambda pairs: fit(lists, counts, pairs))
        self.may = _overlaps(lists, counts)
        self.met: dict[Pairs, Fit] = {}

    def fit(self, pairs: Pairs) -> Fit:
        """The model's fit, made once."""
        if pairs not in self.met:
            self.met[pairs] = self._fitted(pairs)
        return self.met[pairs]

    def best(self) -> Pairs:
        """Pairs taken in or put out one at a time as long as BIC falls."""
        now: Pairs = frozenset()
        while True:
            near = [now ^ {pair} for pair in sorted(self.may)]
            better = min(near, key=lambda pairs: (self.fit(pairs).bic, sorted(pairs)), default=now)
            if self.fit(better).bic >= self.fit(now).bic - 1e-9:
                return now
            if self.stands(better):
                now = better
            else:
                self.met[better] = Fit(math.inf, math.inf)

    def total(self) -> float:
        """N under the best model."""
        return self.fit(self.best()).total

    def stands(self, pairs: Pairs) -> bool:
        """Whether the model has an estimate, by the existence test."""
        return exists(_matrix(self.lists, pairs), self.counts)

    def close(self, best: Pairs) -> dict[Pairs, Fit]:
        """The models within 10 BIC of the best that have an estimate."""
        if len(self.may) <= MOST_PAIRS:
            for size in range(len(self.may) + 1):
                for pairs in combinations(sorted(self.may), size):
                    self.fit(frozenset(pairs))
        limit = self.fit(best).bic + WITHIN
        return {pairs: one for pairs, one in self.met.items() if one.bic <= limit and self.stands(pairs)}


def recaptured(
    lists: Lists, recall: float | None, content_hash: str, level: int = 90, draws: int = DRAWS
) -> Recaptured:
    """The estimate with its interval and range, or why there is none."""
    counts, size = lists.counts(), len(lists.names)
    observed = int(counts.sum())
    held = _reason(size, observed, recall)
    if held:
        return Recaptured(observed, held=held)
    search = Search(size, counts)
    best = search.best()
    if len(search.may) < size - 1 or not search.stands(best):
        return Recaptured(observed, held="existence")
    found = search.fit(best)
    low, high = _bootstrap(size, counts, content_hash, level, draws)
    close = [one.total for one in search.close(best).values()] or [found.total]
    named = tuple((lists.names[a], lists.names[b]) for a, b in sorted(best))
    return Recaptured(
        observed, found.total, min(low, found.total), max(high, found.total), level, named, min(close), max(close), len(close)
    )  # fmt: skip


def _reason(size: int, observed: int, recall: float | None) -> str:
    if size < LISTS:
        return "lists"
    if recall is None or recall < RECALL:
        return "recall"
    return "" if observed else "empty"


def _bootstrap(size: int, counts: Floats, content_hash: str, level: int, draws: int) -> tuple[float, float]:
    """The middle of the estimates of tables drawn from this one, each with its own choice of model."""
    chance = generator(content_hash, "recapture")
    observed = int(counts.sum())
    drawn = chance.multinomial(observed, counts / observed, draws).astype(float)
    together = _Together(size, drawn)
    return percentiles(np.array([together.search(draw).total() for draw in range(draws)]), level)


class _Together:
    """Tables of one size fitted together, one model at a time."""

    def __init__(self, lists: int, tables: Floats) -> None:
        self.lists, self.tables = lists, tables
        self._fits: dict[Pairs, tuple[Floats, Floats]] = {}

    def search(self, draw: int) -> Search:
        """The search over one of the tables."""
        return Search(self.lists, self.tables[draw], lambda pairs: self.fit(pairs, draw))

    def fit(self, pairs: Pairs, draw: int) -> Fit:
        """The model's fit to one of the tables; all are fitted at once."""
        if pairs not in self._fits:
            self._fits[pairs] = fits(self.lists, self.tables, pairs)
        totals, bics = self._fits[pairs]
        return Fit(float(totals[draw]), float(bics[draw]))


def table_of(histories: Iterable[Iterable[str]], names: tuple[str, ...]) -> Lists:
    """The table from the lists that each case was on; cases on none of `names` are left out."""
    seen: dict[tuple[bool, ...], int] = {}
    for history in histories:
        on = set(history)
        mark = tuple(name in on for name in names)
        if any(mark):
            seen[mark] = seen.get(mark, 0) + 1
    return Lists(names, seen)

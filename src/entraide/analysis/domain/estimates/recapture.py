"""Cases on no list: log-linear capture-recapture over three or more lists, held back unless it can be trusted.

log mu = b0 + list effects + pairs of lists; N = observed + exp(b0). Pairs are taken in and put out by BIC; a pair without
overlap is skipped. The interval comes from a bootstrap that selects anew in each draw, and the range over all models within
10 BIC stands beside it. A missed link inflates the result twice, so it is refused below a link recall of 0.9.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
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
    x = _matrix(lists, pairs)
    beta = np.linalg.lstsq(x, np.log(counts + 0.5), rcond=None)[0]
    for _step in range(40):
        mu = np.exp(np.clip(x @ beta, -30, 30))
        try:
            step = np.linalg.solve((x * mu[:, None]).T @ x, x.T @ (counts - mu))
        except np.linalg.LinAlgError:
            return Fit(math.inf, math.inf)
        beta += np.clip(step, -3, 3)
        if np.abs(step).max() < 1e-8:
            break
    observed = float(counts.sum())
    predicted = np.clip(x @ beta, -30, 30)
    likelihood = float(counts @ predicted - np.exp(predicted).sum())
    return Fit(observed + math.exp(min(beta[0], 30)), x.shape[1] * math.log(observed) - 2 * likelihood)


class Search:
    """The models of one table met so far, by their pairs."""

    def __init__(self, lists: int, counts: Floats) -> None:
        self.lists, self.counts = lists, counts
        self.may = _overlaps(lists, counts)
        self.met: dict[Pairs, Fit] = {}

    def fit(self, pairs: Pairs) -> Fit:
        """The model's fit, made once."""
        if pairs not in self.met:
            self.met[pairs] = fit(self.lists, self.counts, pairs)
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
    totals = [_total(size, chance.multinomial(observed, counts / observed).astype(float)) for _draw in range(draws)]
    return percentiles(np.array(totals), level)


def _total(size: int, counts: Floats) -> float:
    search = Search(size, counts)
    return search.fit(search.best()).total


def table_of(histories: Iterable[Iterable[str]], names: tuple[str, ...]) -> Lists:
    """The table from the lists that each case was on; cases on none of `names` are left out."""
    seen: dict[tuple[bool, ...], int] = {}
    for history in histories:
        on = set(history)
        mark = tuple(name in on for name in names)
        if any(mark):
            seen[mark] = seen.get(mark, 0) + 1
    return Lists(names, seen)

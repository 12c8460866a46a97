"""How far coders agree beyond chance: Cohen's kappa for two, Krippendorff's alpha for any number with passages missing.

Cohen, J. (1960), Educational and Psychological Measurement 20; Krippendorff, K. (2004), Content Analysis, chapter 11; for
sets of themes the distance is MASI (Passonneau, 2006). Intervals: 95 per cent, passages drawn again 999 times, always the
same draws, so that a page read twice says the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
from attrs import frozen

RELIABLE: Final = 0.8
TENTATIVE: Final = 0.667
"""Krippendorff's own reading: from 0.8 reliable, from 0.667 for tentative conclusions, below that to be talked over."""
DRAWS: Final = 999
_SEED: Final = 20122012

Units = Sequence[Sequence[Any]]
"""Per passage what each coder said, None where one has not coded it."""
Distance = Callable[[Any, Any], float]


@frozen
class Agreement:
    """A coefficient with its interval and the passages it rests on. `value` None: not defined, as nothing varies."""

    value: float | None
    low: float | None
    high: float | None
    n: int

    @property
    def reading(self) -> str:
        """reliable, tentative, weak, or undefined."""
        if self.value is None:
            return "undefined"
        return "reliable" if self.value >= RELIABLE else "tentative" if self.value >= TENTATIVE else "weak"


@lru_cache(maxsize=8192)
def kappa(both: int, first: int, second: int, neither: int) -> Agreement:
    """Cohen's kappa of two coders over one theme: given by both, by the first alone, by the second alone, by neither."""
    counts = np.array([both, first, second, neither], dtype=float)
    n = int(counts.sum())
    if not n:
        return Agreement(None, None, None, 0)
    drawn = np.random.default_rng(_SEED).multinomial(n, counts / n, size=DRAWS).astype(float)
    return _with_interval(float(_kappas(counts[None, :])[0]), _kappas(drawn), n)


def _kappas(counts: Any) -> Any:
    a, b, c, d = counts.T
    n = counts.sum(axis=1)
    observed = (a + d) / n
    expected = ((a + b) * (a + c) + (c + d) * (b + d)) / n**2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected < 1, (observed - expected) / (1 - expected), np.nan)


def nominal(one: Any, other: Any) -> float:
    """0 for the same, 1 for what differs."""
    return 0.0 if one == other else 1.0


def masi(one: Collection[str], other: Collection[str]) -> float:
    """The distance of two sets of themes: 0 the same, less for a part of the other than for sets that cross, 1 for none shared."""
    one, other = frozenset(one), frozenset(other)
    if one == other:
        return 0.0
    shared, whole = len(one & other), len(one | other)
    if not shared:
        return 1.0
    kind = 2 / 3 if one <= other or other <= one else 1 / 3
    return 1 - shared / whole * kind


def _masis(values: Sequence[Collection[str]]) -> Any:
    """`masi` of every two at once."""
    themes = {theme: at for at, theme in enumerate(sorted({theme for value in values for theme in value}))}
    given = np.zeros((len(values), len(themes)))
    for row, value in enumerate(values):
        given[row, [themes[theme] for theme in value]] = 1
    shared, sizes = given @ given.T, given.sum(axis=1)
    whole = sizes[:, None] + sizes[None, :] - shared
    smaller = np.minimum(sizes[:, None], sizes[None, :])
    kind = np.where(shared == whole, 1.0, np.where(shared == smaller, 2 / 3, 1 / 3))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, 1 - shared / whole * kind, 0.0)


def alpha(units: Units, distance: Distance = nominal) -> Agreement:
    """Krippendorff's alpha. Passages that fewer than two have coded are left out; `n` counts the others."""
    types: Counter[tuple[Any, ...]] = Counter()
    for unit, times in Counter(tuple(unit) for unit in units).items():
        kept = tuple(sorted((value for value in unit if value is not None), key=repr))
        if len(kept) > 1:
            types[kept] += times
    return _alpha_of(types, distance)


def _alpha_of(types: Mapping[tuple[Any, ...], int], distance: Distance) -> Agreement:
    """Of how often each combination of values occurs; always in one order, so that the draws are the same."""
    return _alpha_counted(tuple((unit, types[unit]) for unit in sorted(types, key=repr)), distance)


@lru_cache(maxsize=512)
def _alpha_counted(types: tuple[tuple[tuple[Any, ...], int], ...], distance: Distance) -> Agreement:
    """Kept: a coding that no second coder shares leaves all of them as they were."""
    if not types:
        return Agreement(None, None, None, 0)
    ordered = [unit for unit, _times in types]
    values = sorted({value for unit in ordered for value in unit}, key=repr)
    at = {value: place for place, value in enumerate(values)}
    far = _masis(values) if distance is masi else np.array([[distance(one, other) for other in values] for one in values])
    shape = np.zeros((len(ordered), len(values)))
    for row, unit in enumerate(ordered):
        for value in unit:
            shape[row, at[value]] += 1
    sizes = shape.sum(axis=1)
    observed = np.einsum("ti,ti->t", shape @ far, shape) / (sizes - 1)
    counts = np.array([times for _unit, times in types], dtype=float)
    n = int(counts.sum())
    drawn = np.random.default_rng(_SEED).multinomial(n, counts / n, size=DRAWS).astype(float)
    found = _alphas(np.vstack([counts, drawn]), shape, sizes, observed, far)
    return _with_interval(float(found[0]), found[1:], n)


def _alphas(counts: Any, shape: Any, sizes: Any, observed: Any, far: Any) -> Any:
    pairable = counts @ sizes
    marginal = counts @ shape
    expected = np.einsum("bi,bi->b", marginal @ far, marginal) / (pairable - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - (counts @ observed) / expected, np.nan)


def _with_interval(value: float, drawn: Any, n: int) -> Agreement:
    if np.isnan(value):
        return Agreement(None, None, None, n)
    usable = drawn[~np.isnan(drawn)]
    low, high = np.percentile(usable, [2.5, 97.5]) if len(usable) else (value, value)
    return Agreement(round(value, 3), round(float(low), 3), round(float(high), 3), n)


@frozen
class ThemeAgreement:
    """One theme: how often each coder gave it, kappa of each pair, alpha of all."""

    theme: str
    given: Mapping[int, int]
    pairs: Mapping[tuple[int, int], Agreement]
    alpha: Agreement


Codings = Mapping[int, Mapping[int, frozenset[str]]]
"""Per passage and coder, the themes given."""


def by_theme(codings: Codings, themes: Sequence[str]) -> tuple[ThemeAgreement, ...]:
    """Every theme that somebody gave, in the order of `themes`, over the passages that at least two coded."""
    coders = sorted({coder for said in codings.values() for coder in said})
    shared = [said for said in codings.values() if len(said) > 1]
    used = {theme for said in shared for given in said.values() for theme in given}
    kept = [theme for theme in themes if theme in used]
    if not kept:
        return ()
    coded, given = _tables(shared, coders, kept)
    pairs = {
        (one, other): _cells(coded, given, at, to)
        for at, one in enumerate(coders)
        for to, other in enumerate(coders)
        if at < to
    }
    found = []
    for place, theme in enumerate(kept):
        of_pairs = {pair: kappa(*(int(cell) for cell in cells[place])) for pair, cells in pairs.items()}
        times = {coder: int(given[at, :, place].sum()) for at, coder in enumerate(coders)}
        found.append(ThemeAgreement(theme, times, of_pairs, _alpha_of(_types(coded, given[:, :, place]), nominal)))
    return tuple(found)


def _tables(
    shared: Sequence[Mapping[int, frozenset[str]]], coders: Sequence[int], themes: Sequence[str]
) -> tuple[Any, Any]:
    """Who coded which passage (coder × passage), and who gave which theme (coder × passage × theme)."""
    coded = np.zeros((len(coders), len(shared)), dtype=bool)
    given = np.zeros((len(coders), len(shared), len(themes)), dtype=bool)
    place, column = {coder: at for at, coder in enumerate(coders)}, {theme: at for at, theme in enumerate(themes)}
    for row, said in enumerate(shared):
        for coder, codes in said.items():
            coded[place[coder], row] = True
            for code in codes:
                if code in column:
                    given[place[coder], row, column[code]] = True
    return coded, given


def _cells(coded: Any, given: Any, one: int, other: int) -> Any:
    """Per theme: given by both, by the first alone, by the second alone, by neither; of what both coded."""
    both = coded[one] & coded[other]
    first, second = given[one][both], given[other][both]
    return np.stack([first & second, first & ~second, ~first & second, ~first & ~second]).sum(axis=1).T


def _types(coded: Any, given: Any) -> dict[tuple[bool, ...], int]:
    """How often so many of so many coders gave one theme."""
    coders, positive = coded.sum(axis=0), given.sum(axis=0)
    pairs, times = np.unique(np.stack([coders, positive]), axis=1, return_counts=True)
    return {(False,) * int(k - p) + (True,) * int(p): int(n) for (k, p), n in zip(pairs.T, times, strict=True) if k > 1}


def overall(codings: Codings) -> Agreement:
    """Alpha over whole sets of themes (MASI), all coders."""
    coders = sorted({coder for said in codings.values() for coder in said})
    orders: dict[frozenset[str], tuple[str, ...]] = {}

    def ordered(given: frozenset[str] | None) -> tuple[str, ...] | None:
        return None if given is None else orders.setdefault(given, tuple(sorted(given)))

    return alpha([[ordered(said.get(coder)) for coder in coders] for said in codings.values()], masi)


def disagreements(codings: Codings, agreed: frozenset[int] | set[int] = frozenset()) -> tuple[int, ...]:
    """Passages whose coders gave different themes and that nothing has been agreed upon for, by their number."""
    return tuple(
        sorted(passage for passage, said in codings.items() if passage not in agreed and len(set(said.values())) > 1)
    )

"""How far coders agree beyond chance: Cohen's kappa for two, Krippendorff's alpha for any number with passages missing.

Cohen, J. (1960), Educational and Psychological Measurement 20; Krippendorff, K. (2004), Content Analysis, chapter 11; for
sets of themes the distance is MASI (Passonneau, 2006). Intervals: 95 per cent, passages drawn again 999 times, always the
same draws, so that a page read twice says the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
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


def masi(one: frozenset[str], other: frozenset[str]) -> float:
    """The distance of two sets of themes: 0 the same, less for a part of the other than for sets that cross, 1 for none shared."""
    if one == other:
        return 0.0
    shared, whole = len(one & other), len(one | other)
    if not shared:
        return 1.0
    kind = 2 / 3 if one <= other or other <= one else 1 / 3
    return 1 - shared / whole * kind


def alpha(units: Units, distance: Distance = nominal) -> Agreement:
    """Krippendorff's alpha. Passages that fewer than two have coded are left out; `n` counts the others."""
    kept = [tuple(value for value in unit if value is not None) for unit in units]
    kept = [unit for unit in kept if len(unit) > 1]
    if not kept:
        return Agreement(None, None, None, 0)
    types = Counter(tuple(sorted(unit, key=repr)) for unit in kept)
    values: list[Hashable] = sorted({value for unit in types for value in unit}, key=repr)
    at = {value: place for place, value in enumerate(values)}
    far = np.array([[distance(one, other) for other in values] for one in values])
    shape = np.zeros((len(types), len(values)))
    for row, unit in enumerate(types):
        for value in unit:
            shape[row, at[value]] += 1
    sizes = shape.sum(axis=1)
    observed = np.einsum("ti,ij,tj->t", shape, far, shape) / (sizes - 1)
    counts = np.array(list(types.values()), dtype=float)
    drawn = np.random.default_rng(_SEED).multinomial(len(kept), counts / len(kept), size=DRAWS).astype(float)
    found = _alphas(np.vstack([counts, drawn]), shape, sizes, observed, far)
    return _with_interval(float(found[0]), found[1:], len(kept))


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
    return tuple(_of_theme(theme, shared, coders) for theme in themes if theme in used)


def _of_theme(theme: str, shared: Sequence[Mapping[int, frozenset[str]]], coders: Sequence[int]) -> ThemeAgreement:
    table = [{coder: theme in given for coder, given in said.items()} for said in shared]
    pairs = {}
    for place, one in enumerate(coders):
        for other in coders[place + 1 :]:
            cells = Counter((row[one], row[other]) for row in table if one in row and other in row)
            pairs[one, other] = kappa(cells[True, True], cells[True, False], cells[False, True], cells[False, False])
    given = {coder: sum(row.get(coder, False) for row in table) for coder in coders}
    return ThemeAgreement(theme, given, pairs, alpha([[row.get(coder) for coder in coders] for row in table]))


def overall(codings: Codings) -> Agreement:
    """Alpha over whole sets of themes (MASI), all coders."""
    coders = sorted({coder for said in codings.values() for coder in said})
    return alpha([[said.get(coder) for coder in coders] for said in codings.values()], masi)


def disagreements(codings: Codings, agreed: frozenset[int] | set[int] = frozenset()) -> tuple[int, ...]:
    """Passages whose coders gave different themes and that nothing has been agreed upon for, by their number."""
    return tuple(
        sorted(passage for passage, said in codings.items() if passage not in agreed and len(set(said.values())) > 1)
    )

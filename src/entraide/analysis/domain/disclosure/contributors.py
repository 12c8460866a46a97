"""Sums of what respondents gave: which must be held so that no respondent's own number can be worked out from the others.

The rule looks at who stands in which sum and who keeps theirs, never at the numbers, so that what is held tells nothing of them.
Everything that was given to the reader is known and drops out; a respondent also knows their own. So each one that keeps
theirs must stay unknown even to any other one of them: of two that remain, each could work out the other's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from .cells import FEW, SUBTRACTION, Rules

Keeping = Mapping[str, frozenset[int]]
"""For each sum that is to be printed, the submissions in it that keep their number from the reader."""


def protect_sums(keeping: Keeping, rules: Rules) -> dict[str, str]:
    """The keys of sums that may not be printed: too few that keep theirs, or found by subtraction."""
    held = {key: FEW for key, who in sorted(keeping.items()) if 0 < len(who) < rules.contributors}
    while True:
        printed = {key: who for key, who in sorted(keeping.items()) if who and key not in held}
        known = worked_out(printed.values())
        if not known:
            return held
        held[_beside(printed, known)] = SUBTRACTION


def _beside(printed: Keeping, known: frozenset[int]) -> str:
    """The sum over the fewest without which fewer are known; by name among equals."""
    order = sorted(printed, key=lambda key: (len(printed[key]), key))
    fewer = (key for key in order if len(worked_out(who for k, who in printed.items() if k != key)) < len(known))
    return next(fewer, order[0])


def worked_out(sums: Iterable[frozenset[int]]) -> frozenset[int]:
    """Submissions whose number follows from these sums, for anybody or for another one that keeps theirs."""
    sets = sorted(set(sums), key=sorted)
    who = sorted({one for group in sets for one in group})
    if not who:
        return frozenset()
    matrix = np.array([[float(one in group) for one in who] for group in sets])
    free = _free(matrix)
    size = np.linalg.norm(free, axis=1)
    known = {one for one, length in zip(who, size, strict=True) if length < 1e-9}
    left = [place for place, length in enumerate(size) if length >= 1e-9]
    unit = free[left] / size[left][:, None]
    alike = np.abs(unit @ unit.T) > 1 - 1e-9
    np.fill_diagonal(alike, False)
    known |= {who[left[place]] for place in np.flatnonzero(alike.any(axis=1))}
    return frozenset(known)


def _free(matrix: np.ndarray) -> np.ndarray:
    """A basis of what the sums leave open: one row for each submission."""
    _left, sizes, right = np.linalg.svd(matrix, full_matrices=True)
    rank = int((sizes > 1e-9 * max(1.0, float(sizes.max(initial=0.0)))).sum())
    free: np.ndarray = right[rank:].T
    return free

"""What was asked again and again without an action: the same deed in three sessions or more.

Two recommendations ask the same when one reiterates the other, or when their words are nearly the same: at least LIKE of
the words of both are common. Words of one or two letters and numbers do not count, since sessions and years differ.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import ceil
from typing import Final

from attrs import frozen

LIKE: Final = 0.75
SESSIONS: Final = 3
FEWEST: Final = 2
"""Words; of fewer nobody can tell whether they ask the same."""
MOST_NEAR: Final = 300
"""Earlier wordings with the same rare word that one is compared with, the latest of them: keeps the work in bounds."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@frozen
class Deed:
    """A recommendation. `session` tells meetings apart; `again` are the ids of those that it reiterates."""

    id: int
    session: str
    text: str
    acted: bool
    again: tuple[int, ...] = ()


def repeated(deeds: Sequence[Deed]) -> list[tuple[int, ...]]:
    """Groups of ids that ask the same in SESSIONS or more sessions, none of them acted upon; the largest first."""
    known = {deed.id: deed for deed in deeds}
    groups = _grouped(known, [*_reiterated(known), *_alike(deeds)])
    wanted = [
        group for group in groups
        if len({known[one].session for one in group}) >= SESSIONS and not any(known[one].acted for one in group)
    ]  # fmt: skip
    return sorted((tuple(sorted(group)) for group in wanted), key=lambda group: (-len(group), group))


def _reiterated(known: Mapping[int, Deed]) -> Iterable[tuple[int, int]]:
    return ((deed.id, other) for deed in known.values() for other in deed.again if other in known)


def signs(text: str) -> frozenset[str]:
    """The words by which a deed is compared; in Chinese pairs of signs."""
    found = {word.casefold() for word in _WORD.findall(_HAN.sub(" ", text))}
    han = _HAN.findall(text)
    return frozenset(found | {a + b for a, b in pairwise(han)})


def _alike(deeds: Sequence[Deed]) -> Iterable[tuple[int, int]]:
    """Pairs with nearly the same words. Two that share LIKE of their words share one of the rarest of each; those with the
    very same words are compared once.
    """
    same: dict[frozenset[str], int] = {}
    for deed in deeds:
        if len(found := signs(deed.text)) >= FEWEST and (first := same.setdefault(found, deed.id)) != deed.id:
            yield first, deed.id
    count = Counter(word for found in same for word in found)
    holders: dict[str, list[frozenset[str]]] = defaultdict(list)
    for found, one in same.items():
        rarest = sorted(found, key=lambda word: (count[word], word))[: len(found) - ceil(len(found) * LIKE) + 1]
        near = {other for word in rarest for other in holders[word][-MOST_NEAR:]}
        yield from ((one, same[other]) for other in near if _share(found, other) >= LIKE)
        for word in rarest:
            holders[word].append(found)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _grouped(known: Iterable[int], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    above = {one: one for one in known}

    def root(one: int) -> int:
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for one, other in pairs:
        above[root(one)] = root(other)
    groups: dict[int, list[int]] = defaultdict(list)
    for one in above:
        groups[root(one)].append(one)
    return list(groups.values())

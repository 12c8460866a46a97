"""How near two mandates are to one another: the words they share, the act, and who is asked. Six languages, no database.

Words are compared by their beginnings, which are alike in all forms of a word; Chinese by its pairs of signs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final, Generic, TypeVar

from attrs import field, frozen

from entraide.documents.domain.searching import index_words

Key = TypeVar("Key")

SHORTEST: Final = 4
STEM: Final = 6
ARABIC_STEM: Final = 4
SAME: Final = 0.75
"""From here on two texts are one recommendation made again."""
WORDS_WEIGH, ACT_WEIGHS, ADDRESSEE_WEIGHS = 0.8, 0.1, 0.1
_ARTICLES: Final = ("وال", "بال", "فال", "كال", "ولل", "ال", "لل")


@frozen
class Drawn:
    """What of a mandate is compared: its terms, the group of its act, who is asked as `kind/name`."""

    terms: frozenset[str]
    group: str = ""
    addressees: frozenset[str] = frozenset()


def content_words(text: str) -> tuple[str, ...]:
    """The words that say something, in their order and as they are indexed; each once."""
    return tuple(dict.fromkeys(word for word in index_words(text).split() if _says_something(word)))


def _says_something(word: str) -> bool:
    return len(word) >= SHORTEST or (len(word) == 2 and word[0] >= "\u3400")


def terms(text: str) -> frozenset[str]:
    """The same words by their beginnings."""
    return frozenset(_stem(word) for word in content_words(text))


def _stem(word: str) -> str:
    if "\u0600" <= word[0] <= "\u06ff":
        bare = next((word[len(one) :] for one in _ARTICLES if word.startswith(one) and len(word) > len(one) + 2), word)
        return bare[:ARABIC_STEM]
    return word[:STEM]


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Of 1, what two sets of terms have in common."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def nearness(draft: Drawn, other: Drawn) -> float:
    """Of 1: mostly the words, a little the act and who is asked."""
    score = WORDS_WEIGH * shared(draft.terms, other.terms)
    score += ACT_WEIGHS * (bool(draft.group) and draft.group == other.group)
    return score + ADDRESSEE_WEIGHS * bool(draft.addressees & other.addressees)


def any_of(words: Sequence[str], at_once: int) -> str:
    """The query, as PostgreSQL writes it, for texts that hold any `at_once` of these words; "" of too few."""
    return " | ".join("(" + " & ".join(f"'{word}'" for word in some) + ")" for some in combinations(words, at_once))


@frozen
class Repeats(Generic[Key]):
    """The same thing asked again: the nearest of them first. `sessions` counts those in which it was asked."""

    keys: tuple[Key, ...]
    sessions: int
    acted: bool


@frozen
class Asked(Generic[Key]):
    """One earlier mandate: its key, its terms, in which session or paper it was asked, whether action is recorded."""

    key: Key
    terms: frozenset[str] = field(repr=False)
    session: str
    acted: bool


def repeats(found: Iterable[Asked[Key]]) -> tuple[Repeats[Key], ...]:
    """Mandates, the nearest first, gathered into what was asked again and again, by the words of the first of each."""
    groups: list[list[Asked[Key]]] = []
    for one in found:
        same = next((group for group in groups if shared(group[0].terms, one.terms) >= SAME), None)
        if same is None:
            groups.append([one])
        else:
            same.append(one)
    return tuple(
        Repeats(
            tuple(one.key for one in group), len({one.session for one in group}), any(one.acted for one in group)
        )
        for group in groups
    )  # fmt: skip

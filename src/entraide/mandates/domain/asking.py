"""The words around an act, per language, compiled from `lexicon/asking.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from attrs import frozen

from entraide.kernel.languages import Language

from .needles import Needle, needles
from .trie import Trie
from .vocabulary import table
from .words import fold, pattern

HEADINGS: Final = ("operative", "narrative", "organisation", "introduction")
"""The kinds of chapters that headings tell apart; the first that fits counts."""


@frozen
class Asking:
    """Where the deed begins, what may precede an addressee, who only speaks, what cites another instrument.

    `qualifying`: words that open what is no addressee any more. `attributive` (participles) and `genitive`: what makes a name part
    of another's. `resumptive`: words between a verb and its subject in a relative clause. `leadins`: words that open what may
    stand before a verb without a comma. `urging`: adverbs that make any asking urgent. `governing`: what stands before no addressee,
    where nothing else shows its beginning. `dropping`: whether a verb may go without its subject.
    """

    deed: tuple[Needle, ...]
    citing: tuple[Needle, ...]
    not_yet: tuple[Needle, ...]
    particles: Trie[str]
    coordination: Trie[str]
    speakers: Trie[str]
    pronouns: Trie[str]
    chairs: Trie[str]
    prepositions: frozenset[str]
    qualifying: frozenset[str]
    attributive: frozenset[str]
    genitive: frozenset[str]
    resumptive: frozenset[str]
    urging: frozenset[str]
    leadins: frozenset[str]
    governing: frozenset[str]
    dropping: bool
    articles: frozenset[str]
    nominative: re.Pattern[str]
    headings: Mapping[str, tuple[str, ...]]


@cache
def asking(language: Language) -> Asking:
    """Those of one language; built once."""
    row: Mapping[str, Any] = table("asking")[language]
    return Asking(
        needles(row["deed"]),
        needles(row["citing"]),
        needles(row["not_yet"]),
        _trie(row["particles"]),
        _trie(row["coordination"]),
        _trie(row["speakers"]),
        _trie(row["pronouns"]),
        _trie(row["chairs"]),
        frozenset(fold(word) for word in row["prepositions"]),
        frozenset(fold(word) for word in row["qualifying"]),
        frozenset(fold(word) for word in row.get("attributive", ())),
        frozenset(fold(word) for word in row.get("genitive", ())),
        frozenset(fold(word) for word in row.get("resumptive", ())),
        frozenset(fold(word) for word in row.get("urging", ())),
        frozenset(fold(word) for word in row.get("leadins", ())),
        frozenset(fold(word) for word in row.get("governing", ())),
        bool(row.get("dropping")),
        frozenset(fold(word) for word in row["articles"]),
        pattern(row.get("nominative", "")),
        {name: tuple(fold(word) for word in row[name]) for name in HEADINGS},
    )


def _trie(phrases: list[str]) -> Trie[str]:
    found: Trie[str] = Trie()
    for phrase in phrases:
        found.add(phrase, phrase)
    return found

"""Themes proposed for a passage out of the concepts that it names: a proposal with its reason, until a person decides."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from attrs import frozen

from .codebook import Codebook

MOST: Final = 9
"""As many as there are digits to choose them with."""


@frozen
class Proposal:
    """A theme, the concepts whose words stand in the passage, and the rules of the codebook that they meet."""

    theme: str
    because: tuple[str, ...]
    rules: tuple[str, ...] = ()


def propose(concepts: Collection[str], question: str, book: Codebook) -> tuple[Proposal, ...]:
    """Themes of the side that the question asks for, else of the side that the words tell; those with more reason first.

    Who is asked for obstacles need not say that something is lacking: to name it is enough.
    """
    said = set(concepts)
    asked = book.side_of(question)
    side, implied = asked or _side_told(said, book), book.implied.get(asked, frozenset())
    found = []
    for place, theme in enumerate(book.themes.values()):
        met = [one for one in theme.when if one <= said | implied and one & said]
        if theme.side == side and met:
            because = frozenset[str]().union(*met) & said
            most = max(len(one & said) for one in met)
            found.append((-most, -len(because), place, Proposal(theme.code, tuple(sorted(because)), _rules(met))))
    return tuple(one for *_order, one in sorted(found, key=lambda row: row[:3]))[:MOST]


def _side_told(said: set[str], book: Codebook) -> str:
    for side in ("need", "obstacle"):
        if said & book.signs.get(side, frozenset()):
            return side
    return "practice"


def _rules(met: Collection[frozenset[str]]) -> tuple[str, ...]:
    """Each rule by its concepts: `inventory`, `museum+photograph`."""
    return tuple(sorted("+".join(sorted(one)) for one in met))


def confirmed(given: Collection[str], proposals: Collection[Proposal]) -> dict[str, list[str]]:
    """Of the themes given those that had been proposed, with the rules that proposed them."""
    return {one.theme: list(one.rules) for one in proposals if one.theme in given}

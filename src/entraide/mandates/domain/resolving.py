"""One paper in several languages: what the words of one leave open, another may decide.

French "demande", Russian "призывает" and Arabic "تدعو" render more than one act. Where the same place of another language
version is certain, and what it says is among the acts that are possible, it decides; otherwise the doubt stays and is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve

from entraide.documents.domain.tree import Point, Tree
from entraide.kernel.languages import Language

from .extract import extract
from .proposals import Proposal
from .vocabulary import Act, strength_of

ASKED_FIRST: Final[tuple[Language, ...]] = ("en", "es", "zh", "fr", "ar", "ru")
"""The order in which language versions are asked: those whose verbs leave the least doubt come first."""
SURER: Final = 0.1

Spot = tuple[int, int]
"""Which paragraph or point of the paper (counted through), and which act within it (counted through)."""


def extract_aligned(trees: Mapping[Language, Tree], original: Language) -> tuple[Proposal, ...]:
    """The mandates of a paper as its original language says them, doubts decided by the other versions where they can be."""
    others = {language: extract(tree) for language, tree in trees.items() if language != original}
    return resolve(
        extract(trees[original]), trees[original], {code: (trees[code], told) for code, told in others.items()}
    )


def resolve(
    found: Sequence[Proposal], tree: Tree, others: Mapping[Language, tuple[Tree, Sequence[Proposal]]]
) -> tuple[Proposal, ...]:
    """Proposals with those acts decided that another version of the same place decides. Versions are aligned by their
    paragraphs and points in order, whatever these are called; one with more or fewer of them is not asked.
    """
    places = _places(tree)
    sure = [
        dict(_acts(told, _places(other)))
        for language in ASKED_FIRST
        for other, told in [others.get(language, (None, ()))]
        if other is not None and len(_places(other)) == len(places)
    ]
    turns: dict[int, int] = defaultdict(int)
    return tuple(_decided(each, places, sure, turns) for each in found)


def _places(tree: Tree) -> dict[tuple[str, str], int]:
    """Every paragraph and point of a paper, by number and letters as printed, counted through."""
    named = (place for paragraph in tree.paragraphs() for place in _within(paragraph.number, paragraph.points))
    return {place: turn for turn, place in enumerate(dict.fromkeys(named))}


def _within(number: str, points: Sequence[Point], above: str = "") -> Iterator[tuple[str, str]]:
    yield number, above
    for point in points:
        yield from _within(number, point.points, f"{above}.{point.label}" if above else point.label)


def _acts(told: Iterable[Proposal], places: Mapping[tuple[str, str], int]) -> Iterator[tuple[Spot, Act | None]]:
    turns: dict[int, int] = defaultdict(int)
    for each in _flat(told):
        place = places.get((each.paragraph, each.point), -1)
        yield (place, turns[place]), None if each.acts_possible else each.act
        turns[place] += 1


def _flat(told: Iterable[Proposal]) -> Iterator[Proposal]:
    for each in told:
        yield each
        yield from _flat(each.contains)


def _decided(
    each: Proposal,
    places: Mapping[tuple[str, str], int],
    sure: Sequence[Mapping[Spot, Act | None]],
    turns: dict[int, int],
) -> Proposal:
    place = places.get((each.paragraph, each.point), -1)
    spot = (place, turns[place])
    turns[place] += 1
    contains = tuple(_decided(inner, places, sure, turns) for inner in each.contains)
    act = (
        next((acts[spot] for acts in sure if acts.get(spot) in each.acts_possible), None)
        if each.acts_possible
        else None
    )
    if act is None:
        return evolve(each, contains=contains)
    strength = each.strength + strength_of(act) - strength_of(each.act)
    confidence = round(each.confidence + SURER, 2)
    return evolve(each, act=act, strength=strength, acts_possible=(), confidence=confidence, contains=contains)

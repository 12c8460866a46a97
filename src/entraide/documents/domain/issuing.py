"""Issuing a paper again under the same identity: which symbol it gets, which paragraphs stay the same ones.

rev      …/Rev.1    a whole new text
corr     …/Corr.1   some paragraphs, in some languages
reissue  …*         the same text again, for technical reasons
add      …/Add.1    a paper of its own that adds to it
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from attrs import evolve, frozen

from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem, Refused, refuse

from . import filing, symbols
from . import tree as t
from .correcting import editable, runs_from

KINDS: Final = ("rev", "corr", "reissue", "add")
MARKS: Final[Mapping[str, str]] = {"rev": "Rev", "corr": "Corr", "add": "Add"}
_STARS: Final = re.compile(r"\*+$")
SYMBOL_LENGTH: Final = 80


def next_symbol(stem: str, issued: Sequence[str], kind: str, taken: Collection[str]) -> str:
    """The first free symbol of an issue: a correction and a reissue belong to the last revision, if there was one.

    `stem` is the paper's first symbol, `issued` those of its editions in their order.
    """
    last = next((symbol for symbol in reversed(issued) if _mark(symbol) == "Rev"), stem)
    if kind == "reissue":
        bare = _STARS.sub("", last)
        stars = max(
            (len(symbol) - len(bare) for symbol in (*taken, *issued) if _STARS.sub("", symbol) == bare), default=0
        )
        return f"{bare}{'*' * (stars + 1)}"
    base = _STARS.sub("", last if kind == "corr" else stem)
    number = 1
    while f"{base}/{MARKS[kind]}.{number}" in taken or f"{base}/{MARKS[kind]}.{number}" in issued:
        number += 1
    return f"{base}/{MARKS[kind]}.{number}"


def _mark(symbol: str) -> str:
    return _STARS.sub("", symbol).rsplit("/", 1)[-1].split(".")[0]


def checked_symbol(said: str, stem: str, kind: str, taken: Collection[str]) -> str:
    """The symbol as it will be kept. Refused: DOC-500 it is not one of this paper, DOC-501 it is taken."""
    found = symbols.parse(said)
    symbol = str(found[0]) if len(found) == 1 else ""
    parsed = symbols.parse(stem)
    own = parsed[0].normal if parsed else stem
    fits = symbol.endswith("*") if kind == "reissue" else _mark(symbol) == MARKS[kind]
    if not symbol or not fits or not symbol.startswith(own) or len(symbol) > SYMBOL_LENGTH:
        raise refuse("DOC-500", symbol=said, stem=stem)
    if symbol in taken:
        raise refuse("DOC-501", symbol=symbol)
    return symbol


@frozen
class Succession:
    """How the paragraphs of a new text follow those of the old: `guids` by place, `fresh` the new, `dropped` the gone."""

    guids: Mapping[filing.Place, str]
    fresh: frozenset[str]
    dropped: frozenset[str]


def succession(old: t.Tree, new: t.Tree, new_guid: Callable[[], str]) -> Succession:
    """The same printed number is the same paragraph. Letters tell points apart in one language, their order in two."""
    kept = {piece.place: piece for piece in filing.series(old)}
    identities = filing.guids_of(old)
    by_label = {(piece.number, piece.point): identities[place] for place, piece in kept.items() if place in identities}
    guids: dict[filing.Place, str] = {}
    fresh = set()
    for piece in filing.series(new):
        same = (
            by_label.get((piece.number, piece.point)) if old.language == new.language else identities.get(piece.place)
        )
        guids[piece.place] = same or new_guid()
        if not same:
            fresh.add(guids[piece.place])
    gone = frozenset(identities.values()) - frozenset(guids.values())
    return Succession(guids, frozenset(fresh), gone)


def misaligned(trees: Mapping[Language, t.Tree], first: Language) -> tuple[Problem, ...]:
    """DOC-502 for each language whose numbering differs from that of the first: with the list, as long as it is useful."""
    found = []
    for language, tree in trees.items():
        differences = filing.differences(trees[first], tree) if language != first else ()
        if differences:
            shown = ", ".join(differences[:12]) + (" …" if len(differences) > 12 else "")
            found.append(Problem("DOC-502", {"language": language, "first": first, "differences": shown}, language))
    return tuple(found)


def leading(languages: Collection[Language], original: str = "") -> Language:
    """Which of several versions gives the printed letters: the original, else the first of en, fr, es, ru, ar, zh."""
    order = (original, "en", "fr", "es", "ru", "ar", "zh")
    return min(languages, key=order.index)


def corrected(tree: t.Tree, texts: Mapping[str, str]) -> tuple[t.Tree, tuple[str, ...]]:
    """The tree with other words in some paragraphs or points, by guid; and the guids where something really changed.

    Refused: DOC-503 a guid that the text has not, DOC-504 a paragraph would be left without words.
    """
    left = dict(texts)
    changed: list[str] = []

    def words(runs: t.Runs, guid: str) -> t.Runs:
        said = left.pop(guid, None)
        if not guid or said is None:
            return runs
        if not said.strip():
            raise refuse("DOC-504")
        fresh = runs_from(said, runs)
        if editable(fresh) != " ".join(editable(runs).split()) and fresh != runs:
            changed.append(guid)
        return fresh

    def point(each: t.Point) -> t.Point:
        return evolve(each, runs=words(each.runs, each.guid), points=tuple(point(inner) for inner in each.points))

    def block(each: t.Block) -> t.Block:
        if not isinstance(each, t.Paragraph):
            return each
        return evolve(each, runs=words(each.runs, each.guid), points=tuple(point(inner) for inner in each.points))

    def section(each: t.Section) -> t.Section:
        blocks = tuple(block(inner) for inner in each.blocks)
        return evolve(each, blocks=blocks, sections=tuple(section(inner) for inner in each.sections))

    new = evolve(tree, sections=tuple(section(each) for each in tree.sections))
    if left:
        raise Refused(*(Problem("DOC-503", {"language": tree.language}) for _guid in left))
    return new, tuple(changed)

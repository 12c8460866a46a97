"""How far each block is in each language: missing, draft, machine, revised, cleared; stale when its source has changed since."""

from __future__ import annotations

from collections import Counter
from typing import Final, Literal

from attrs import frozen

from entraide.kernel.languages import LANGUAGES, Language

from .structure import Block, Structure
from .words import Strayed, places, strayed

State = Literal["missing", "draft", "machine", "revised", "cleared", "stale"]
STATES: Final[tuple[State, ...]] = ("missing", "stale", "machine", "draft", "revised", "cleared")
"""The least finished first."""
OPEN: Final = frozenset({"missing", "stale", "machine", "draft"})
"""What keeps a report from being issued."""


def state(block: Block, language: Language, source: Language) -> State:
    """The state of a block's words in a language. A block without words is the same in all six: cleared."""
    if not block.words:
        return "cleared"
    if not block.said(language):
        return "missing"
    version = block.versions.get(language)
    if version is None:
        return "draft"
    if language != source and version.of != block.fingerprint(source):
        return "stale"
    return version.made


def tally(structure: Structure, language: Language) -> Counter[State]:
    """How many blocks are in each state."""
    return Counter(state(block, language, structure.language) for block in structure.blocks)


def title_missing(structure: Structure) -> tuple[Language, ...]:
    """The languages in which the report has no title."""
    return tuple(code for code in LANGUAGES if not structure.title.get(code))


def lost(block: Block, language: Language, source: Language) -> Strayed:
    """The figures that the words of a language lost or added against those of the source."""
    before = f"{block.said(source)} {block.point.get(source, '')}"
    after = f"{block.said(language)} {block.point.get(language, '')}"
    return strayed(before, after)


@frozen
class Open:
    """What keeps a report from being issued: a block in a language, and how it is."""

    block: str
    language: Language
    state: State
    strayed: tuple[str, ...] = ()


def unfinished(structure: Structure) -> tuple[Open, ...]:
    """Every block that is not ready, language by language."""
    source = structure.language
    found = []
    for block in structure.blocks:
        for language in LANGUAGES:
            at = state(block, language, source)
            gone = lost(block, language, source) if block.said(language) and language != source else None
            if at in OPEN or gone:
                found.append(Open(block.id, language, at, (*gone.lost, *gone.added) if gone else ()))
    return tuple(found)


def chips(block: Block, source: Language) -> tuple[str, ...]:
    """The placeholders that every translation of a block must keep."""
    text = f"{block.said(source)} {block.point.get(source, '')}"
    return tuple(dict.fromkeys(str(place) for place in places(text)))

"""The text of a paper beside what was read out of it: the paragraphs that ask for something, with the words marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import frozen

from entraide.documents.queries import ParagraphRow
from entraide.kernel.languages import Language, as_language
from entraide.kernel.text import Text

from ..queries import MandateRow

AROUND: Final = 1
"""How many paragraphs are shown before and after one that asks for something."""


@frozen
class Part:
    """A stretch of text; `mandate` is the one whose act's words it holds, 0 for the rest."""

    text: str
    mandate: int = 0


@frozen
class Piece:
    """A paragraph or point. `gap` says that paragraphs before it are left out; `depth` is 0 for a paragraph."""

    guid: str
    label: str
    depth: int
    parts: tuple[Part, ...]
    asks: bool
    gap: bool


def pieces(paragraphs: Sequence[ParagraphRow], rows: Iterable[MandateRow], language: str) -> tuple[Piece, ...]:
    """The paragraphs with proposals, all of their points, and their neighbours, in the language that was read."""
    told: dict[str, list[MandateRow]] = defaultdict(list)
    for row in rows:
        told[str(row.guid)].append(row)
    numbers = list(dict.fromkeys(one.number for one in paragraphs))
    asking = {one.number for one in paragraphs if str(one.guid) in told}
    near = {number for at, number in enumerate(numbers) if asking & set(numbers[max(0, at - AROUND) : at + AROUND + 1])}
    return tuple(_pieces(paragraphs, near, told, as_language(language)))


def _pieces(
    paragraphs: Sequence[ParagraphRow], near: set[str], told: dict[str, list[MandateRow]], language: Language
) -> Iterator[Piece]:
    gap = False
    for one in paragraphs:
        if one.number not in near:
            gap = True
            continue
        here = told.get(str(one.guid), [])
        depth = one.point.count(".") + 1 if one.point else 0
        words = _words(one.text, language)
        yield Piece(str(one.guid), one.label, depth, tuple(_marked(words, here)), bool(here), gap)
        gap = False


def _words(text: Text, language: Language) -> str:
    return text.versions.get(language) or text.shown_in(language).text


def _marked(text: str, rows: Iterable[MandateRow]) -> Iterator[Part]:
    """The text with the act's words of each mandate marked once, the first of two that overlap."""
    at = 0
    for row in sorted(rows, key=lambda row: list(row.proposal.get("span", (0, 0)))):
        first, last = row.proposal.get("span", (0, 0))
        if first < at or last <= first:
            continue
        yield Part(text[at:first])
        yield Part(text[first:last], row.id)
        at = last
    yield Part(text[at:])

"""From a tree to the passages that are searched: every paragraph and point, every other block, headings and notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attrs import fields, frozen, has

from . import filing
from . import tree as t
from .searching import index_words

LONGEST: Final = 8000
"""Signs of one passage: PostgreSQL keeps the places of the first 16,383 words only."""
NUMBER_LENGTH: Final = 40


@frozen
class Found:
    """A passage. `guid` is that of its paragraph or point, "" for what has no identity; `number` as it is cited."""

    guid: str
    number: str
    position: int
    text: str
    words: str


def passages(tree: t.Tree) -> tuple[Found, ...]:
    """All passages of a filed tree, in reading order; positions run from 1, 0 is the title's."""
    found = []
    for position, (guid, number, text) in enumerate(_cut(tree), start=1):
        words = index_words(text)
        if words:
            found.append(Found(guid, number[:NUMBER_LENGTH], position, text, words))
    return tuple(found)


def title_passage(symbols: tuple[str, ...], title: str) -> Found:
    """What a document is found by before its text: its title, then its symbols, which are shown apart."""
    symbol = " - ".join(symbols)
    return Found("", "", 0, title or symbol, index_words(f"{title} {symbol}"))


def _cut(tree: t.Tree) -> Iterator[tuple[str, str, str]]:
    for guid, number, text in _texts(tree):
        for start in range(0, len(text), LONGEST):
            yield guid, number, text[start : start + LONGEST]


def _texts(tree: t.Tree) -> Iterator[tuple[str, str, str]]:
    for line in tree.masthead.lines:
        yield "", "", line
    for section in tree.sections:
        yield from _section(section)
    for annex in tree.annexes:
        yield "", "", annex.heading
        for row in annex.documents:
            yield "", "", " ".join((*row.symbols, row.title))
        yield from _rest(annex, ("heading", "documents", "sections"))
        for section in annex.sections:
            yield from _section(section)
    for note in tree.notes:
        yield "", "", t.plain(note.runs)


def _section(section: t.Section) -> Iterator[tuple[str, str, str]]:
    yield "", "", section.heading
    yield from _rest(section, ("heading", "sections"))
    for inner in section.sections:
        yield from _section(inner)


def _rest(thing: Any, besides: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """What stands in the other fields, whatever kinds of blocks the tree comes to have."""
    for each in fields(type(thing)):
        value = getattr(thing, each.name)
        if each.name not in besides and isinstance(value, tuple):
            for item in value:
                yield from _block(item)


def _block(block: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(block, t.Paragraph):
        number = filing.bare_number(block.number)
        yield block.guid, number, block.text
        yield from _points(block.points, number, "")
        return
    text = " ".join(part for part in (" ".join(said.split()) for said in _said(block)) if part)
    if text:
        yield "", "", text


def _points(points: tuple[t.Point, ...], number: str, path: str) -> Iterator[tuple[str, str, str]]:
    for point in points:
        label = f"{path}.{point.label}" if path else point.label
        yield point.guid, filing.shown_label(number, label), t.plain(point.runs)
        yield from _points(point.points, number, label)


def _said(thing: Any) -> Iterator[str]:
    """Every text in it, in the order of its fields; runs of one text in one piece."""
    if isinstance(thing, tuple) and thing and isinstance(thing[0], t.Run):
        yield t.plain(thing)
    elif isinstance(thing, tuple):
        for item in thing:
            yield from _said(item)
    elif has(type(thing)):
        for each in fields(type(thing)):
            if each.name in _WORDS:
                value = getattr(thing, each.name)
                yield from [value] if isinstance(value, str) else _said(value)


_WORDS: Final = frozenset({
    "runs", "caption", "header", "rows", "source", "alternative", "items", "heading", "text", "blocks", "sections",
    "points", "cells", "title", "content", "body",
})  # fmt: skip

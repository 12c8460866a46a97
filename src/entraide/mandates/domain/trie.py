"""Phrases to be found in running words, the longest first.

A phrase is written as people write it, with three signs: `~` lets adverbs stand in between, `…` lets a few words of
any kind stand in between (not beyond a full stop), and a word that ends in `*` stands for all its endings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Generic, TypeVar

from attrs import define, field, frozen

from .words import Word, words

Value = TypeVar("Value")

ADVERBS: Final = "~"
ANYTHING: Final = "…"
REACH: Final = 15
"""How many words `…` may stand for."""
STOPS: Final = frozenset(".;:。!?؟")


@define
class _Node(Generic[Value]):
    next: dict[str, _Node[Value]] = field(factory=dict)
    heads: list[tuple[str, _Node[Value]]] = field(factory=list)
    values: list[Value] = field(factory=list)


@frozen
class Found(Generic[Value]):
    """A phrase found: the words `[first, last)` and what was stored under it (several when spellings coincide)."""

    first: int
    last: int
    values: tuple[Value, ...]


class Trie(Generic[Value]):
    """Phrases with a value each. `adverbs` is the trie of what `~` may stand for."""

    def __init__(self, adverbs: Trie[str] | None = None) -> None:
        self._root: _Node[Value] = _Node()
        self._adverbs = adverbs

    def add(self, phrase: str, value: Value) -> None:
        """Store a phrase. The same phrase may hold several values."""
        node = self._root
        for part in phrase.split():
            for piece in _pieces(part):
                node = _child(node, piece)
        if value not in node.values:
            node.values.append(value)

    def at(self, text: Sequence[Word], place: int) -> Found[Value] | None:
        """The longest phrase that begins at this word."""
        best: Found[Value] | None = None
        for last, values in self._walk(self._root, text, place):
            if best is None or last > best.last:
                best = Found(place, last, tuple(values))
        return best

    def all(self, text: Sequence[Word], start: int = 0, stop: int | None = None) -> Iterator[Found[Value]]:
        """Every phrase in the stretch, without overlaps, left to right."""
        place, end = start, len(text) if stop is None else stop
        while place < end:
            found = self.at(text, place)
            if found is not None and found.last <= end:
                yield found
                place = found.last
            else:
                place += 1

    def past(self, text: Sequence[Word], place: int) -> int:
        """The place after any number of these phrases, one behind the other."""
        while (found := self.at(text, place)) is not None:
            place = found.last
        return place

    def _walk(self, node: _Node[Value], text: Sequence[Word], place: int) -> Iterator[tuple[int, list[Value]]]:
        if node.values:
            yield place, node.values
        if ADVERBS in node.next:
            for after in self._after_adverbs(text, place):
                yield from self._walk(node.next[ADVERBS], text, after)
        if ANYTHING in node.next:
            for after in _reach(text, place):
                yield from self._walk(node.next[ANYTHING], text, after)
        if place >= len(text):
            return
        form = text[place].form
        if form in node.next:
            yield from self._walk(node.next[form], text, place + 1)
        for head, child in node.heads:
            if form.startswith(head):
                yield from self._walk(child, text, place + 1)

    def _after_adverbs(self, text: Sequence[Word], place: int) -> Iterator[int]:
        yield place
        while self._adverbs is not None and (found := self._adverbs.at(text, place)) is not None:
            place = found.last
            yield place


def _pieces(part: str) -> list[str]:
    if part in (ADVERBS, ANYTHING):
        return [part]
    if part.endswith("*"):
        return [*(word.form for word in words(part[:-1])[:-1]), words(part[:-1])[-1].form + "*"]
    return [word.form for word in words(part)]


def _child(node: _Node[Value], piece: str) -> _Node[Value]:
    if not piece.endswith("*") or len(piece) == 1:
        return node.next.setdefault(piece, _Node())
    head = piece[:-1]
    for known, child in node.heads:
        if known == head:
            return child
    node.heads.append((head, _Node()))
    return node.heads[-1][1]


def _reach(text: Sequence[Word], place: int) -> Iterator[int]:
    for after in range(place, min(place + REACH, len(text)) + 1):
        yield after
        if after < len(text) and text[after].form in STOPS:
            return

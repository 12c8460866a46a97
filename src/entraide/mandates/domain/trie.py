"""Phrases to be found in running words, the longest first.

A phrase is written as people write it, with three signs: `~` lets adverbs stand in between, `…` lets a few words of
any kind stand in between (not beyond a full stop), and a word that ends in `*` stands for all its endings.

Phrases are kept as a tree of words (`_Node`). What is read walks over sets of its nodes at once (`_State`), and every
step once taken is remembered, so that a text is read in one pass however many phrases share their beginnings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Generic, TypeVar

from attrs import define, field, frozen

from .words import Word, words

Value = TypeVar("Value")

ADVERBS: Final = "~"
ANYTHING: Final = "…"
REACH: Final = 15
"""How many words `…` may stand for."""
STOPS: Final = frozenset(".;:。!?؟")
_REMEMBERED: Final = 20_000
"""How many steps a state remembers: words are endless where any may follow."""


@define(eq=False)
class _Node(Generic[Value]):
    """A place in the tree of phrases: what may follow, where one also stands, what the phrases that end here stand for."""

    next: dict[str, _Node[Value]] = field(factory=dict)
    heads: dict[str, _Node[Value]] = field(factory=dict)
    also: list[_Node[Value]] = field(factory=list)
    values: list[Value] = field(factory=list)


@frozen(eq=False)
class _Spot(Generic[Value]):
    """Where a reading may stand: at a node; or within an adverb before it; or with `left` free words before it."""

    node: _Node[Value]
    adverb: _Node[str] | None = None
    left: int = -1

    @property
    def key(self) -> tuple[int, int, int]:
        return id(self.node), id(self.adverb), self.left


@define(eq=False)
class _State(Generic[Value]):
    """All spots at which a reading may stand at once. `known`: the words that lead on; `open`: others may, too."""

    spots: tuple[_Spot[Value], ...]
    values: tuple[Value, ...]
    known: frozenset[str]
    open: bool
    next: dict[str, _State[Value] | None] = field(factory=dict)


@frozen
class Found(Generic[Value]):
    """A phrase found: the words `[first, last)` and what was stored under it (several when spellings coincide)."""

    first: int
    last: int
    values: tuple[Value, ...]


class Trie(Generic[Value]):
    """Phrases with a value each. `adverbs` is the trie of what `~` may stand for; it must be complete when this is read."""

    def __init__(self, adverbs: Trie[str] | None = None) -> None:
        self._root: _Node[Value] = _Node()
        self._adverbs = adverbs
        self._states: dict[tuple[tuple[int, int, int], ...], _State[Value]] = {}
        self._start: _State[Value] | None = None

    def add(self, phrase: str, value: Value) -> None:
        """Store a phrase. The same phrase may hold several values."""
        node = _down(self._root, phrase)
        if value not in node.values:
            node.values.append(value)
        self._start = None

    def add_slots(self, slots: Iterable[Iterable[str]], value: Value) -> None:
        """Store all phrases that have one of the words of each slot, in the order of the slots; "" for no word."""
        node: _Node[Value] = _Node()
        self._root.also.append(node)
        for slot in slots:
            after: _Node[Value] = _Node()
            for phrase in slot:
                _down(node, phrase).also.append(after)
            node = after
        node.values.append(value)
        self._start = None

    def at(self, text: Sequence[Word], place: int) -> Found[Value] | None:
        """The longest phrase that begins at this word."""
        state = self._start or self._begin()
        last, values = place, state.values
        for here in range(place, len(text)):
            form = text[here][0]
            follow = state.next.get(form)
            if follow is None:
                if form in state.next or not (state.open or form in state.known):
                    break
                follow = self._step(state, form)
                if follow is None:
                    break
            state = follow
            if state.values:
                last, values = here + 1, state.values
        return Found(place, last, values) if values else None

    def begins(self, form: str) -> bool:
        """Whether a phrase may begin with this word."""
        start = self._start or self._begin()
        if form in start.next:
            return start.next[form] is not None
        return form in start.known or (start.open and self._step(start, form) is not None)

    def all(self, text: Sequence[Word], start: int = 0, stop: int | None = None) -> Iterator[Found[Value]]:
        """Every phrase in the stretch, without overlaps, left to right."""
        place, end = start, len(text) if stop is None else stop
        root = self._start or self._begin()
        known, endless = root.known, root.open
        while place < end:
            form = text[place][0]
            # most words begin no phrase, and this is asked of every word
            if form not in known and not (endless and self.begins(form)):
                place += 1
                continue
            found = self.at(text, place)
            if found is not None and found.last <= end:
                yield found
                place = found.last
            else:
                place += 1

    def past(self, text: Sequence[Word], place: int) -> int:
        """The place after any number of these phrases, one behind the other."""
        while place < len(text) and self.begins(text[place][0]) and (found := self.at(text, place)) is not None:
            place = found.last
        return place

    def _begin(self) -> _State[Value]:
        self._states.clear()
        self._start = self._state([_Spot(self._root)])
        return self._start

    def _step(self, state: _State[Value], form: str) -> _State[Value] | None:
        """Where one more word leads; None where no phrase goes on with it."""
        follow = self._state([spot for here in state.spots for spot in _onward(here, form)])
        found = follow if follow.spots else None
        if len(state.next) < _REMEMBERED:
            state.next[form] = found
        return found

    def _state(self, spots: list[_Spot[Value]]) -> _State[Value]:
        reached = self._reached(spots)
        key = tuple(reached)
        if key not in self._states:
            self._states[key] = _state_of(tuple(reached.values()))
        return self._states[key]

    def _reached(self, spots: list[_Spot[Value]]) -> dict[tuple[int, int, int], _Spot[Value]]:
        """These spots and those that are reached from them without another word."""
        found: dict[tuple[int, int, int], _Spot[Value]] = {}
        waiting = spots[::-1]
        while waiting:
            spot = waiting.pop()
            if spot.key not in found:
                found[spot.key] = spot
                waiting += reversed(list(self._beside(spot)))
        return found

    def _beside(self, spot: _Spot[Value]) -> Iterator[_Spot[Value]]:
        if spot.left >= 0:
            yield _Spot(spot.node)
            return
        if spot.adverb is not None:
            if spot.adverb.values and self._adverbs is not None:
                yield _Spot(spot.node)
                yield _Spot(spot.node, self._adverbs._root)
            return
        for node in spot.node.also:
            yield _Spot(node)
        if ADVERBS in spot.node.next:
            yield _Spot(spot.node.next[ADVERBS])
            if self._adverbs is not None:
                yield _Spot(spot.node.next[ADVERBS], self._adverbs._root)
        if ANYTHING in spot.node.next:
            yield _Spot(spot.node.next[ANYTHING], None, REACH)


def _state_of(spots: tuple[_Spot[Value], ...]) -> _State[Value]:
    values = [value for spot in spots if spot.adverb is None and spot.left < 0 for value in spot.node.values]
    trees = [spot.adverb if spot.adverb is not None else spot.node for spot in spots if spot.left < 0]
    known = frozenset(form for tree in trees for form in tree.next)
    endless = any(spot.left > 0 for spot in spots) or any(tree.heads for tree in trees)
    return _State(spots, tuple(dict.fromkeys(values)), known, endless)


def _onward(spot: _Spot[Value], form: str) -> Iterator[_Spot[Value]]:
    if spot.left >= 0:
        if spot.left and form not in STOPS:
            yield _Spot(spot.node, None, spot.left - 1)
        return
    if spot.adverb is not None:
        for adverb in _after(spot.adverb, form):
            yield _Spot(spot.node, adverb)
        return
    for node in _after(spot.node, form):
        yield _Spot(node)


def _after(node: _Node[Value], form: str) -> Iterator[_Node[Value]]:
    if form in node.next and form not in (ADVERBS, ANYTHING):
        yield node.next[form]
    for head, child in node.heads.items():
        if form.startswith(head):
            yield child


def _down(node: _Node[Value], phrase: str) -> _Node[Value]:
    """The node at which a phrase ends, made as far as it is not there."""
    for part in phrase.split():
        for piece in _pieces(part):
            node = _child(node, piece)
    return node


def _pieces(part: str) -> list[str]:
    if part in (ADVERBS, ANYTHING):
        return [part]
    if part.endswith("*"):
        return [*(word.form for word in words(part[:-1])[:-1]), words(part[:-1])[-1].form + "*"]
    return [word.form for word in words(part)]


def _child(node: _Node[Value], piece: str) -> _Node[Value]:
    if not piece.endswith("*") or len(piece) == 1:
        return node.next.setdefault(piece, _Node())
    return node.heads.setdefault(piece[:-1], _Node())

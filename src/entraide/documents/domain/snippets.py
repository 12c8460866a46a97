"""A stretch of a text around what was found, with the finds marked. Pieces only: whoever shows them escapes them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from attrs import frozen

from .searching import Query, Term, Word, words_of

LENGTH: Final = 240
"""Signs of a snippet; a Chinese one is shorter, as its signs say more."""
_BEFORE: Final = 0.3


@frozen
class Bit:
    """A stretch of the text, found or not."""

    text: str
    found: bool = False


def marks(text: str, query: Query, single: Collection[int], joined: Collection[int]) -> set[int]:
    """The places of words to be marked. `single` are the places of words that were asked for alone, `joined` those of

    the words of phrases and symbols, both counted from 1: where a phrase stands word for word, only that is marked.
    """
    folded = [word.folded for word in words_of(text)]
    phrases = [term for term in query.wanted if len(term.words) > 1]
    found = {at for term in phrases for at in _standing(folded, term)}
    return {*single, *(found or joined)}


def _standing(folded: Sequence[str], term: Term) -> set[int]:
    size, found = len(term.words), set()
    for at in range(len(folded) - size + 1):
        here = tuple(folded[at : at + size])
        last = here[-1].startswith(term.words[-1]) if term.prefix else here[-1] == term.words[-1]
        if last and here[:-1] == term.words[:-1]:
            found |= set(range(at + 1, at + size + 1))
    return found


def snippet(text: str, positions: Collection[int], length: int = LENGTH) -> tuple[Bit, ...]:
    """The part of `text` with most finds. `positions` are those of words, from 1, as PostgreSQL counts them."""
    words = words_of(text)
    spans = _merged([words[at - 1] for at in sorted(set(positions)) if 0 < at <= len(words)], text)
    start, end = _window(text, spans, length)
    bits = [Bit("… ")] if start else []
    at = start
    for first, last in spans:
        if first < start or last > end:
            continue
        bits += [Bit(text[at:first]), Bit(text[first:last], True)]
        at = last
    bits.append(Bit(text[at:end]))
    if end < len(text):
        bits.append(Bit(" …"))
    return tuple(bit for bit in bits if bit.text)


def _merged(found: Sequence[Word], text: str) -> list[tuple[int, int]]:
    """Finds that overlap, or that only a blank parts, are one."""
    spans: list[tuple[int, int]] = []
    for word in found:
        if spans and not text[spans[-1][1] : word.start].strip():
            spans[-1] = (spans[-1][0], max(spans[-1][1], word.end))
        else:
            spans.append((word.start, word.end))
    return spans


def _window(text: str, spans: Sequence[tuple[int, int]], length: int) -> tuple[int, int]:
    """Where to cut: around the find with most others after it, at blanks where there are any near."""
    if len(text) <= length:
        return 0, len(text)
    best = max(spans, key=lambda span: _within(spans, span[0], length), default=(0, 0))
    start = max(0, min(best[0] - int(length * _BEFORE), len(text) - length))
    end = max(min(len(text), start + length), best[1])
    if start and (blank := text.find(" ", start, min(best[0], start + 30))) >= 0:
        start = blank + 1
    if end < len(text) and (blank := text.rfind(" ", max(best[1], end - 30), end)) >= 0:
        end = blank
    return start, end


def _within(spans: Sequence[tuple[int, int]], start: int, length: int) -> int:
    return sum(1 for first, last in spans if first >= start and last <= start + int(length * (1 - _BEFORE)))

"""An answer cut into passages: its points and sentences, by the stops of the six languages.

A line ends a passage; so do . ! ? … ؟ 。！？ and the semicolons ; ؛ ；. A stop after an abbreviation, an initial or inside a
number ends nothing. What is too short to stand alone stays with what is before it; what is too long is cut at a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

LONGEST: Final = 2_000
"""Signs of a passage."""
SHORTEST: Final = 25
SHORTEST_ZH: Final = 8
MOST: Final = 200
"""Passages of one answer; an answer of more lines is cut by length alone."""

_LINE: Final = re.compile(r"[^\r\n\v\f\u2028\u2029]+")
_STOP: Final = re.compile(r"[.!?…؟۔]+[\"'»”’)\]]*(?=\s|$)|[。！？]+[”’」』）]*|[;؛；]+")
_EDGE: Final = " \t\u00a0\u3000-–—•*·▪●◦‣"
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(«“\"'])(?:art|arts|no|nos|núm|n|p|pp|par|para|cf|vs|mr|mrs|ms|dr|st|ste|sr|sra|m|mme|etc|e\.g|i\.e|p\.\s?ej|ej|ref|fig"
    r"|vol|ch|inc|ltd|ст|п|пп|г|гг|т|тыс|млн|им|т\.е|т\.д|т\.п|др|см|ул|\w)\.$",
    re.IGNORECASE,
)


@frozen
class Stretch:
    """From where to where a passage stands in the answer, in signs."""

    start: int
    end: int


def clean(text: str) -> str:
    """The same number of signs without those that no database takes."""
    return text.replace("\x00", " ")


def cut(text: str, language: str) -> tuple[Stretch, ...]:
    """The passages of an answer in their order; () for an answer of blanks. They do not overlap."""
    least = SHORTEST_ZH if language == "zh" else SHORTEST
    found = [one for line in _LINE.finditer(text) for one in _sentences(text, line.start(), line.end(), least)]
    if len(found) > MOST:
        found = [Stretch(found[0].start, found[-1].end)]
    return tuple(piece for one in found for piece in _short(text, one))


def _sentences(text: str, start: int, end: int, least: int) -> Iterator[Stretch]:
    cuts = [
        m.end()
        for m in _STOP.finditer(text, start, end)
        if not _ABBREVIATION.search(text[max(start, m.end() - 12) : m.end()])
    ]
    pieces: list[tuple[int, int]] = []
    for at in (*cuts, end):
        begin = pieces[-1][1] if pieces else start
        if at > begin:
            pieces.append((begin, at))
    joined: list[tuple[int, int]] = []
    for begin, at in pieces:
        if joined and (at - begin < least or joined[-1][1] - joined[-1][0] < least):
            joined[-1] = (joined[-1][0], at)
        else:
            joined.append((begin, at))
    for begin, at in joined:
        if trimmed := _trimmed(text, begin, at):
            yield trimmed


def _trimmed(text: str, start: int, end: int) -> Stretch | None:
    while start < end and (text[start] in _EDGE or text[start].isspace()):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Stretch(start, end) if any(sign.isalnum() for sign in text[start:end]) else None


def _short(text: str, one: Stretch) -> Iterator[Stretch]:
    start = one.start
    while one.end - start > LONGEST:
        blank = max(text.rfind(sign, start + LONGEST // 2, start + LONGEST) for sign in (" ", "\n", "，", "、"))
        stop = blank + 1 if blank > 0 else start + LONGEST
        if trimmed := _trimmed(text, start, stop):
            yield trimmed
        start = stop
    if trimmed := _trimmed(text, start, one.end):
        yield trimmed


def part_of(text: str, words: str) -> tuple[int, int] | None:
    """Where `words` stand in `text` in one piece, white space read as one space; (0, 0) for all of it or no words; None where not."""
    asked = words.replace("[…]", " ").split()
    if not asked or asked == text.split():
        return 0, 0
    found = re.search(r"\s+".join(map(re.escape, asked)), text)
    return found.span() if found else None

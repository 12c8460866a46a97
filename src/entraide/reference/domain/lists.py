"""Printed lists of names: taken apart, put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from attrs import frozen

from entraide.kernel.problems import refuse

from .names import find

LONGEST: Final = 20_000
"""Characters of a list that will be read; all States with their formal names need fewer in any language."""
_WIDEST: Final = 6
"""How many pieces one name can be made of: `Bonaire, Sint Eustatius and Saba` has three."""

_CONJUNCTIONS: Final = {
    "en": "and|as well as|&",
    "es": "y|e|así como",
    "fr": "et|ainsi que",
    "ru": "и|а также",
    "zh": "以及|和|及|与",
}


@frozen
class _Piece:
    """What stands between two separators; `cut` when the one before it is sure to end a name."""

    start: int
    end: int
    cut: bool


@frozen
class _Split:
    """A way to cut the pieces so far: letters in names nobody knows, number of names; the last name and its start."""

    unknown: int
    count: int
    start: int = 0
    name: str = ""


def split_names(text: str, language: str) -> list[str]:
    """The names of a printed list, in its order, as they are written but for runs of spaces and ends of lines.

    Cuts at commas outside brackets and at the conjunctions of `language`, and prefers the cut that leaves fewest
    letters in names the roll does not know, so that `Antigua and Barbuda` stays whole.
    Refuses a text over LONGEST (REF-001).
    """
    if len(text) > LONGEST:
        raise refuse("REF-001", length=len(text), longest=LONGEST)
    text = " ".join(text.split()).rstrip(".。:：").rstrip()
    pieces = _pieces(text, language)
    splits = _splits(text, pieces, language)
    names, end = [], len(pieces)
    while end:
        names.append(splits[end].name)
        end = splits[end].start
    return [name for name in reversed(names) if name]


def join_names(names: Sequence[str], language: str) -> str:
    """The names as one printed list: `A, B et C`, `A, B and C`, `A، B وC`, `A、B和C`."""
    if len(names) < 2:
        return "".join(names)
    comma = {"ar": "، ", "zh": "、"}.get(language, ", ")
    return comma.join(names[:-1]) + _conjunction(names[-1], language) + names[-1]


def _conjunction(last: str, language: str) -> str:
    """Spanish says `e` before the sound of i: `Francia e Italia`."""
    if language == "es" and re.match(r"h?[ií](?![aeo])", last, re.IGNORECASE):
        return " e "
    return {"ar": " و", "es": " y ", "fr": " et ", "ru": " и ", "zh": "和"}.get(language, " and ")


# Cutting


def _pieces(text: str, language: str) -> list[_Piece]:
    """In a list with commas the last conjunction ends a name as surely as a comma does."""
    pieces, start, cut = [], 0, True
    for at, end, comma in _separators(text, language):
        pieces.append(_Piece(start, at, cut))
        start, cut = end, comma
    return [*pieces, _Piece(start, len(text), cut or any(piece.cut for piece in pieces[1:]))]


def _separators(text: str, language: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end, and whether it is a comma, of each separator outside brackets."""
    depth = 0
    for found in _pattern(language).finditer(text):
        if found["open"] or found["close"]:
            depth = depth + 1 if found["open"] else max(0, depth - 1)
        elif not depth:
            yield found.start(), found.end(), bool(found["comma"])


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = _CONJUNCTIONS.get(language, _CONJUNCTIONS["en"])
    space = r"\s*" if language == "zh" else r"\s+"
    joined = "" if language == "ar" else rf"(?:(?:{words}){space})?"
    weak = r"\s+و(?=\w)" if language == "ar" else rf"{space}(?:{words}){space}"
    return re.compile(
        rf"(?P<open>[(（])|(?P<close>[)）])|(?P<comma>(?:\s?[,;،؛，、；])+\s?{joined})|{weak}", re.IGNORECASE
    )


def _splits(text: str, pieces: list[_Piece], language: str) -> list[_Split]:
    """The cheapest cut of the first 0, 1, 2 … pieces."""
    splits = [_Split(0, 0)]
    for end in range(1, len(pieces) + 1):
        ways = (_way(splits, text, pieces, start, end, language) for start in range(max(0, end - _WIDEST), end))
        splits.append(min((way for way in ways if way), key=lambda way: (way.unknown, way.count)))
    return splits


def _way(splits: list[_Split], text: str, pieces: list[_Piece], start: int, end: int, language: str) -> _Split | None:
    """Pieces start to end taken as one name; None where a comma forbids it and nobody knows the name."""
    before, taken = splits[start], pieces[start:end]
    written = text[taken[0].start : taken[-1].end].strip()
    known = _known(written, language)
    if known:
        return _Split(before.unknown, before.count + 1, start, known)
    if any(piece.cut for piece in taken[1:]):
        return None
    letters = sum(piece.end - piece.start for piece in taken)
    return _Split(before.unknown + letters, before.count + 1, start, written)


def _known(written: str, language: str) -> str:
    """The name if the roll has it; in Arabic also without the conjunction glued to it after a comma."""
    if find(written, language):
        return written
    bare = written.removeprefix("و")
    return bare if language == "ar" and bare != written and find(bare, language) else ""

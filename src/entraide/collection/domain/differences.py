"""Differences of two sets of answers: question by question, part by part, and word by word where texts are long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, Literal

from attrs import frozen

from .answers import Answers, Cell, sort_key

Part = Literal["value", "missing", "flags", "source", "comment", "audience"]
PARTS: Final[tuple[Part, ...]] = ("value", "missing", "flags", "source", "comment", "audience")

LONG: Final = 60
"""Characters from which on a text is compared word by word."""
MOST: Final = 1_000_000
"""Pairs of words that are compared at most; beyond that sentences are, and beyond that nothing but the whole."""

# A word of an alphabet is a word; Chinese writes none, each character stands for itself.
_WORDS: Final = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|\s+|[^\w\s]")
_SENTENCES: Final = re.compile(r"[^.!?\n\u3002\uff01\uff1f\u061f]*[.!?\n\u3002\uff01\uff1f\u061f]*\s*")


@frozen
class Piece:
    """A stretch of text that stayed, came or went."""

    kind: Literal["same", "added", "removed"]
    text: str


@frozen
class Difference:
    """One answer that differs. `parts` are those of its parts that do; `kind` is of the answer as a whole."""

    path: str
    before: Cell
    after: Cell
    kind: Literal["new", "changed", "cleared"]
    parts: tuple[Part, ...]


def differences(before: Answers, after: Answers) -> tuple[Difference, ...]:
    """Every answer that differs in any part, in the order of the paths."""
    return tuple(
        Difference(path, before.cell(path), after.cell(path), _kind(before.cell(path), after.cell(path)), parts)
        for path in sorted({*before, *after}, key=sort_key)
        if (parts := _parts(before.cell(path), after.cell(path)))
    )


def _kind(before: Cell, after: Cell) -> Literal["new", "changed", "cleared"]:
    return "new" if before.empty else "cleared" if after.empty else "changed"


def _parts(before: Cell, after: Cell) -> tuple[Part, ...]:
    return tuple(part for part in PARTS if (getattr(before, part) or "") != (getattr(after, part) or ""))


def words_between(before: str, after: str) -> tuple[Piece, ...]:
    """What stayed, went and came, so that the same and the added ones give `after`, the same and the removed `before`."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    middle = _between(old[start : len(old) - end], new[start : len(new) - end])
    return _joined([Piece("same", "".join(old[:start])), *middle, Piece("same", "".join(old[len(old) - end :]))])


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _between(old: list[str], new: list[str]) -> list[Piece]:
    if len(old) * len(new) > MOST:
        old, new = _SENTENCES.findall("".join(old)), _SENTENCES.findall("".join(new))
    if len(old) * len(new) > MOST:
        return [Piece("removed", "".join(old)), Piece("added", "".join(new))]
    pieces = []
    for verb, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            pieces.append(Piece("same", "".join(old[i:j])))
        else:
            pieces += [Piece("removed", "".join(old[i:j])), Piece("added", "".join(new[k:m]))]
    return pieces


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    joined: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return tuple(joined)

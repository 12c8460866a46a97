"""In which line of the original a piece of the tree stands, so that a page can show both in step."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from . import tree as t

SIGNS: Final = 28
"""Letters and digits compared: enough to tell paragraphs apart, few enough to stay before the first note or break."""


def lines_of(original: str, tree: t.Tree) -> dict[str, int]:
    """By place (`para-3-1`), the line of the original from 1; what is not found there is left out.

    Pieces are looked for one after the other, so a sentence that comes twice is found in its turn.
    """
    signs, starts = _squeezed(original)
    found: dict[str, int] = {}
    at = 0
    for place, text in _texts(tree):
        wanted = _plain(text)[:SIGNS]
        here = signs.find(wanted, at) if wanted else -1
        if here < 0 and len(wanted) >= SIGNS // 2:
            here = signs.find(wanted)
        if here >= 0:
            found[place] = bisect_right(starts, here)
            at = here + len(wanted) if here >= at else at
    return found


def _squeezed(original: str) -> tuple[str, list[int]]:
    """Letters and digits alone, and where each line begins among them."""
    parts, starts, length = [], [], 0
    for line in original.splitlines():
        starts.append(length)
        parts.append(_plain(line))
        length += len(parts[-1])
    return "".join(parts), starts


def _plain(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum()).casefold()


def _texts(tree: t.Tree) -> Iterator[tuple[str, str]]:
    for turn, paragraph in enumerate(tree.paragraphs()):
        yield f"para-{turn}", paragraph.text
        yield from _of_points(paragraph.points, f"para-{turn}")


def _of_points(points: tuple[t.Point, ...], above: str) -> Iterator[tuple[str, str]]:
    for turn, point in enumerate(points):
        yield f"{above}-{turn}", t.plain(point.runs)
        yield from _of_points(point.points, f"{above}-{turn}")

"""How high rows are: Excel looks for itself where a row says nothing, other programs keep the height of one line of text."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Final

TITLE_HEIGHT: Final = 28
"""Points, for a title and two lines of progress."""
LINE_HEIGHT: Final = 15


def height_of(texts: Iterable[tuple[str, float]], most: int = 6) -> int:
    """Points for a row of wrapped texts, each with the width of its column in letters; at most so many lines."""
    lines = max((_broken(text, width) for text, width in texts), default=1)
    return LINE_HEIGHT * min(lines, most)


def _broken(text: str, width: float) -> int:
    """Chinese characters are nearly twice as wide as letters."""
    long = (sum(1.8 if mark > "\u2e80" else 1.0 for mark in part) for part in text.split("\n"))
    return sum(max(ceil(1.1 * one / width), 1) for one in long)

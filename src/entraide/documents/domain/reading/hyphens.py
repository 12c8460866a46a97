"""Words divided at the end of a line: whether their hyphen belongs to them is asked of the rest of the paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from .lines import Line

SOFT: Final = "\u00ad"
_HEAD: Final = re.compile(r"([^\W\d_]{2,})[-‐\u00ad]$")
_TAIL: Final = re.compile(r"[^\W\d_]{2,}")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_COMPOUND: Final = re.compile(r"государств\w*-(?:участни|член)\w*")
_ALONE: Final = 4
"""Halves of so many letters that stand alone elsewhere make a word with a hyphen."""


def divided(lines: Sequence[Line]) -> list[Line]:
    """The lines with a soft hyphen where a word was only divided, and a plain one where the word has its own.

    A plain hyphen is taken out only when the whole word stands elsewhere in the paper; a hyphen that the file marks as
    made for the line is kept only when the word with its hyphen, or both its halves, stand elsewhere.
    """
    ends = [at for at, line in enumerate(lines[:-1]) if line.text[-1:] in ("-", SOFT, "‐") and _HEAD.search(line.text)]
    if not ends:
        return list(lines)
    known = _known(lines, ends)
    out = list(lines)
    for at in ends:
        head, tail = _HEAD.search(lines[at].text), _TAIL.match(lines[at + 1].text)
        if not head or not tail or not tail[0][0].islower():
            continue
        sign = _sign(head[1].lower(), tail[0].lower(), lines[at].text[-1] == SOFT, known)
        out[at] = evolve(lines[at], text=lines[at].text[:-1] + sign)
    return out


def _known(lines: Sequence[Line], ends: Sequence[int]) -> set[str]:
    """Every word of the paper, but the halves in question."""
    texts = {at: line.text for at, line in enumerate(lines)}
    for at in ends:
        texts[at] = _HEAD.sub("", texts[at])
        texts[at + 1] = _TAIL.sub("", texts[at + 1], count=1)
    return {word.lower() for text in texts.values() for word in _WORD.findall(text)}


def _sign(head: str, tail: str, made: bool, known: set[str]) -> str:
    if f"{head}-{tail}" in known or _COMPOUND.fullmatch(f"{head}-{tail}"):
        return "-"
    if head + tail in known:
        return SOFT
    apart = min(len(head), len(tail)) >= _ALONE and head in known and tail in known
    return SOFT if made and not apart else "-"

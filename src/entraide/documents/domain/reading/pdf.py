"""PDF as lines for the text reader: the words of each page, with blank lines and indents told from where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Any, Final

import pypdfium2
from attrs import frozen

from entraide.documents.domain import tree as t
from entraide.kernel.languages import Language
from entraide.kernel.problems import refuse

from .decoding import visible
from .limits import MAX_PAGES, Budget
from .lines import cut
from .text import read_lines

_GAP: Final = 1.17
"""A distance between lines, measured in heights of the smaller, of more than this many times the usual one is a gap."""
_LIFTED: Final = 0.42
"""A digit whose foot stands above this part of its line's height is the call of a footnote."""
_MIRRORED: Final = re.compile(r"^[^()]*\)[^()]*\(")
_MIRROR: Final = str.maketrans("()", ")(")
"""Brackets of a line from right to left come out as they are drawn, the wrong way round."""
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RTL: Final = re.compile(r"[\u0590-\u08ff]")


@frozen
class Placed:
    """A line of a page: its words, and where it begins and stands, in points from the foot and the starting side."""

    text: str
    foot: float
    begin: float
    height: float


def read_pdf(data: bytes, language: Language | None, budget: Budget) -> t.Tree:
    """The tree of a PDF. Raises Refused: DOC-006 when it cannot be opened, DOC-005 when it holds no text."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            text = "\n\f".join(_pages(document, budget))
    except pypdfium2.PdfiumError:
        raise refuse("DOC-006", kind="PDF") from None
    shown = visible(text)
    if sum(sign.isalpha() for sign in shown) < 20:
        raise refuse("DOC-005")
    return read_lines(cut(shown), language, budget)


def _pages(document: Any, budget: Budget) -> Iterator[str]:
    if len(document) > MAX_PAGES:
        raise refuse("DOC-008", limit=MAX_PAGES)
    for page in document:
        budget.check()
        words = page.get_textpage()
        yield _shown(list(_placed(words, page.get_width())))
        words.close()
        page.close()


def _placed(words: Any, width: float) -> Iterator[Placed]:
    """Lines with the box of their first sign; `get_text_range` gives signs in reading order, one for each box."""
    text = words.get_text_range()
    count = min(words.count_chars(), len(text))
    start = 0
    for raw in text.split("\n"):
        signs = [at for at in range(start, min(start + len(raw), count)) if text[at] not in "\r \ufffe"]
        if signs:
            yield _line(words, text, signs, width)
        start += len(raw) + 1


def _line(words: Any, text: str, signs: list[int], width: float) -> Placed:
    whole = text[signs[0] : signs[-1] + 2].rstrip("\r\n ")
    boxes = [words.get_charbox(at, loose=True) for at in signs]
    height, foot = median([box[3] - box[1] for box in boxes]), median([box[1] for box in boxes])
    raised: set[int] = set()
    for turn, at in enumerate(signs):
        if text[at].isdigit() and words.get_charbox(at)[1] > _foot(boxes, turn) + height * _LIFTED:
            raised.add(at)
    shown = "".join(sign.translate(_RAISED) if signs[0] + turn in raised else sign for turn, sign in enumerate(whole))
    rtl = bool(_RTL.search(whole))
    if rtl and _MIRRORED.search(shown):
        shown = shown.translate(_MIRROR)
    begin = width - max(box[2] for box in boxes) if rtl else min(box[0] for box in boxes)
    return Placed(shown.replace("\ufffe", "\u00ad"), foot, begin, height)


def _foot(boxes: list[Any], turn: int) -> float:
    """The foot of the line at one of its signs: that of the lowest neighbour on the same line."""
    near = boxes[max(turn - 3, 0) : turn + 4]
    own = float(boxes[turn][1])
    return min((float(box[1]) for box in near if abs(box[1] - own) < (box[3] - box[1]) * 0.6), default=own)


def _shown(lines: list[Placed]) -> str:
    """The page as plain text: an empty line for a gap, four blanks for an indent."""
    steps = [_step(before, after) for before, after in pairwise(lines) if before.foot > after.foot]
    usual = median(steps) if steps else 0.0
    margin = median([line.begin for line in lines]) if lines else 0.0
    out: list[str] = []
    for turn, line in enumerate(lines):
        step = _step(lines[turn - 1], line) if turn else 0.0
        if turn and abs(step) < 0.5 and line.text:
            out[-1] += " " + line.text
            continue
        if turn and (step > usual * _GAP or step < 0):
            out.append("")
        out.append(("    " if line.begin > margin + 8 else "") + line.text)
    return "\n".join(out)


def _step(before: Placed, after: Placed) -> float:
    """How far a line stands below the one before it, in heights of the smaller of the two."""
    return (before.foot - after.foot) / max(min(before.height, after.height), 1.0)

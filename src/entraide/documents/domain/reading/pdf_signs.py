"""The signs of a PDF page with their places, gathered into lines by their baselines, whatever order the file has them in."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from operator import attrgetter
from statistics import median
from typing import Any, Final

import pypdfium2.raw as pdfium
from attrs import define, field

from .decoding import is_rtl

_HYPHENS: Final = "\u0002\ufffe"
"""What the engine puts for a hyphen at the end of a line."""
_MOST_SIGNS: Final = 60_000
"""More signs than this on one page are no page of a report."""
_SAME: Final = 0.12
"""Baselines this near, in heights of a sign, are one line."""
_RAISED: Final = (0.12, 0.62)
_SMALLER: Final = 0.88
_HIGH: Final = 0.16
_SIZES: Final = (4, 72)
"""Sizes of type, in points, that are believed."""


@define(slots=True)
class Sign:
    """One sign: its left and right edge, its baseline and the height of its font, in points from the lower left corner."""

    text: str
    left: float
    right: float
    base: float
    height: float
    raised: bool = False
    turn: int = 0
    """Its place in the file."""


@define(slots=True)
class Row:
    """Signs on one baseline, from left to right."""

    signs: list[Sign] = field(factory=list)
    base: float = 0.0
    height: float = 0.0


def signs_of(page_text: Any) -> list[Sign]:
    """Every sign of a page that is seen, blanks too; at most `_MOST_SIGNS`."""
    raw = page_text.raw
    count = min(pdfium.FPDFText_CountChars(raw), _MOST_SIGNS)
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    unicode_of, box_of, origin_of = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetLooseCharBox,
        pdfium.FPDFText_GetCharOrigin,
    )
    size_of = pdfium.FPDFText_GetFontSize
    edges = [ctypes.c_double() for _side in range(4)]
    found: list[Sign] = []
    high = ""
    for at in range(count):
        code = unicode_of(raw, at)
        if code in (0, 10, 13):
            continue
        sign = chr(code) if code < 0x110000 else "\ufffd"
        if 0xD800 <= code < 0xDC00:
            high = sign
            continue
        if 0xDC00 <= code < 0xE000:
            sign, high = _paired(high, sign), ""
        if not box_of(raw, at, box) or not origin_of(raw, at, x, y):
            continue
        height = _height(size_of(raw, at), box)
        if sign in _HYPHENS:
            sign = _hyphen(found)
        raised = sign.isdecimal() and _is_high(raw, at, y.value, height, edges)
        found.append(Sign(sign, box.left, box.right, y.value, height, raised, at))
    return found


def _height(size: float, box: Any) -> float:
    """The height of a line of type of this size; of the sign's box where the file gives no true size; 0 for a made blank."""
    own = float(box.top - box.bottom)
    return size * 1.2 if own > 0 and _SIZES[0] < size < _SIZES[1] and own < size * 2.5 else own


def _is_high(raw: Any, at: int, base: float, height: float, edges: Sequence[ctypes.c_double]) -> bool:
    """Whether a digit is drawn as a small raised one on the common baseline."""
    left, right, bottom, top = edges
    if not pdfium.FPDFText_GetCharBox(raw, at, left, right, bottom, top):
        return False
    return bottom.value - base > _HIGH * height


def _paired(high: str, low: str) -> str:
    return (high + low).encode("utf-16", "surrogatepass").decode("utf-16", "replace") if high else "\ufffd"


def _hyphen(before: Sequence[Sign]) -> str:
    """A hyphen after a small letter divides a word; after a figure or a capital it belongs to a symbol."""
    last = before[-1].text if before else ""
    return "\u00ad" if last.islower() else "-"


def rows_of(signs: Sequence[Sign]) -> list[Row]:
    """The lines of a page from top to bottom; raised signs are marked and stand in the line that calls them."""
    rows: list[Row] = []
    for sign in sorted((sign for sign in signs if sign.height > 0), key=attrgetter("base"), reverse=True):
        if rows and rows[-1].base - sign.base <= _SAME * max(rows[-1].height, sign.height):
            rows[-1].signs.append(sign)
        else:
            rows.append(Row([sign], sign.base, sign.height))
    for row in rows:
        seen = [sign for sign in row.signs if not sign.text.isspace()] or row.signs
        row.base, row.height = median([s.base for s in seen]), median([s.height for s in seen])
    rows = _with_raised(rows)
    _blanks(rows, [sign for sign in signs if sign.height <= 0 and sign.text.isspace()])
    for row in rows:
        row.signs = list(_once(sorted(row.signs, key=_middle)))
    return [row for row in rows if any(not sign.text.isspace() for sign in row.signs)]


def _middle(sign: Sign) -> float:
    return sign.left + sign.right


def _with_raised(rows: list[Row]) -> list[Row]:
    kept: list[Row] = []
    for row, below in _pairs(_with_marks(rows)):
        if below and _is_raised(row, below):
            for sign in row.signs:
                sign.raised = True
            below.signs.extend(row.signs)
        elif kept and _is_lowered(row, kept[-1]):
            kept[-1].signs.extend(row.signs)
        else:
            kept.append(row)
    return kept


def _with_marks(rows: list[Row]) -> list[Row]:
    kept: list[Row] = []
    for row, below in _pairs(rows):
        marks = any(is_mark(sign.text) for sign in row.signs) and len(row.signs) < 9
        if marks and below and _is_vowelled(row, below):
            below.signs.extend(row.signs)
        else:
            kept.append(row)
    return kept


def _pairs(rows: list[Row]) -> Iterator[tuple[Row, Row | None]]:
    """Each row with the one below it."""
    return zip_longest(rows, rows[1:])


def _is_raised(row: Row, below: Row) -> bool:
    lift = (row.base - below.base) / max(below.height, 1)
    return (
        _RAISED[0] < lift < _RAISED[1]
        and row.height < below.height * _SMALLER
        and len(row.signs) < len(below.signs)
        and all(_beside(sign, below) for sign in row.signs)
    )


def _is_vowelled(row: Row, below: Row) -> bool:
    """Whether it is nothing but the marks of letters of the line below, which some files give with their letters."""
    return row.base - below.base < _RAISED[1] * below.height and all(_beside(sign, below) for sign in row.signs)


def _is_lowered(row: Row, above: Row) -> bool:
    return (
        (above.base - row.base) < 0.4 * above.height
        and row.height < above.height * _SMALLER
        and len(row.signs) <= 3
        and all(_beside(sign, above) for sign in row.signs)
    )


def _beside(sign: Sign, row: Row) -> bool:
    near = row.height * 0.9
    return any(other.left - near < sign.right and sign.left < other.right + near for other in row.signs)


def _blanks(rows: Sequence[Row], blanks: Sequence[Sign]) -> None:
    """Blanks that the engine made have no height: each goes to the line whose baseline it has."""
    by_base = {round(row.base): row for row in rows}
    for blank in blanks:
        row = by_base.get(round(blank.base)) or by_base.get(round(blank.base + 0.5))
        if row:
            row.signs.append(blank)


def _once(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Signs drawn twice at one place (for bold type, or base and mark of one letter) once; a mark after its letter."""
    held: list[Sign] = []
    for sign in signs:
        twin = None if sign.text.isspace() else next((at for at in _last(held) if _twins(held[at], sign)), None)
        if twin is None:
            held.append(sign)
        elif sign.right - sign.left > held[twin].right - held[twin].left:
            held[twin] = sign
    marked = {round(sign.left, 1) for sign in held if is_mark(sign.text)}
    for turn, sign in enumerate(held):
        beside = (held[near] for near in (turn - 1, turn + 1) if 0 <= near < len(held))
        if round(sign.left, 1) in marked and not is_mark(sign.text) and any(one.text == sign.text for one in beside):
            continue
        yield sign


def _last(held: Sequence[Sign]) -> range:
    return range(max(len(held) - 4, 0), len(held))


def _twins(one: Sign, other: Sign) -> bool:
    """Neighbours in the file are two letters of one ligature."""
    return one.text == other.text and abs(one.turn - other.turn) > 1 and _over(one, other)


def _over(one: Sign, other: Sign) -> bool:
    """Whether the middle of either lies within the other."""
    return one.left <= _middle(other) / 2 <= one.right or other.left <= _middle(one) / 2 <= other.right


def is_mark(text: str) -> bool:
    """Whether a sign stands above or below another letter."""
    return bool(text) and unicodedata.combining(text[0]) > 0


def rtl_share(rows: Sequence[Row]) -> float:
    """How many of the letters are written from right to left, from 0 to 1."""
    letters = [sign.text for row in rows for sign in row.signs if sign.text.isalpha()]
    return sum(map(is_rtl, letters)) / len(letters) if letters else 0.0

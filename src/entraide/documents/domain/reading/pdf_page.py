"""A page of a PDF as rows of text with their places, and the rules drawn on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

import pypdfium2.raw as pdfium
from attrs import define, field

from .decoding import visible
from .pdf_order import text_of
from .pdf_signs import Row, rows_of, rtl_share, signs_of

_APART: Final = 0.5
"""From which gap, in heights of the line, words may stand in different cells of a table."""
_COLUMNS: Final = 1.15
"""From which gap, in heights of the line, they may stand in different columns of the page."""
_MOST_RULES: Final = 2_000
_THIN: Final = 3.0
_SHORT: Final = 24.0


@define(slots=True)
class Piece:
    """Words of one row that stand together, from `left` to `right`."""

    text: str
    left: float
    right: float


@define(slots=True)
class PageRow:
    """A line of a page: its words in reading order, in how many pieces they stand, and where."""

    text: str
    base: float
    height: float
    pieces: list[Piece] = field(factory=list)
    furniture: bool = False
    banner: bool = False

    def parts(self, rtl: bool) -> list[Piece]:
        """Its pieces, those that stand near each other as one."""
        found: list[Piece] = []
        for piece in self.pieces:
            if found and piece.left - found[-1].right < self.height * _COLUMNS:
                last = found[-1]
                words = f"{piece.text} {last.text}" if rtl else f"{last.text} {piece.text}"
                found[-1] = Piece(words, last.left, piece.right)
            else:
                found.append(piece)
        return [Piece(self.text, found[0].left, found[0].right)] if len(found) == 1 else found

    @property
    def left(self) -> float:
        """Its left edge."""
        return min(piece.left for piece in self.pieces)

    @property
    def right(self) -> float:
        """Its right edge."""
        return max(piece.right for piece in self.pieces)


@define(slots=True)
class Rule:
    """A level line drawn on the page."""

    base: float
    left: float
    right: float


@define(slots=True)
class Page:
    """One page. `rtl` when most of its letters are written from right to left; `type_height` is that of most lines."""

    number: int
    width: float
    height: float
    rows: list[PageRow]
    rules: list[Rule]
    rtl: bool = False
    type_height: float = 12.0

    def begin(self, left: float, right: float) -> float:
        """How far a stretch begins from the side where lines begin."""
        return self.width - right if self.rtl else left


def page_of(page: Any, number: int) -> Page:
    """The rows of a page, from top to bottom."""
    words = page.get_textpage()
    try:
        rows = rows_of(signs_of(words))
    finally:
        words.close()
    rtl = rtl_share(rows) > 0.5
    width, height = page.get_size()
    shown = [_row(row, rtl) for row in rows]
    kept = [row for row in shown if row.text]
    return Page(number, width, height, kept, _rules(page), rtl, _usual(kept))


def _row(row: Row, rtl: bool) -> PageRow:
    stretches = _stretches(row)
    whole = visible(text_of(row, rtl))
    alone = len(stretches) == 1
    texts = [whole if alone else visible(text_of(Row(signs, row.base, row.height), rtl)) for signs in stretches]
    pieces = [
        Piece(text, signs[0].left, max(sign.right for sign in signs))
        for text, signs in zip(texts, stretches, strict=True)
    ]
    pieces = [piece for piece in pieces if piece.text]
    return PageRow(whole if pieces else "", row.base, row.height, pieces)


def _stretches(row: Row) -> list[list[Any]]:
    found: list[list[Any]] = []
    blanks: list[Any] = []
    edge = 0.0
    for sign in row.signs:
        if sign.text.isspace():
            blanks.append(sign)
            continue
        between, blanks = blanks, []
        if found and sign.left - edge < row.height * _APART:
            found[-1].extend((*between, sign))
            edge = max(edge, sign.right)
        else:
            found.append([sign])
            edge = sign.right
    return found


def _usual(rows: Sequence[PageRow]) -> float:
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.height, 1)] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def _rules(page: Any) -> list[Rule]:
    """Level lines, the touching ones of one height as one."""
    found: list[Rule] = []
    for turn, item in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if turn > _MOST_RULES:
            break
        left, bottom, right, top = item.get_bounds()
        if top - bottom < _THIN and right - left > 4:
            found.append(Rule((top + bottom) / 2, left, right))
    merged: list[Rule] = []
    for rule in sorted(found, key=lambda one: (-round(one.base), one.left)):
        last = merged[-1] if merged else None
        if last and abs(last.base - rule.base) < 1.6 and rule.left < last.right + 3:
            last.right = max(last.right, rule.right)
        else:
            merged.append(rule)
    return [rule for rule in merged if rule.right - rule.left > _SHORT]


_EDGE: Final = 0.13
_FOLIO: Final = re.compile(
    r"[-–—] ?\d{1,4} ?[-–—]|\d{1,4}(?: ?/ ?\d{1,4})?|(?:page|página|стр\.?|第) ?\d{1,4}(?: ?(?:/|de|of|sur) ?\d{1,4})?页?",
    re.IGNORECASE,
)


def mark_furniture(pages: Sequence[Page]) -> None:
    """Mark what stands at one place at the edge of several pages, digits aside, and the numbers of pages."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        keys = {key for row in _edge_rows(page) for key in _keys(row)}
        seen.update(keys)
    heads: set[str] = set()
    for page in pages[::-1]:
        for row in _edge_rows(page):
            again = max(seen[key] for key in _keys(row)) > 1
            row.furniture = bool(_FOLIO.fullmatch(row.text)) or (again and page.number > 1)
            if row.furniture and row.base > page.height / 2:
                heads.add(row.text)
            row.banner = page.number == 1 and row.text in heads and "/" not in row.text
        _without_body(page)


def _edge_rows(page: Page) -> list[PageRow]:
    edge = page.height * _EDGE
    return [row for row in page.rows if row.base < edge or row.base > page.height - edge]


def _keys(row: PageRow) -> list[tuple[str, int]]:
    shape = re.sub(r"\d+", "0", " ".join(sorted(row.text.split())))
    at = round(row.base / 4)
    return [(shape, at), (shape, at + 1)]


def _without_body(page: Page) -> None:
    """Furniture is outside the text: nothing above it at the head of the page, or below it at its foot."""
    foot = page.height / 2
    for rows in ([row for row in page.rows if row.base > foot], [row for row in page.rows[::-1] if row.base <= foot]):
        inside = False
        for row in rows:
            inside = inside or not row.furniture
            if inside and not _FOLIO.fullmatch(row.text):
                row.furniture = False


def gaps(rows: Sequence[PageRow]) -> list[float]:
    """The distances between the baselines of neighbours."""
    return [before.base - after.base for before, after in pairwise(rows)]

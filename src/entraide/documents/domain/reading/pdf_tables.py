"""Tables and columns of a PDF page, told from the rules that are drawn and the lanes that stay empty."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from attrs import define

from entraide.documents.domain import symbols

from .pdf_page import Page, PageRow, Piece, Rule

_LANE: Final = 3
"""How wide, in points, a lane between two columns is at least."""
_ROWS_OF_TABLE: Final = 3
_ROWS_OF_COLUMNS: Final = 12

Cells = list[list[str]]
"""A row of a table: for each column the lines in it."""


@define(slots=True)
class Grid:
    """A table: the rows of the page it takes, from `first` to `last`, and what stands in its cells."""

    first: int
    last: int
    cells: list[Cells]


def grids(page: Page) -> list[Grid]:
    """The ruled tables of a page, and lists of documents without rules."""
    found = [grid for group in _groups(page) if (grid := _ruled(page, group))]
    return found or _listed(page)


def _groups(page: Page) -> list[list[Rule]]:
    """Rules of the same breadth, one below the other; not those of the first page's head or of running heads."""
    head = page.height * 0.6 if page.number == 1 else page.height * 0.9
    tops = [row.base for row in page.rows if row.furniture and row.base > page.height / 2]
    limit = min([head, *(base - 10 for base in tops)])
    groups: list[list[Rule]] = []
    for rule in page.rules:
        if rule.base > limit or rule.right - rule.left < page.width * 0.3:
            continue
        home = next((group for group in groups if _alike(group[-1], rule)), None)
        if home is None:
            groups.append([rule])
        elif home[-1].base - rule.base > 4:
            home.append(rule)
    return [group for group in groups if len(group) >= _ROWS_OF_TABLE]


def _alike(one: Rule, other: Rule) -> bool:
    return abs(one.left - other.left) < 6 and abs(one.right - other.right) < 6


def _ruled(page: Page, group: Sequence[Rule]) -> Grid | None:
    inside = [at for at, row in enumerate(page.rows) if group[-1].base < row.base < group[0].base and not row.furniture]
    if len(inside) < 2:
        return None
    rows = [page.rows[at] for at in inside]
    lanes = _columns(rows, group[0])
    if len(lanes) < 2:
        return None
    bands = [
        [row for row in rows if lower.base < row.base + row.height * 0.2 < upper.base + 2]
        for upper, lower in pairwise(group)
    ]
    bands = [band for band in bands if band]
    cells = [_cells(band, lanes, page.rtl) for band in bands]
    if len(bands) == 2 and len(bands[1]) > 1:
        cells = [cells[0], *_by_first(bands[1], lanes, page.rtl)]
    return Grid(inside[0], inside[-1], cells) if sum(map(len, bands)) == len(rows) else None


def _columns(rows: Sequence[PageRow], frame: Rule) -> list[tuple[float, float]]:
    """The columns between the lanes where no row has words; a row over the whole breadth is left out of account."""
    broad = (frame.right - frame.left) * 0.75
    pieces = [piece for row in rows for piece in row.pieces if piece.right - piece.left < broad]
    columns: list[tuple[float, float]] = []
    for piece in sorted(pieces, key=lambda one: one.left):
        if columns and piece.left < columns[-1][1] + _LANE:
            columns[-1] = (columns[-1][0], max(columns[-1][1], piece.right))
        else:
            columns.append((piece.left, piece.right))
    return columns


def _cells(rows: Sequence[PageRow], columns: Sequence[tuple[float, float]], rtl: bool) -> Cells:
    cells: Cells = [[] for _column in columns]
    last: dict[int, PageRow] = {}
    for row in rows:
        for piece in row.pieces:
            at = _column_of(piece, columns)
            if row is last.get(at) and cells[at]:
                cells[at][-1] = f"{piece.text} {cells[at][-1]}" if rtl else f"{cells[at][-1]} {piece.text}"
            else:
                cells[at].append(piece.text)
            last[at] = row
    return cells[::-1] if rtl else cells


def _column_of(piece: Piece, columns: Sequence[tuple[float, float]]) -> int:
    shared = [min(piece.right, right) - max(piece.left, left) for left, right in columns]
    return max(range(len(columns)), key=lambda at: (shared[at] > 0, -at if shared[at] > 0 else shared[at]))


def _by_first(rows: Sequence[PageRow], columns: Sequence[tuple[float, float]], rtl: bool) -> list[Cells]:
    """Rows of a table without rules between them: each begins with words in its first column, on one baseline or near."""
    found: list[list[PageRow]] = []
    for row in rows:
        first = _first_words(row, columns, rtl)
        before = _first_words(found[-1][-1], columns, rtl) if found else ""
        goes_on = before.endswith(("-", "/", "‑")) or (first and symbols.is_broken(before, first))
        if found and (not first or goes_on):
            found[-1].append(row)
        else:
            found.append([row])
    return [_cells(band, columns, rtl) for band in found]


def _first_words(row: PageRow, columns: Sequence[tuple[float, float]], rtl: bool) -> str:
    wanted = len(columns) - 1 if rtl else 0
    return " ".join(piece.text for piece in row.pieces if _column_of(piece, columns) == wanted)


def _listed(page: Page) -> list[Grid]:
    """A list of documents that has no rules: from the first symbol at the head of a row to the end of the last row."""
    starts = [at for at, row in enumerate(page.rows) if not row.furniture and len(row.pieces) > 1 and _leads(row, page)]
    if len(starts) < 2:
        return []
    first, last = starts[0], starts[-1]
    while last + 1 < len(page.rows) and not page.rows[last + 1].furniture and _near(page, last):
        last += 1
    rows = page.rows[first : last + 1]
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    columns = _columns(rows, Rule(0, left, right))
    return [Grid(first, last, _by_first(rows, columns, page.rtl))] if len(columns) > 1 else []


def _leads(row: PageRow, page: Page) -> bool:
    piece = row.pieces[-1 if page.rtl else 0]
    return bool(symbols.parse(piece.text.rstrip("-"))) and piece.text.count("/") > 1


def _near(page: Page, at: int) -> bool:
    return page.rows[at].base - page.rows[at + 1].base < 1.6 * page.rows[at].height


def in_columns(page: Page) -> None:
    """Set two columns of text one after the other, in the order in which they are read."""
    middle = page.width / 2
    split = [at for at, row in enumerate(page.rows) if not row.furniture and _gutter(row, middle, page.width * 0.08)]
    body = [row for row in page.rows if not row.furniture]
    if len(split) < _ROWS_OF_COLUMNS or len(split) < 0.5 * len(body):
        return
    first, last = split[0], split[-1]
    sides: tuple[list[PageRow], list[PageRow]] = ([], [])
    for row in page.rows[first : last + 1]:
        parts = row.parts(page.rtl)
        for side, own in ((0, [p for p in parts if p.left < middle]), (1, [p for p in parts if p.left >= middle])):
            if own:
                sides[side].append(PageRow(_told(own, page.rtl), row.base, row.height, own, row.furniture))
    page.rows[first : last + 1] = [*sides[1], *sides[0]] if page.rtl else [*sides[0], *sides[1]]


def _told(pieces: Sequence[Piece], rtl: bool) -> str:
    return " ".join(piece.text for piece in (pieces[::-1] if rtl else pieces))


def _gutter(row: PageRow, middle: float, slack: float) -> bool:
    """Whether words end before the middle of the page and others begin after it, both long."""
    return any(
        one.right < middle + slack and other.left > middle - slack and min(len(one.text), len(other.text)) > 12
        for one, other in pairwise(row.parts(rtl=False))
    )

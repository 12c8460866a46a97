"""PDF as lines for the text reader: words by their places on the page, whatever order the file holds them in.

A line is what stands on one baseline; from right to left where the letters are. Running heads are told by their place,
calls of footnotes by being raised, footnotes by being small, tables by their rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from entraide.documents.domain import tree as t
from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem, refuse

from .limits import MAX_LINE, MAX_LINES, MAX_PAGES, Budget
from .lines import Line
from .marks import chapter, paragraph
from .pdf_page import Page, PageRow, Piece, mark_furniture, page_of
from .pdf_tables import Cells, Grid, grids, in_columns
from .tables import lines_of_table
from .text import read_lines

_GAP: Final = 1.17
"""A distance between lines of more than this many times the usual one is a gap."""
_INDENT: Final = 8.0
_SMALL: Final = 0.94
_UP: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBERED: Final = re.compile(r"(\d{1,3}) ?(?=\D{3})")
_ALONE: Final = re.compile(r"[^\s]{1,7}[.)）、]|[(（]?[^\W\d_]{1,5}[)）]|\d{1,4} ?[-–.]?|[-–—•·*]")
"""A number or letter that stands apart from the text it belongs to."""
_FEWEST: Final = 20


def read_pdf(data: bytes, language: Language | None, budget: Budget) -> t.Tree:
    """The tree of a PDF. Raises Refused: DOC-006 when it cannot be opened, DOC-040 when it asks for a password,
    DOC-005 when it holds no text, DOC-008 when it is too long.
    """
    pages = list(_pages(data, budget))
    signs = sum(sign.isalpha() for page in pages for row in page.rows for sign in row.text[:200])
    if signs < _FEWEST:
        raise refuse("DOC-005")
    mark_furniture(pages)
    empty = [page.number for page in pages if not any(not row.furniture for row in page.rows)]
    told = [Problem("DOC-041", {"pages": ", ".join(map(str, empty[:20])), "count": len(empty)})] if empty else []
    return read_lines(_numbered(_lines(pages, budget)), language, budget, told)


def _pages(data: bytes, budget: Budget) -> Iterator[Page]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as amiss:
        locked = getattr(amiss, "err_code", 0) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise refuse("DOC-040" if locked else "DOC-006", kind="PDF") from None
    with document:
        if len(document) > MAX_PAGES:
            raise refuse("DOC-008", limit=MAX_PAGES)
        for at in range(len(document)):
            budget.check()
            yield _page(document, at)


def _page(document: Any, at: int) -> Page:
    """A page; without rows when the file is damaged there."""
    try:
        page = document[at]
    except pypdfium2.PdfiumError:
        return Page(at + 1, 595.0, 842.0, [], [])
    try:
        return page_of(page, at + 1)
    except pypdfium2.PdfiumError:
        return Page(at + 1, 595.0, 842.0, [], [])
    finally:
        page.close()


def _lines(pages: Sequence[Page], budget: Budget) -> Iterator[Line]:
    for page in pages:
        budget.check()
        opened = True
        for line in _of_page(page):
            yield Line(0, line.text, line.indent, line.blank, opened, hint=line.hint, table=line.table)
            opened = opened and line.hint == "furniture"


def _of_page(page: Page) -> Iterator[Line]:
    if page.number == 1:
        _split_head(page)
    else:
        in_columns(page)
    tables = grids(page)
    steps = [
        before.base - after.base
        for before, after in pairwise(page.rows)
        if 0 < before.base - after.base < page.height / 4
    ]
    usual = median(steps) / page.type_height if steps else 1.0
    body = [page.begin(row.left, row.right) for row in page.rows if not row.furniture]
    margin = median(body) if body else 0.0
    noted = False
    at = 0
    while at < len(page.rows):
        grid = next((grid for grid in tables if grid.first == at), None)
        if grid:
            yield from _table(grid)
            at = grid.last + 1
            continue
        noted = noted or _below_separator(page, at)
        yield _line(page, at, usual, margin, noted)
        at += 1


def _line(page: Page, at: int, usual: float, margin: float, noted: bool) -> Line:
    row = page.rows[at]
    if row.furniture:
        return Line(0, row.text, hint="furniture")
    if row.banner:
        return Line(0, row.text, blank=True, hint="banner")
    before = page.rows[at - 1] if at else None
    step = (before.base - row.base) / min(max(before.height, 4), max(row.height, 4)) if before else 0.0
    blank = before is None or step > usual * _GAP or step < 0 or abs(before.height - row.height) > 0.25 * row.height
    indent = 4 if page.begin(row.left, row.right) > margin + _INDENT else 0
    text = row.text
    if noted and row.height < page.type_height * _SMALL:
        text = (
            _NUMBERED.sub(lambda found: found[1].translate(_UP) + " ", text, count=1) if _NUMBERED.match(text) else text
        )
    return Line(0, text, indent, blank and not (at == 0 and page.number > 1))


def _below_separator(page: Page, at: int) -> bool:
    """Whether a short rule stands right above a small row in the lower half of the page: footnotes follow."""
    row = page.rows[at]
    if row.height >= page.type_height * _SMALL or row.base > page.height * 0.7:
        return False
    above = page.rows[at - 1].base if at else page.height
    return any(row.base < rule.base < above and rule.right - rule.left < page.width * 0.5 for rule in page.rules)


def _table(grid: Grid) -> Iterator[Line]:
    rows: list[Cells] = [cells for cells in grid.cells if any(cells)]
    for words, table in lines_of_table(rows):
        yield Line(0, words, blank=True, hint="table" if table else "p", table=table)


def _split_head(page: Page) -> None:
    """The head of the first page has a left and a right side: first the one, then the other."""
    begins = next((at for at, row in enumerate(page.rows) if chapter(row.text) or paragraph(row.text)), len(page.rows))
    parts = [row.parts(page.rtl) for row in page.rows[:begins]]
    split = [
        at
        for at, (row, own) in enumerate(zip(page.rows, parts, strict=False))
        if row.base > page.height * 0.55 and len(own) > 1 and not _ALONE.fullmatch(own[-1 if page.rtl else 0].text)
    ]
    if not split:
        return
    first, last = split[0], split[-1]
    middle = _middle(parts[first])
    while first and _beside(page.rows[first - 1], page.rows[first], middle):
        first -= 1
    while last + 1 < begins and _beside(page.rows[last], page.rows[last + 1], middle):
        last += 1
    left: list[PageRow] = []
    right: list[PageRow] = []
    for row, own in zip(page.rows[first : last + 1], parts[first : last + 1], strict=True):
        cut = _middle(own) if len(own) > 1 else middle
        for side, pieces in (
            (left, [piece for piece in own if (piece.left + piece.right) / 2 < cut]),
            (right, [piece for piece in own if (piece.left + piece.right) / 2 >= cut]),
        ):
            if pieces:
                words = " ".join(piece.text for piece in (pieces[::-1] if page.rtl else pieces))
                side.append(PageRow(words, row.base, row.height, pieces, row.furniture, row.banner))
    page.rows[first : last + 1] = [*right, *left] if page.rtl else [*left, *right]


def _middle(pieces: Sequence[Piece]) -> float:
    """Where the widest gap between pieces is."""
    wide = max(pairwise(pieces), key=lambda two: two[1].left - two[0].right)
    return (wide[0].right + wide[1].left) / 2


def _beside(upper: PageRow, lower: PageRow, middle: float) -> bool:
    """Whether the row at the edge of the head keeps to one side of it."""
    near = upper.base - lower.base < 2.2 * max(upper.height, lower.height)
    return near and all(
        row.right < middle + 2 or row.left > middle - 2 or len(row.pieces) > 1 for row in (upper, lower)
    )


def _numbered(lines: Iterator[Line]) -> list[Line]:
    """The lines with their places from 1. Raises Refused (DOC-008) beyond the limits."""
    found: list[Line] = []
    for number, line in enumerate(lines, 1):
        if number > MAX_LINES or len(line.text) > MAX_LINE:
            raise refuse("DOC-008", limit=f"{MAX_LINES} × {MAX_LINE}")
        found.append(Line(number, line.text, line.indent, line.blank, line.page, hint=line.hint, table=line.table))
    return found

"""Tables and charts of a Word file."""

from __future__ import annotations

import re

from lxml import etree

from entraide.documents.domain import tree as t
from entraide.documents.domain.writing.columns import weight
from entraide.documents.domain.writing.drawings import drawing, lettered, size_of
from entraide.documents.domain.writing.elements import Element
from entraide.documents.domain.writing.frame import Frame
from entraide.documents.domain.writing.typesetting import families, typeset
from entraide.documents.domain.writing.words import sourced

from .styles import COLUMN
from .text import Text, paragraph_properties, plain_runs
from .xml import PIC, WIDTH, WP, A, R, flag, w

_WIDTH = WIDTH - 2 * COLUMN
"""Of the column of text, in twentieths of a point; tables of many columns reach beyond it."""
_MANY = 5
_ARABIC = re.compile("[\u0600-\u06ff]")
_EMU = 12700
"""English metric units in a point."""
_DOTS = 144
"""To the inch, of the picture for those who cannot draw the lines."""
_ASVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""[MS-ODRAWXML] 2.3: where a picture carries its own SVG."""


def table(text: Text, block: t.Table) -> list[Element]:
    """Caption, table with its first row repeated on every page, source."""
    rows = [[_cell(text, cell, head=True) for cell in block.header]] if block.header else []
    rows += [[_cell(text, cell) for cell in row] for row in block.rows]
    frame = text.frame
    columns = max((len(row) for row in rows), default=1)
    shares = [weight(block, column) for column in range(columns)]
    drawn = _grid(frame, rows, repeated=bool(block.header), caption=block.caption, shares=shares)
    return [*_line(frame, "Caption", block.caption), drawn, *_after(frame, block.source)]


def table_of_documents(text: Text, annex: t.Annex) -> list[Element]:
    """Symbol, agenda item, title."""
    frame = text.frame
    heads = [[_words(frame, frame.word(key), head=True)] for key in ("symbol", "agenda_item", "title")]
    rows = [heads]
    for row in annex.documents:
        symbols = [_sign(frame, symbol) for symbol in row.symbols]
        items = [_sign(frame, item) for item in row.agenda_items]
        rows.append([symbols, items, [_words(frame, row.title)]])
    return [_grid(frame, rows, repeated=True, caption=annex.heading, shares=_LISTED), *_after(frame, "")]


def _line(frame: Frame, style: str, words: str) -> list[Element]:
    keep = style == "Caption"
    return [w("p", paragraph_properties(frame, style, keep=keep), *plain_runs(frame, words))] if words else []


def _after(frame: Frame, source: str) -> list[Element]:
    # Two tables without a paragraph between them become one table in Word.
    empty = [w("p", paragraph_properties(frame, "Source"))]
    return _line(frame, "Source", sourced(source, frame.language)) or empty


def _sign(frame: Frame, words: str) -> Element:
    # "1 b)" and a symbol keep their own direction in an Arabic table; the cell stays flush with the others.
    if frame.tree.language != "ar" or _ARABIC.search(words):
        return _words(frame, words)
    return w("p", paragraph_properties(frame, "TableText", voice="en", align="end"), *plain_runs(frame, words, "en"))


def _words(frame: Frame, words: str, head: bool = False) -> Element:
    return w("p", paragraph_properties(frame, "TableText"), *plain_runs(frame, words, bold=head))


def _cell(text: Text, cell: t.Cell, head: bool = False) -> list[Element]:
    voice = text.frame.foreign(cell.runs)
    properties = paragraph_properties(
        text.frame, "TableText", align="end" if cell.numeric else "", voice=voice, keep=head
    )
    return [w("p", properties, *text.runs(cell.runs, bold=head))]


def _grid(frame: Frame, rows: list[list[list[Element]]], repeated: bool, caption: str, shares: list[int]) -> Element:
    columns = len(shares) or 1
    full = WIDTH if columns >= _MANY or shares is _LISTED else _WIDTH
    widths = [full * share // sum(shares) for share in shares] or [full]
    edges = [w(side, val="single", sz=sz, space=0, color=grey) for side, sz, grey in _EDGES]
    properties = w(
        "tblPr",
        flag("bidiVisual", frame.tree.language == "ar"),
        w("tblW", w=full, type="dxa"),
        w("tblInd", w=0 if full == WIDTH else COLUMN, type="dxa"),
        w("tblBorders", *edges),
        w("tblLayout", type="fixed"),
        w("tblLook", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        w("tblCaption", val=caption) if caption else None,
    )
    made = w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)))
    for place, row in enumerate(rows):
        head = flag("tblHeader", repeated and place == 0)
        cells = [row[column] if column < len(row) else [] for column in range(columns)]
        made.append(
            w(
                "tr",
                # Rows below may break over pages: told not to, LibreOffice 7.4 drops all that come after a page is full.
                w("trPr", flag("cantSplit", place == 0), head),
                *(_boxed(frame, cell, width) for cell, width in zip(cells, widths, strict=True)),
            )
        )
    return made


_LISTED = [30, 18, 52]
"""Of the list of documents: symbol, agenda item, title."""
_EDGES = (("top", 4, "000000"), ("bottom", 8, "000000"), ("insideH", 4, "A0A0A0"))


def _boxed(frame: Frame, paragraphs: list[Element], width: int) -> Element:
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *(paragraphs or [_words(frame, "")]))


def figure(text: Text, block: t.Figure) -> list[Element]:
    """Caption, picture with its words for those who do not see it, source."""
    frame = text.frame
    root = drawing(block)
    width, height = size_of(root)
    scale = min(1.0, _WIDTH / 20 / width)
    wide, high = width * scale, height * scale
    svg = lettered(root, families(frame.tree.language))
    png = typeset("picture", {"svg": svg, "width": f"{wide:.2f}"}, "png", ppi=_DOTS)
    dots, lines = text.package.picture(png), text.package.picture(svg.encode(), "svg")
    shape = _picture(dots, lines, block, int(wide * _EMU), int(high * _EMU))
    picture = w("p", paragraph_properties(frame, "Normal", align="center"), w("r", w("drawing", shape)))
    return [*_line(frame, "Caption", block.caption), picture, *_after(frame, block.source)]


def _picture(dots: str, lines: str, block: t.Figure, wide: int, high: int) -> Element:
    """Lines for whoever draws them (Word since 2016, LibreOffice), dots for all others."""
    number = "".join(sign for sign in dots if sign.isdigit())
    named = {"id": number, "name": f"Figure {number}", "descr": block.alternative}
    size = {"cx": str(wide), "cy": str(high)}
    vector = etree.Element(f"{{{_ASVG}}}svgBlip", {f"{{{R}}}embed": lines}, nsmap={"asvg": _ASVG})
    blip = _of(A, "blip", _of(A, "extLst", _of(A, "ext", vector, uri=_SVG_EXTENSION)))
    blip.set(f"{{{R}}}embed", dots)
    shape = _of(PIC, "spPr", _of(A, "xfrm", _of(A, "off", x="0", y="0"), _of(A, "ext", **size)))
    shape.append(_of(A, "prstGeom", _of(A, "avLst"), prst="rect"))
    about = _of(PIC, "nvPicPr", _of(PIC, "cNvPr", **named), _of(PIC, "cNvPicPr"))
    fill = _of(PIC, "blipFill", blip, _of(A, "stretch", _of(A, "fillRect")))
    data = _of(A, "graphicData", _of(PIC, "pic", about, fill, shape), uri=PIC)
    return _of(WP, "inline", _of(WP, "extent", **size), _of(WP, "docPr", **named), _of(A, "graphic", data))


def _of(space: str, tag: str, *children: Element, **attributes: str) -> Element:
    made = etree.Element(f"{{{space}}}{tag}", attributes)
    made.extend(children)
    return made

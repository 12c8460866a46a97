"""The blocks of a section as HTML: paragraphs with their points, tables, charts, lists."""

from __future__ import annotations

from entraide.documents.domain import tree as t

from .drawings import apart, drawing
from .elements import Child, Element, element
from .html_text import Text, voice
from .marks import paragraph_mark, point_mark
from .words import sourced


def write_block(text: Text, block: t.Block) -> Element:
    """Whatever block it is."""
    if isinstance(block, t.Paragraph):
        return _paragraph(text, block)
    if isinstance(block, t.Table):
        return _table(text, block)
    if isinstance(block, t.Figure):
        return _figure(text, block)
    return _listing(text, block)


def _paragraph(text: Text, paragraph: t.Paragraph) -> Element:
    name = text.names.take("para", paragraph.number)
    mark = paragraph_mark(paragraph.number, text.frame.tree.language)
    marked: list[Child] = [element("span", mark, **{"class": "mark"}), " "] if mark else []
    words = element("p", *marked, *text.runs(paragraph.runs))
    part = element("div", words, id=name, **{"class": "paragraph", "data-guid": paragraph.guid})
    if paragraph.points:
        part.append(_points(text, paragraph.points, name))
    return part


def _points(text: Text, points: tuple[t.Point, ...], above: str) -> Element:
    items = element("ol", role="list", **{"class": "points"})
    for point in points:
        name = text.names.take(above, point.label)
        mark = element("span", point_mark(point.label, text.frame.tree.language), **{"class": "mark"})
        item = element("li", mark, " ", *text.runs(point.runs), id=name, **{"data-guid": point.guid})
        if point.points:
            item.append(_points(text, point.points, name))
        items.append(item)
    return items


def _piece(text: Text, tag: str, runs: t.Runs, **attributes: str) -> Element:
    foreign = text.frame.foreign(runs)
    return element(tag, *text.runs(runs), **attributes, **(voice(foreign) if foreign else {}))


def _cell(text: Text, tag: str, cell: t.Cell, **attributes: str) -> Element:
    return _piece(text, tag, cell.runs, **attributes, **{"class": "numeric" if cell.numeric else ""})


def _scrollable(table: Element, **named: str) -> Element:
    return element("div", table, role="region", tabindex="0", **{"class": "scrollable"}, **named)


def _table(text: Text, table: t.Table) -> Element:
    name = text.names.take("table", "1")
    caption = [element("caption", text.fast(table.caption), id=f"{name}-caption")] if table.caption else []
    made = element("table", *caption, id=name)
    label = {"aria-labelledby": f"{name}-caption"} if caption else {"aria-label": text.frame.word("table")}
    if table.header:
        row = element("tr", *(_head(text, cell) for cell in table.header))
        made.append(element("thead", row))
    made.append(element("tbody", *(_row(text, row) for row in table.rows)))
    part = element("div", _scrollable(made, **label), **{"class": "tabulated"})
    if table.source:
        part.append(element("p", text.fast(sourced(table.source, text.frame.language)), **{"class": "source"}))
    return part


def _head(text: Text, cell: t.Cell) -> Element:
    """A corner without words is no heading."""
    return _cell(text, "th", cell, scope="col") if t.plain(cell.runs).strip() else _cell(text, "td", cell)


def _row(text: Text, row: tuple[t.Cell, ...]) -> Element:
    made = element("tr")
    for place, cell in enumerate(row):
        names_the_row = place == 0 and not cell.numeric
        spoken = bool(t.plain(cell.runs).strip())
        made.append(_cell(text, "th", cell, scope="row") if names_the_row and spoken else _cell(text, "td", cell))
    return made


def _figure(text: Text, figure: t.Figure) -> Element:
    picture, name = drawing(figure), text.names.take("figure", "1")
    apart(picture, name)
    for mark in picture.iter():  # The picture speaks as a whole: what its marks say has no role of its own here.
        mark.attrib.pop("aria-label", "")
    for attribute, value in (("role", "img"), ("aria-label", figure.alternative), ("focusable", "false")):
        picture.set(attribute, value)
    caption = element("figcaption", text.fast(figure.caption))
    if figure.source:
        caption.append(element("div", sourced(figure.source, text.frame.language), **{"class": "source"}))
    return element("figure", picture, caption, id=name)


def _listing(text: Text, listing: t.Listing) -> Element:
    items = element("ul", **{"class": "listing"})
    for runs in listing.items:
        # The item itself keeps the page's direction, or its bullet would change sides.
        foreign = text.frame.foreign(runs)
        items.append(element("li", *text.runs(runs)) if foreign else element("li", element("bdi", *text.runs(runs))))
    return items


def table_of_documents(text: Text, annex: t.Annex) -> Element:
    """Symbol, agenda item, title: one row for each document, whatever number of symbols it has."""
    frame = text.frame
    name = text.names.take("documents")
    heads = [element("th", frame.word(key), scope="col") for key in ("symbol", "agenda_item", "title")]
    body = element("tbody")
    for row in annex.documents:
        symbols = [element("div", element("bdi", symbol, dir="ltr")) for symbol in row.symbols]
        agenda = [element("div", element("bdi", item)) for item in row.agenda_items]
        cells = (element("th", *symbols, scope="row"), element("td", *agenda), element("td", text.fast(row.title)))
        body.append(element("tr", *cells))
    caption = element("caption", frame.word("list_of_documents"), id=f"{name}-caption")
    table = element("table", caption, element("thead", element("tr", *heads)), body, id=name)
    return _scrollable(table, **{"aria-labelledby": f"{name}-caption"})

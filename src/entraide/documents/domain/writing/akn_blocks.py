"""Blocks and runs of a paper as Akoma Ntoso."""

from __future__ import annotations

from base64 import b64encode

from lxml import etree

from entraide.documents.domain import tree as t

from .akn_xml import made
from .drawings import drawing
from .elements import Child, Element
from .frame import Frame, safe_link
from .marks import Names, paragraph_mark, point_mark
from .words import sourced


def within(above: str, name: str) -> tuple[str, ...]:
    """The parts of a name below another."""
    return (above, name) if above else (name,)


class Body:
    """The text of one file: the names and GUIDs given and the notes placed so far."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.names = Names()
        self._guids: set[str] = set()
        self._placed: dict[str, str] = {}

    def block(self, block: t.Block, above: str) -> Element:
        """A paragraph, or a table, chart or list in its container."""
        if isinstance(block, t.Paragraph):
            mark = paragraph_mark(block.number, self.frame.tree.language)
            name = self.names.take(*within(above, f"para_{block.number}"), joined="__")
            return self._numbered("paragraph", block, mark, name)
        if isinstance(block, t.Table):
            return self._contained("table", above, self._table(block), block.source)
        if isinstance(block, t.Figure):
            return self._contained("figure", above, *self._figure(block), block.source)
        items = [self._piece("li", runs) for runs in block.items]
        return self._contained("listing", above, made("ul", *items) if items else made("p"), "")

    def recital(self, block: t.Block) -> Element:
        """A piece of the preamble, where the schema has no numbered paragraphs."""
        name = self.names.take("recital_1")
        if not isinstance(block, t.Paragraph):
            return made("container", self.block(block, name), name="recital", eId=name)
        words = self._piece("p", block.runs)
        if not block.points:
            return made("container", words, name="recital", eId=name)
        return made("container", self._listed(block.runs, block.points), name="recital", eId=name)

    def _listed(self, runs: t.Runs, points: tuple[t.Point, ...]) -> Element:
        rows = [made("listIntroduction", *(child for run in runs for child in self._run(run)))] if runs else []
        for point in points:
            row = made("item", GUID=self._guid(point.guid))
            if point.label:
                row.append(made("num", point_mark(point.label, self.frame.tree.language)))
            row.append(self._listed(point.runs, point.points) if point.points else self._piece("p", point.runs))
            rows.append(row)
        return made("blockList", *rows)

    def documents(self, annex: t.Annex, name: str) -> Element:
        """The list of documents: symbol, agenda item, title."""
        keys = ("symbol", "agenda_item", "title")
        rows = [made("tr", *(made("th", made("p", self.frame.word(key)), class_=key) for key in keys))]
        for row in annex.documents:
            symbols = [made("p", self._cited(symbol)) for symbol in row.symbols]
            items = [made("p", item) for item in row.agenda_items]
            cells = (symbols, items, [made("p", row.title)])
            rows.append(made("tr", *(made("td", *(cell or [made("p")])) for cell in cells)))
        return made("table", *rows, eId=self.names.take(name), class_="documents")

    def _cited(self, symbol: str) -> Element:
        address = f"https://undocs.org/{self.frame.tree.language}/{symbol.replace(' ', '%20')}"
        return made("ref", symbol, href=address)

    def _numbered(self, tag: str, part: t.Paragraph | t.Point, mark: str, name: str) -> Element:
        element = made(tag, eId=name, GUID=self._guid(part.guid))
        if mark:
            element.append(made("num", mark))
        words = self._piece("p", part.runs)
        element.append(made("intro" if part.points else "content", words))
        for point in part.points:
            below = self.names.take(name, f"point_{point.label}", joined="__")
            element.append(self._numbered("point", point, point_mark(point.label, self.frame.tree.language), below))
        return element

    def _guid(self, guid: str) -> str:
        fresh = guid not in self._guids and not any(sign.isspace() for sign in guid)
        self._guids.add(guid)
        return guid if fresh else ""

    def _contained(self, kind: str, above: str, *parts: Element | str) -> Element:
        *elements, source = parts
        name = self.names.take(*within(above, f"{kind}_1"), joined="__")
        content = made("content")
        content.extend([element for element in elements if not isinstance(element, str)])
        if isinstance(source, str) and source:
            content.append(made("p", sourced(source, self.frame.language), class_="source", printed_source=source))
        return made("hcontainer", content, name=kind, eId=name)

    def _table(self, table: t.Table) -> Element:
        rows = [made("tr", *(self._cell("th", cell) for cell in table.header))] if table.header else []
        rows += [made("tr", *(self._cell("td", cell) for cell in row)) for row in table.rows if row]
        caption = [made("caption", table.caption)] if table.caption else []
        return made("table", *caption, *(rows or [made("tr", made("td", made("p")))]))

    def _cell(self, tag: str, cell: t.Cell) -> Element:
        return made(tag, self._piece("p", cell.runs), class_="numeric" if cell.numeric else "")

    def _figure(self, figure: t.Figure) -> tuple[Element, ...]:
        picture = b64encode(etree.tostring(drawing(figure))).decode()
        image = made("img", src=f"data:image/svg+xml;base64,{picture}", alt=figure.alternative)
        caption = (made("p", figure.caption, class_="caption"),) if figure.caption else ()
        return (*caption, made("p", image, class_="image"))

    def _piece(self, tag: str, runs: t.Runs) -> Element:
        return made(tag, *(child for run in runs for child in self._run(run)))

    def _run(self, run: t.Run) -> list[Child]:
        children: list[Child] = [self._spoken(run)] if run.text else []
        return [*children, self._note(run.note)] if run.note else children

    def _spoken(self, run: t.Run) -> Child:
        child: Child = run.text
        if run.emphasis:
            child = made("b" if run.emphasis == "bold" else "i", child)
        language = self.frame.spoken(run) if run.language else ""
        if language:
            child = made("span", child, lang=language)
        href, kind = safe_link(run.href), "living-figure" if run.figure else ""
        if href:
            return made("a", child, href=href, class_=kind, figure=run.figure)
        return made("span", child, class_=kind, figure=run.figure) if run.figure else child

    def _note(self, number: str) -> Element:
        name = self._placed.get(number, "")
        if name or number not in self.frame.notes:
            return made("noteRef", href=f"#{name or 'note_' + number}", marker=number, placement="bottom")
        self._placed[number] = name = self.names.take(f"note_{number}")
        words = made("p", *(self._spoken(run) for run in self.frame.notes[number].runs if run.text))
        return made("authorialNote", words, marker=number, placement="bottom", eId=name)

"""The document part: masthead, sections, numbered paragraphs, annexes."""

from __future__ import annotations

from entraide.documents.domain import tree as t
from entraide.documents.domain.writing.elements import Element
from entraide.documents.domain.writing.frame import Frame
from entraide.documents.domain.writing.marks import paragraph_mark, point_mark, section_mark

from .blocks import figure, table, table_of_documents
from .numbering import Numbers, Series, counted
from .package import Package
from .text import Text, paragraph_properties, plain_runs
from .xml import flag, shown, w

_HEADINGS = ("H1", "H23", "H4")


class Body:
    """One document being written; `text` holds its notes and `numbers` its lists afterwards."""

    def __init__(self, frame: Frame, package: Package) -> None:
        self.frame = frame
        self.text = Text(frame, package)
        self.numbers = Numbers(frame.tree.language)
        self._running: tuple[int, int] = (0, 0)

    def write(self, header: str, first: str) -> bytes:
        """The part; `header` and `first` are the relationships of the two headers."""
        elements = self._masthead()
        for section in self.frame.tree.sections:
            elements += self._section(section, 0)
        for annex in self.frame.tree.annexes:
            elements += self._annex(annex)
        return shown(w("document", w("body", *elements, self._page(header, first))))

    def _line(self, style: str, words: str, **properties: str) -> Element:
        align = properties.get("align", "")
        return w("p", paragraph_properties(self.frame, style, align=align), *plain_runs(self.frame, words))

    def _masthead(self) -> list[Element]:
        frame = self.frame
        lines = [self._line("Organization", frame.masthead.body)] if frame.masthead.body else []
        if frame.symbol:
            rule = w("pBdr", w("bottom", val="single", sz=12, space=2, color="auto"))
            properties = paragraph_properties(frame, "Masthead", border=rule)
            lines.append(w("p", properties, *plain_runs(frame, frame.symbol, bold=True)))
        for line in frame.issue_lines():
            runs = plain_runs(frame, line, frame.issue_language)
            voice = frame.issue_language
            align = "start" if frame.tree.language == "ar" else ""
            lines.append(w("p", paragraph_properties(frame, "Masthead", voice=voice, align=align), *runs))
        for line in frame.session_lines():
            lines.append(w("p", paragraph_properties(frame, "Normal"), *plain_runs(frame, line, bold=True)))
        return [*lines, self._line("HCh", frame.masthead.title)] if frame.masthead.title else lines

    def _section(self, section: t.Section, depth: int) -> list[Element]:
        mark = section_mark(section.number, self.frame.tree.language)
        elements = []
        if mark or section.heading:
            style = _HEADINGS[min(depth, 2)]
            runs = plain_runs(self.frame, mark)
            gap = [w("r", w("tab"))] if mark and section.heading else []
            heading = plain_runs(self.frame, section.heading)
            elements = [w("p", paragraph_properties(self.frame, style), *runs, *gap, *heading)]
        elements += self._blocks(section.blocks)
        for inner in section.sections:
            elements += self._section(inner, depth + 1)
        return elements

    def _blocks(self, blocks: tuple[t.Block, ...]) -> list[Element]:
        return [element for block in blocks for element in self._block(block)]

    def _block(self, block: t.Block) -> list[Element]:
        if isinstance(block, t.Paragraph):
            return self._paragraph(block)
        if isinstance(block, t.Table):
            return table(self.text, block)
        if isinstance(block, t.Figure):
            return figure(self.text, block)
        return [self._item(runs) for runs in block.items]

    def _item(self, runs: t.Runs) -> Element:
        voice = self.frame.foreign(runs)
        properties = paragraph_properties(self.frame, "Point", number=(self.numbers.bullets(), 1), voice=voice)
        return w("p", properties, *self.text.runs(runs))

    def _paragraph(self, paragraph: t.Paragraph) -> list[Element]:
        number = self._number(paragraph.number)
        typed = [] if number else self._typed(paragraph_mark(paragraph.number, self.frame.tree.language))
        properties = paragraph_properties(self.frame, "SingleTxt", number=number)
        first = w("p", properties, *typed, *self.text.runs(paragraph.runs))
        return [first, *self._points(paragraph.points, 1)]

    def _number(self, number: str) -> tuple[int, int] | None:
        """The running list of paragraphs, or a new one where the numbers jump; None when it is not a plain number."""
        if not (number.isascii() and number.isdigit()):
            return None
        list_number, last = self._running
        if not list_number or int(number) != last + 1:
            pattern = paragraph_mark("%", self.frame.tree.language)
            list_number = self.numbers.number(Series("decimal", pattern, int(number), 0))
        self._running = (list_number, int(number))
        return list_number, 0

    def _points(self, points: tuple[t.Point, ...], level: int) -> list[Element]:
        found = counted([point.label for point in points])
        pattern = point_mark("%", self.frame.tree.language)
        listed = self.numbers.number(Series(found[0], pattern, found[1], level)) if found else 0
        elements = []
        for point in points:
            number = (listed, level) if listed else None
            typed = [] if listed else self._typed(point_mark(point.label, self.frame.tree.language))
            properties = paragraph_properties(self.frame, "Point", number=number)
            elements.append(w("p", properties, *typed, *self.text.runs(point.runs)))
            elements += self._points(point.points, min(level + 1, 2))
        return elements

    def _typed(self, mark: str) -> list[Element]:
        return [*plain_runs(self.frame, mark), w("r", w("tab"))] if mark else []

    def _annex(self, annex: t.Annex) -> list[Element]:
        label = self.frame.word("annex")
        heads = [f"{label} {annex.number}".strip()] if annex.number or not annex.heading.startswith(label) else []
        heads += [annex.heading] if annex.heading else []
        broken = w("p", paragraph_properties(self.frame, "Normal"), w("r", w("br", type="page")))
        elements = [broken, *(self._line(style, words) for style, words in zip(_HEADINGS, heads, strict=False))]
        if annex.documents:
            elements += table_of_documents(self.text, annex)
        return [*elements, *self._blocks(annex.blocks)]

    def _page(self, header: str, first: str) -> Element:
        return w(
            "sectPr",
            w("headerReference", type="default", r_id=header),
            w("headerReference", type="first", r_id=first),
            w("pgSz", w=11906, h=16838),
            w("pgMar", top=1701, right=1701, bottom=1361, left=1701, header=709, footer=709, gutter=0),
            w("titlePg"),
            flag("bidi", self.frame.tree.language == "ar"),
        )

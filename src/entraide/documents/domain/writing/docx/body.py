"""The document part: sections, numbered paragraphs, annexes, under the masthead."""

from __future__ import annotations

from entraide.documents.domain import tree as t
from entraide.documents.domain.writing.elements import Element
from entraide.documents.domain.writing.frame import Frame
from entraide.documents.domain.writing.marks import paragraph_mark, point_mark, section_mark

from .blocks import figure, table, table_of_documents
from .masthead import masthead
from .numbering import Numbers, Series, counted
from .package import Package
from .styles import COLUMN
from .text import Text, paragraph_properties, plain_runs
from .xml import flag, shown, w

_HEADINGS = ("H1", "H23", "H4")
_UNMARKED = {"start": COLUMN, "end": COLUMN, "firstLine": 0}
_UNNUMBERED = {"preamble": "Recital", "conclusions": "Conclusion"}


class Body:
    """One document being written; `text` holds its notes and `numbers` its lists afterwards."""

    def __init__(self, frame: Frame, package: Package) -> None:
        self.frame = frame
        self.text = Text(frame, package)
        self.numbers = Numbers(frame.tree.language)
        self._running: tuple[int, int] = (0, 0)

    def write(self, header: str, first: str, footer: str) -> bytes:
        """The part, given the relationships of the two headers and the footer."""
        elements = masthead(self.frame)
        for section in self.frame.tree.sections:
            elements += self._section(section, 0)
        for annex in self.frame.tree.annexes:
            elements += self._annex(annex)
        return shown(w("document", w("body", *elements, self._page(header, first, footer))))

    def _heading(self, depth: int, mark: str, heading: str, place: list[Element], new_page: bool = False) -> Element:
        gap = [w("r", w("tab"))] if mark and heading else []
        style = _HEADINGS[min(depth, 2)]
        properties = paragraph_properties(self.frame, style, indent=None if mark else _UNMARKED, new_page=new_page)
        return w("p", properties, *place, *plain_runs(self.frame, mark), *gap, *plain_runs(self.frame, heading))

    def _section(self, section: t.Section, depth: int) -> list[Element]:
        mark = section_mark(section.number, self.frame.tree.language)
        headed = bool(mark or section.heading)
        _name, place = self.text.place("sec", section.number)
        elements = [self._heading(depth, mark, section.heading, place)] if headed else []
        elements += self._blocks(section.blocks, section.kind)
        for inner in section.sections:
            elements += self._section(inner, depth + headed)
        return elements

    def _blocks(self, blocks: tuple[t.Block, ...], kind: str = "") -> list[Element]:
        return [element for block in blocks for element in self._block(block, kind)]

    def _block(self, block: t.Block, kind: str) -> list[Element]:
        if isinstance(block, t.Paragraph):
            return self._paragraph(block, kind)
        if isinstance(block, t.Table):
            return table(self.text, block)
        if isinstance(block, t.Figure):
            return figure(self.text, block)
        return [self._item(runs) for runs in block.items]

    def _item(self, runs: t.Runs) -> Element:
        voice = self.frame.foreign(runs)
        properties = paragraph_properties(self.frame, "Point", number=(self.numbers.bullets(), 1), voice=voice)
        return w("p", properties, *self.text.runs(runs))

    def _paragraph(self, paragraph: t.Paragraph, kind: str) -> list[Element]:
        name, place = self.text.place("para", paragraph.number)
        number = self._number(paragraph.number)
        typed = [] if number else self._typed(paragraph_mark(paragraph.number, self.frame.tree.language))
        style = _UNNUMBERED.get(kind, "SingleTxt") if not paragraph.number else "SingleTxt"
        properties = paragraph_properties(self.frame, style, number=number)
        first = w("p", properties, *place, *typed, *self.text.runs(paragraph.runs))
        return [first, *self._points(paragraph.points, 1, name)]

    def _number(self, number: str) -> tuple[int, int] | None:
        """The running list of paragraphs, or a new one where the numbers jump; None when it is not a plain number."""
        if not (number.isascii() and number.isdigit()) or str(int(number)) != number:
            return None
        list_number, last = self._running
        if not list_number or int(number) != last + 1:
            pattern = paragraph_mark("%", self.frame.tree.language)
            list_number = self.numbers.number(Series("decimal", pattern, int(number), 0, self.frame.resolution))
        self._running = (list_number, int(number))
        return list_number, 0

    def _points(self, points: tuple[t.Point, ...], level: int, above: str) -> list[Element]:
        found = counted([point.label for point in points])
        pattern = point_mark("%", self.frame.tree.language)
        listed = self.numbers.number(Series(found[0], pattern, found[1], level)) if found else 0
        elements = []
        for point in points:
            name, place = self.text.place(above, point.label)
            number = (listed, level) if listed else None
            typed = [] if listed else self._typed(point_mark(point.label, self.frame.tree.language))
            indent = None if listed else {"start": COLUMN + 567 * (level + 1), "end": COLUMN, "hanging": 567}
            properties = paragraph_properties(self.frame, "Point", number=number, indent=indent)
            elements.append(w("p", properties, *place, *typed, *self.text.runs(point.runs)))
            elements += self._points(point.points, min(level + 1, 2), name)
        return elements

    def _typed(self, mark: str) -> list[Element]:
        return [*plain_runs(self.frame, mark), w("r", w("tab"))] if mark else []

    def _annex(self, annex: t.Annex) -> list[Element]:
        label = self.frame.word("annex")
        heads = [f"{label} {annex.number}".strip()] if annex.number or not annex.heading.startswith(label) else []
        heads += [annex.heading] if annex.heading else []
        _name, place = self.text.place("annex", annex.number or "1")
        first, *others = heads or [""]
        elements = [self._heading(0, "", first, place, new_page=True)]
        elements += [self._heading(depth, "", words, []) for depth, words in enumerate(others, 1)]
        if annex.documents:
            elements += table_of_documents(self.text, annex)
        elements += self._blocks(annex.blocks)
        return [*elements, *(part for inner in annex.sections for part in self._section(inner, len(heads)))]

    def _page(self, header: str, first: str, footer: str) -> Element:
        return w(
            "sectPr",
            w("headerReference", type="default", r_id=header),
            w("headerReference", type="first", r_id=first),
            w("footerReference", type="default", r_id=footer),
            w("footerReference", type="first", r_id=footer),
            w("pgSz", w=11906, h=16838),
            w("pgMar", top=1701, right=1134, bottom=1361, left=1134, header=709, footer=680, gutter=0),
            w("titlePg"),
            flag("bidi", self.frame.tree.language == "ar"),
        )

"""Word files as lines for the text reader: typed and automatic numbers, headings by style, footnotes, tables."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from attrs import define, field
from lxml import etree

from entraide.documents.domain import tree as t
from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem, refuse

from .calls import CLOSE, OPEN
from .decoding import visible
from .docx_numbers import Numbering
from .limits import MAX_UNPACKED, Budget
from .lines import Line
from .tables import lines_of_table
from .text import read_lines

Element = Any
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING: Final = re.compile(r"(?:_ ?)?(?:heading ?|titre ?|h_?)(?P<level>[1-9])\d?(?:[ _a-z]*)", re.IGNORECASE)
_DAMAGED: Final = (BadZipFile, etree.XMLSyntaxError, zlib.error, RuntimeError, OSError, EOFError, ValueError)
_DROPPED: Final = {f"{W}drawing": "w:drawing", f"{W}pict": "w:pict", f"{W}object": "w:object"}


def read_docx(data: bytes, language: Language | None, budget: Budget) -> t.Tree:
    """The tree of a Word file. Raises Refused: DOC-006 when it cannot be opened, DOC-001 when it holds no text."""
    parts = _parts(data)
    paper = Paper(parts, Numbering.of(parts.get("word/numbering.xml"), W))
    lines = list(paper.lines(budget))
    if not lines:
        raise refuse("DOC-001")
    unread = tuple(Problem("DOC-033", {"what": what}) for what in dict.fromkeys(paper.unread))
    return read_lines(lines, language, budget, unread)


def _parts(data: bytes) -> dict[str, Element]:
    wanted = ("document", "styles", "numbering", "footnotes")
    try:
        with ZipFile(BytesIO(data)) as package:
            if sum(item.file_size for item in package.infolist()) > MAX_UNPACKED:
                raise refuse("DOC-008", limit=f"{MAX_UNPACKED // 2**20} MB")
            names = {f"word/{name}.xml" for name in wanted} & set(package.namelist())
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            found = {name: etree.fromstring(package.read(name), parser) for name in names}
    except _DAMAGED:
        raise refuse("DOC-006", kind="DOCX") from None
    if "word/document.xml" not in found:
        raise refuse("DOC-007")
    return found


@define
class Paper:
    """One Word file: its parts, and where the numbering stands. `unread` says what it holds beside text."""

    parts: Mapping[str, Element]
    numbering: Numbering
    unread: list[str] = field(factory=list)
    turn: int = 0
    called: list[str] = field(factory=list)

    def lines(self, budget: Budget) -> Iterator[Line]:
        """Every paragraph as a line, its footnotes right after it; tables whole, but the list of documents in rows."""
        body = self.parts["word/document.xml"].find(f"{W}body")
        for item in body if body is not None else ():
            budget.check()
            if item.tag == f"{W}p":
                yield from self._paragraph(item)
            elif item.tag == f"{W}tbl":
                yield from self._table(item)
            elif item.tag == f"{W}sdt":
                for inner in item.iter(f"{W}p"):
                    yield from self._paragraph(inner)

    def _line(self, text: str, hint: str, table: t.Table | None = None) -> Line:
        self.turn += 1
        return Line(self.turn, text, blank=True, hint=hint, table=table)

    def _paragraph(self, item: Element) -> Iterator[Line]:
        before = len(self.called)
        text = self._text(item)
        style = self._style(item)
        if text:
            number = self.numbering.label(item, style)
            yield self._line(f"{number} {text}".strip(), self._hint(item, style))
        yield from self._notes(self.called[before:])

    def _notes(self, ids: list[str]) -> Iterator[Line]:
        for note_id in ids:
            note = next((note for note in self._footnotes() if note.get(f"{W}id") == note_id), None)
            words = " ".join(self._text(item) for item in note.iter(f"{W}p")) if note is not None else ""
            if words.strip():
                yield self._line(f"{self.called.index(note_id) + 1} {words.strip()}", "note")

    def _footnotes(self) -> Iterator[Element]:
        part = self.parts.get("word/footnotes.xml")
        yield from part if part is not None else ()

    def _text(self, item: Element) -> str:
        """The visible text of a paragraph; calls of footnotes between marks; deleted text is not there."""
        return " ".join(visible("".join(self._pieces(item))).split())

    def _pieces(self, item: Element) -> Iterator[str]:
        for child in item.iter():
            if child.tag == f"{W}t":
                yield self._spoken(child)
            elif child.tag in (f"{W}tab", f"{W}br", f"{W}cr") and child.getparent().tag == f"{W}r":
                yield " "
            elif child.tag == f"{W}noBreakHyphen":
                yield "-"
            elif child.tag == f"{W}footnoteReference":
                yield self._call(child)
            elif child.tag in _DROPPED:
                self.unread.append(_DROPPED[child.tag])

    def _spoken(self, item: Element) -> str:
        """A stretch of text; raised digits typed by hand are calls of notes too."""
        text = str(item.text or "")
        raised = item.getparent().find(f"{W}rPr/{W}vertAlign")
        if raised is not None and raised.get(f"{W}val") == "superscript" and text.strip().isdecimal():
            return f"{OPEN}{text.strip()}{CLOSE}"
        return text

    def _call(self, item: Element) -> str:
        note_id = item.get(f"{W}id", "")
        if note_id not in self.called:
            self.called.append(note_id)
        return f"{OPEN}{self.called.index(note_id) + 1}{CLOSE}"

    def _style(self, item: Element) -> Element | None:
        found = item.find(f"{W}pPr/{W}pStyle")
        styles = self.parts.get("word/styles.xml")
        if found is None or styles is None:
            return None
        wanted = found.get(f"{W}val")
        return next((style for style in styles.iter(f"{W}style") if style.get(f"{W}styleId") == wanted), None)

    def _hint(self, item: Element, style: Element | None) -> str:
        for holder in (item, style):
            level = holder.find(f"{W}pPr/{W}outlineLvl") if holder is not None else None
            if level is not None and level.get(f"{W}val", "9") < "9":
                return f"h{int(level.get(f'{W}val')) + 1}"
        if style is None:
            return "p"
        named = style.find(f"{W}name")
        found = _HEADING.fullmatch(named.get(f"{W}val", "") if named is not None else "")
        return f"h{found['level']}" if found else "p"

    def _table(self, item: Element) -> Iterator[Line]:
        before = len(self.called)
        rows = [[self._cell(cell) for cell in row.findall(f"{W}tc")] for row in item.findall(f"{W}tr")]
        rows = [row for row in rows if any(row)]
        for words, table in lines_of_table(rows):
            yield self._line(words, "table" if table else "p", table)
        yield from self._notes(self.called[before:])

    def _cell(self, cell: Element) -> list[str]:
        return [text for text in (self._text(item) for item in cell.findall(f"{W}p")) if text]

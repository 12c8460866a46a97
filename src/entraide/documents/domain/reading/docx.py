"""Word files as lines for the text reader: typed and automatic numbers, headings by style, footnotes, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from attrs import define, evolve, field

from entraide.documents.domain import symbols
from entraide.documents.domain import tree as t
from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem, refuse

from .docx_languages import spoken
from .docx_numbers import Numbering, whole_number
from .docx_package import Package, W, open_package
from .docx_text import Words, boxes, paragraphs_in
from .limits import MAX_LINE, MAX_LINES, Budget
from .lines import Line
from .tables import Cells, is_list, lines_of_table
from .text import read_lines

Element = Any
_HEADING: Final = re.compile(
    r"(?:_ ?)?(?:heading ?|titre ?|título ?|заголовок ?|标题 ?|عنوان ?|h_?)(?P<level>[1-9])\d?(?:[/ _\d]*)(?:[ _a-z]*)",
    re.IGNORECASE,
)
_CHAPTER: Final = re.compile(r"(?:_ ?)?h ?_?ch(?:[ _a-z]*)", re.IGNORECASE)
_TITLE: Final = re.compile(r"title|titre|(?:_ ?)?h ?_?m(?:[ _]?g)?|title ?hm?", re.IGNORECASE)
_CONTENTS: Final = re.compile(r"(?:toc|tm|目录|оглавление|índice) ?\d.*|toc heading", re.IGNORECASE)
_DISTRIBUTION: Final = re.compile(r"Distr\.|Distribution|Original\s?:", re.IGNORECASE)
_BASES: Final = 12
_HEAD_BLOCKS: Final = 12
_BROADEST: Final = 60
_HOLDERS: Final = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}


def read_docx(data: bytes, language: Language | None, budget: Budget) -> t.Tree:
    """The tree of a Word file. Raises Refused: DOC-006 when it cannot be opened, DOC-007, DOC-040, DOC-048, DOC-008,
    DOC-001 when it holds no text.
    """
    package = open_package(data)
    paper = Paper(package, Numbering.of(package.parts.get("numbering"), W))
    lines: list[Line] = []
    for line in paper.lines(budget):
        if len(lines) >= MAX_LINES or (len(line.text) > MAX_LINE and not line.table):
            raise refuse("DOC-008", limit=f"{MAX_LINES} × {MAX_LINE}")
        lines.append(line)
    if not any(line.hint != "furniture" for line in lines):
        raise refuse("DOC-001")
    tree = read_lines(lines, language, budget, (*package.problems, *paper.problems()))
    return spoken(
        tree, [part for name in ("document", "footnotes", "endnotes") if (part := package.parts.get(name)) is not None]
    )


@define
class Paper:
    """One Word file: its parts, its words, and where the numbering stands."""

    package: Package
    numbering: Numbering
    words: Words = field(factory=Words)
    turn: int = 0
    styles: dict[str, Element] = field(factory=dict)
    notes: dict[str, Element] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        styles = self.package.parts.get("styles")
        for style in styles.iter(f"{W}style") if styles is not None else ():
            self.styles.setdefault(style.get(f"{W}styleId", ""), style)
        for kind, name in (("f", "footnotes"), ("e", "endnotes")):
            part = self.package.parts.get(name)
            for note in part if part is not None else ():
                self.notes.setdefault(kind + (note.get(f"{W}id") or ""), note)

    def lines(self, budget: Budget) -> Iterator[Line]:
        """Every paragraph as a line, its footnotes right after it; tables whole, but the list of documents in rows."""
        body = self.package.parts["document"].find(f"{W}body")
        for turn, item in enumerate(_blocks(body) if body is not None else ()):
            budget.check()
            if item.tag == f"{W}p":
                yield from self._paragraph(item)
            elif item.tag == f"{W}tbl":
                yield from self._table(item, turn < _HEAD_BLOCKS)
        for part in self.package.furniture:
            for text in dict.fromkeys(self.words.of(item) for item in paragraphs_in(part)):
                if text:
                    yield self._line(text, "furniture")

    def problems(self) -> Iterator[Problem]:
        """What of the file is no text, or was left out."""
        counts = self.words.counts
        if counts["inserted"] or counts["deleted"]:
            yield Problem("DOC-044", {"inserted": counts["inserted"], "deleted": counts["deleted"]})
        if counts["comments"]:
            yield Problem("DOC-045", {"count": counts["comments"]})
        if counts["signs"]:
            yield Problem("DOC-053", {"count": counts["signs"]})
        unread = [what for what in counts if what.startswith("w:")] + ["w:vanish"] * bool(counts["hidden"])
        yield from (Problem("DOC-033", {"what": what}) for what in unread)

    def _line(self, text: str, hint: str, table: t.Table | None = None) -> Line:
        self.turn += 1
        return Line(self.turn, text, blank=True, hint=hint, table=table)

    def _paragraph(self, item: Element) -> Iterator[Line]:
        before = len(self.words.called)
        text, emphasis = self.words.read(item)
        if text:
            chain = self._styles(item)
            number = self.numbering.label(item, _giving(chain, "numPr"), _names(chain))
            yield evolve(self._line(f"{number} {text}".strip(), _hint(item, chain)), emphasis=emphasis)
        yield from self._notes(self.words.called[before:])
        for inner in boxes(item):
            yield from self._paragraph(inner)

    def _notes(self, keys: list[str]) -> Iterator[Line]:
        for key in keys:
            note = self.notes.get(key)
            read = [self.words.read(item) for item in paragraphs_in(note)] if note is not None else []
            words = " ".join(text for text, _emphasis in read).strip()
            if words:
                emphasis = tuple(mark for _text, marks in read for mark in marks)
                yield evolve(self._line(f"{self.words.labels[key]} {words}", "note"), emphasis=emphasis)

    def _styles(self, item: Element) -> list[Element]:
        """The style of a paragraph and those it is based on."""
        found = item.find(f"{W}pPr/{W}pStyle")
        name = found.get(f"{W}val", "") if found is not None else ""
        chain: list[Element] = []
        while name in self.styles and len(chain) < _BASES:
            chain.append(self.styles[name])
            based = chain[-1].find(f"{W}basedOn")
            name = based.get(f"{W}val", "") if based is not None else ""
        return chain

    def _table(self, item: Element, at_head: bool) -> Iterator[Line]:
        before = len(self.words.called)
        rows = [self._row(row) for row in _inside(item, f"{W}tr")]
        rows = [row for row in rows if any(row)]
        if _is_layout(rows, at_head):
            for part in (part for row in rows for cell in row for part in cell):
                yield self._line(part, "p")
        else:
            for words, table in lines_of_table(rows):
                yield self._line(words, "table" if table else "p", table)
        yield from self._notes(self.words.called[before:])

    def _row(self, row: Element) -> list[list[str]]:
        """The cells of a row; a broad cell is followed by empty ones."""
        cells: list[list[str]] = []
        for cell in _inside(row, f"{W}tc"):
            cells.append([text for text in (self._numbered(item) for item in paragraphs_in(cell)) if text])
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            width = whole_number(span.get(f"{W}val") if span is not None else "1", 1)
            cells.extend([] for _more in range(min(width, _BROADEST) - 1))
        return cells

    def _numbered(self, item: Element) -> str:
        text = self.words.of(item)
        chain = self._styles(item) if text else []
        number = self.numbering.label(item, _giving(chain, "numPr"), _names(chain)) if text else ""
        return f"{number} {text}".strip()


def _blocks(body: Element) -> Iterator[Element]:
    for item in body:
        if item.tag in _HOLDERS:
            yield from _blocks(item)
        else:
            yield item


def _inside(item: Element, tag: str) -> Iterator[Element]:
    return (found for found in _blocks(item) if found.tag == tag)


def _giving(chain: list[Element], what: str) -> Element | None:
    """The nearest style that says this of its paragraphs."""
    return next((style for style in chain if style.find(f"{W}pPr/{W}{what}") is not None), None)


def _names(chain: list[Element]) -> tuple[str, ...]:
    return tuple(style.get(f"{W}styleId", "") for style in chain)


def _hint(item: Element, chain: list[Element]) -> str:
    for style in chain:
        named = style.find(f"{W}name")
        name = named.get(f"{W}val", "") if named is not None else ""
        if _CONTENTS.fullmatch(name):
            return "contents"
        if found := _HEADING.fullmatch(name):
            return f"h{found['level']}"
        if _CHAPTER.fullmatch(name):
            return "h1"
        if _TITLE.fullmatch(name):
            return "title"
    for holder in (item, _giving(chain, "outlineLvl")):
        level = holder.find(f"{W}pPr/{W}outlineLvl") if holder is not None else None
        value = level.get(f"{W}val", "9") if level is not None else "9"
        if value in tuple("012345678"):
            return f"h{int(value) + 1}"
    return "p"


def _is_layout(rows: Sequence[Cells], at_head: bool) -> bool:
    """Whether a table only sets text side by side: the head of the first page, or one single cell."""
    if is_list(rows):
        return False
    if len(rows) == 1 and len([cell for cell in rows[0] if cell]) == 1:
        return True
    words = [part for row in rows for cell in row for part in cell]
    return at_head and any(_DISTRIBUTION.match(part) or symbols.parse(part) for part in words)

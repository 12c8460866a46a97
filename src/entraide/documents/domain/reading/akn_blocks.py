"""Blocks and runs of an Akoma Ntoso file."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator, Sequence
from typing import Any, Final

from attrs import define, evolve, field
from lxml import etree

from entraide.documents.domain import tree as t
from entraide.kernel.languages import Language
from entraide.kernel.problems import refuse

from .limits import MAX_DEPTH, Budget

Element = Any
"""An lxml element; its stubs do not know local names."""

_SVG: Final = "data:image/svg+xml;base64,"
_LABEL: Final = re.compile(r"[\s()（）.．、\-–—‘’'`]+")


def name(item: Element) -> str:
    """The name of an element without its namespace."""
    return str(etree.QName(item).localname) if isinstance(item.tag, str) else ""


def of(root: Element, *names: str) -> Iterator[Element]:
    """Every element below with one of these names."""
    return (item for item in root.iter() if name(item) in names)


def first(root: Element, *names: str) -> Element | None:
    """The first element below with one of these names."""
    return next(of(root, *names), None)


def squeezed(text: str) -> str:
    """Runs of white space as one blank."""
    return re.sub(r"[\s\u00a0]+", " ", text)


def plain(item: Element | None) -> str:
    """The text of an element, without its footnotes."""
    return "" if item is None else squeezed("".join(_texts(item))).strip()


def _texts(item: Element) -> Iterator[str]:
    yield item.text or ""
    for child in item:
        if name(child) not in ("authorialNote", "noteRef"):
            yield from _texts(child)
        yield child.tail or ""


def label(item: Element) -> str:
    """The printed number of an element without its stops and brackets."""
    num = next((child for child in item if name(child) == "num"), None)
    return _LABEL.sub(" ", plain(num)).strip()


@define
class Body:
    """Reads the text of one file; footnotes are gathered on the way."""

    language: Language
    budget: Budget
    notes: dict[str, t.Note] = field(factory=dict)
    unread: list[str] = field(factory=list)

    def sections(self, item: Element, names: Sequence[str], level: int = 1) -> tuple[t.Section, ...]:
        """The sections directly below an element; loose blocks become a section without heading."""
        if level > MAX_DEPTH:
            raise refuse("DOC-008", limit=MAX_DEPTH)
        self.budget.check()
        found = [self._section(child, names, level) for child in item if name(child) in names]
        loose = self.blocks(item, besides=(), skip=names) if level == 1 else ()
        return (*((t.Section("", "", 1, loose),) if loose else ()), *found)

    def _section(self, item: Element, names: Sequence[str], level: int) -> t.Section:
        heading = next((plain(child) for child in item if name(child) == "heading"), "")
        inner = self.sections(item, names, level + 1)
        return t.Section(label(item), heading, level, self.blocks(item, skip=names), inner)

    def blocks(self, item: Element, besides: Sequence[str] = (), skip: Sequence[str] = ()) -> tuple[t.Block, ...]:
        """Paragraphs, tables, figures, lists directly below; tables whose class is in `besides` are left out."""
        return tuple(self._blocks(item, besides, {*skip, "num", "heading", "meta"}))

    def _blocks(self, item: Element, besides: Sequence[str], skip: set[str]) -> Iterator[t.Block]:
        for child in item:
            kind = name(child)
            if kind in skip or child.get("class") in besides:
                continue
            if kind == "hcontainer":
                yield from self._contained(child)
            elif kind == "table":
                yield self._table(child, "")
            elif kind in ("paragraph", "point", "item", "article", "clause"):
                yield self._paragraph(child)
            elif kind in ("content", "intro", "blockContainer", "container", "wrapUp", "blockList", "list"):
                yield from self._blocks(child, besides, skip)
            elif plain(child):
                yield t.Paragraph("", self.runs(child))

    def _contained(self, item: Element) -> Iterator[t.Block]:
        source = next((plain(child) for child in of(item, "p") if child.get("class") == "source"), "")
        if item.get("name") == "figure":
            yield from self._figure(item, source)
        elif item.get("name") == "listing":
            yield t.Listing(tuple(self.runs(child) for child in of(item, "li")))
        elif (table := first(item, "table")) is not None:
            yield self._table(table, source)
        else:
            yield from self._blocks(item, (), {"num", "heading"})

    def _figure(self, item: Element, source: str) -> Iterator[t.Block]:
        image: Any = first(item, "img")
        caption = next((plain(child) for child in of(item, "p") if child.get("class") == "caption"), "")
        try:
            svg = b64decode(image.get("src", "").removeprefix(_SVG), validate=True).decode()
        except (AttributeError, Error, UnicodeDecodeError):
            self.unread.append(caption or "img")
            return
        yield t.Figure(caption, svg, image.get("alt", ""), source)

    def _table(self, item: Element, source: str) -> t.Table:
        rows = [list(of(row, "th", "td")) for row in of(item, "tr")]
        headed = bool(rows) and all(name(cell) == "th" for cell in rows[0])
        cells = [tuple(t.Cell(self.runs(cell), cell.get("class") == "numeric") for cell in row) for row in rows]
        header = cells.pop(0) if headed else ()
        return t.Table(plain(first(item, "caption")), header, tuple(cells), source)

    def _paragraph(self, item: Element) -> t.Paragraph:
        return t.Paragraph(label(item), self._own(item), self._points(item, 1), item.get("GUID", ""))

    def _points(self, item: Element, depth: int) -> tuple[t.Point, ...]:
        if depth > MAX_DEPTH:
            raise refuse("DOC-008", limit=MAX_DEPTH)
        lists = [child for child in item if name(child) in ("list", "blockList")]
        found = [
            child
            for home in (item, *lists)
            for child in home
            if name(child) in ("point", "subparagraph", "item", "indent")
        ]
        return tuple(
            t.Point(label(child), self._own(child), self._points(child, depth + 1), child.get("GUID", ""))
            for child in found
        )

    def _own(self, item: Element) -> t.Runs:
        """The words of a paragraph or point without those of the points below it."""
        runs: list[t.Run] = []
        for child in item:
            kind = name(child)
            if kind in ("content", "intro", "wrapUp", "p"):
                runs += [t.Run(" ")] if runs else []
                runs += self.runs(child)
            elif kind in ("list", "blockList"):
                runs += [
                    run for inner in child if name(inner) in ("intro", "listIntroduction") for run in self.runs(inner)
                ]
        return tuple(runs)

    def runs(self, item: Element) -> t.Runs:
        """The words of an element, with emphasis, links, languages and calls of notes."""
        return _tidy(list(self._runs(item, t.Run(""))))

    def _runs(self, item: Element, hand: t.Run) -> Iterator[t.Run]:
        if item.text:
            yield evolve(hand, text=squeezed(item.text))
        for turn, child in enumerate(item):
            kind = name(child)
            if kind in ("authorialNote", "noteRef"):
                yield t.Run("", note=self._note(child))
            elif kind:
                if turn and kind == "p":
                    yield evolve(hand, text=" ")
                yield from self._runs(child, self._hand(child, hand))
            if child.tail:
                yield evolve(hand, text=squeezed(child.tail))

    def _hand(self, item: Element, hand: t.Run) -> t.Run:
        kind = name(item)
        emphasis: t.Emphasis = "bold" if kind == "b" else "italic" if kind == "i" else hand.emphasis
        lang = item.get("{http://www.w3.org/XML/1998/namespace}lang") or hand.language
        figure = next((str(value) for key, value in item.attrib.items() if key.endswith("}figure")), hand.figure)
        href = item.get("href", "") if kind == "a" else hand.href
        return evolve(hand, emphasis=emphasis, language=lang, figure=figure, href=href)

    def _note(self, item: Element) -> str:
        number = str(item.get("marker") or len(self.notes) + 1)
        if name(item) == "authorialNote" and number not in self.notes:
            self.notes[number] = t.Note(number, self.runs(item))
        return number

    def documents(self, item: Element) -> tuple[t.AnnexDocument, ...]:
        """The rows of the list of documents."""
        table = next((found for found in of(item, "table") if found.get("class") == "documents"), None)
        rows = [list(of(row, "td")) for row in of(table, "tr")] if table is not None else []
        return tuple(
            t.AnnexDocument(_paragraphs(row[0]), _paragraphs(row[1]), plain(row[2])) for row in rows if len(row) == 3
        )


def _paragraphs(cell: Element) -> tuple[str, ...]:
    return tuple(text for text in (plain(part) for part in of(cell, "p")) if text)


def _tidy(runs: list[t.Run]) -> t.Runs:
    """Runs of one hand as one, calls on the run before them, no blanks at the edges."""
    tidy: list[t.Run] = []
    for run in runs:
        last = tidy[-1] if tidy else None
        if last and not last.note and run.note and not run.text:
            tidy[-1] = evolve(last, note=run.note)
        elif last and not last.note and evolve(last, text="") == evolve(run, text=""):
            tidy[-1] = evolve(last, text=squeezed(last.text + run.text))
        elif run.text or run.note:
            tidy.append(run)
    if tidy:
        tidy[0] = evolve(tidy[0], text=tidy[0].text.lstrip())
        tidy[-1] = evolve(tidy[-1], text=tidy[-1].text if tidy[-1].note else tidy[-1].text.rstrip())
    return tuple(run for run in tidy if run.text or run.note)

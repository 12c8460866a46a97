"""Blocks of an Akoma Ntoso file: paragraphs with their points, tables, figures, lists."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import define, field

from entraide.documents.domain import tree as t
from entraide.kernel.problems import refuse

from .akn_runs import Words, tidied
from .akn_xml import Element, bare, child, first, headed, name, number_of, of, plain
from .limits import MAX_DEPTH, Budget

_SVG: Final = "data:image/svg+xml;base64,"
_NUMBERED: Final = frozenset({"paragraph", "point", "item", "article", "clause", "rule", "recital", "alinea", "indent"})
_POINTS: Final = frozenset({"point", "subparagraph", "item", "indent", "alinea", "subclause", "li"})
_LISTS: Final = frozenset({"list", "blockList", "ol", "ul"})
_OPEN: Final = frozenset(
    {"content", "intro", "blockContainer", "container", "wrapUp", "formula", "recitals", "div", "tblock", "foreign",
     "listIntroduction", "listWrapUp", "blockList", "list", "preamble", "quotedStructure", "embeddedStructure"}
)  # fmt: skip
_SILENT: Final = frozenset({"num", "heading", "subheading", "meta", "img", "eol", "componentRef", "documentRef"})


@define
class Blocks:
    """Reads the blocks of one file."""

    budget: Budget
    words: Words = field(factory=Words)
    unread: list[str] = field(factory=list)

    def below(self, item: Element, skip: Sequence[str] = (), besides: Sequence[str] = ()) -> tuple[t.Block, ...]:
        """The blocks directly below an element, in order; elements named in `skip`, classes in `besides` are left out."""
        return tuple(self._below(item, frozenset(skip), besides, 0))

    def one(self, item: Element) -> tuple[t.Block, ...]:
        """The blocks that one element makes."""
        return tuple(self._one(item, name(item), frozenset(), (), 0))

    def _below(self, item: Element, skip: frozenset[str], besides: Sequence[str], depth: int) -> Iterator[t.Block]:
        self.budget.check()
        for inner in item:
            kind = name(inner)
            if not kind or kind in _SILENT or kind in skip or inner.get("class") in besides:
                continue
            yield from self._one(inner, kind, skip, besides, depth)

    def _one(
        self, item: Element, kind: str, skip: frozenset[str], besides: Sequence[str], depth: int
    ) -> Iterator[t.Block]:
        if kind == "hcontainer":
            yield from self._contained(item, skip, besides, depth)
        elif kind == "table":
            yield self._table(item, "")
        elif kind in _NUMBERED or (
            kind in ("blockList", "list") and name(next(iter(item), item)) in ("listIntroduction", "intro")
        ):
            yield from self.numbered(item)
        elif kind in ("ul", "ol"):
            yield t.Listing(tuple(self.words.runs(row) for row in item if name(row) == "li"))
        elif (kind in _OPEN or _holds_blocks(item)) and depth < MAX_DEPTH * 2:
            yield from self._below(item, skip, besides, depth + 1)
        elif runs := self.words.runs(item):
            yield t.Paragraph("", runs)

    def _contained(self, item: Element, skip: frozenset[str], besides: Sequence[str], depth: int) -> Iterator[t.Block]:
        source = next((_source(inner) for inner in of(item, "p") if inner.get("class") == "source"), "")
        if item.get("name") == "figure":
            yield from self._figure(item, source)
        elif item.get("name") == "listing":
            yield t.Listing(tuple(self.words.runs(inner) for inner in of(item, "li")))
        elif item.get("name") == "table" and (table := first(item, "table")) is not None:
            yield self._table(table, source)
        elif child(item, "num") is not None:
            yield from self.numbered(item)
        else:
            yield from self._below(item, skip, besides, depth + 1)

    def _figure(self, item: Element, source: str) -> Iterator[t.Block]:
        image: Element = first(item, "img")
        caption = next((plain(inner) for inner in of(item, "p") if inner.get("class") == "caption"), "")
        try:
            svg = b64decode(image.get("src", "").removeprefix(_SVG), validate=True).decode()
        except (AttributeError, Error, UnicodeDecodeError):
            self.unread.append(caption or "img")
            return
        yield t.Figure(caption, svg, image.get("alt", ""), source)

    def _table(self, item: Element, source: str) -> t.Table:
        rows = [list(of(row, "th", "td")) for row in of(item, "tr")]
        headed = bool(rows) and all(name(cell) == "th" for cell in rows[0])
        cells = [tuple(t.Cell(self.words.runs(cell), cell.get("class") == "numeric") for cell in row) for row in rows]
        header = cells.pop(0) if headed else ()
        return t.Table(plain(first(item, "caption")), header, tuple(cells), source)

    def numbered(self, item: Element) -> Iterator[t.Block]:
        """A paragraph with its points, then what stands in it and is neither: its tables, the words after its points."""
        parts = _Parts()
        self._take(item, parts, 1)
        number = bare(number_of(item))
        heading = headed(item)
        own = ((t.Run(f"{heading} "), *parts.own) if parts.own else (t.Run(heading),)) if heading else parts.own
        if number or own or parts.points:
            yield t.Paragraph(number, tidied(own), tuple(parts.points), item.get("GUID", ""))
        yield from parts.after

    def _take(self, item: Element, parts: _Parts, depth: int) -> None:
        """Sort what stands in a numbered element: words before its points, the points, what comes after."""
        if depth > MAX_DEPTH * 2:
            raise refuse("DOC-008", limit=MAX_DEPTH)
        for inner in item:
            kind = name(inner)
            if not kind or kind in _SILENT:
                continue
            if kind in _POINTS:
                parts.points.append(self._point(inner, depth))
            elif kind in _LISTS or (kind in _OPEN and _holds_blocks(inner)):
                self._take(inner, parts, depth + 1)
            elif kind in ("table", "hcontainer") or kind in _NUMBERED:
                parts.after.extend(self._one(inner, kind, frozenset(), (), depth))
            else:
                self._say(inner, parts)

    def _say(self, item: Element, parts: _Parts) -> None:
        runs = self.words.runs(item)
        if runs and (parts.points or parts.after):
            parts.after.append(t.Paragraph("", runs))
        elif runs:
            parts.own = (*parts.own, t.Run(" "), *runs) if parts.own else runs

    def _point(self, item: Element, depth: int) -> t.Point:
        if depth > MAX_DEPTH:
            raise refuse("DOC-008", limit=MAX_DEPTH)
        parts = _Parts()
        if any(name(inner) for inner in item if name(inner) != "num") or not plain(item):
            self._take(item, parts, depth + 1)
        if name(item) == "li" and not parts.points:
            parts = _Parts(self.words.runs(item))
        own, points = list(parts.own), list(parts.points)
        for block in parts.after:
            own += [t.Run(" "), *_words_of(block)]
        return t.Point(bare(number_of(item)), tidied(own), tuple(points), item.get("GUID", ""))

    def documents(self, item: Element) -> tuple[t.AnnexDocument, ...]:
        """The rows of the list of documents."""
        table = next((found for found in of(item, "table") if found.get("class") == "documents"), None)
        rows = [list(of(row, "td")) for row in of(table, "tr")] if table is not None else []
        return tuple(
            t.AnnexDocument(_paragraphs(row[0]), _paragraphs(row[1]), plain(row[2])) for row in rows if len(row) == 3
        )


@define
class _Parts:
    own: t.Runs = ()
    points: list[t.Point] = field(factory=list)
    after: list[t.Block] = field(factory=list)


def _holds_blocks(item: Element) -> bool:
    """Whether an element holds paragraphs of text or more, rather than words."""
    return any(name(inner) in _BLOCKS for inner in item)


_BLOCKS: Final = _NUMBERED | _POINTS | _LISTS | _OPEN | {"p", "table", "hcontainer", "heading", "num", "block"}


def _words_of(block: t.Block) -> Iterator[t.Run]:
    """The words of a block that stands inside a point, where the tree has no place for it."""
    if isinstance(block, t.Paragraph):
        yield from block.runs
        for point in block.points:
            yield t.Run(f" {point.label} ")
            yield from point.runs
    elif isinstance(block, t.Table):
        for row in (block.header, *block.rows):
            for cell in row:
                yield t.Run(" ")
                yield from cell.runs
    elif isinstance(block, t.Listing):
        for words in block.items:
            yield t.Run(" ")
            yield from words


def _source(item: Element) -> str:
    """Where a table's figures come from: as our own writer keeps it, else as it is printed."""
    return next((str(value) for key, value in item.attrib.items() if key.endswith("}printed_source")), "") or plain(
        item
    )


def _paragraphs(cell: Element) -> tuple[str, ...]:
    return tuple(text for text in (plain(part) for part in of(cell, "p")) if text)

"""Whether every letter and digit of an Akoma Ntoso file stands in the tree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from entraide.documents.domain import tree as t
from entraide.kernel.problems import Problem

from .akn_xml import Element, child, first, name, of

_SIGNS: Final = re.compile(r"[\W_]+")
_WORD: Final = re.compile(r"[^\W_]+")
_PUNCTUATION: Final = bytes(code for code in range(128) if not chr(code).isalnum())
_UNSEEN: Final = frozenset({"meta", "collectionBody", "coverPage", "preface"})
"""The head is read line by line, so that nothing of it can be lost (`akn_head`)."""


def lost(document: Element, root: Element, tree: t.Tree, title: str = "") -> list[Problem]:
    """A problem (DOC-025) that names the words of the file which stand nowhere in the tree; [] when all of them do.

    `title` is one that was taken out of the body. Letters and digits are counted: cheap, and blind only to words that were
    replaced by others of the same letters.
    """
    source = " ".join(_printed(document, root))
    kept = " ".join((title, *_kept(tree)))
    if _size(source) == _size(kept):
        return []
    there, here = _SIGNS.sub("", source), _SIGNS.sub("", kept)
    if len(there) == len(here) or not Counter(there) - Counter(here):
        return []
    missing = Counter(_WORD.findall(source)) - Counter(_WORD.findall(kept)) - Counter(_WORD.findall(_fixed(root)))
    if not missing:
        return []
    return [Problem("DOC-025", {"words": " ".join(missing)[:200]})]


def _size(text: str) -> int:
    """How many bytes are left without ASCII punctuation and white space: equal sizes are equal words, near enough."""
    plain = text.replace("\u00a0", "").replace("\u200b", "").replace("\ufeff", "")
    return len(plain.encode().translate(None, _PUNCTUATION))


def _fixed(root: Element) -> str:
    """Words that our own writer puts around the text and that belong to nobody: heads of columns, "Source"."""
    if first(root, "masthead") is None:
        return ""
    heads = (item for table in of(root, "table") if table.get("class") == "documents" for item in of(table, "th"))
    sources = (item for item in of(root, "p") if item.get("class") == "source")
    return " ".join("".join(item.itertext()) for item in (*heads, *sources))


def _printed(document: Element, root: Element) -> Iterator[str]:
    homes = [document] if document is not root else list(root)
    components = child(root, "components")
    for home in homes if components is None else [*homes, components]:
        yield from _texts(home)


def _texts(item: Element) -> Iterator[str]:
    for inner in item:
        kind = name(inner)
        if kind and kind not in _UNSEEN:
            if _holds_documents(kind):
                yield from _texts(inner)
            else:
                yield from inner.itertext()


def _holds_documents(kind: str) -> bool:
    """Elements that hold whole documents, whose own metadata is not printed."""
    return kind in ("attachments", "attachment", "annex", "components", "component", "statement", "doc", "act", "bill")


def _kept(tree: t.Tree) -> Iterator[str]:
    yield from _sections(tree.sections)
    for annex in tree.annexes:
        yield from (annex.number, annex.heading)
        for row in annex.documents:
            yield from (*row.symbols, *row.agenda_items, row.title)
        yield from _blocks(annex.blocks)
        yield from _sections(annex.sections)
    for note in tree.notes:
        yield t.plain(note.runs)


def _sections(sections: Iterable[t.Section]) -> Iterator[str]:
    for section in sections:
        yield from (section.number, section.heading)
        yield from _blocks(section.blocks)
        yield from _sections(section.sections)


def _blocks(blocks: Iterable[t.Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, t.Paragraph):
            yield from _pieces(block.number, block.runs, block.points)
        elif isinstance(block, t.Table):
            yield from (block.caption, block.source)
            for row in (block.header, *block.rows):
                yield from (t.plain(cell.runs) for cell in row)
        elif isinstance(block, t.Listing):
            yield from (t.plain(item) for item in block.items)
        else:
            yield from (block.caption, block.source)


def _pieces(number: str, runs: t.Runs, points: tuple[t.Point, ...]) -> Iterator[str]:
    yield number
    yield t.plain(runs)
    for point in points:
        yield from _pieces(point.label, point.runs, point.points)

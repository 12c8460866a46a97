"""Bold, italic and other languages of a Word file, given back to the tree that was read from its lines.

The tree is read from plain lines. Afterwards each of its texts is found again as the end of a paragraph of the file
(what stands before it is its number), letter by letter without blanks, and takes over the hands of the letters there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from attrs import evolve, frozen

from entraide.documents.domain import tree as t
from entraide.kernel.languages import Language, as_language
from entraide.kernel.problems import Refused

from .decoding import visible
from .docx_package import W
from .language import detect

Element = Any
_KEY: Final = 12
"""How many letters at the end of a text it is looked up by."""
_SCRIPTS: Final = {
    "ar": re.compile("[\u0621-\u064a]"),
    "ru": re.compile("[а-яё]", re.I),
    "zh": re.compile("[\u4e00-\u9fff]"),
}
"""A letter of its own script is enough for these; the others share theirs."""
_DELETED: Final = (f"{W}del", f"{W}moveFrom")


@frozen
class Hand:
    """How a letter is written; the language is "" where it is the paper's."""

    emphasis: t.Emphasis = ""
    language: str = ""


_PLAIN: Final = Hand()
Letters = list[tuple[str, Hand]]


def dressed(tree: t.Tree, roots: list[Element]) -> t.Tree:
    """The tree with the emphasis and languages of the paragraphs under `roots` (body, footnotes)."""
    wardrobe = Wardrobe(tree.language, roots)
    if not wardrobe.kept:
        return tree
    return evolve(
        tree,
        sections=tuple(wardrobe.section(section) for section in tree.sections),
        annexes=tuple(
            evolve(
                annex,
                blocks=tuple(wardrobe.block(block) for block in annex.blocks),
                sections=tuple(wardrobe.section(section) for section in annex.sections),
            )
            for annex in tree.annexes
        ),
        notes=tuple(evolve(note, runs=wardrobe.runs(note.runs)) for note in tree.notes),
    )


class Wardrobe:
    """The paragraphs of a file that hold more than plain letters, by their last letters."""

    def __init__(self, language: Language, roots: list[Element]) -> None:
        self.language = language
        self.kept: dict[str, list[Letters]] = {}
        for root in roots:
            for paragraph in root.iter(f"{W}p"):
                letters = [pair for run in _runs(paragraph) for pair in self._letters(run)]
                if any(hand != _PLAIN for _sign, hand in letters):
                    self.kept.setdefault(_key(letters), []).append(letters)

    def section(self, section: t.Section) -> t.Section:
        """A section and all below it."""
        blocks = tuple(self.block(block) for block in section.blocks)
        return evolve(section, blocks=blocks, sections=tuple(self.section(inner) for inner in section.sections))

    def block(self, block: t.Block) -> t.Block:
        """Headings of tables are bold by custom: theirs is no emphasis."""
        if isinstance(block, t.Paragraph):
            return evolve(block, runs=self.runs(block.runs), points=tuple(self._point(point) for point in block.points))
        if isinstance(block, t.Table):
            rows = tuple(tuple(evolve(cell, runs=self.runs(cell.runs)) for cell in row) for row in block.rows)
            return evolve(block, rows=rows)
        return (
            evolve(block, items=tuple(self.runs(item) for item in block.items))
            if isinstance(block, t.Listing)
            else block
        )

    def _point(self, point: t.Point) -> t.Point:
        return evolve(point, runs=self.runs(point.runs), points=tuple(self._point(inner) for inner in point.points))

    def runs(self, runs: t.Runs) -> t.Runs:
        """The same words and calls of notes, each stretch in its own hand."""
        bare = [sign for sign in t.plain(runs) if not sign.isspace()]
        letters = self._found("".join(bare))
        if letters is None:
            return runs
        hands = iter(hand for _sign, hand in letters[len(letters) - len(bare) :])
        made: list[t.Run] = []
        for run in runs:
            pieces = _pieces(run, hands)
            made += [*pieces[:-1], evolve(pieces[-1], note=run.note)] if pieces else [run]
        return tuple(made)

    def _found(self, bare: str) -> Letters | None:
        same = self.kept.get(bare[-_KEY:], ()) if bare else ()
        return next((letters for letters in same if "".join(sign for sign, _hand in letters).endswith(bare)), None)

    def _letters(self, run: Element) -> Letters:
        properties = run.find(f"{W}rPr")
        if properties is not None and properties.find(f"{W}vertAlign") is not None:
            return []
        text = visible("".join(item.text or "" for item in run.iter(f"{W}t")))
        hand = Hand(_emphasis(properties), self._spoken(properties, text))
        return [(sign, hand) for sign in text if not sign.isspace()]

    def _spoken(self, properties: Element | None, text: str) -> str:
        """What the file says is believed when the words say so too: Word leaves many wrong languages behind."""
        said = _said(properties)
        if said in ("", self.language):
            return ""
        if said in _SCRIPTS:
            return said if _SCRIPTS[said].search(text) else ""
        try:
            return said if detect(text) == said else ""
        except Refused:
            return ""


def _runs(paragraph: Element) -> Iterator[Element]:
    for run in paragraph.iter(f"{W}r"):
        if not any(above.tag in _DELETED for above in run.iterancestors()):
            yield run


def _key(letters: Letters) -> str:
    return "".join(sign for sign, _hand in letters[-_KEY:])


def _is_on(properties: Element, *names: str) -> bool:
    found = (properties.find(f"{W}{name}") for name in names)
    return any(item is not None and item.get(f"{W}val", "1") not in ("0", "false", "off") for item in found)


def _emphasis(properties: Element | None) -> t.Emphasis:
    if properties is None:
        return ""
    return "bold" if _is_on(properties, "b") else "italic" if _is_on(properties, "i") else ""


def _said(properties: Element | None) -> str:
    """The language that a run says it is in, by its script."""
    spoken = properties.find(f"{W}lang") if properties is not None else None
    if properties is None or spoken is None:
        return ""
    fonts = properties.find(f"{W}rFonts")
    eastern = fonts is not None and fonts.get(f"{W}hint") == "eastAsia"
    tag = "bidi" if _is_on(properties, "rtl") else "eastAsia" if eastern else "val"
    code = spoken.get(f"{W}{tag}", "")
    return as_language(code) if code else ""


def _pieces(run: t.Run, hands: Iterator[Hand]) -> list[t.Run]:
    """A run cut where the hand changes; blanks go with the letters before them, at the start with those after."""
    signs: list[tuple[str, Hand | None]] = [(sign, None if sign.isspace() else next(hands)) for sign in run.text]
    last = next((hand for _sign, hand in signs if hand is not None), _PLAIN)
    filled: list[tuple[str, Hand]] = []
    for sign, hand in signs:
        last = hand or last
        filled.append((sign, last))
    return [
        evolve(
            run, text="".join(sign for sign, _hand in group), emphasis=hand.emphasis, language=hand.language, note=""
        )
        for hand, group in groupby(filled, key=lambda pair: pair[1])
    ]

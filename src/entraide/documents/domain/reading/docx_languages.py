"""The stretches of a Word file in another language, given back to the tree that was read from its lines.

The tree is read from plain lines. Afterwards each of its texts is found again as the end of a paragraph of the file
(what stands before it is its number), letter by letter without blanks, and takes over the languages of the letters there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from attrs import evolve

from entraide.documents.domain import tree as t
from entraide.kernel.languages import Language, as_language
from entraide.kernel.problems import Refused

from .decoding import visible
from .docx_package import W
from .language import detect

Element = Any
_KEY: Final = 12
"""How many letters at the end of a text it is looked up by."""
_MOST: Final = 1_000_000
"""How many letters of such paragraphs are looked at; paragraphs inside paragraphs, in a broken file, count each time."""
_SCRIPTS: Final = {
    "ar": re.compile("[\u0621-\u064a]"),
    "ru": re.compile("[а-яё]", re.I),
    "zh": re.compile("[\u4e00-\u9fff]"),
}
"""A letter of its own script is enough for these; the others share theirs."""
_DELETED: Final = (f"{W}del", f"{W}moveFrom")


Letters = list[tuple[str, str]]
"""Each letter with its language, "" where it is the paper's."""


def spoken(tree: t.Tree, roots: list[Element]) -> t.Tree:
    """The tree with the languages of the paragraphs under `roots` (body, footnotes)."""
    voices = Voices(tree.language, roots)
    if not voices.kept:
        return tree
    return evolve(
        tree,
        sections=tuple(voices.section(section) for section in tree.sections),
        annexes=tuple(
            evolve(
                annex,
                blocks=tuple(voices.block(block) for block in annex.blocks),
                sections=tuple(voices.section(section) for section in annex.sections),
            )
            for annex in tree.annexes
        ),
        notes=tuple(evolve(note, runs=voices.runs(note.runs)) for note in tree.notes),
    )


class Voices:
    """The paragraphs of a file that speak more than one language, by their last letters."""

    def __init__(self, language: Language, roots: list[Element]) -> None:
        self.language = language
        self.kept: dict[str, list[Letters]] = {}
        read = 0
        for paragraph in (found for root in roots for found in root.iter(f"{W}p")):
            runs = list(_runs(paragraph))
            read += len(runs)
            if read > _MOST:
                return
            if not any(_said(run.find(f"{W}rPr")) not in ("", language) for run in runs):
                continue
            letters = [pair for run in runs for pair in self._letters(run)]
            if any(code for _sign, code in letters):
                self.kept.setdefault(_key(letters), []).append(letters)
            read += len(letters)
            if read > _MOST:
                return

    def section(self, section: t.Section) -> t.Section:
        """A section and all below it."""
        blocks = tuple(self.block(block) for block in section.blocks)
        return evolve(section, blocks=blocks, sections=tuple(self.section(inner) for inner in section.sections))

    def block(self, block: t.Block) -> t.Block:
        """Paragraphs, points, rows and items; the heads of tables stay as they are."""
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
        """The same words and calls of notes, each stretch in its own language."""
        bare = [sign for sign in t.plain(runs) if not sign.isspace()]
        letters = self._found("".join(bare))
        if letters is None:
            return runs
        codes = iter(code for _sign, code in letters[len(letters) - len(bare) :])
        made: list[t.Run] = []
        for run in runs:
            pieces = _pieces(run, codes)
            made += [*pieces[:-1], evolve(pieces[-1], note=run.note)] if pieces else [run]
        return tuple(made)

    def _found(self, bare: str) -> Letters | None:
        same = self.kept.get(bare[-_KEY:], ()) if bare else ()
        return next((letters for letters in same if "".join(sign for sign, _code in letters).endswith(bare)), None)

    def _letters(self, run: Element) -> Letters:
        properties = run.find(f"{W}rPr")
        if properties is not None and properties.find(f"{W}vertAlign") is not None:
            return []
        text = visible("".join(item.text or "" for item in run.iter(f"{W}t")))
        code = self._spoken(properties, text)
        return [(sign, code) for sign in text if not sign.isspace()]

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
    """The runs of a paragraph that stand; looking above each of them is only worth its time where something was deleted."""
    tracked = next(paragraph.iter(*_DELETED), None) is not None
    for run in paragraph.iter(f"{W}r"):
        if not tracked or not any(above.tag in _DELETED for above in run.iterancestors()):
            yield run


def _key(letters: Letters) -> str:
    return "".join(sign for sign, _code in letters[-_KEY:])


def _is_on(properties: Element, *names: str) -> bool:
    found = (properties.find(f"{W}{name}") for name in names)
    return any(item is not None and item.get(f"{W}val", "1") not in ("0", "false", "off") for item in found)


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


def _pieces(run: t.Run, codes: Iterator[str]) -> list[t.Run]:
    """A run cut where the language changes; blanks go with the letters before them, at the start with those after."""
    signs = [(sign, None if sign.isspace() else next(codes)) for sign in run.text]
    last = next((code for _sign, code in signs if code is not None), "")
    filled: list[tuple[str, str]] = []
    for sign, code in signs:
        last = last if code is None else code
        filled.append((sign, last))
    return [
        evolve(run, text="".join(sign for sign, _code in group), language=code, note="")
        for code, group in groupby(filled, key=lambda pair: pair[1])
    ]

"""Runs and paragraphs of a Word file: direction, language and fonts of each stretch, links, and footnotes."""

from __future__ import annotations

import re

from entraide.documents.domain import tree as t
from entraide.documents.domain.writing.elements import Element, clean
from entraide.documents.domain.writing.frame import Frame, safe_link
from entraide.documents.domain.writing.marks import Names
from entraide.documents.domain.writing.spacing import spaced
from entraide.kernel.languages import Language

from .package import Package, Relations
from .styles import LOCALES
from .xml import flag, shown, text, w

_LATIN_STRETCH = re.compile(r"([A-Za-zÀ-ɏͰ-ӿ](?:[A-Za-zÀ-ɏͰ-ӿ0-9 ./_&'@:%+#*-]*[A-Za-zÀ-ɏͰ-ӿ0-9])?)")


def paragraph_properties(
    frame: Frame,
    style: str,
    *,
    number: tuple[int, int] | None = None,
    border: Element | None = None,
    tabs: Element | None = None,
    align: str = "",
    voice: Language | None = None,
    keep: bool = False,
    indent: dict[str, int] | None = None,
    new_page: bool = False,
) -> Element:
    """`pPr` in schema order. `number` is (numId, level); `voice` the language when it is not the paper's."""
    listed = w("numPr", w("ilvl", val=number[1]), w("numId", val=number[0])) if number else None
    rtl = (voice or frame.tree.language) == "ar"
    turned = w("bidi", val="0") if not rtl and frame.tree.language == "ar" else flag("bidi", rtl)
    moved = w("ind", **indent) if indent else None
    aligned = w("jc", val=align) if align else None
    return w(
        "pPr",
        w("pStyle", val=style),
        flag("keepNext", keep),
        flag("pageBreakBefore", new_page),
        listed,
        border,
        tabs,
        turned,
        moved,
        aligned,
    )


def run_properties(
    frame: Frame, language: Language, *, bold: bool = False, italic: bool = False, style: str = "", level: bool = False
) -> Element:
    """`rPr` in schema order. `level`: a stretch that runs left to right inside Arabic."""
    fonts = w("rFonts", hint="eastAsia") if language == "zh" else None
    kind = {"ar": "bidi", "zh": "eastAsia"}.get(language, "val")
    return w(
        "rPr",
        w("rStyle", val=style) if style else None,
        fonts,
        *((w("b"), w("bCs")) if bold else ()),
        *((w("i"), w("iCs")) if italic else ()),
        flag("rtl", language == "ar" and not level),
        w("lang", **{kind: LOCALES[language]}),
    )


def plain_runs(
    frame: Frame,
    words: str,
    language: Language | None = None,
    bold: bool = False,
    italic: bool = False,
    style: str = "",
) -> list[Element]:
    """Text as runs; inside Arabic, Latin words and symbols get runs of their own, which do not turn."""
    spoken = language or frame.tree.language
    pieces = _LATIN_STRETCH.split(clean(words)) if spoken == "ar" else [spaced(clean(words), spoken)]
    return [
        w("r", run_properties(frame, spoken, bold=bold, italic=italic, style=style, level=place % 2 == 1), text(piece))
        for place, piece in enumerate(pieces)
        if piece
    ]


def bookmark(name: str) -> str:
    """A name as Word allows: no hyphens, a letter first, at most forty signs."""
    return re.sub(r"\W", "_", name)[:40]


class Text:
    """The text of one document; keeps the footnotes called, in order."""

    def __init__(self, frame: Frame, package: Package) -> None:
        self.frame = frame
        self.package = package
        self.names = Names()
        self._marked = 0
        self._called: list[str] = []
        self._bodies: list[Element] = []

    def runs(self, runs: t.Runs, bold: bool = False) -> list[Element]:
        """With the calls of notes."""
        elements: list[Element] = []
        for run in runs:
            elements += self._words(run, self.package.document, bold)
            if run.note:
                elements.append(self._call(run.note))
        return elements

    def place(self, *name: str) -> tuple[str, list[Element]]:
        """The name of a part as the page of the site has it, and the bookmark by which links reach it."""
        self._marked += 1
        taken = self.names.take(*name)
        opened = w("bookmarkStart", id=self._marked, name=bookmark(taken))
        return taken, [opened, w("bookmarkEnd", id=self._marked)]

    def notes_part(self) -> bytes:
        """The footnotes part: the two separators that Word wants, then the notes in the order they are called."""
        root = w("footnotes")
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            mark = w("p", paragraph_properties(self.frame, "Normal"), w("r", w(kind)))
            root.append(w("footnote", mark, type=kind, id=number))
        root.extend(self._bodies)
        return shown(root)

    def _words(self, run: t.Run, relations: Relations, bold: bool = False) -> list[Element]:
        emphasis, href = self.frame.emphasis(run), safe_link(run.href)
        outside, inside = href.startswith(("http", "mailto")), href.startswith("#")
        style = "Hyperlink" if outside or inside else ""
        runs = plain_runs(
            self.frame, run.text, self.frame.spoken(run), bold or emphasis == "bold", emphasis == "italic", style
        )
        if inside and runs:
            return [w("hyperlink", *runs, anchor=bookmark(href[1:]))]
        if not outside or not runs:
            return runs
        return [w("hyperlink", *runs, r_id=relations.relate(href, "hyperlink", outside=True))]

    def _call(self, number: str) -> Element:
        raised = w("rPr", w("rStyle", val="FootnoteReference"))
        if number in self._called or number not in self.frame.notes:
            return w("r", raised, text(number))
        self._called.append(number)
        place = len(self._called)
        automatic = number == str(place)
        self._bodies.append(self._note(number, place, automatic))
        if automatic:
            return w("r", raised, w("footnoteReference", id=place))
        return w("r", raised, w("footnoteReference", customMarkFollows="1", id=place), text(number))

    def _note(self, number: str, place: int, automatic: bool) -> Element:
        raised = w("rPr", w("rStyle", val="FootnoteReference"))
        mark = w("r", raised, w("footnoteRef") if automatic else text(number))
        words = [
            element for run in self.frame.notes[number].runs for element in self._words(run, self.package.footnotes)
        ]
        return w(
            "footnote",
            w("p", paragraph_properties(self.frame, "FootnoteText"), mark, w("r", text(" ")), *words),
            id=place,
        )

"""Runs and paragraphs of a Word file: direction, language and fonts of each stretch, links, and footnotes."""

from __future__ import annotations

import re

from entraide.documents.domain import tree as t
from entraide.documents.domain.writing.elements import Element, clean
from entraide.documents.domain.writing.frame import Frame, safe_link
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
) -> Element:
    """`pPr` in schema order. `number` is (numId, level); `voice` the language when it is not the paper's."""
    listed = w("numPr", w("ilvl", val=number[1]), w("numId", val=number[0])) if number else None
    rtl = (voice or frame.tree.language) == "ar"
    turned = w("bidi", val="0") if not rtl and frame.tree.language == "ar" else flag("bidi", rtl)
    aligned = w("jc", val=align) if align else None
    return w("pPr", w("pStyle", val=style), flag("keepNext", keep), listed, border, tabs, turned, aligned)


def run_properties(
    frame: Frame, language: Language, *, bold: bool = False, italic: bool = False, style: str = "", level: bool = False
) -> Element:
    """`rPr` in schema order. `level`: a stretch that runs left to right inside Arabic."""
    fonts = w("rFonts", hint="eastAsia") if language == "zh" else None
    foreign = language != frame.tree.language
    kind = {"ar": "bidi", "zh": "eastAsia"}.get(language, "val")
    return w(
        "rPr",
        w("rStyle", val=style) if style else None,
        fonts,
        *((w("b"), w("bCs")) if bold else ()),
        *((w("i"), w("iCs")) if italic else ()),
        flag("rtl", language == "ar" and not level),
        w("lang", **{kind: LOCALES[language]}) if foreign else None,
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
    pieces = _LATIN_STRETCH.split(clean(words)) if spoken == "ar" else [clean(words)]
    return [
        w("r", run_properties(frame, spoken, bold=bold, italic=italic, style=style, level=place % 2 == 1), text(piece))
        for place, piece in enumerate(pieces)
        if piece
    ]


class Text:
    """The text of one document; keeps the footnotes called, in order."""

    def __init__(self, frame: Frame, package: Package) -> None:
        self.frame = frame
        self.package = package
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
        outside = href.startswith(("http", "mailto"))
        style = "Hyperlink" if outside else ""
        runs = plain_runs(
            self.frame, run.text, self.frame.spoken(run), bold or emphasis == "bold", emphasis == "italic", style
        )
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

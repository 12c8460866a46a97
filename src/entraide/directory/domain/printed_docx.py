"""The printed directory as a Word file: headings by which it can be walked, running heads with the State, indexes that lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from entraide.documents.domain.tree import Masthead, Tree
from entraide.documents.domain.writing.docx.numbering import Numbers, write_numbering
from entraide.documents.domain.writing.docx.package import Package
from entraide.documents.domain.writing.docx.settings import write_core, write_settings
from entraide.documents.domain.writing.docx.styles import write_fonts, write_styles
from entraide.documents.domain.writing.docx.text import Text, bookmark, paragraph_properties, plain_runs
from entraide.documents.domain.writing.docx.xml import flag, shown, text, w
from entraide.documents.domain.writing.elements import Element
from entraide.documents.domain.writing.frame import Frame
from entraide.kernel.languages import is_language

from .printed import Book, Line, Printed, word, words

_GAP: Final = 340
_NARROW: Final = {"start": 0, "end": 0}


def write_docx(book: Book) -> bytes:
    """The edition as DOCX; the same book gives the same bytes."""
    head = Masthead(title=word("title", book.language), date=book.day.isoformat())
    frame = Frame(Tree(language=book.language, masthead=head), book.language)
    package = Package()
    for name in ("styles", "numbering", "footnotes", "settings", "fontTable"):
        package.relate(f"{name}.xml", name)
    header, footer = package.relate("header1.xml", "header"), package.relate("footer1.xml", "footer")
    pages = _Pages(book, frame)
    package.add("word/document.xml", "document.main", pages.write(header, footer))
    package.add("word/styles.xml", "styles", write_styles(frame))
    package.add("word/numbering.xml", "numbering", write_numbering(Numbers(book.language)))
    package.add("word/footnotes.xml", "footnotes", Text(frame, package).notes_part())
    package.add("word/settings.xml", "settings", write_settings(frame))
    package.add("word/fontTable.xml", "fontTable", write_fonts())
    package.add("word/header1.xml", "header", _header(frame))
    package.add("word/footer1.xml", "footer", _footer(frame))
    return package.written(write_core(frame))


def _header(frame: Frame) -> bytes:
    """The State of the page, by Word's own field over the headings of States."""
    rule = w("pBdr", w("bottom", val="single", sz=4, space=1, color="auto"))
    shown_name = '"_ H_2/3"'
    line = w("p", paragraph_properties(frame, "Header", border=rule), *_field(f"STYLEREF {shown_name}"))
    root = w("hdr")
    root.append(line)
    return shown(root)


def _footer(frame: Frame) -> bytes:
    root = w("ftr")
    root.append(w("p", paragraph_properties(frame, "Footer", align="center"), *_field("PAGE")))
    return shown(root)


def _field(code: str, told: str = "") -> list[Element]:
    begin, separate, end = (w("r", w("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end"))
    return [begin, w("r", w("instrText", f" {code} ")), separate, w("r", text(told)), end]


class _Pages:
    """The body of the file; `_marks` counts its bookmarks."""

    def __init__(self, book: Book, frame: Frame) -> None:
        self.book, self.frame, self._marks = book, frame, 0

    def write(self, header: str, footer: str) -> bytes:
        """Cover, contents, entries, indexes: four sections of pages."""
        body = [
            *self._cover(), self._end(1), *self._how(), *self._contents(), self._end(3, footer=footer),
            *(element for state in self.book.states for element in self._state(state.code, state.name, state.entries)),
            self._end(2, header, footer), *self._indexes(),
        ]  # fmt: skip
        return shown(w("document", w("body", *body, self._section(3, "", footer))))

    def _say(self, words_said: str, style: str = "Normal", *, bold: bool = False, new_page: bool = False) -> Element:
        properties = paragraph_properties(self.frame, style, new_page=new_page, indent=_NARROW)
        return w("p", properties, *plain_runs(self.frame, words_said, bold=bold))

    def _cover(self) -> Iterable[Element]:
        cover = self.book.cover()
        yield w("p", paragraph_properties(self.frame, "HM", indent=_NARROW), *plain_runs(self.frame, cover["title"]))
        for key in ("edition", "count"):
            yield self._say(cover[key])
        yield self._say(cover["audience"], bold=True)
        if cover["invented"]:
            yield self._say(cover["invented"], bold=True)
        yield self._say(word("disclaimer", self.book.language), "TableText")

    def _how(self) -> Iterable[Element]:
        yield self._heading(word("how", self.book.language), "H1")
        for line in words()["how_text"]:
            yield self._say(str(line[self.book.language]), "TableText")

    def _contents(self) -> Iterable[Element]:
        yield self._heading(word("contents", self.book.language), "H1")
        for state in self.book.states:
            runs = plain_runs(self.frame, state.name)
            name = bookmark(f"s_{state.code}")
            page = _field(f"PAGEREF {name} \\h", "")
            properties = paragraph_properties(self.frame, "TableText", indent=_NARROW)
            yield w("p", properties, w("hyperlink", *runs, anchor=name), w("r", text(" ")), *page)

    def _heading(self, words_said: str, style: str, mark: str = "") -> Element:
        properties = paragraph_properties(self.frame, style, indent={"start": 0, "end": 0, "firstLine": 0})
        return w("p", properties, *self._mark(mark), *plain_runs(self.frame, words_said))

    def _mark(self, name: str) -> list[Element]:
        if not name:
            return []
        self._marks += 1
        return [w("bookmarkStart", id=self._marks, name=bookmark(name)), w("bookmarkEnd", id=self._marks)]

    def _state(self, code: str, name: str, entries: Sequence[Printed]) -> Iterable[Element]:
        yield self._heading(name, "H23", f"s_{code}")
        for one in entries:
            yield from self._entry(one)

    def _entry(self, one: Printed) -> Iterable[Element]:
        """The name as a heading that keeps with what follows, then a line for each fact."""
        number = plain_runs(self.frame, f"{one.number}  ")
        spoken = one.language if is_language(one.language) else self.book.language
        mark = plain_runs(self.frame, f"  [{word('mark', self.book.language)}]") if one.invented else []
        runs = plain_runs(self.frame, one.name, spoken, bold=True)  # type: ignore[arg-type]
        properties = paragraph_properties(self.frame, "TableText", keep=True, indent=_NARROW)
        yield w("p", properties, *self._mark(f"e_{one.number}"), *number, *runs, *mark)
        for other, code in one.others:
            tongue = code if is_language(code) else "en"
            yield w("p", paragraph_properties(self.frame, "TableText", keep=True, indent=_NARROW),
                    *plain_runs(self.frame, other, tongue, italic=True))  # type: ignore[arg-type]  # fmt: skip
        yield self._line(Line("", f"{one.kind} · {one.standing}"))
        for label, basis in one.functions:
            yield self._line(Line("", f"• {label} ({basis})" if basis else f"• {label}"))
        for line in one.lines:
            yield self._line(line)

    def _line(self, line: Line) -> Element:
        label = plain_runs(self.frame, f"{line.label}: ") if line.label else []
        value = plain_runs(self.frame, line.text, "en" if line.level else None)
        return w("p", paragraph_properties(self.frame, "TableText", indent=_NARROW), *label, *value)

    def _indexes(self) -> Iterable[Element]:
        language = self.book.language
        yield self._heading(word("by_function", language), "H1")
        for function, rows in self.book.by_function:
            yield self._heading(function, "H4")
            for state, numbers in rows:
                yield self._indexed(state, numbers)
        yield self._heading(word("by_name", language), "H1")
        for name, number in self.book.by_name:
            yield self._indexed(name, (number,))
        yield self._heading(word("not_confirmed", language), "H1")
        for state, numbers in self.book.not_confirmed:
            yield self._indexed(state, numbers)
        if not self.book.not_confirmed:
            yield self._say(word("none", language), "TableText")

    def _indexed(self, words_said: str, numbers: Sequence[int]) -> Element:
        links: list[Element] = []
        for place, number in enumerate(numbers):
            links += [w("r", text(", "))] if place else []
            links.append(w("hyperlink", w("r", text(str(number))), anchor=bookmark(f"e_{number}")))
        properties = paragraph_properties(self.frame, "TableText", indent=_NARROW)
        return w("p", properties, *plain_runs(self.frame, f"{words_said}  "), *links)

    def _end(self, columns: int, header: str = "", footer: str = "") -> Element:
        return w("p", w("pPr", self._section(columns, header, footer)))

    def _section(self, columns: int, header: str, footer: str) -> Element:
        return w(
            "sectPr",
            w("headerReference", type="default", r_id=header) if header else None,
            w("footerReference", type="default", r_id=footer) if footer else None,
            w("type", val="nextPage"), w("pgSz", w=11906, h=16838),
            w("pgMar", top=1134, right=1134, bottom=1134, left=1134, header=567, footer=567, gutter=0),
            w("cols", num=columns, space=_GAP) if columns > 1 else w("cols", space=_GAP),
            flag("bidi", self.book.language == "ar"),
        )  # fmt: skip



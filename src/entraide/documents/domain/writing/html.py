"""HTML: a piece to stand in a page of the site, and a whole page for a file. No script, no inline style."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from string import Template

from entraide.documents.domain import tree as t
from entraide.kernel.languages import Language, direction

from .elements import Child, Element, element, shown
from .frame import Frame
from .html_blocks import table_of_documents, write_block
from .html_text import Text, voice
from .marks import section_mark


def write_fragment(tree: t.Tree, language: Language | None = None) -> str:
    """The paper as one `article`; paragraphs answer to `#para-23`, points to `#para-23-a`. Fits a strict CSP."""
    return shown(_article(Frame(tree, language or tree.language)))


def write_page(frame: Frame) -> bytes:
    """The paper as a page that stands alone, with its own small style sheet."""
    language = frame.tree.language
    template = Template((files(__package__) / "page.html").read_text(encoding="utf-8"))
    title = " ".join(part for part in (frame.masthead.title, frame.symbol) if part) or frame.masthead.body
    article = shown(_article(frame))
    page = template.substitute(lang=language, dir=direction(language), title=escape(title), article=article)
    return page.encode("utf-8")


def _article(frame: Frame) -> Element:
    text = Text(frame)
    article = element("article", _masthead(text), **{"class": "document"}, **voice(frame.tree.language))
    for section in frame.tree.sections:
        article.append(_section(text, section, 2))
    for annex in frame.tree.annexes:
        article.append(_annex(text, annex))
    if text.called:
        article.append(_notes(text))
    return article


def _masthead(text: Text) -> Element:
    frame, head = text.frame, text.frame.masthead
    header = element("header", **{"class": "masthead"})
    if head.banner:
        header.append(element("p", head.banner, **{"class": "banner"}))
    if head.body:
        header.append(element("p", text.fast(head.body), **{"class": "organisation"}))
    for symbol in head.symbols:
        header.append(element("p", element("bdi", symbol, dir="ltr"), **{"class": "symbol"}))
    spoken = {} if frame.issue_language == frame.tree.language else voice(frame.issue_language)
    for line in frame.issue_lines():
        header.append(element("p", element("span", line, **spoken), **{"class": "issue"}))
    for line in frame.session_lines():
        header.append(element("p", text.fast(line), **{"class": "session"}))
    for line in head.lines:
        header.append(element("p", text.fast(line), **{"class": "line"}))
    title, *under = (head.title or frame.symbol or head.body).split("\n")
    header.append(element("h1", text.fast(title)))
    for line in under:
        header.append(element("p", text.fast(line), **{"class": "line"}))
    return header


def _section(text: Text, section: t.Section, level: int) -> Element:
    mark = section_mark(section.number, text.frame.tree.language)
    part = element("section", id=text.names.take("sec", section.number), **{"class": section.kind})
    if mark or section.heading:
        marked: list[Child] = [element("span", mark, **{"class": "mark"}), " "] if mark else []
        part.append(element(f"h{min(level, 6)}", *marked, text.fast(section.heading)))
    for block in section.blocks:
        part.append(write_block(text, block))
    for inner in section.sections:
        part.append(_section(text, inner, level + bool(mark or section.heading)))
    return part


def _annex(text: Text, annex: t.Annex) -> Element:
    part = element("section", id=text.names.take("annex", annex.number or "1"), **{"class": "annex"})
    label = text.frame.word("annex")
    if annex.number or not annex.heading.startswith(label):
        part.append(element("h2", f"{label} {annex.number}".strip()))
    if annex.heading:
        part.append(element("h3" if len(part) else "h2", text.fast(annex.heading)))
    level = 2 + len(part)  # under the one or two headings it has by now
    if annex.documents:
        part.append(table_of_documents(text, annex))
    for block in annex.blocks:
        part.append(write_block(text, block))
    for section in annex.sections:
        part.append(_section(text, section, level))
    return part


def _notes(text: Text) -> Element:
    frame = text.frame
    items = element("ol", role="list", **{"class": "note-list"})
    for number, call in text.called.items():
        back = element("a", "↑", href=f"#{call}", role="doc-backlink", **{"aria-label": frame.word("back", number)})
        mark = element("span", f"{number}", **{"class": "mark"})
        name = f"note-{text.slug(number)}"
        items.append(element("li", mark, " ", *text.words(frame.notes[number].runs), " ", back, id=name))
    heading = element("h2", frame.word("notes"), id="notes")
    return element("section", heading, items, role="doc-endnotes", **{"class": "notes", "aria-labelledby": "notes"})

"""Akoma Ntoso 3.0 by the guidelines of the UN (AKN4UN), valid against the OASIS schema.

A report is a `debateReport`; what has a preamble, or a symbol of resolutions or decisions, is a `statement`.

    preface      the masthead
    preamble     the recitals of a resolution; `conclusions` the lines after its text
    mainBody     section I → subsection A → paragraph 23 → point a, each with num, heading or content; tables, charts
                 and lists stand in an `hcontainer` named `table`, `figure`, `listing`
    attachments  the annexes; the list of documents is a table

A footnote is an `authorialNote` where it is called first, a `noteRef` after that. GUIDs are permanent, eIds are not.
"""

from __future__ import annotations

from lxml import etree

from entraide.documents.domain import tree as t

from .akn_blocks import Body, within
from .akn_meta import Identity, write_meta
from .akn_xml import AKN, NAMESPACES, made
from .elements import Element
from .frame import Frame
from .marks import section_mark

_NESTED = ("section", "subsection")
_SHORT = {"section": "sec", "subsection": "subsec"}


def write_akn(frame: Frame) -> bytes:
    """The paper as Akoma Ntoso, UTF-8. Raises Refused (DOC-201, DOC-202) for a figure that cannot be kept."""
    body = Body(frame)
    identity = Identity.of(frame.tree)
    report = made(identity.document, write_meta(frame, identity), _preface(frame), name=identity.name)
    report.set("contains", "originalVersion")
    opening, text, closing = _parted(frame.tree.sections)
    if opening:
        report.append(made("preamble", *(body.recital(block) for block in opening.blocks)))
    report.append(_main_body(body, text))
    if closing:
        report.append(made("conclusions", *(body.recital(block) for block in closing.blocks)))
    if frame.tree.annexes:
        report.append(_attachments(body, identity))
    root = etree.Element(f"{{{AKN}}}akomaNtoso", nsmap=NAMESPACES)
    root.append(report)
    etree.cleanup_namespaces(root, top_nsmap=NAMESPACES)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _parted(
    sections: tuple[t.Section, ...],
) -> tuple[t.Section | None, tuple[t.Section, ...], t.Section | None]:
    """The preamble when it comes first, the conclusions when they come last, and what is between."""
    opening = sections[0] if sections and _plain(sections[0], "preamble") else None
    rest = sections[1:] if opening else sections
    closing = rest[-1] if rest and _plain(rest[-1], "conclusions") else None
    return opening, rest[:-1] if closing else rest, closing


def _plain(section: t.Section, kind: t.SectionKind) -> bool:
    """Whether a section of this kind holds nothing that only a section of the body can."""
    return (
        section == t.Section("", "", 1, section.blocks, (), kind)
        and bool(section.blocks)
        and all(isinstance(block, t.Paragraph) and not block.number for block in section.blocks)
    )


def _preface(frame: Frame) -> Element:
    head = frame.masthead
    lines = [made("p", made("docNumber", symbol), class_="symbol") for symbol in head.symbols]
    lines += _lines(
        ("banner", "", head.banner),
        ("body", "docAuthority", head.body),
        ("distribution", "docStatus", head.distribution),
    )
    if head.date:
        lines.append(made("p", _dated(head.date), class_="date"))
    lines += [made("p", words, class_="line") for words in head.lines]
    lines += _lines(
        ("original", "", head.original_language),
        ("session", "session", head.session),
        ("place", "location", head.place),
        ("item", "", head.item),
        ("job", "", head.job_number),
        ("title", "docTitle", head.title),
    )
    return made("preface", *(lines or [made("p")]), lang=frame.tree.language)


def _lines(*rows: tuple[str, str, str]) -> list[Element]:
    return [made("p", made(tag, words) if tag else words, class_=name) for name, tag, words in rows if words]


def _dated(date: str) -> Element:
    iso = len(date) == 10 and date.replace("-", "").isdigit()
    return made("docDate", date, date=date) if iso else made("inline", date, name="date")


def _main_body(body: Body, sections: tuple[t.Section, ...]) -> Element:
    parts: list[Element] = []
    for turn, section in enumerate(sections):
        if turn == 0 and section == t.Section("", "", 1, section.blocks):
            parts += [body.block(block, "") for block in section.blocks]
        else:
            parts.append(_section(body, section, "", 0))
    return made("mainBody", *(parts or [made("p")]), lang=body.frame.tree.language)


def _section(body: Body, section: t.Section, above: str, depth: int) -> Element:
    tag = _NESTED[min(depth, 1)]
    name = body.names.take(*within(above, f"{_SHORT[tag]}_{section.number or 'nn'}"), joined="__")
    part = made(tag, eId=name, kind=section.kind)
    if section.number:
        part.append(made("num", section_mark(section.number, body.frame.tree.language)))
    if section.heading:
        part.append(made("heading", section.heading))
    for block in section.blocks:
        part.append(body.block(block, name))
    for inner in section.sections:
        part.append(_section(body, inner, name, depth + 1))
    return part


def _attachments(body: Body, identity: Identity) -> Element:
    annexes = body.frame.tree.annexes
    return made("attachments", *(_attachment(body, annex, identity, turn) for turn, annex in enumerate(annexes, 1)))


def _attachment(body: Body, annex: t.Annex, identity: Identity, turn: int) -> Element:
    name = body.names.take(f"att_{annex.number or turn}")
    part = made("attachment", eId=name)
    if annex.number:
        part.append(made("num", annex.number))
    if annex.heading:
        part.append(made("heading", annex.heading))
    blocks = [body.block(block, name) for block in annex.blocks]
    if annex.documents:
        blocks.insert(0, body.documents(annex, f"{name}__table"))
    blocks += [_section(body, section, name, 0) for section in annex.sections]
    main = made("mainBody", *(blocks or [made("p")]), lang=body.frame.tree.language)
    kind = "listOfDocuments" if annex.documents else "annex"
    meta = write_meta(body.frame, identity.component(f"annex_{turn}"), whole=False)
    part.append(made("doc", meta, main, name=kind))
    return part

"""Akoma Ntoso to the tree, tolerantly: whatever namespace, identifiers and metadata the file has, the text is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import evolve
from lxml import etree

from entraide.documents.domain import tree as t
from entraide.kernel.languages import ISO_639_2, Language, as_language, is_language
from entraide.kernel.problems import Problem, refuse

from .akn_blocks import Body, Element, first, name, of, plain, squeezed
from .language import detect
from .limits import Budget
from .text import with_facts

_SECTIONS: Final = ("section", "subsection", "chapter", "part", "division", "debateSection", "title")
_HEAD: Final[Mapping[str, str]] = {
    "docTitle": "title",
    "docAuthority": "body",
    "session": "session",
    "docStatus": "distribution",
}


def read_akn(data: bytes, language: Language | None, budget: Budget) -> t.Tree:
    """The tree of an Akoma Ntoso file. Raises Refused: DOC-006 when it is no XML, DOC-007 when it is another XML."""
    root = _parsed(data)
    if not any(name(item) == "meta" for item in root.iter()):
        raise refuse("DOC-007")
    spoken = language or _language(root)
    body = Body(spoken, budget)
    main = first(root, "mainBody", "body", "debateBody")
    sections = body.sections(main, _SECTIONS) if main is not None else ()
    annexes = tuple(_annex(body, item) for item in of(root, "attachment", "annex"))
    tree = t.Tree(spoken, _masthead(root), sections, annexes, tuple(body.notes.values()))
    return _with_register(tree, root, body)


def _parsed(data: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise refuse("DOC-006", kind="XML") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise refuse("DOC-006", kind="XML")
    return root


def _language(root: Element) -> Language:
    codes = {three: two for two, three in ISO_639_2.items()}
    for item in of(root, "FRBRlanguage"):
        code = item.get("language", "")
        if code in codes or is_language(code[:2]):
            return codes.get(code) or as_language(code[:2])
    return detect(squeezed("".join(root.itertext())))


def _masthead(root: Element) -> t.Masthead:
    preface = first(root, "preface", "coverPage")
    said: dict[str, Any] = {}
    if preface is not None:
        said = {_HEAD[name(item)]: plain(item) for item in preface.iter() if name(item) in _HEAD}
        said["symbols"] = tuple(plain(item) for item in of(preface, "docNumber"))
        said["date"] = next((item.get("date", "") for item in of(preface, "docDate")), "")
    for own in of(root, "masthead"):
        known = {key: value for key, value in own.attrib.items() if key in t.Masthead.__annotations__}
        said |= {str(key): str(value) for key, value in known.items()}
        said["symbols"] = tuple(plain(item) for item in of(own, "symbol")) or said.get("symbols", ())
    return t.Masthead(**said)


def _annex(body: Body, item: Element) -> t.Annex:
    heading, num = first(item, "heading"), first(item, "num")
    main = first(item, "mainBody", "body")
    documents = body.documents(main) if main is not None else ()
    blocks = body.blocks(main, besides=("documents",)) if main is not None else ()
    outer = [child for child in item if name(child) in ("heading", "num")]
    return t.Annex(plain(heading) if heading in outer else "", documents, blocks, plain(num) if num in outer else "")


def _with_register(tree: t.Tree, root: Element, body: Body) -> t.Tree:
    """With what the file keeps of speakers, meeting and references, else with what the text says of them."""
    facts = with_facts(tree)
    problems = [*facts.problems, *(Problem("DOC-033", {"what": tag}) for tag in dict.fromkeys(body.unread))]
    meeting = first(root, "meeting")
    if meeting is not None:
        days = tuple(item.get("date", "") for item in of(meeting, "day"))
        facts = evolve(facts, meeting=t.Meeting(days, int(meeting.get("sittings") or 0)))
        problems = [problem for problem in problems if problem.code != "DOC-032"]
    speakers = tuple(t.Speaker(plain(item), item.get("code", "")) for item in of(root, "speaker"))
    return evolve(facts, speakers=speakers or facts.speakers, problems=tuple(problems))

"""Akoma Ntoso to the tree, tolerantly: whatever namespace, identifiers and metadata the file has, the text is read.

statement, debateReport, doc …    one document: cover page and preface → masthead; preamble, body and conclusions →
sections; attachments → annexes
documentCollection + components   the parts of one paper (76/416 A and B): a section for each
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import define, evolve

from entraide.documents.domain import tree as t
from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem, refuse

from .akn_blocks import Blocks
from .akn_check import lost
from .akn_flow import Heading, as_heading, nested, rank_of, typed, with_points
from .akn_head import language_of, masthead
from .akn_xml import Element, bare, child, first, headed, name, number_of, of, parsed, plain
from .docx_numbers import whole_number
from .limits import MAX_DEPTH, Budget
from .text import with_facts, with_references

_SECTIONS: Final = frozenset(
    {"section", "subsection", "chapter", "subchapter", "part", "subpart", "division", "subdivision", "title", "subtitle",
     "book", "tome", "debateSection"}
)  # fmt: skip
_BODIES: Final = ("mainBody", "body", "debateBody", "amendmentBody")
_DOCUMENTS: Final = frozenset(
    {"statement", "debateReport", "debate", "doc", "act", "bill", "documentCollection", "officialGazette", "amendment",
     "amendmentList", "judgment", "portion"}
)  # fmt: skip
_ADOPTED: Final = ("statement", "documentCollection", "act", "bill")
_HOMES: Final = frozenset({"preamble", *_BODIES})
_RUNNING: Final = re.compile(r"[a-z]+_(\d{1,6})")
_RECITAL: Final = (",", "，", "،")
_KINDS: Final[dict[str, t.SectionKind]] = {"preamble": "preamble", "conclusions": "conclusions"}
_STYLED: Final = frozenset({"paragraph", "p", "crossHeading", "subheading", "heading"})


def read_akn(data: bytes, language: Language | None, budget: Budget) -> t.Tree:
    """The tree of an Akoma Ntoso file. Raises Refused: DOC-006 when it is no XML, DOC-007 when it is another XML,
    DOC-004 when it says no language and none can be told, DOC-008 beyond the limits.
    """
    root, problems = parsed(data)
    if name(root) != "akomaNtoso" and first(root, "meta") is None:
        raise refuse("DOC-006", kind="XML") if problems else refuse("DOC-007")
    document = next((item for item in root if name(item) in _DOCUMENTS), root)
    spoken = language or language_of(root)
    head, titled = masthead(document, root)
    paper = _Paper(Blocks(budget), titled, first(root, "masthead") is not None)
    tree = t.Tree(
        spoken,
        head,
        (*paper.sections(document), *paper.parts(root)),
        (*paper.annexes(document), *paper.loose_annexes(root)),
        tuple(paper.blocks.words.notes.values()),
    )
    return _with_register(
        tree,
        document,
        root,
        [*problems, *lost(document, root, tree, head.title if titled else ""), *_unread(paper.blocks)],
    )


def _unread(blocks: Blocks) -> list[Problem]:
    return [Problem("DOC-033", {"what": what}) for what in dict.fromkeys(blocks.unread)]


@define
class _Paper:
    """Reads the documents of one file. `titled`: its title stands in the body, as presidents' statements have it; `ours`:
    our own writer made it, and nothing in it is to be guessed.
    """

    blocks: Blocks
    titled: bool = False
    ours: bool = False

    def sections(self, document: Element, level: int = 1) -> tuple[t.Section, ...]:
        """Preamble, body and conclusions of a document."""
        recitals, rest = _parted(_in_order(document))
        loose, whole = nested(self._flow(rest, level), level)
        opening = [block for item in recitals for block in self.blocks.one(item)]
        after = child(document, "conclusions")
        closing = self.blocks.below(after) if after is not None else ()
        return (
            *_loose("preamble", tuple(with_points(_printed(opening))), level),
            *_loose("", loose, level),
            *whole,
            *_loose("conclusions", closing, level),
        )

    def _flow(self, items: Iterable[Element], level: int) -> Iterator[t.Block | Heading | t.Section]:
        """What elements hold, in order: blocks, headings by their style, sections that are elements."""
        if level > MAX_DEPTH * 2:
            raise refuse("DOC-008", limit=MAX_DEPTH)
        row: list[tuple[t.Block, str]] = []
        for inner in items:
            kind = name(inner)
            if kind == "p" and self.titled and child(inner, "docTitle") is not None:
                continue
            if not kind or kind in ("num", "heading", "subheading", "meta") or inner.get("class") == "documents":
                continue
            part = self._section(inner, level) if _is_section(inner, kind) else self._heading(inner, kind)
            if part is not None:
                yield from with_points(row)
                row = []
                yield part
            else:
                row += self._row(inner, kind)
        yield from with_points(row)

    def _row(self, item: Element, kind: str) -> list[tuple[t.Block, str]]:
        blocks = self.blocks.one(item)
        printed = number_of(item) if kind == "paragraph" else ""
        row = [(block, printed if turn == 0 else "") for turn, block in enumerate(blocks)]
        return row if self.ours else [typed(*found) for found in row]

    def _heading(self, item: Element, kind: str) -> Heading | None:
        rank = rank_of(item.get("class", "")) if kind in _STYLED else None
        if rank is None and kind == "crossHeading":
            rank = 4
        if rank is None:
            return None
        read = self.blocks.one(item)
        if len(read) != 1 or not isinstance(read[0], t.Paragraph):
            return None
        return as_heading(read[0], rank)

    def _section(self, item: Element, level: int) -> t.Section:
        heading = headed(item)
        loose, whole = nested(self._flow(item, level + 1), level + 1)
        kind = next((value for key, value in item.attrib.items() if key.endswith("}kind")), "")
        return t.Section(bare(number_of(item)), heading, level, loose, whole, _KINDS.get(kind, ""))

    def parts(self, root: Element) -> tuple[t.Section, ...]:
        """The statements among the components of a collection, `A`, `B`, a section for each."""
        return tuple(self._part(item) for item in _components(root) if name(item) in ("statement", "act", "bill"))

    def _part(self, document: Element) -> t.Section:
        preface = child(document, "preface")
        number = bare(plain(first(preface, "docNumber"))) if preface is not None else ""
        title = plain(first(preface, "docTitle")) if preface is not None else ""
        return t.Section(number, title, 1, (), self.sections(document, 2))

    def loose_annexes(self, root: Element) -> tuple[t.Annex, ...]:
        """The components that are no statements: annexes that stand beside the document."""
        return tuple(self._annex(item) for item in _components(root) if name(item) not in ("statement", "act", "bill"))

    def annexes(self, document: Element) -> tuple[t.Annex, ...]:
        """The attachments of a document."""
        home = child(document, "attachments")
        rows = list(home) if home is not None else []
        found = [item for item in rows if name(item) in ("attachment", "annex")]
        return tuple(self._annex(item) for item in found if any(name(inner) != "documentRef" for inner in item))

    def _annex(self, item: Element) -> t.Annex:
        document = next((inner for inner in item if name(inner) in _DOCUMENTS), item)
        main = next(of(document, *_BODIES), None)
        heading, number = plain(child(item, "heading")), plain(child(item, "num"))
        preface = child(document, "preface")
        if not heading and preface is not None:
            heading = plain(preface)
        documents = self.blocks.documents(main) if main is not None else ()
        sections = self.sections(document)
        loose = sections[0].blocks if sections and sections[0] == t.Section("", "", 1, sections[0].blocks) else ()
        return t.Annex(heading, documents, loose, number, sections[1:] if loose else sections)


def _loose(kind: t.SectionKind, blocks: tuple[t.Block, ...], level: int) -> tuple[t.Section, ...]:
    return (t.Section("", "", level, blocks, (), kind),) if blocks else ()


def _is_section(item: Element, kind: str) -> bool:
    if kind in _SECTIONS:
        return True
    return kind == "article" and any(name(inner) in ("paragraph", "clause") for inner in item)


def _components(root: Element) -> Iterator[Element]:
    home = child(root, "components")
    for component in of(home, "component") if home is not None else ():
        yield from (item for item in component if name(item) in _DOCUMENTS)


def _printed(blocks: Iterable[t.Block]) -> list[tuple[t.Block, str]]:
    """Recitals with their numbers in brackets: what is numbered in a preamble is always a point."""
    return [(block, f"({block.number})" if isinstance(block, t.Paragraph) else "") for block in blocks]


def _in_order(document: Element) -> list[tuple[bool, Element]]:
    """What stands in the preamble and the body, each with whether the file takes it for a recital.

    Some files have several of both, one after the other, and pieces at the wrong place: their eIds, running numbers in the
    order of the paper, tell where they belong.
    """
    homes = [item for item in document if name(item) in _HOMES]
    found = [(name(home) == "preamble", item) for home in homes for item in home if name(item)]
    if len(homes) > len({name(home) for home in homes}):
        places = [_RUNNING.fullmatch(item.get("eId", "")) for _recital, item in found]
        if all(places):
            found = [
                row for _place, row in sorted(zip(map(_count, places), found, strict=True), key=lambda row: row[0])
            ]
    return found


def _count(place: re.Match[str] | None) -> int:
    return int(place[1]) if place else 0


def _parted(items: list[tuple[bool, Element]]) -> tuple[list[Element], list[Element]]:
    """Recitals, and the rest. A recital may have been left in the body: unnumbered, ending with a comma, before anything
    numbered; a text without any number has no operative paragraphs to tell them from.
    """
    recitals: list[Element] = []
    rest: list[Element] = []
    told = any(recital for recital, _item in items)
    numbered = not told or not any(_is_numbered(item) for recital, item in items if not recital)
    for recital, item in items:
        numbered = numbered or _is_numbered(item)
        left = not recital and not numbered and name(item) in ("paragraph", "p") and plain(item).endswith(_RECITAL)
        (recitals if recital or left else rest).append(item)
    return recitals, rest


def _is_numbered(item: Element) -> bool:
    return name(item) == "paragraph" and bool(number_of(item)) and rank_of(item.get("class", "")) is None


def _with_register(tree: t.Tree, document: Element, root: Element, problems: list[Problem]) -> t.Tree:
    """With what the file keeps of speakers, meeting and references, else with what the text says of them: a statement
    adopts a text and tells of no meeting.
    """
    meeting = first(root, "meeting")
    if meeting is None:
        adopted = any(section.kind == "preamble" for section in tree.sections) or name(document) in _ADOPTED
        facts = with_references(tree) if adopted else with_facts(tree)
        return evolve(facts, problems=(*facts.problems, *problems))
    days = tuple(item.get("date", "") for item in of(meeting, "day"))
    return evolve(
        tree,
        meeting=t.Meeting(days, whole_number(meeting.get("sittings"))),
        speakers=tuple(t.Speaker(plain(item), item.get("code", "")) for item in of(root, "speaker")),
        references=tuple(_reference(item) for item in of(root, "reference")),
        problems=tuple(problems),
    )


def _reference(item: Element) -> t.Reference:
    kind: t.ReferenceKind = item.get("kind", "document")
    return t.Reference(kind, item.get("label", ""), item.get("paragraph", ""), item.get("place", ""))

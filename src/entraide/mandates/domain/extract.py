"""Reading mandates out of a document tree: which body asks whom to do what, paragraph by paragraph.

A paragraph's chapeau names the body ("…, the Working Group:") or already asks ("recommended that the Conference
consider:"); its points follow. Chapters that report what speakers said, or how the meeting was organized, are left out.
What is proposed is a proposal: a person confirms it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from attrs import evolve, field, frozen

from entraide.documents.domain.reading.language import detect
from entraide.documents.domain.tree import Paragraph, Point, Section, Tree, plain
from entraide.kernel.languages import OWN_NAMES, Language
from entraide.kernel.problems import Refused, refuse

from .asking import asking
from .compose import Place, inherited
from .noise import Mended, mended
from .proposals import Proposal
from .sentences import asks, body_of, cites
from .tongues import other_tongue
from .words import fold

Chapter = Literal["operative", "narrative", "organisation", "introduction", "other"]

SILENT: Final = frozenset({"narrative", "organisation"})
DECIDING: Final = frozenset({"approve", "decide"})
"""Acts whose chapeau only opens the list: "adopted the following recommendations:"."""
DEPTH: Final = 8
"""How deep chapters and points may be nested; below, nothing is read."""
TELLING: Final = 300
"""How many characters it takes to tell a language with certainty."""
DOUBT: Final = 0.1
"""How much less sure a reading is where the text had to be mended, or is in another language than its document."""
HEAD: Final = 20_000
LONGEST: Final = 100_000
"""How many characters a paragraph may have."""


@frozen
class _Around:
    """What a paragraph stands in."""

    language: Language
    body: str
    chapter: Chapter = "other"
    depth: int = field(default=0)


def extract(tree: Tree) -> tuple[Proposal, ...]:
    """Every mandate of a document, in its order, nested where one asks a body to ask another.

    Refuses a paragraph over LONGEST (MAN-005), and a text that is plainly in another language than its tree says (MAN-040).
    """
    _check_language(tree)
    adopted = any(section.kind == "preamble" for section in tree.sections)
    around = _Around(tree.language, tree.masthead.body, "operative" if adopted else "other")
    return tuple(found for section in tree.sections for found in _section(section, around))


def _check_language(tree: Tree) -> None:
    """Read in a wrong language a paper would seem to ask for nothing, which is worse than a refusal."""
    text = " ".join(paragraph.text for paragraph in tree.paragraphs())[:HEAD]
    if len(text) < TELLING:
        return
    try:
        spoken = detect(text)
    except Refused:
        return
    if spoken != tree.language:
        raise refuse("MAN-040", said=OWN_NAMES[tree.language], found=OWN_NAMES[spoken])


def _section(section: Section, outer: _Around) -> Iterator[Proposal]:
    if section.kind:
        return
    around = evolve(outer, chapter=_chapter(section, outer), depth=outer.depth + 1)
    if around.chapter in SILENT or around.depth > DEPTH:
        return
    for paragraph in section.paragraphs:
        yield from _paragraph(paragraph, around)
    for inner in section.sections:
        yield from _section(inner, around)


def _chapter(section: Section, outer: _Around) -> Chapter:
    """What a heading announces; a chapter that only reports keeps its sub-chapters."""
    if outer.chapter in SILENT:
        return outer.chapter
    heading = fold(section.heading)
    headings = asking(outer.language).headings
    kinds: tuple[Chapter, ...] = ("operative", "narrative", "organisation", "introduction")
    return next((kind for kind in kinds if any(word in heading for word in headings[kind])), outer.chapter)


def _paragraph(paragraph: Paragraph, around: _Around) -> Iterator[Proposal]:
    place = Place(
        language=around.language,
        paragraph=paragraph.number,
        body=around.body,
        quoted=around.chapter == "introduction",
        operative=around.chapter == "operative",
    )
    yield from _element(paragraph.text, paragraph.points, place, around.depth)


def _element(text: str, points: Sequence[Point], place: Place, depth: int) -> Iterator[Proposal]:
    if len(text) > LONGEST:
        raise refuse("MAN-005", place=place.paragraph, length=len(text), longest=LONGEST)
    own = _read(text, place)
    spoken = None if own or points else other_tongue(text, place.language)
    if spoken:
        yield from (_doubted(each) for each in _read(text, evolve(place, language=spoken)))
        return
    if not points or depth > DEPTH:
        yield from own
        return
    head = own[-1] if own else None
    below = evolve(place, issuer=_issuer(text, head, place), quoted=place.quoted or _cited(text, head, place))
    within = tuple(found for point in points for found in _point(point, below, head, depth))
    yield from own[:-1]
    if head is None or (head.act in DECIDING and within):
        yield from within
    else:
        yield evolve(head, contains=within) if within else head


def _read(text: str, place: Place) -> tuple[Proposal, ...]:
    read = mended(text, place.language)
    found = asks(read.text, place)
    return found if read.places is None else tuple(_doubted(_in_place(each, read)) for each in found)


def _in_place(found: Proposal, read: Mended) -> Proposal:
    """Where a proposal read in a mended text stands in the text itself."""
    return evolve(
        found, span=read.original(found.span), contains=tuple(_in_place(inner, read) for inner in found.contains)
    )


def _doubted(found: Proposal) -> Proposal:
    return evolve(
        found,
        confidence=max(0.0, round(found.confidence - DOUBT, 2)),
        contains=tuple(_doubted(inner) for inner in found.contains),
    )


def _cited(text: str, head: Proposal | None, place: Place) -> bool:
    """Whether a chapeau reports what another instrument says; its points then do so too."""
    return head is not None and cites(text[: head.span[0]], place.language)


def _issuer(text: str, head: Proposal | None, place: Place) -> str:
    """Who speaks in the points: the body that the head asks to consider them, else the body of the chapeau."""
    if head is None:
        return body_of(text, place.language) or place.issuer
    if head.act == "recommend" and head.addressees and head.addressees[0].kind in ("conference", "body"):
        return head.addressees[0].text
    return head.issuer


def _point(point: Point, outer: Place, head: Proposal | None, depth: int) -> Iterator[Proposal]:
    text = plain(point.runs)
    place = evolve(outer, point=".".join(part for part in (outer.point, point.label) if part), loose=bool(outer.issuer))
    found = tuple(_element(text, point.points, place, depth + 1))
    if not found and head is not None and head.act not in DECIDING:
        found = (inherited(mended(text, place.language).text, head, place),)
    yield from found

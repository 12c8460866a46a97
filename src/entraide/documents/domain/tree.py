"""The document tree: what a paper of a treaty body is made of, whatever file it came from or goes to.

    Tree ─ Masthead
         ├ Section (I, A …) ─ blocks: Paragraph | Table | Figure | Listing   and   sections
         │      Paragraph "23" ─ runs, points (a) (i) …
         ├ Annex ─ documents (symbol, agenda items, title), tables
         ├ Note "1"
         └ what the reader found beside the text: speakers, meeting, references, problems

Numbers are kept as they are printed, without their punctuation ("23", "a", "iv"), so every writer shows the same ones.
Everything is frozen: correcting a tree makes a new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import field, frozen

from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem

Emphasis = Literal["", "italic", "bold"]
SectionKind = Literal["", "preamble", "conclusions"]
ReferenceKind = Literal["resolution", "decision", "article", "document"]


@frozen
class Run:
    """A stretch of text in one hand. `note` is the number of a footnote called right after it.

    `figure` is the key of a living figure (a value that can be followed back to the replies counted), `href` where it
    leads. `language` is set when the stretch is in another language than the document, as a State's own words are.
    """

    text: str
    emphasis: Emphasis = ""
    note: str = ""
    href: str = ""
    figure: str = ""
    language: str = ""


Runs = tuple[Run, ...]


def plain(runs: Runs) -> str:
    """The text alone, as a reader sees it without the calls of notes."""
    return "".join(run.text for run in runs)


def notes_of(runs: Runs) -> tuple[str, ...]:
    """The numbers of the footnotes called, in order."""
    return tuple(run.note for run in runs if run.note)


@frozen
class Point:
    """(a), (i) … under a paragraph; `guid` is permanent once the document is filed."""

    label: str
    runs: Runs
    points: tuple[Point, ...] = ()
    guid: str = ""


@frozen
class Paragraph:
    """A numbered paragraph. Numbers run through the whole document, across its sections."""

    number: str
    runs: Runs
    points: tuple[Point, ...] = ()
    guid: str = ""

    @property
    def text(self) -> str:
        """The paragraph's own text, without its points."""
        return plain(self.runs)


@frozen
class Cell:
    """One cell of a table; `numeric` cells are set flush with the figures above and below."""

    runs: Runs
    numeric: bool = False


@frozen
class Table:
    """A table with its caption, one row of headings, and where its figures come from."""

    caption: str
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: str = ""


@frozen
class Figure:
    """A chart, drawn as SVG. `alternative` says in words what the picture shows; writers refuse a figure without it."""

    caption: str
    svg: str
    alternative: str
    source: str = ""


@frozen
class Listing:
    """An unnumbered list: States that replied, practices. Each item may be in a language of its own."""

    items: tuple[Runs, ...]


Block = Paragraph | Table | Figure | Listing


@frozen
class Section:
    """A chapter (level 1: I, II), a sub-chapter (level 2: A, B) or a heading below them.

    `kind` is "preamble" for what a resolution says before its operative paragraphs, "conclusions" for the lines after them
    (the meeting and day of adoption): neither asks anybody for anything.
    """

    number: str
    heading: str
    level: int
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    kind: SectionKind = ""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The numbered paragraphs directly under this heading."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))


@frozen
class AnnexDocument:
    """A row of the list of documents: one document, one or more symbols, the agenda items it was issued under."""

    symbols: tuple[str, ...]
    agenda_items: tuple[str, ...]
    title: str


@frozen
class Annex:
    """An annex: a list of documents, loose blocks, or a text with sections of its own (an instrument, guidelines)."""

    heading: str
    documents: tuple[AnnexDocument, ...] = ()
    blocks: tuple[Block, ...] = ()
    number: str = ""
    sections: tuple[Section, ...] = ()


@frozen
class Note:
    """A footnote."""

    number: str
    runs: Runs


@frozen
class Speaker:
    """Somebody who made a statement: the name as printed, ISO 3166-1 alpha-3 or an organisation's code, "" if unknown."""

    name: str
    code: str


@frozen
class Meeting:
    """When the body met (ISO dates, first and last or each day) and in how many sittings (0 when not said)."""

    dates: tuple[str, ...] = ()
    sittings: int = 0


@frozen
class Reference:
    """A reference in the text: `label` is 6/4, 18, CTOC/COP/2012/15; `paragraph` the paragraph of what is cited.

    `place` is the number of the paragraph of this paper in which the reference stands.
    """

    kind: ReferenceKind
    label: str
    paragraph: str = ""
    place: str = ""


@frozen
class Masthead:
    """The head of the first page. `date` is ISO; `session`, `item` and `body` are the words printed."""

    symbols: tuple[str, ...] = ()
    title: str = ""
    body: str = ""
    session: str = ""
    item: str = ""
    distribution: str = ""
    date: str = ""
    place: str = ""
    original_language: str = ""
    job_number: str = ""
    lines: tuple[str, ...] = ()
    """What else is printed on the first page: the committee it comes from, its number within a volume."""
    banner: str = ""
    """A line printed on every page: what is invented for a demonstration says so here."""


@frozen
class Tree:
    """A whole document in one language."""

    language: Language
    masthead: Masthead = field(factory=Masthead)
    sections: tuple[Section, ...] = ()
    annexes: tuple[Annex, ...] = ()
    notes: tuple[Note, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    meeting: Meeting = field(factory=Meeting)
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()

    def all_sections(self) -> Iterator[Section]:
        """Every section, in reading order."""
        return _walk(self.sections)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every numbered paragraph, in reading order."""
        for section in self.all_sections():
            yield from section.paragraphs

    def paragraph(self, number: str) -> Paragraph | None:
        """The paragraph printed with this number."""
        return next((found for found in self.paragraphs() if found.number == number), None)


def _walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.sections)

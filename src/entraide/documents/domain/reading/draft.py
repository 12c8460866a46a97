"""What is being built while the lines go by: like the tree, but open, and with the places in the file."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from entraide.documents.domain.tree import Table
from entraide.kernel.problems import Problem

from .lines import Emphasised, Line, breaks, join


@define(eq=False)
class Passage:
    """Lines that make one text. `start` is how many characters of the first line its number takes."""

    lines: list[str] = field(factory=list)
    place: int = 0
    last: int = 0
    emphasis: list[Emphasised] = field(factory=list, kw_only=True)

    @property
    def text(self) -> str:
        """The text with its lines joined."""
        return join(self.lines)

    @property
    def broken(self) -> bool:
        """Whether a symbol goes over a line break in it."""
        return breaks(self.lines)

    def add(self, line: Line) -> None:
        """One more line."""
        self.lines.append(line.text)
        self.emphasis.extend(line.emphasis)
        self.last = line.number


@define(eq=False)
class DraftPoint(Passage):
    """A point being read."""

    label: str = ""
    points: list[DraftPoint] = field(factory=list)


@define(eq=False)
class DraftParagraph(Passage):
    """A paragraph being read; without number when the text is not numbered."""

    number: str = ""
    points: list[DraftPoint] = field(factory=list)


@define(eq=False)
class DraftNote(Passage):
    """A footnote being read."""

    number: str = ""


@define(eq=False)
class DraftSection(Passage):
    """A heading and what stands below it."""

    number: str = ""
    level: int = 1
    blocks: list[DraftParagraph | Table] = field(factory=list)
    sections: list[DraftSection] = field(factory=list)


@define(eq=False)
class DraftAnnex(Passage):
    """An annex: its heading's lines, then all that follows."""

    number: str = ""
    body: list[Line] = field(factory=list)
    tables: list[Table] = field(factory=list)


@define(eq=False)
class Draft:
    """The whole paper being read. `spent` are words that the structure says, so that no word is lost unseen."""

    preface: list[Line] = field(factory=list)
    sections: list[DraftSection] = field(factory=list)
    annexes: list[DraftAnnex] = field(factory=list)
    notes: list[DraftNote] = field(factory=list)
    problems: list[Problem] = field(factory=list)
    spent: list[str] = field(factory=list)

    def all_sections(self) -> Iterator[DraftSection]:
        """Every section, in reading order."""
        return _below(self.sections)

    def paragraphs(self) -> Iterator[DraftParagraph]:
        """Every paragraph, in reading order."""
        for section in self.all_sections():
            yield from (block for block in section.blocks if isinstance(block, DraftParagraph))

    def passages(self) -> Iterator[Passage]:
        """Headings, paragraphs and points, in reading order: where footnotes are called."""
        for section in self.all_sections():
            yield section
            for block in section.blocks:
                if isinstance(block, DraftParagraph):
                    yield block
                    yield from _points(block.points)


def _below(sections: list[DraftSection]) -> Iterator[DraftSection]:
    for section in sections:
        yield section
        yield from _below(section.sections)


def _points(points: list[DraftPoint]) -> Iterator[DraftPoint]:
    for point in points:
        yield point
        yield from _points(point.points)

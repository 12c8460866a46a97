"""The tree of a reading, shaped for the page on which a person corrects it: every piece with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from attrs import frozen

from entraide.documents.domain.correcting import editable
from entraide.documents.domain.filing import bare_number
from entraide.documents.domain.tree import AnnexDocument, Paragraph, Point, Tree
from entraide.kernel.problems import Problem


@frozen
class Piece:
    """A paragraph or point with what stands under it; `line` is that of the original, 0 when it was not found there."""

    place: str
    number: str
    text: str
    points: tuple[Piece, ...]
    line: int = 0


@frozen
class Chapter:
    """A heading and its paragraphs; `tag` is the level of the heading on the page;
    `others` counts tables and the like.
    """

    place: str
    number: str
    heading: str
    tag: str
    pieces: tuple[Piece, ...]
    others: int


@frozen
class Doubt:
    """A problem of the reader with the place and the line it leads to, "" and 0 when it is about the whole."""

    place: str
    target: str
    problem: Problem
    line: int = 0


def chapters(tree: Tree, lines: Mapping[str, int]) -> Iterator[Chapter]:
    """Every heading in reading order, with places as `domain/correcting.py` counts them."""
    paragraphs = count()
    for turn, section in enumerate(tree.all_sections()):
        pieces = tuple(_piece(each, f"para-{next(paragraphs)}", lines) for each in section.paragraphs)
        tag = f"h{min(2 + max(section.level, 1), 6)}"
        others = len(section.blocks) - len(section.paragraphs)
        yield Chapter(f"section-{turn}", section.number, section.heading, tag, pieces, others)


def _piece(paragraph: Paragraph, place: str, lines: Mapping[str, int]) -> Piece:
    points = _points(paragraph.points, place, lines)
    return Piece(place, paragraph.number, editable(paragraph.runs), points, lines.get(place, 0))


def _points(points: tuple[Point, ...], above: str, lines: Mapping[str, int]) -> tuple[Piece, ...]:
    return tuple(
        Piece(
            f"{above}-{turn}", point.label, editable(point.runs), _points(point.points, f"{above}-{turn}", lines),
            lines.get(f"{above}-{turn}", 0),
        )
        for turn, point in enumerate(points)
    )  # fmt: skip


def doubts(tree: Tree, lines: Mapping[str, int]) -> tuple[Doubt, ...]:
    """What the reader was not sure of, each leading to its paragraph where it names one."""
    numbers = [bare_number(paragraph.number) for paragraph in tree.paragraphs()]
    found = []
    for turn, problem in enumerate(tree.problems):
        at = _first(problem.place)
        target = f"para-{numbers.index(at)}" if at in numbers else ""
        found.append(Doubt(f"problem-{turn}", target, problem, problem.line or lines.get(target, 0)))
    return tuple(found)


def _first(place: str) -> str:
    return bare_number(place.split(" ")[0]) if place else "?"


@frozen
class AnnexRow:
    """A document of an annex."""

    place: str
    row: AnnexDocument


@frozen
class AnnexShape:
    """A list of documents; `new` is the place of one more, `last` the anchor after the last."""

    heading: str
    rows: tuple[AnnexRow, ...]
    new: str
    last: str


def annexes(tree: Tree) -> tuple[AnnexShape, ...]:
    """Every annex with the documents it lists."""
    return tuple(
        AnnexShape(
            annex.heading,
            tuple(AnnexRow(f"row-{outer}-{turn}", row) for turn, row in enumerate(annex.documents)),
            f"row-{outer}-new",
            f"row-{outer}-last",
        )
        for outer, annex in enumerate(tree.annexes)
    )

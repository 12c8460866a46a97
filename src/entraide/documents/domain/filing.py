"""From a tree to the rows that later rooms hang on: numbered paragraphs and points, each with a permanent identity.

Versions in several languages share these identities. They are matched by the number of the paragraph and by the place
of the point under it: the letters differ between scripts (а, أ, a), the order does not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from attrs import evolve, frozen

from entraide.kernel.problems import Problem

from . import tree as t

Place = tuple[str, tuple[int, ...]]
"""Where a numbered piece stands: the number of its paragraph in plain digits, then the points down to it, from 0."""

NUMBER_LENGTH: Final = 12
POINT_LENGTH: Final = 20


@frozen
class Piece:
    """A paragraph, or a point of one, in one language. `point` is the path of printed letters (`a.i`), "" above."""

    place: Place
    number: str
    point: str
    chapter: str
    text: str


@frozen
class Row:
    """A piece that gets a row of its own; `parent` is the guid of the piece it stands under, "" for a paragraph."""

    guid: str
    parent: str
    position: int
    piece: Piece


def bare_number(printed: str) -> str:
    """A printed number in European digits: `٢٣` and `２３` are 23."""
    return "".join(str(unicodedata.digit(sign, sign)) for sign in printed.strip())


def pieces(tree: t.Tree) -> Iterator[Piece]:
    """Every numbered paragraph of the body and every point, in reading order. What has no number is passed over."""
    for chapter in tree.sections:
        for paragraph in t.Tree(tree.language, sections=(chapter,)).paragraphs():
            number = bare_number(paragraph.number)
            if number:
                yield Piece((number, ()), number, "", chapter.number, paragraph.text)
                yield from _points(paragraph.points, number, (), "", chapter.number)


def _points(
    points: tuple[t.Point, ...], number: str, above: tuple[int, ...], path: str, chapter: str
) -> Iterator[Piece]:
    for turn, point in enumerate(points):
        here, label = (*above, turn), f"{path}.{point.label}" if path else point.label
        yield Piece((number, here), number, label, chapter, t.plain(point.runs))
        yield from _points(point.points, number, here, label, chapter)


def series(tree: t.Tree) -> Iterator[Piece]:
    """The pieces that get an identity: of each number and letter the first, with what stands under it.

    For a paper that has no `obstacles` these are all its pieces. Numbers that begin again, in a text that is annexed, are
    text without an identity of their own.
    """
    taken: set[tuple[str, str]] = set()
    standing: set[tuple[int, ...]] = set()
    for piece in pieces(tree):
        path = piece.place[1]
        if not path:
            standing = set()
        short = len(piece.number) <= NUMBER_LENGTH and len(piece.point) <= POINT_LENGTH
        if short and (piece.number, piece.point) not in taken and (not path or path[:-1] in standing):
            standing.add(path)
            taken.add((piece.number, piece.point))
            yield piece


def plan(tree: t.Tree, new_guid: Callable[[], str]) -> tuple[Row, ...]:
    """The rows of a document that is filed for the first time; positions run from 1."""
    guids: dict[Place, str] = {}
    rows = []
    for position, piece in enumerate(series(tree), start=1):
        number, path = piece.place
        guids[piece.place] = new_guid()
        rows.append(Row(guids[piece.place], guids[number, path[:-1]] if path else "", position, piece))
    return tuple(rows)


def obstacles(tree: t.Tree) -> tuple[Problem, ...]:
    """What forbids filing: no numbered paragraph DOC-309, a number that stands twice DOC-305 or is too long DOC-312."""
    found, seen = [], set()
    for piece in pieces(tree):
        label = shown_label(piece.number, piece.point)
        if (piece.number, piece.point) in seen:
            found.append(Problem("DOC-305", {"number": label}, piece.number))
        if len(piece.number) > NUMBER_LENGTH or len(piece.point) > POINT_LENGTH:
            found.append(Problem("DOC-312", {"number": label}, piece.number))
        seen.add((piece.number, piece.point))
    return tuple(found) if seen else (Problem("DOC-309"),)


def with_guids(tree: t.Tree, guids: Mapping[Place, str]) -> t.Tree:
    """The tree with the identity of every piece set; a piece that is not in `guids`, or comes again, gets none."""
    left = dict(guids)
    return evolve(tree, sections=tuple(_section_with(section, left) for section in tree.sections))


def _section_with(section: t.Section, left: dict[Place, str]) -> t.Section:
    return evolve(
        section,
        blocks=tuple(
            _paragraph_with(block, left) if isinstance(block, t.Paragraph) else block for block in section.blocks
        ),
        sections=tuple(_section_with(inner, left) for inner in section.sections),
    )


def _paragraph_with(paragraph: t.Paragraph, left: dict[Place, str]) -> t.Paragraph:
    number = bare_number(paragraph.number)
    guid = left.pop((number, ()), "")
    own = left if guid else {}
    return evolve(paragraph, points=_points_with(paragraph.points, number, (), own), guid=guid)


def _points_with(
    points: tuple[t.Point, ...], number: str, above: tuple[int, ...], left: dict[Place, str]
) -> tuple[t.Point, ...]:
    return tuple(
        evolve(
            point,
            guid=left.pop((number, (*above, turn)), ""),
            points=_points_with(point.points, number, (*above, turn), left),
        )
        for turn, point in enumerate(points)
    )


def guids_of(tree: t.Tree) -> dict[Place, str]:
    """The identities that a filed tree carries."""
    found: dict[Place, str] = {}
    for paragraph in tree.paragraphs():
        if paragraph.guid:
            number = bare_number(paragraph.number)
            found[number, ()] = paragraph.guid
            found.update(_guids(paragraph.points, number, ()))
    return found


def _guids(points: tuple[t.Point, ...], number: str, above: tuple[int, ...]) -> dict[Place, str]:
    found: dict[Place, str] = {}
    for turn, point in enumerate(points):
        if point.guid:
            found[number, (*above, turn)] = point.guid
        found.update(_guids(point.points, number, (*above, turn)))
    return found


def differences(filed: t.Tree, other: t.Tree) -> tuple[str, ...]:
    """What keeps `other` from being the same paper in another language: numbers that it lacks (-) or adds (+)."""
    return unlike(labels(filed), labels(other))


def labels(tree: t.Tree) -> dict[Place, str]:
    """How every piece that has an identity is cited."""
    return {piece.place: _label(piece) for piece in series(tree)}


def unlike(filed: Mapping[Place, str], other: Mapping[Place, str]) -> tuple[str, ...]:
    """The same as `differences`, of the `labels` of two papers."""
    lacking = [f"− {label}" for place, label in filed.items() if place not in other]
    return (*lacking, *(f"+ {label}" for place, label in other.items() if place not in filed))


def _label(piece: Piece) -> str:
    return shown_label(piece.number, piece.point)


def shown_label(number: str, point: str) -> str:
    """`23 (c)`, `23 (a) (i)`: how a paragraph is cited."""
    return " ".join([number, *(f"({part})" for part in point.split(".") if part)])

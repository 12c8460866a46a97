"""Mending the structure of a tree at one place: a paragraph or point is split, joined, moved, made something else.

Places are those of `correcting.py`. Whatever is moved keeps its place in the order of reading; its letters and numbers
stay as they are printed, except those of the second half of what is split.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from attrs import evolve

from entraide.kernel.problems import Problem, Refused, refuse

from . import tree as t
from .correcting import editable, runs_from, values_at

STEPS: Final = ("split", "join", "heading", "note", "delete", "in", "out")
Points = tuple[t.Point, ...]
Sections = tuple[t.Section, ...]
_LEADING: Final = re.compile(r"^\s*(?:\(([^()\s]{1,6})\)|([^()\s.]{1,6})\)|(\d{1,4})(?:\.|\s*[-–]))\s+")


def restructure(tree: t.Tree, place: str, step: str, text: str = "") -> t.Tree:
    """A new tree after one step. `text` is, for a split, the whole text with a line break where the second half begins.

    Refused: DOC-307 no such place, DOC-505 the step has no meaning there, DOC-506 there is no line break to split at.
    """
    values_at(tree, place)
    kind, _dash, rest = place.partition("-")
    if kind != "para" or step not in STEPS:
        raise _impossible(place)
    turn, *path = map(int, rest.split("-"))
    if step == "note":
        return _as_note(tree, turn, path, place)
    try:
        return _changed(tree, turn, lambda section, at: _step(section, at, path, step, text))
    except LookupError:
        raise _impossible(place) from None


def _impossible(place: str) -> Refused:
    return Refused(Problem("DOC-505", {"place": place}, place))


def _changed(tree: t.Tree, turn: int, change: Callable[[t.Section, int], Sections]) -> t.Tree:
    left = turn

    def section(each: t.Section) -> Sections:
        nonlocal left
        for at, block in enumerate(each.blocks):
            if isinstance(block, t.Paragraph):
                left -= 1
                if left == -1:
                    return change(each, at)
        return (evolve(each, sections=_flat(each.sections)),)

    def _flat(rows: Sections) -> Sections:
        return tuple(new for row in rows for new in (section(row) if left >= 0 else (row,)))

    return evolve(tree, sections=_flat(tree.sections))


def _step(section: t.Section, at: int, path: list[int], step: str, text: str) -> Sections:
    found = section.blocks[at]
    if not isinstance(found, t.Paragraph):
        raise LookupError
    if not path:
        return _PARAGRAPH_STEPS[step](section, at, found, text)
    if step == "heading":
        raise LookupError
    blocks = _of_point(found, path, step, text)
    return (_with(section, at, at + 1, *blocks),)


def _with(section: t.Section, start: int, end: int, *blocks: t.Block) -> t.Section:
    return evolve(section, blocks=(*section.blocks[:start], *blocks, *section.blocks[end:]))


def _split(section: t.Section, at: int, paragraph: t.Paragraph, text: str) -> Sections:
    first, second, label = _halves(paragraph.runs, text, following(paragraph.number))
    new = t.Paragraph(label, second, paragraph.points)
    return (_with(section, at, at + 1, evolve(paragraph, runs=first, points=()), new),)


def _before(section: t.Section, at: int) -> t.Paragraph:
    found = section.blocks[at - 1] if at else None
    if not isinstance(found, t.Paragraph):
        raise LookupError
    return found


def _join(section: t.Section, at: int, paragraph: t.Paragraph, _text: str) -> Sections:
    before = _before(section, at)
    if before.points:
        joined = evolve(before, points=(*_onto_last(before.points, paragraph.runs), *paragraph.points))
    else:
        joined = evolve(before, runs=_joined(before.runs, paragraph.runs), points=paragraph.points)
    return (_with(section, at - 1, at + 1, joined),)


def _heading(section: t.Section, at: int, paragraph: t.Paragraph, _text: str) -> Sections:
    if paragraph.points:
        raise LookupError
    new = t.Section(paragraph.number, paragraph.text, section.level, section.blocks[at + 1 :], section.sections)
    return evolve(section, blocks=section.blocks[:at], sections=()), new


def _delete(section: t.Section, at: int, _paragraph: t.Paragraph, _text: str) -> Sections:
    return (_with(section, at, at + 1),)


def _into(section: t.Section, at: int, paragraph: t.Paragraph, _text: str) -> Sections:
    before = _before(section, at)
    point = t.Point(paragraph.number, paragraph.runs, paragraph.points)
    return (_with(section, at - 1, at + 1, evolve(before, points=(*before.points, point))),)


def _nowhere(_section: t.Section, _at: int, _paragraph: t.Paragraph, _text: str) -> Sections:
    raise LookupError


_PARAGRAPH_STEPS: Final[Mapping[str, Callable[[t.Section, int, t.Paragraph, str], Sections]]] = {
    "split": _split,
    "join": _join,
    "heading": _heading,
    "delete": _delete,
    "in": _into,
    "out": _nowhere,
}


def _of_point(paragraph: t.Paragraph, path: list[int], step: str, text: str) -> tuple[t.Paragraph, ...]:
    first, last = path[0], path[-1]
    if len(path) == 1 and step == "out":
        point, after = paragraph.points[first], paragraph.points[first + 1 :]
        moved = t.Paragraph(point.label, point.runs, (*point.points, *after))
        return evolve(paragraph, points=paragraph.points[:first]), moved
    if step == "join" and last == 0:
        if len(path) == 1:
            point = paragraph.points[0]
            runs = _joined(paragraph.runs, point.runs)
            return (evolve(paragraph, runs=runs, points=(*point.points, *paragraph.points[1:])),)
        return (evolve(paragraph, points=_at(paragraph.points, path[:-1], _joined_to_parent)),)
    if step == "out":
        return (evolve(paragraph, points=_at(paragraph.points, path[:-1], lambda rows, up: _out(rows, up, last))),)
    return (evolve(paragraph, points=_at(paragraph.points, path, lambda rows, at: _among(rows, at, step, text))),)


def _at(points: Points, path: list[int], change: Callable[[Points, int], Points]) -> Points:
    at, deeper = path[0], path[1:]
    if not deeper:
        return change(points, at)
    return (*points[:at], evolve(points[at], points=_at(points[at].points, deeper, change)), *points[at + 1 :])


def _joined_to_parent(points: Points, up: int) -> Points:
    parent, point = points[up], points[up].points[0]
    new = evolve(parent, runs=_joined(parent.runs, point.runs), points=(*point.points, *parent.points[1:]))
    return (*points[:up], new, *points[up + 1 :])


def _out(points: Points, up: int, at: int) -> Points:
    parent = points[up]
    moved = evolve(parent.points[at], points=(*parent.points[at].points, *parent.points[at + 1 :]))
    return (*points[:up], evolve(parent, points=parent.points[:at]), moved, *points[up + 1 :])


def _among(points: Points, at: int, step: str, text: str) -> Points:
    point = points[at]
    if step == "delete":
        return (*points[:at], *points[at + 1 :])
    if step == "split":
        first, second, label = _halves(point.runs, text, following(point.label))
        halves = (evolve(point, runs=first, points=()), t.Point(label, second, point.points))
        return (*points[:at], *halves, *points[at + 1 :])
    if not at:
        raise LookupError
    before = points[at - 1]
    if step == "in":
        new = (evolve(before, points=(*before.points, point)),)
    else:
        inner = (*_onto_last(before.points, point.runs), *point.points) if before.points else point.points
        new = (evolve(before, runs=before.runs if before.points else _joined(before.runs, point.runs), points=inner),)
    return (*points[: at - 1], *new, *points[at + 1 :])


def _onto_last(points: Points, runs: t.Runs) -> Points:
    last = points[-1]
    if last.points:
        return (*points[:-1], evolve(last, points=_onto_last(last.points, runs)))
    return (*points[:-1], evolve(last, runs=_joined(last.runs, runs)))


def _joined(first: t.Runs, second: t.Runs) -> t.Runs:
    blank = (t.Run(" "),) if first and second and not t.plain(first).endswith((" ", "-")) else ()
    return (*first, *blank, *second)


def _halves(runs: t.Runs, text: str, label: str) -> tuple[t.Runs, t.Runs, str]:
    """Both halves and the number of the second, as typed before it or else the next."""
    head, broken, rest = text.strip().replace("\r\n", "\n").partition("\n")
    if not broken or not head.strip() or not rest.strip():
        raise refuse("DOC-506")
    typed = _LEADING.match(rest)
    words = rest[typed.end() :] if typed else rest
    named = next((part for part in typed.groups() if part), label) if typed else label
    whole, cut = " ".join(editable(runs).split()), len(" ".join(head.split()))
    if typed is None and " ".join(text.split()) == whole and not any(run.note for run in runs):
        return (*_cut(runs, cut), named)
    return runs_from(head), runs_from(words), named


def _cut(runs: t.Runs, at: int) -> tuple[t.Runs, t.Runs]:
    first: list[t.Run] = []
    second: list[t.Run] = []
    for run in runs:
        here = max(0, min(len(run.text), at))
        at -= len(run.text)
        if run.text[:here]:
            first.append(evolve(run, text=run.text[:here]))
        rest = run.text[here:] if second else run.text[here:].lstrip()
        if rest:
            second.append(evolve(run, text=rest))
    return tuple(first), tuple(second)


def following(label: str) -> str:
    """The next number or letter: 9 after 8, b after a; the same again where there is none."""
    if label.isdecimal():
        return str(int(label) + 1)
    return chr(ord(label) + 1) if len(label) == 1 and label not in "zZяЯي" else label


def _as_note(tree: t.Tree, turn: int, path: list[int], place: str) -> t.Tree:
    values = values_at(tree, place)
    paragraph = list(tree.paragraphs())[turn]
    if path or paragraph.points or not values["number"].strip():
        raise _impossible(place)
    note = t.Note(values["number"].strip(), paragraph.runs)
    return evolve(_changed(tree, turn, lambda section, at: (_with(section, at, at + 1),)), notes=(*tree.notes, note))

"""Correcting a tree at one place. Places are names that a page can use as anchors:

    head             the masthead            para-3           the fourth paragraph, counted from 0
    section-2        the third heading       para-3-1-0       its second point's first point
    speaker-5        a speaker               row-0-4          the fifth document of the first annex
    speaker-new      one more speaker        row-0-new        one more document
    problem-1        a problem of the reader that a person has looked at

A place counts headings, paragraphs and so on as the tree stands now, in reading order. A call of a footnote is written
`[^1]` in the text that a person edits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from attrs import evolve, frozen

from entraide.kernel.problems import Problem, Refused, refuse

from . import tree as t

Values = Mapping[str, str]
_CALL: Final = re.compile(r"\[\^([^\]\s]{1,8})\]")
_LIST: Final = re.compile(r"\s*[;\n]\s*")
_NEW: Final[Mapping[str, Values]] = {"speaker-new": {"name": "", "code": ""}}
HEAD_FIELDS: Final = ("title", "body", "session", "item", "date", "place", "original_language")


@frozen
class Piece:
    """A place with what a person may change there, by field: all of it text."""

    place: str
    values: Mapping[str, str]


def editable(runs: t.Runs) -> str:
    """Runs as text with the calls of notes written `[^1]`."""
    return "".join(run.text + (f"[^{run.note}]" if run.note else "") for run in runs)


def runs_from(text: str, before: t.Runs = ()) -> t.Runs:
    """Such a text as runs again. When nothing was changed, `before` is kept with its emphasis and links."""
    text = " ".join(text.split())
    if text == " ".join(editable(before).split()):
        return before
    parts = _CALL.split(text)
    runs = [t.Run(words, note=call) for words, call in zip(parts[::2], [*parts[1::2], ""], strict=True)]
    return tuple(run for run in runs if run.text or run.note)


def values_at(tree: t.Tree, place: str) -> Mapping[str, str]:
    """What stands at a place, by field. Refused with DOC-307 when the tree has no such place."""
    if place in _NEW or place in {f"row-{turn}-new" for turn in range(len(tree.annexes))}:
        return _NEW.get(place) or {"symbols": "", "agenda_items": "", "title": ""}
    found = next((piece for piece in places(tree) if piece.place == place), None)
    if found is None:
        raise _no_place(place)
    return found.values


def _no_place(place: str) -> Refused:
    return Refused(Problem("DOC-307", {"place": place}, place))


def places(tree: t.Tree) -> Iterator[Piece]:
    """Every place that can be corrected, with what stands there."""
    head = tree.masthead
    yield Piece("head", {"symbols": "; ".join(head.symbols), **{name: getattr(head, name) for name in HEAD_FIELDS}})
    for turn, section in enumerate(tree.all_sections()):
        yield Piece(f"section-{turn}", {"number": section.number, "heading": section.heading})
    for turn, paragraph in enumerate(tree.paragraphs()):
        yield Piece(f"para-{turn}", {"number": paragraph.number, "text": editable(paragraph.runs)})
        yield from _point_places(paragraph.points, f"para-{turn}")
    for turn, speaker in enumerate(tree.speakers):
        yield Piece(f"speaker-{turn}", {"name": speaker.name, "code": speaker.code})
    for outer, annex in enumerate(tree.annexes):
        for turn, row in enumerate(annex.documents):
            values = {"symbols": "; ".join(row.symbols), "agenda_items": "; ".join(row.agenda_items)}
            yield Piece(f"row-{outer}-{turn}", {**values, "title": row.title})
    for turn, problem in enumerate(tree.problems):
        yield Piece(f"problem-{turn}", {"code": problem.code})


def _point_places(points: tuple[t.Point, ...], above: str) -> Iterator[Piece]:
    for turn, point in enumerate(points):
        yield Piece(f"{above}-{turn}", {"number": point.label, "text": editable(point.runs)})
        yield from _point_places(point.points, f"{above}-{turn}")


def correct(tree: t.Tree, place: str, values: Values) -> t.Tree:
    """A new tree with `values` at the place; fields that are not given stay.

    A speaker without a name, a document without a symbol and a problem that somebody has looked at are taken out.
    Refused: DOC-307 no such place, DOC-313 a paragraph or point would lose its number.
    """
    kind, _dash, rest = place.partition("-")
    full = {**values_at(tree, place), **values}
    if kind == "para" and not full["number"].strip():
        raise refuse("DOC-313", place)
    return _CORRECTORS[kind](tree, rest, full)


def _head(tree: t.Tree, _rest: str, values: Values) -> t.Tree:
    fields: dict[str, Any] = {name: values[name].strip() for name in HEAD_FIELDS}
    return evolve(tree, masthead=evolve(tree.masthead, symbols=several(values["symbols"]), **fields))


def several(text: str) -> tuple[str, ...]:
    """A field that holds several things, separated by semicolons or lines."""
    return tuple(part for part in _LIST.split(text.strip()) if part)


def _section(tree: t.Tree, rest: str, values: Values) -> t.Tree:
    turn = iter(range(len(list(tree.all_sections()))))

    def changed(section: t.Section) -> t.Section:
        here = next(turn) == int(rest)
        inner = evolve(section, sections=tuple(changed(each) for each in section.sections))
        return evolve(inner, number=values["number"].strip(), heading=values["heading"].strip()) if here else inner

    return evolve(tree, sections=tuple(changed(section) for section in tree.sections))


def _paragraph(tree: t.Tree, rest: str, values: Values) -> t.Tree:
    wanted, *path = map(int, rest.split("-"))
    turn = iter(range(len(list(tree.paragraphs()))))

    def block(each: t.Block) -> t.Block:
        if not isinstance(each, t.Paragraph) or next(turn) != wanted:
            return each
        if path:
            return evolve(each, points=_with_point(each.points, path, values))
        return evolve(each, number=values["number"].strip(), runs=runs_from(values["text"], each.runs))

    def section(each: t.Section) -> t.Section:
        blocks = tuple(block(inner) for inner in each.blocks)
        return evolve(each, blocks=blocks, sections=tuple(section(inner) for inner in each.sections))

    return evolve(tree, sections=tuple(section(each) for each in tree.sections))


def _with_point(points: tuple[t.Point, ...], path: list[int], values: Values) -> tuple[t.Point, ...]:
    wanted, deeper = path[0], path[1:]
    old = points[wanted]
    if deeper:
        new = evolve(old, points=_with_point(old.points, deeper, values))
    else:
        new = evolve(old, label=values["number"].strip(), runs=runs_from(values["text"], old.runs))
    return (*points[:wanted], new, *points[wanted + 1 :])


def _speaker(tree: t.Tree, rest: str, values: Values) -> t.Tree:
    name = values["name"].strip()
    new = (t.Speaker(name, values["code"].strip()),) if name else ()
    at = len(tree.speakers) if rest == "new" else int(rest)
    return evolve(tree, speakers=(*tree.speakers[:at], *new, *tree.speakers[at + 1 :]))


def _row(tree: t.Tree, rest: str, values: Values) -> t.Tree:
    outer, _dash, inner = rest.partition("-")
    annex = tree.annexes[int(outer)]
    symbols = several(values["symbols"])
    row = t.AnnexDocument(symbols, several(values["agenda_items"]), values["title"].strip())
    at = len(annex.documents) if inner == "new" else int(inner)
    rows = (*annex.documents[:at], *((row,) if symbols else ()), *annex.documents[at + 1 :])
    annexes = list(tree.annexes)
    annexes[int(outer)] = evolve(annex, documents=rows)
    return evolve(tree, annexes=tuple(annexes))


def _problem(tree: t.Tree, rest: str, _values: Values) -> t.Tree:
    at = int(rest)
    return evolve(tree, problems=(*tree.problems[:at], *tree.problems[at + 1 :]))


_CORRECTORS: Final[Mapping[str, Callable[[t.Tree, str, Values], t.Tree]]] = {
    "head": _head,
    "section": _section,
    "para": _paragraph,
    "speaker": _speaker,
    "row": _row,
    "problem": _problem,
}

"""Reads the XML of a submission, as OpenRosa clients send it, into answers."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from .answers import Answers, Cell
from .form import Form
from .xpath.nodes import Node, read


@frozen
class Submission:
    """Answers out of XML, with the positions of each repeat by concrete path, blank ones included."""

    form_id: str
    version: str
    answers: Answers
    counts: Mapping[str, int]


def read_submission(form: Form, xml: bytes) -> Submission:
    """A submission for `form`. Refused with COL-007 or COL-008; unknown elements are kept for the judge to report."""
    root = read(xml).elements()[0]
    repeats = frozenset(repeat.path for repeat in form.repeats())
    cells: dict[str, Cell] = {}
    counts: dict[str, int] = {}
    _collect(root, form.root, form.root, repeats, cells, counts)
    if "/" + root.name != form.root:
        cells["/" + root.name] = Cell(root.name)
    _close(form, counts)
    return Submission(root.attribute("id") or root.uri, root.attribute("version"), Answers(cells), counts)


def _collect(
    node: Node, plain: str, concrete: str, repeats: frozenset[str], cells: dict[str, Cell], counts: dict[str, int]
) -> None:
    for child in node.elements():
        path, place = f"{plain}/{child.name}", f"{concrete}/{child.name}"
        if any(one.name == "jr:template" for one in child.attributes):
            continue
        if path in repeats:
            counts[place] = counts.get(place, 0) + 1
            place = f"{place}[{counts[place]}]"
        if child.elements():
            _collect(child, path, place, repeats, cells, counts)
        elif child.text and not _is_meta(child):
            cells[place] = Cell(child.text)


def _is_meta(node: Node) -> bool:
    return node.parent is not None and node.parent.local == "meta"


def _close(form: Form, counts: dict[str, int]) -> None:
    for repeat in form.repeats():
        counts.setdefault(repeat.path, 0)

"""The reply as a tree of nodes, cast from the form's mold and the answers, for expressions to walk over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from entraide.kernel.problems import refuse

from .answers import Answers
from .mold import Mold
from .xpath.nodes import Node

MAX_POSITIONS: Final = 2_000
"""Positions of one repeat that a reply may use."""
MAX_NODES: Final = 200_000
"""Elements of one reply."""
_POSITION = re.compile(r"\[([0-9]+)\]")


class Instance:
    """A tree for one reply. `at` finds the nodes of a question's path, with their concrete paths, in order."""

    def __init__(self, mold: Mold, answers: Answers, counts: Mapping[str, int]) -> None:
        self.answers = answers
        self.counts = counts
        self.used = used_positions(answers)
        self.document = Node("document")
        self.nodes: dict[str, list[tuple[str, Node]]] = {}
        self.by_path: dict[str, Node] = {}
        self.single: dict[str, Node] = {}
        self.namespace = mold.node.uri
        self._last = 0
        self.document.children = [self._cast(mold, self.document, mold.plain)]

    def at(self, path: str) -> list[tuple[str, Node]]:
        """Concrete path and node of every position of `path`."""
        return self.nodes.get(path, [])

    def positions(self, repeat: str) -> int:
        """How many positions the repeat at a concrete path has."""
        used = self.counts.get(repeat, self.used.get(repeat, 0))
        if used > MAX_POSITIONS:
            raise refuse("COL-008", place=repeat, limit=MAX_POSITIONS)
        return used

    def initial(self, mold_text: str, hidden: bool, concrete: str) -> str:
        """What a leaf holds before anything is computed: the answer, else the form's own text of a hidden node."""
        cell = self.answers.cells.get(concrete)
        if cell is None:
            return mold_text if hidden else ""
        return cell.value or ""

    def _cast(self, mold: Mold, parent: Node, concrete: str) -> Node:
        origin = mold.node
        node = Node("element", origin.local, "", parent)
        node.prefix, node.uri, node.namespaces = origin.prefix, origin.uri, origin.namespaces
        node.data = mold.data
        self._last = node.order = self._last + 1
        if self._last > MAX_NODES:
            raise refuse("COL-008", place=mold.plain, limit=MAX_NODES)
        if origin.attributes:
            node.attributes = [_attribute(one, node) for one in origin.attributes]
        self._enter(mold, concrete, node)
        if not mold.children:
            text = self.initial(mold.text, mold.hidden, concrete)
            if text:
                node.set_text(text)
            return node
        for child in mold.children:
            place = f"{concrete}/{child.name}"
            if not child.repeat:
                node.children.append(self._cast(child, node, place))
                continue
            for position in range(1, self.positions(place) + 1):
                node.children.append(self._cast(child, node, f"{place}[{position}]"))
        return node

    def _enter(self, mold: Mold, concrete: str, node: Node) -> None:
        held = self.nodes.get(mold.plain)
        self.by_path.setdefault(concrete, node)
        if held is None:
            self.nodes[mold.plain] = [(concrete, node)]
            if mold.direct:
                self.single[mold.plain] = node
        else:
            held.append((concrete, node))
            self.single.pop(mold.plain, None)


def used_positions(answers: Mapping[str, object]) -> dict[str, int]:
    """The highest position in use of each repeat, by its concrete path."""
    used: dict[str, int] = {}
    for path in answers:
        if "[" in path:
            for found in _POSITION.finditer(path):
                repeat, position = path[: found.start()], int(found[1][:9])
                if used.get(repeat, 0) < position:
                    used[repeat] = position
    return used


def _attribute(origin: Node, parent: Node) -> Node:
    twin = Node("attribute", origin.local, origin.value, parent)
    twin.prefix, twin.uri, twin.order = origin.prefix, origin.uri, parent.order
    return twin

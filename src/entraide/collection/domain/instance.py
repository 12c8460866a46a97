"""The reply as a tree of nodes, built from the form's template and the answers, for expressions to walk over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from entraide.kernel.problems import refuse

from .answers import Answers
from .form import Form
from .xpath.nodes import Node, read

MAX_POSITIONS: Final = 2_000
"""Positions of one repeat that a reply may use."""


class Instance:
    """A tree for one reply. `leaves` finds the nodes of a question's path, with their concrete paths, in order."""

    def __init__(self, form: Form, answers: Answers, counts: Mapping[str, int]) -> None:
        self.repeats = frozenset(repeat.path for repeat in form.repeats())
        self.hidden = frozenset(question.path for question in form.hidden)
        self.answers = answers
        self.counts = counts
        self.document = read(form.template)
        self.nodes: dict[str, list[tuple[str, Node]]] = {}
        root = self.document.elements()[0]
        self.namespace = root.uri
        self._fill(root, "/" + root.name, "/" + root.name)
        for number, node in enumerate(self.document.descendants(), 1):
            node.order = number

    def at(self, path: str) -> list[tuple[str, Node]]:
        """Concrete path and node of every position of `path`."""
        return self.nodes.get(path, [])

    def _fill(self, node: Node, plain: str, concrete: str) -> None:
        self.nodes.setdefault(plain, []).append((concrete, node))
        if not node.elements():
            if plain not in self.hidden or concrete in self.answers:
                node.set_text(self.answers.value(concrete))
            return
        children: list[Node] = []
        for child, positions in self._blocks(node, plain, concrete):
            path = f"{plain}/{child.name}"
            if path not in self.repeats:
                children.append(child)
                self._fill(child, path, f"{concrete}/{child.name}")
                continue
            for position in range(1, positions + 1):
                block = copied(child, node)
                children.append(block)
                self._fill(block, path, f"{concrete}/{child.name}[{position}]")
        node.children = children

    def _blocks(self, node: Node, plain: str, concrete: str) -> Iterator[tuple[Node, int]]:
        """Each child once, with how many positions it has; the first block of a repeat is its template."""
        done: set[str] = set()
        for child in node.elements():
            path = f"{plain}/{child.name}"
            if path not in self.repeats:
                yield child, 1
            elif path not in done:
                done.add(path)
                yield child, self.positions(f"{concrete}/{child.name}")

    def positions(self, repeat: str) -> int:
        """How many positions the repeat at a concrete path has."""
        used = self.counts.get(repeat, self.answers.count(repeat))
        if used > MAX_POSITIONS:
            raise refuse("COL-008", place=repeat, limit=MAX_POSITIONS)
        return used


def copied(node: Node, parent: Node) -> Node:
    """A deep copy under another parent."""
    twin = Node(node.sort, node.local, node.value, parent)
    twin.prefix, twin.uri, twin.namespaces = node.prefix, node.uri, node.namespaces
    twin.attributes = [copied(attribute, twin) for attribute in node.attributes]
    twin.children = [copied(child, twin) for child in node.children]
    return twin

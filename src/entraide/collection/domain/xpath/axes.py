"""The thirteen axes, and the tests of a step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from .context import Surroundings
from .nodes import Node
from .tree import NameTest, Step, TypeTest

REVERSE: Final = frozenset({"ancestor", "ancestor-or-self", "preceding", "preceding-sibling", "parent"})


def along(node: Node, step: Step, around: Surroundings) -> list[Node]:
    """The nodes of the axis that pass the step's test, in the order of the axis; predicates are not applied."""
    found = _AXES[step.axis](node)
    test = step.test
    if isinstance(test, TypeTest):
        return [node for node in found if _is_type(node, test)]
    sort = step.axis if step.axis in ("attribute", "namespace") else "element"
    return [node for node in found if node.sort == sort and _is_named(node, test, around)]


def in_order(nodes: list[Node]) -> list[Node]:
    """Each node once, in document order."""
    unique = dict.fromkeys(nodes)
    if len({id(node.root()) for node in nodes[:1] + nodes[-1:]}) > 1:
        return list(unique)
    return sorted(unique, key=lambda node: node.order)


def _is_type(node: Node, test: TypeTest) -> bool:
    if test.type == "node":
        return True
    return node.sort == test.type and (not test.target or node.local == test.target)


def _is_named(node: Node, test: NameTest, around: Surroundings) -> bool:
    if test.local not in ("*", node.local):
        return False
    if test.prefix:
        return node.uri == around.namespaces.get(test.prefix, test.prefix)
    if test.local == "*":
        return True
    return not node.uri if node.sort == "attribute" else node.uri in around.default_namespaces


def _brothers(node: Node) -> list[Node]:
    return node.parent.children if node.parent is not None and node in node.parent.children else []


def _following_sibling(node: Node) -> list[Node]:
    brothers = _brothers(node)
    return brothers[brothers.index(node) + 1 :] if brothers else []


def _preceding_sibling(node: Node) -> list[Node]:
    brothers = _brothers(node)
    return brothers[: brothers.index(node)][::-1] if brothers else []


def _descendant_or_self(node: Node) -> list[Node]:
    return [node, *node.descendants()]


def _following(node: Node) -> list[Node]:
    found: list[Node] = []
    if node.sort == "attribute" and node.parent is not None:
        found += node.parent.descendants()
        node = node.parent
    for own in (node, *node.ancestors()):
        for brother in _following_sibling(own):
            found += _descendant_or_self(brother)
    return found


def _preceding(node: Node) -> list[Node]:
    found: list[Node] = []
    for own in (node, *node.ancestors()):
        for brother in _preceding_sibling(own):
            found += reversed(_descendant_or_self(brother))
    return found


def _namespaces(node: Node) -> list[Node]:
    found = []
    for prefix, uri in sorted(node.namespaces.items(), key=lambda pair: pair[0] or ""):
        item = Node("namespace", prefix or "", uri, node)
        item.order = node.order
        found.append(item)
    return found


def _parent(node: Node) -> list[Node]:
    return [node.parent] if node.parent is not None else []


_AXES: Final[dict[str, Callable[[Node], Iterable[Node]]]] = {
    "child": lambda node: node.children,
    "attribute": lambda node: node.attributes,
    "self": lambda node: (node,),
    "parent": _parent,
    "descendant": lambda node: node.descendants(),
    "descendant-or-self": _descendant_or_self,
    "ancestor": lambda node: node.ancestors(),
    "ancestor-or-self": lambda node: (node, *node.ancestors()),
    "following-sibling": _following_sibling,
    "preceding-sibling": _preceding_sibling,
    "following": _following,
    "preceding": _preceding,
    "namespace": _namespaces,
}

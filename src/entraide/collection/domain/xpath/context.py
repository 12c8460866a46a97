"""Where an expression is evaluated: the node, its place in the list, and the surroundings that functions ask for."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Final

from attrs import define, field

from entraide.kernel.problems import refuse

from .nodes import XML_NAMESPACE, Node

NAMESPACES: Final[Mapping[str, str]] = {
    "xml": XML_NAMESPACE,
    "xhtml": "http://www.w3.org/1999/xhtml",
    "h": "http://www.w3.org/1999/xhtml",
    "xf": "http://www.w3.org/2002/xforms",
    "jr": "http://openrosa.org/javarosa",
    "orx": "http://openrosa.org/xforms",
    "odk": "http://www.opendatakit.org/xforms",
    "ev": "http://www.w3.org/2001/xml-events",
    "xsd": "http://www.w3.org/2001/XMLSchema",
}
XFORMS: Final = "http://www.w3.org/2002/xforms"
MAX_VISITS: Final = 1_000_000
"""Nodes that the expressions of one reply may touch before they are stopped (COL-005): about a second."""


def _nothing(_: str) -> str:
    return ""


def _no_name(_value: str, _path: str, _context: Context) -> str:
    return ""


def _no_instance(_: str) -> Node | None:
    return None


@define
class Surroundings:
    """What stays the same during one evaluation. `now` carries the time zone in which dates are read and shown."""

    root: Node
    now: datetime = field(factory=lambda: datetime.now(UTC))
    namespaces: Mapping[str, str] = NAMESPACES
    default_namespaces: frozenset[str] = frozenset({"", XFORMS})
    """An unprefixed name matches elements in any of these: forms are written without prefixes."""
    instance: Callable[[str], Node | None] = _no_instance
    itext: Callable[[str], str] = _nothing
    choice_name: Callable[[str, str, Context], str] = _no_name
    repeats: frozenset[str] = frozenset()
    """Paths of repeats: an absolute path through the repeat that one stands in means one's own position of it."""
    single: Mapping[str, Node] = field(factory=dict)
    """Nodes that are alone at their absolute path, by that path: no walk is needed to find them."""
    chance: random.Random = field(factory=random.SystemRandom)
    visits: int = 0
    irrelevant: set[Node] = field(factory=set)
    """Nodes that are not asked: they hold nothing, and are not counted."""
    reply: bool = False
    """Whether expressions stand in a reply to a form, where blanks are passed over as JavaRosa does."""
    version: str = ""
    """The form's version."""

    def asked(self, nodes: list[Node]) -> list[Node]:
        """The nodes that neither are irrelevant nor stand in something irrelevant."""
        gone = self.irrelevant
        if not gone:
            return nodes
        return [node for node in nodes if node not in gone and not any(one in gone for one in node.ancestors())]

    @property
    def zone(self) -> tzinfo:
        """The time zone of `now`."""
        return self.now.tzinfo or UTC

    def visit(self, count: int) -> None:
        """Count touched nodes; refused with COL-005 when there are too many."""
        self.visits += count
        if self.visits > MAX_VISITS:
            raise refuse("COL-005", limit=MAX_VISITS)


@define
class Context:
    """One context node with its position and the size of its list; `current` is where the whole expression stands."""

    node: Node
    around: Surroundings
    position: int = 1
    size: int = 1
    current: Node | None = None
    free: bool = False
    """True while absolute paths are not bound to the repeat around (the arguments of `indexed-repeat`)."""

    def at(self, node: Node, position: int, size: int) -> Context:
        """The same surroundings, another node."""
        return Context(node, self.around, position, size, self.current or self.node, self.free)

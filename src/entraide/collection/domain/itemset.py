"""The choices of a question that come from a list of the form, with the filter that narrows them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import evolve, frozen

from entraide.kernel.problems import Refused
from entraide.kernel.text import Text

from .form import Choice
from .itext import Texts
from .xpath.context import Context, Surroundings
from .xpath.evaluator import value_of
from .xpath.nodes import Node, read
from .xpath.tree import Call, Expression, Path, Tree

_ITEXT = re.compile(r"jr:itext\(\s*([\w.\-]+)\s*\)")


@frozen
class Itemset:
    """All choices of a list, and the expression for those open in a context when not all are."""

    choices: tuple[Choice, ...]
    filter: Expression | None = None
    value: str = "name"

    @classmethod
    def read(cls, node: Node, nodeset: Expression | None, texts: Texts, instances: Mapping[str, str]) -> Itemset:
        """From an `itemset` element. Choices drawn from a repeat are known only with the answers: none here."""
        value = next((one.attribute("ref") for one in node.elements("value")), "name")
        label = next((one.attribute("ref") for one in node.elements("label")), "label")
        if nodeset is None:
            return cls((), None, value)
        whole = _without_filter(nodeset.tree)
        filtered = nodeset if whole != _without_shuffle(nodeset.tree) or not _is_list(whole) else None
        items = _rows(whole, instances) if _is_list(whole) else []
        return cls(tuple(_choice(item, value, label, texts) for item in items), filtered, value)


def _without_shuffle(tree: Tree) -> Tree:
    return tree.arguments[0] if isinstance(tree, Call) and tree.name == "randomize" and tree.arguments else tree


def _without_filter(tree: Tree) -> Tree:
    tree = _without_shuffle(tree)
    if not isinstance(tree, Path):
        return tree
    steps = tuple(evolve(step, predicates=()) for step in tree.steps)
    return evolve(tree, steps=steps, start_predicates=())


def _is_list(tree: Tree) -> bool:
    return isinstance(tree, Path) and isinstance(tree.start, Call) and tree.start.name == "instance"


def _rows(tree: Tree, instances: Mapping[str, str]) -> list[Node]:
    def instance(name: str) -> Node | None:
        return read(instances[name]) if name in instances else None

    root = Node("document")
    try:
        found = value_of(tree, Context(root, Surroundings(root, instance=instance)))
    except Refused:  # a list that the form does not have: reported where references are checked
        return []
    return found if isinstance(found, list) else []


def _choice(item: Node, value: str, label: str, texts: Texts) -> Choice:
    columns = {child.local: child.text.strip() for child in item.elements()}
    reference = _ITEXT.fullmatch(label.strip())
    text: Text = (
        texts.named(columns.get(reference.group(1), "")) if reference else texts.literal(columns.get(label, ""))
    )
    media = texts.media_of(columns.get(reference.group(1), "")) if reference else {}
    return Choice(columns.get(value, ""), text, columns, media)

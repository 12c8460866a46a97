"""Nodes: counting, names, positions, secondary instances, repeats."""

from __future__ import annotations

import math
import random
from typing import Final

from entraide.kernel.problems import refuse

from ..axes import in_order
from ..context import Context
from ..nodes import Node
from ..values import Value, number_of, text_of
from .registry import MANY, Run, function, lazy, node_or_here

_PARK_MILLER: Final = 2_147_483_647


def _nodes(value: Value, name: str) -> list[Node]:
    if not isinstance(value, list):
        raise refuse("COL-006", name=f"{name}()", count=1, expression=f"{name}(…)")
    return value


@function("last")
def last(_: list[Value], context: Context) -> Value:
    """How many nodes the list has."""
    return float(context.size)


@function("position", 0, 1)
def position(values: list[Value], context: Context) -> Value:
    """The place in the list; of a given node, its place among its brothers of the same name."""
    if not values:
        return float(context.position)
    nodes = _nodes(values[0], "position")
    context.around.visit(len(nodes[0].parent.children) if nodes and nodes[0].parent else 1)
    return float(nodes[0].position()) if nodes else 0.0


@function("count", 1)
def count(values: list[Value], context: Context) -> Value:
    """The number of nodes, without those that are not asked."""
    return float(len(context.around.asked(_nodes(values[0], "count"))))


@function("count-non-empty", 1)
def count_non_empty(values: list[Value], _: Context) -> Value:
    """The number of nodes that hold a text."""
    return float(sum(1 for node in _nodes(values[0], "count-non-empty") if node.text))


@function("local-name", 0, 1)
def local_name(values: list[Value], context: Context) -> Value:
    """The name without prefix."""
    node = node_or_here(values, context)
    return node.local if node else ""


@function("namespace-uri", 0, 1)
def namespace_uri(values: list[Value], context: Context) -> Value:
    """The namespace."""
    node = node_or_here(values, context)
    return node.uri if node else ""


@function("name", 0, 1)
def name(values: list[Value], context: Context) -> Value:
    """The name with its prefix."""
    node = node_or_here(values, context)
    return node.name if node else ""


@function("id", 1)
def id_(values: list[Value], context: Context) -> Value:
    """The elements whose `id` is one of the words given."""
    given = values[0]
    texts = [node.text for node in given] if isinstance(given, list) else [text_of(given)]
    wanted = {word for text in texts for word in text.split()}
    root = context.node.root()
    found = [node for node in root.descendants() if wanted & {node.attribute("id"), node.attribute("xml:id")} - {""}]
    firsts: dict[str, Node] = {}
    for node in found:
        firsts.setdefault(node.attribute("id") or node.attribute("xml:id"), node)
    return list(firsts.values())


@function("lang", 1)
def lang(values: list[Value], context: Context) -> Value:
    """Whether the context node is in a language, or in a variety of it."""
    wanted = text_of(values[0]).lower()
    for node in (context.node, *context.node.ancestors()):
        tag = node.attribute("xml:lang").lower()
        if tag:
            return tag == wanted or tag.startswith(f"{wanted}-")
    return False


@function("current")
def current(_: list[Value], context: Context) -> Value:
    """The node that the whole expression stands at."""
    return [context.current or context.node]


@function("instance", 1)
def instance(values: list[Value], context: Context) -> Value:
    """A secondary instance by its id; refused with COL-010 when the form has none of that name."""
    wanted = text_of(values[0])
    found = context.around.instance(wanted)
    if found is None:
        raise refuse("COL-010", name=wanted)
    return [found]


@function("pulldata", 4)
def pulldata(values: list[Value], context: Context) -> Value:
    """A column of the first row, in a secondary instance, whose key column holds a value."""
    source, column, key, wanted = (text_of(value) for value in values)
    found = context.around.instance(source)
    rows = [node for node in found.descendants() if node.elements(key)] if found else []
    row = next((node for node in rows if node.elements(key)[0].text == wanted), None)
    return row.elements(column)[0].text if row is not None and row.elements(column) else ""


@lazy("indexed-repeat", 3, MANY)
def indexed_repeat(arguments: tuple[Run, ...], context: Context) -> Value:
    """Nodes in the given positions of the repeats around them: target, then repeat and position, in pairs."""
    if len(arguments) % 2 == 0:
        raise refuse("COL-006", name="indexed-repeat()", count=len(arguments), expression="indexed-repeat(…)")
    free = context.at(context.node, context.position, context.size)
    free.free = True
    targets = _nodes(arguments[0](free), "indexed-repeat")
    for repeat, index in zip(arguments[1::2], arguments[2::2], strict=True):
        wanted = number_of(index(context), context.around.zone)
        blocks = {node for node in _nodes(repeat(free), "indexed-repeat") if node.position() == wanted}
        targets = [node for node in targets if blocks.intersection((node, *node.ancestors()))]
    return list(targets)


@function("randomize", 1, 2)
def randomize(values: list[Value], context: Context) -> Value:
    """The nodes in a random order; the same order for the same seed."""
    nodes = list(in_order(_nodes(values[0], "randomize")))
    if len(values) == 1:
        context.around.chance.shuffle(nodes)
        return nodes
    state = _seed(number_of(values[1], context.around.zone))
    for at in range(len(nodes) - 1, 0, -1):
        state = state * 48271 % _PARK_MILLER
        other = int((state - 1) / (_PARK_MILLER - 1) * (at + 1))
        nodes[at], nodes[other] = nodes[other], nodes[at]
    return nodes


def _seed(number: float) -> int:
    if not math.isfinite(number):
        return random.Random(0).randrange(1, _PARK_MILLER)  # noqa: S311 - order of choices, not a secret
    state = int(number) % _PARK_MILLER
    return state if state > 0 else state + _PARK_MILLER - 1

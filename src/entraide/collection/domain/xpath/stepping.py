"""Location paths as functions: step after step over the nodes, with short ways for what forms write most."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from entraide.kernel.problems import refuse

from . import axes
from .context import Context
from .functions.registry import Run
from .nodes import Node
from .tree import NameTest, Path, Step, Tree, TypeTest
from .values import Value

Keep: TypeAlias = Callable[[list[Node], Context], list[Node]]
Walk: TypeAlias = Callable[[list[Node], Context], list[Node]]


def path_of(tree: Path, start: Run | None, starting: tuple[Keep, ...], predicate: Callable[[Tree], Keep]) -> Run:
    """The function for a path; `start` and `starting` are what it sets out from and the predicates on that."""
    walks = tuple(_walk(step, predicate) for step in tree.steps)
    if start is not None:
        return _from(start, starting, walks)
    return _absolute(tree, walks) if tree.absolute else _relative(walks)


def _from(start: Run, starting: tuple[Keep, ...], walks: tuple[Walk, ...]) -> Run:
    def run(context: Context) -> Value:
        nodes = start(context)
        if not isinstance(nodes, list):
            raise refuse("COL-006", name="/", count=1, expression="(…)/…")
        for keep in starting:
            nodes = keep(nodes, context)
        for walk in walks:
            nodes = walk(nodes, context)
        return nodes

    return run


def _relative(walks: tuple[Walk, ...]) -> Run:
    if len(walks) == 1:
        only = walks[0]
        return lambda context: only([context.node], context)

    def run(context: Context) -> Value:
        nodes = [context.node]
        for walk in walks:
            nodes = walk(nodes, context)
        return nodes

    return run


def _absolute(tree: Path, walks: tuple[Walk, ...]) -> Run:
    paths, places = _plain_places(tree)
    straight = paths[-1] if places and all(places) else ""
    last = len(walks)

    def run(context: Context) -> Value:
        around = context.around
        if straight and not context.free:
            only = around.single.get(straight)
            if only is not None:
                return [only]
        repeats = around.repeats if not context.free else ()
        own: set[Node] | None = None
        nodes = [around.root]
        for at, walk in enumerate(walks):
            nodes = walk(nodes, context)
            # Where the path goes through a repeat that one stands in, it keeps to one's own position of it.
            if at + 1 < last and places[at] and paths[at] in repeats:
                own = own if own is not None else {context.node, *context.node.ancestors()}
                nodes = [node for node in nodes if node in own] or nodes
        return nodes

    return run


def _plain_places(tree: Path) -> tuple[list[str], list[bool]]:
    """After each step, the path so far, and whether it is written plainly there: a child's name, no predicate."""
    paths: list[str] = []
    places: list[bool] = []
    path = ""
    for step in tree.steps:
        path = f"{path}/{getattr(step.test, 'local', '')}"
        paths.append(path)
        places.append(_is_plain(step))
    return paths, places


def _is_plain(step: Step) -> bool:
    named = isinstance(step.test, NameTest) and step.test.local != "*" and not step.test.prefix
    return named and step.axis == "child" and not step.predicates


def _walk(step: Step, predicate: Callable[[Tree], Keep]) -> Walk:
    if _is_plain(step) and isinstance(step.test, NameTest):
        return _children(step.test.local)
    if step.test == TypeTest("node") and not step.predicates:
        if step.axis == "self":
            return lambda nodes, _: nodes
        if step.axis == "parent":
            return _parents
    return _stepping(step, tuple(predicate(one) for one in step.predicates))


def _children(name: str) -> Walk:
    def walk(nodes: list[Node], context: Context) -> list[Node]:
        around = context.around
        spaces = around.default_namespaces
        if len(nodes) == 1:
            below = nodes[0].children
            around.visit(1)
            return [one for one in below if one.local == name and one.sort == "element" and one.uri in spaces]
        found = [
            one
            for node in nodes
            for one in node.children
            if one.local == name and one.sort == "element" and one.uri in spaces
        ]
        around.visit(len(nodes) + len(found))
        return axes.in_order(found)

    return walk


def _parents(nodes: list[Node], context: Context) -> list[Node]:
    found = [node.parent for node in nodes if node.parent is not None]
    return found if len(found) < 2 else axes.in_order(found)


def _stepping(step: Step, keeps: tuple[Keep, ...]) -> Walk:
    backwards = step.axis in axes.REVERSE

    def walk(nodes: list[Node], context: Context) -> list[Node]:
        around = context.around
        found: list[Node] = []
        for node in nodes:
            here = axes.along(node, step, around)
            around.visit(len(here))
            for keep in keeps:
                here = keep(here, context)
            found += reversed(here) if backwards else here
        around.visit(len(found) + 1)
        return found if len(nodes) == 1 else axes.in_order(found)

    return walk

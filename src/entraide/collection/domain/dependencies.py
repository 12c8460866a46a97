"""What an expression refers to, and in which order calculations must be done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from .xpath.tree import Binary, Call, Expression, NameTest, Negation, Path, Step, Tree, TypeTest, Union

_COLUMN: Final = "?"
ANYTHING = "*"
"""Stands for a reference that cannot be told in advance (`//*`, a computed path)."""


_PLACES_ONLY: Final[Mapping[str, int]] = dict.fromkeys(
    ("count", "position", "name", "local-name", "namespace-uri"), 0
) | {"indexed-repeat": 1}
"""Functions that ask where nodes stand, not what they hold; the argument from which that is so (of each two, later)."""


def references(expression: Expression, base: str) -> frozenset[str]:
    """The paths (without positions) that an expression at `base` names; `*` when that cannot be told."""
    return frozenset(_in(expression.tree, base, base))


def reads(expression: Expression, base: str) -> frozenset[str]:
    """The paths whose values an expression at `base` reads: `position(..)` and `count(…)` read none themselves."""
    return frozenset(_in(expression.tree, base, base, values=True))


def _in(tree: Tree, here: str, current: str, *, values: bool = False) -> Iterator[str]:
    match tree:
        case Binary(_, left, right) | Union(left, right):
            yield from _in(left, here, current, values=values)
            yield from _in(right, here, current, values=values)
        case Negation(operand):
            yield from _in(operand, here, current, values=values)
        case Call(name, arguments):
            for at, argument in enumerate(arguments):
                found = _in(argument, here, current, values=values)
                yield from _inside(argument, here, current) if values and _asks_place(name, at) else found
        case Path():
            yield from _in_path(tree, here, current, values=values)
        case _:
            return


def _asks_place(name: str, at: int) -> bool:
    first = _PLACES_ONLY.get(name)
    return first is not None and at >= first and (at - first) % 2 == 0


def _inside(argument: Tree, here: str, current: str) -> Iterator[str]:
    """What the predicates of a path read, and not the path itself."""
    found = list(_in(argument, here, current, values=True))
    yield from found[:-1] if isinstance(argument, Path) and argument.start is None else found


def _in_path(path: Path, here: str, current: str, *, values: bool) -> Iterator[str]:
    at: str | None = "" if path.absolute else here
    if path.start is not None:
        yield from _in(path.start, here, current, values=values)
        at = current if isinstance(path.start, Call) and path.start.name == "current" else None
    for predicate in path.start_predicates:
        yield from _in(predicate, at or here, current, values=values)
    for step in path.steps:
        at = None if at is None else _after(at, step)
        for predicate in step.predicates:
            # Inside a list that is no part of the reply, relative names are columns, not questions.
            found = _in(predicate, _COLUMN if at is None else at, current, values=values)
            yield from (name for name in found if not name.startswith(_COLUMN))
    if at is not None:
        yield at
    elif path.start is None or _leaves_list(path):
        yield ANYTHING


def _leaves_list(path: Path) -> bool:
    """Whether a path that sets out from something computed may lead anywhere."""
    listed = isinstance(path.start, Call) and path.start.name in ("instance", "randomize")
    return not listed and any(step.axis not in ("child", "attribute") for step in path.steps)


def _after(at: str, step: Step) -> str | None:
    if isinstance(step.test, TypeTest) and step.test.type == "node":
        if step.axis == "self":
            return at
        if step.axis == "parent":
            return at.rsplit("/", 1)[0]
    if step.axis == "attribute":
        return at
    if step.axis == "child" and isinstance(step.test, NameTest) and step.test.local != "*":
        name = f"{step.test.prefix}:{step.test.local}" if step.test.prefix else step.test.local
        return f"{at}/{name}"
    return at if step.axis in ("child", "descendant", "descendant-or-self") else None


def order(edges: Mapping[str, Collection[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paths so that each comes after those it reads, and the paths that read each other in a circle."""
    waiting = {path: {other for other in read if other != path and other in edges} for path, read in edges.items()}
    readers: dict[str, list[str]] = {path: [] for path in edges}
    for path, read in waiting.items():
        for other in read:
            readers[other].append(path)
    done: list[str] = []
    ready = [path for path, read in waiting.items() if not read]
    while ready:
        path = ready.pop()
        done.append(path)
        for reader in readers[path]:
            waiting[reader].discard(path)
            if not waiting[reader]:
                ready.append(reader)
    finished = set(done)
    return tuple(done), tuple(path for path in edges if path not in finished)


def spread(read: Iterable[str], paths: Collection[str]) -> set[str]:
    """The leaves meant by references: a container stands for everything inside it, `*` for everything."""
    found: set[str] = set()
    for reference in read:
        if reference == ANYTHING or reference == "":
            return set(paths)
        if reference in paths:
            found.add(reference)
            continue
        found.update(path for path in paths if path == reference or path.startswith(reference + "/"))
    return found

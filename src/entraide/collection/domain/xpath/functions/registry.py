"""Which functions exist, how many arguments each takes, and what computes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from attrs import frozen

from ..context import Context
from ..nodes import Node
from ..values import Value, typed

MANY: Final = 10_000

Apply: TypeAlias = Callable[[list[Value], Context], Value]
Run: TypeAlias = Callable[[Context], Value]
"""A compiled expression."""
ApplyLazy: TypeAlias = Callable[[tuple[Run, ...], Context], Value]


@frozen
class Function:
    """Computes from values. `fewest` and `most` bound the number of arguments."""

    name: str
    fewest: int
    most: int
    apply: Apply


@frozen
class LazyFunction:
    """Computes its own arguments, so that what is not needed is not computed."""

    name: str
    fewest: int
    most: int
    apply: ApplyLazy


FUNCTIONS: Final[dict[str, Function]] = {}
LAZY: Final[dict[str, LazyFunction]] = {}


def function(name: str, fewest: int = 0, most: int | None = None) -> Callable[[Apply], Apply]:
    """Enter a function under its name; `most` is `fewest` when not given."""

    def enter(apply: Apply) -> Apply:
        FUNCTIONS[name] = Function(name, fewest, fewest if most is None else most, apply)
        return apply

    return enter


def lazy(name: str, fewest: int, most: int) -> Callable[[ApplyLazy], ApplyLazy]:
    """Enter a function that evaluates its own arguments."""

    def enter(apply: ApplyLazy) -> ApplyLazy:
        LAZY[name] = LazyFunction(name, fewest, most, apply)
        return apply

    return enter


def arity(name: str) -> tuple[int, int] | None:
    """The fewest and the most arguments of a function; None when there is no such function."""
    known = FUNCTIONS.get(name) or LAZY.get(name)
    return (known.fewest, known.most) if known else None


def node_or_here(values: list[Value], context: Context) -> Node | None:
    """The first node of the first argument, or the context node when there is no argument."""
    if not values:
        return context.node
    given = values[0]
    return given[0] if isinstance(given, list) and given else None


def spread(values: list[Value], context: Context) -> list[Value]:
    """The arguments with each node set replaced by what its nodes hold; questions that are not asked are left out."""
    found: list[Value] = []
    for value in values:
        found += [typed(node) for node in context.around.asked(value)] if isinstance(value, list) else [value]
    return found

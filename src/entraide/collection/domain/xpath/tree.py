"""The syntax tree of an expression. Frozen and typed, so that more than one back end can read it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import field, frozen

Axis = Literal[
    "ancestor",
    "ancestor-or-self",
    "attribute",
    "child",
    "descendant",
    "descendant-or-self",
    "following",
    "following-sibling",
    "namespace",
    "parent",
    "preceding",
    "preceding-sibling",
    "self",
]
NodeType = Literal["node", "text", "comment", "processing-instruction"]
Operator = Literal["or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod"]


@frozen
class NameTest:
    """`a`, `p:a`, `*`, `p:*`. `prefix` is empty for none; `local` may be `*`."""

    local: str
    prefix: str = ""


@frozen
class TypeTest:
    """`node()`, `text()`, `comment()`, `processing-instruction('target')`."""

    type: NodeType
    target: str = ""


@frozen
class Step:
    """One step of a path: axis, test, predicates in order."""

    axis: Axis
    test: NameTest | TypeTest
    predicates: tuple[Tree, ...] = ()


@frozen
class Number:
    """A number as written."""

    value: float


@frozen
class Text:
    """A string between quotes."""

    value: str


@frozen
class Variable:
    """`$name`. Parsed, and refused when evaluated without a binding."""

    name: str


@frozen
class Negation:
    """Unary minus."""

    operand: Tree


@frozen
class Binary:
    """Two operands and what stands between them."""

    operator: Operator
    left: Tree
    right: Tree


@frozen
class Union:
    """`a | b`."""

    left: Tree
    right: Tree


@frozen
class Call:
    """A function by its full name (prefix included) and its arguments."""

    name: str
    arguments: tuple[Tree, ...]


@frozen
class Path:
    """A location path. `start` is an expression it sets out from (a filter expression), else none."""

    absolute: bool
    steps: tuple[Step, ...]
    start: Tree | None = None
    start_predicates: tuple[Tree, ...] = ()


Tree: TypeAlias = Number | Text | Variable | Negation | Binary | Union | Call | Path


@frozen
class Expression:
    """An expression with the text it was read from. Equal when the text is equal."""

    source: str
    tree: Tree = field(eq=False, repr=False)

    def __str__(self) -> str:
        return self.source

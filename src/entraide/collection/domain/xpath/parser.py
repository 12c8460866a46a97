"""From text to tree: a recursive descent over the grammar of XPath 1.0. Unknown functions are found at publication."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, cast, get_args

from entraide.kernel.problems import Refused, refuse

from .lexer import Token, tokens
from .tree import (
    Axis,
    Binary,
    Call,
    Expression,
    NameTest,
    Negation,
    NodeType,
    Number,
    Operator,
    Path,
    Step,
    Text,
    Tree,
    TypeTest,
    Union,
    Variable,
)

MAX_DEPTH: Final = 80
MAX_TREE: Final = 160
"""Levels of brackets while reading, and of the tree that is made: both bound recursion."""
NODE_TYPES: Final = frozenset(get_args(NodeType))
AXES: Final = frozenset(get_args(Axis))
LEVELS: Final[tuple[frozenset[str], ...]] = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"=", "!="}),
    frozenset({"<", "<=", ">", ">="}),
    frozenset({"+", "-"}),
    frozenset({"*", "div", "mod"}),
)
_ANYWHERE: Final = Step("descendant-or-self", TypeTest("node"))


@lru_cache(maxsize=4096)
def parse(source: str) -> Expression:
    """The expression in `source`. Refused with COL-002 (grammar) or COL-004 (too long or too deep)."""
    tree = _Parser(source).whole()
    if _depth(tree) > MAX_TREE:
        raise refuse("COL-004", limit=MAX_TREE)
    return Expression(source, tree)


def _depth(tree: Tree) -> int:
    """Without recursion: `1 + 1 + …` is as deep as it is long, and evaluators recurse."""
    deepest, level = 0, [tree]
    while level and deepest <= MAX_TREE:
        deepest += 1
        level = [part for one in level for part in _parts(one)]
    return deepest


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = tokens(source)
        self.at = 0
        self.depth = 0

    def whole(self) -> Tree:
        tree = self.expression()
        if self.token.sort != "end":
            raise self.wrong()
        return tree

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def following(self) -> str:
        return self.tokens[min(self.at + 1, len(self.tokens) - 1)].text

    def wrong(self) -> Refused:
        return refuse("COL-002", expression=self.source, position=self.token.at + 1)

    def take(self) -> Token:
        token = self.token
        if token.sort != "end":
            self.at += 1
        return token

    def sees(self, *texts: str) -> bool:
        return self.token.sort in ("sign", "operator") and self.token.text in texts

    def accept(self, text: str) -> bool:
        if self.sees(text):
            self.at += 1
            return True
        return False

    def expect(self, text: str) -> None:
        if not self.accept(text):
            raise self.wrong()

    def expression(self) -> Tree:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise refuse("COL-004", limit=MAX_DEPTH)
        tree = self.binary(0)
        self.depth -= 1
        return tree

    def binary(self, least: int) -> Tree:
        tree = self.unary()
        while (level := self.level()) >= least:
            operator = cast(Operator, self.take().text)
            tree = Binary(operator, tree, self.binary(level + 1))
        return tree

    def level(self) -> int:
        """How tightly the operator seen here binds; -1 when there is none."""
        return next((level for level, operators in enumerate(LEVELS) if self.sees(*operators)), -1)

    def unary(self) -> Tree:
        negative = False
        signed = False
        while self.accept("-"):
            negative, signed = not negative, True
        tree = self.union()
        if not signed:
            return tree
        return Negation(tree) if negative else Negation(Negation(tree))

    def union(self) -> Tree:
        tree = self.path()
        while self.accept("|"):
            tree = Union(tree, self.path())
        return tree

    def path(self) -> Tree:
        if self.starts_filter():
            return self.filtered()
        if self.accept("//"):
            return Path(True, (_ANYWHERE, *self.steps()))
        if self.accept("/"):
            return Path(True, self.steps() if self.starts_step() else ())
        if self.starts_step():
            return Path(False, self.steps())
        raise self.wrong()

    def starts_filter(self) -> bool:
        if self.token.sort in ("number", "string", "variable") or self.sees("("):
            return True
        is_call = self.token.sort == "name" and self.following() == "("
        return is_call and self.token.text not in NODE_TYPES

    def starts_step(self) -> bool:
        return self.token.sort == "name" or self.sees(".", "..", "@", "*")

    def filtered(self) -> Tree:
        start = self.primary()
        predicates = self.predicates()
        steps: tuple[Step, ...] = ()
        if self.accept("//"):
            steps = (_ANYWHERE, *self.steps())
        elif self.accept("/"):
            steps = self.steps()
        return Path(False, steps, start, predicates) if steps or predicates else start

    def primary(self) -> Tree:
        token = self.take()
        if token.sort == "number":
            return Number(float(token.text))
        if token.sort == "string":
            return Text(token.text[1:-1])
        if token.sort == "variable":
            return Variable(token.text[1:])
        if token.sort == "name":
            return Call(token.text, self.arguments())
        inner = self.expression()
        self.expect(")")
        return inner

    def arguments(self) -> tuple[Tree, ...]:
        self.expect("(")
        found: list[Tree] = []
        if not self.sees(")"):
            found.append(self.expression())
            while self.accept(","):
                found.append(self.expression())
        self.expect(")")
        return tuple(found)

    def steps(self) -> tuple[Step, ...]:
        found = [self.step()]
        while self.sees("/", "//"):
            if self.take().text == "//":
                found.append(_ANYWHERE)
            found.append(self.step())
        return tuple(found)

    def step(self) -> Step:
        if self.accept("."):
            return Step("self", TypeTest("node"), self.predicates())
        if self.accept(".."):
            return Step("parent", TypeTest("node"), self.predicates())
        axis: Axis = "child"
        if self.accept("@"):
            axis = "attribute"
        elif self.following() == "::":
            axis = cast(Axis, self.take().text)
            self.at += 1
        if axis not in AXES:
            raise self.wrong()
        return Step(axis, self.test(), self.predicates())

    def test(self) -> NameTest | TypeTest:
        if self.accept("*"):
            return NameTest("*")
        token = self.take()
        if token.sort != "name":
            raise self.wrong()
        name = token.text
        if name in NODE_TYPES and self.accept("("):
            target = "" if self.sees(")") else self.take().text[1:-1]
            self.expect(")")
            return TypeTest(cast(NodeType, name), target)
        prefix, _, local = name.rpartition(":")
        return NameTest(local, prefix)

    def predicates(self) -> tuple[Tree, ...]:
        found: list[Tree] = []
        while self.accept("["):
            found.append(self.expression())
            self.expect("]")
        return tuple(found)


def walk(tree: Tree) -> Iterator[Tree]:
    """The tree and every tree inside it."""
    yield tree
    for part in _parts(tree):
        yield from walk(part)


def _parts(tree: Tree) -> tuple[Tree, ...]:
    match tree:
        case Binary(_, left, right) | Union(left, right):
            return (left, right)
        case Negation(operand):
            return (operand,)
        case Call(_, arguments):
            return arguments
        case Path(_, steps, start, start_predicates):
            inside = tuple(predicate for step in steps for predicate in step.predicates)
            return (*((start,) if start is not None else ()), *start_predicates, *inside)
        case _:
            return ()


def check(expression: Expression, arities: Callable[[str], tuple[int, int] | None]) -> None:
    """Refuse what could not be evaluated: an unknown function (COL-003), a wrong number of arguments (COL-006)."""
    for tree in walk(expression.tree):
        if isinstance(tree, Variable):
            raise refuse("COL-003", name=f"${tree.name}", expression=expression.source)
        if isinstance(tree, Call):
            arity = arities(tree.name)
            if arity is None:
                raise refuse("COL-003", name=f"{tree.name}()", expression=expression.source)
            if not arity[0] <= len(tree.arguments) <= arity[1]:
                raise refuse("COL-006", name=f"{tree.name}()", count=len(tree.arguments), expression=expression.source)

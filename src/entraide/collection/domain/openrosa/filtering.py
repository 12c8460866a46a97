"""`$filter` of OData, the part that ODK Central knows: comparisons of what the system keeps of a submission, joined.

    __system/submissionDate ge 2026-01-01 and not (__system/reviewState eq 'rejected')

Parsed to a small tree; what cannot be parsed is refused with COL-423, a field that is no system field with COL-424, a function
that is not known with COL-425.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final, TypeAlias

from attrs import define, frozen

from entraide.kernel.problems import refuse

SYSTEM: Final = ("submissionDate", "updatedAt", "submitterId", "reviewState")
PARTS: Final = ("year", "month", "day", "hour", "minute", "second")
OPERATORS: Final = ("lt", "le", "eq", "ne", "neq", "ge", "gt")
_FLIPPED: Final = {"lt": "gt", "le": "ge", "ge": "le", "gt": "lt"}
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<moment>\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)"
    r"|(?P<number>-?\d+)|(?P<name>(?:\$root/Submissions/)?[A-Za-z_][\w/]*)|(?P<mark>[(),]))"
)
LONGEST: Final = 2_000
DEEPEST: Final = 30

Value: TypeAlias = "str | int | datetime | None"


@frozen
class Field:
    """A system field, or a part of a moment of it (`year`)."""

    name: str
    part: str = ""


@frozen
class Now:
    """`now()`."""


@frozen
class Compare:
    """`field operator value`; the operator is one of lt, le, eq, ne, ge, gt."""

    field: Field
    operator: str
    value: Value | Now


@frozen
class Not:
    """The opposite."""

    one: Tree


@frozen
class Both:
    """`and`."""

    left: Tree
    right: Tree


@frozen
class Either:
    """`or`."""

    left: Tree
    right: Tree


Tree: TypeAlias = "Compare | Not | Both | Either"
_Operand: TypeAlias = "Field | Now | Value"


def parse(text: str) -> Tree:
    """The tree of a filter."""
    if len(text) > LONGEST:
        raise refuse("COL-423", reason="too long")
    reader = _Reader(list(_tokens(text)))
    tree = reader.either(0)
    if reader.at < len(reader.tokens):
        raise refuse("COL-423", reason=f"unexpected {reader.tokens[reader.at][1][:40]}")
    return tree


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise refuse("COL-423", reason=f"unexpected {text[at : at + 20]}")
        yield match.lastgroup, match.group(match.lastgroup)
        at = match.end()


@define
class _Reader:
    tokens: list[tuple[str, str]]
    at: int = 0

    def _next(self, *expected: str) -> str:
        """Take the next token if it is one of these words."""
        if self.at < len(self.tokens) and self.tokens[self.at][1] in expected:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return ""

    def _must(self, mark: str) -> None:
        if not self._next(mark):
            raise refuse("COL-423", reason=f"{mark} expected")

    def either(self, depth: int) -> Tree:
        """One or more joined by `or`."""
        if depth > DEEPEST:
            raise refuse("COL-423", reason="too deep")
        tree = self.both(depth)
        while self._next("or"):
            tree = Either(tree, self.both(depth))
        return tree

    def both(self, depth: int) -> Tree:
        """One or more joined by `and`."""
        tree = self.negated(depth)
        while self._next("and"):
            tree = Both(tree, self.negated(depth))
        return tree

    def negated(self, depth: int) -> Tree:
        """`not`, brackets, or a comparison."""
        if self._next("not"):
            if depth > DEEPEST:
                raise refuse("COL-423", reason="too deep")
            return Not(self.negated(depth + 1))
        if self._next("("):
            tree = self.either(depth + 1)
            self._must(")")
            return tree
        return self.comparison()

    def comparison(self) -> Tree:
        """Two operands, one of them a field."""
        left = self.operand()
        operator = self._next(*OPERATORS)
        if not operator:
            raise refuse("COL-423", reason="an operator expected")
        operator = "ne" if operator == "neq" else operator
        right = self.operand()
        if isinstance(left, Field) and not isinstance(right, Field):
            return Compare(left, operator, right)
        if isinstance(right, Field) and not isinstance(left, Field):
            return Compare(right, _FLIPPED.get(operator, operator), left)
        raise refuse("COL-423", reason="a field and a value expected")

    def operand(self) -> _Operand:
        """A field, a function of one, or a value."""
        if self.at >= len(self.tokens):
            raise refuse("COL-423", reason="the expression ends too early")
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "text":
            return _moment(text[1:-1].replace("''", "'")) or text[1:-1].replace("''", "'")
        if kind == "moment":
            return _moment(text) or text
        if kind == "number":
            return int(text)
        if kind == "name":
            return None if text == "null" else self._named(text)
        raise refuse("COL-423", reason=f"unexpected {text}")

    def _named(self, text: str) -> _Operand:
        if self._next("("):
            return self._called(text)
        return _field(text)

    def _called(self, name: str) -> _Operand:
        if name == "now":
            self._must(")")
            return Now()
        if name not in PARTS:
            raise refuse("COL-425", text=name[:40])
        inner = self.operand()
        self._must(")")
        if not isinstance(inner, Field) or inner.part or inner.name not in ("submissionDate", "updatedAt"):
            raise refuse("COL-425", text=name)
        return Field(inner.name, name)


def _field(text: str) -> Field:
    name = text.removeprefix("$root/Submissions/")
    if not name.startswith("__system/") or name.removeprefix("__system/") not in SYSTEM:
        raise refuse("COL-424", text=text[:80])
    return Field(name.removeprefix("__system/"))


def _moment(text: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)

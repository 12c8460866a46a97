"""Cuts an expression into tokens, by the rules of XPath 1.0 section 3.7 (a name after an operand is an operator)."""

from __future__ import annotations

import re
from typing import Literal

from attrs import frozen

from entraide.kernel.problems import refuse

Sort = Literal["number", "string", "name", "operator", "sign", "variable", "end"]

MAX_LENGTH = 20_000
MAX_TOKENS = 6_000

_NAME = r"[^\W\d][\w.\-·]*"
_SPACE = re.compile(r"[ \t\r\n]*")
_OPERATOR_NAME = re.compile(r"and|or|div|mod")
_TOKEN = re.compile(
    rf"""(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    |(?P<string>"[^"]*"|'[^']*')
    |(?P<variable>\$(?:{_NAME}:)?{_NAME})
    |(?P<name>{_NAME}:\*|(?:{_NAME}:(?!:))?{_NAME})
    |(?P<sign>::|\.\.|//|!=|<=|>=|[()\[\].@,/|+\-=<>*])""",
    re.VERBOSE,
)
_BEFORE_OPERAND = frozenset({"@", "::", "(", "[", ",", "/", "//", "|", "+", "-", "=", "!=", "<", "<=", ">", ">="})


@frozen
class Token:
    """A piece of the expression; `at` is its offset in the source."""

    sort: Sort
    text: str
    at: int


def tokens(source: str) -> tuple[Token, ...]:
    """Every token, an `end` token last. Refused with COL-002 (not an expression) or COL-004 (too long)."""
    if len(source) > MAX_LENGTH:
        raise refuse("COL-004", limit=MAX_LENGTH)
    found: list[Token] = []
    at = _after_space(source, 0)
    while at < len(source):
        token = _next(source, at, operand_before=bool(found) and _ends_operand(found[-1]))
        found.append(token)
        at = _after_space(source, at + len(token.text))
        if len(found) > MAX_TOKENS:
            raise refuse("COL-004", limit=MAX_TOKENS)
    return (*found, Token("end", "", at))


def _after_space(source: str, at: int) -> int:
    match = _SPACE.match(source, at)
    return match.end() if match else at


def _ends_operand(token: Token) -> bool:
    return token.sort != "operator" and token.text not in _BEFORE_OPERAND


def _next(source: str, at: int, *, operand_before: bool) -> Token:
    if operand_before:
        named = _OPERATOR_NAME.match(source, at)
        if named:
            return Token("operator", named.group(), at)
        if source[at] == "*":
            return Token("operator", "*", at)
    match = _TOKEN.match(source, at)
    if not match or not match.lastgroup:
        raise refuse("COL-002", expression=source, position=at + 1)
    sort: Sort = match.lastgroup  # type: ignore[assignment]
    return Token(sort, match.group(), at)

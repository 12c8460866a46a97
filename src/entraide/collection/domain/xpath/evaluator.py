"""Evaluates expressions by XPath 1.0; each is compiled once (`compiling`) and kept."""

from __future__ import annotations

from functools import lru_cache

from .compiling import compiled
from .context import Context
from .functions.registry import Run
from .tree import Expression, Tree
from .values import Value


@lru_cache(maxsize=16_384)
def run_of(expression: Expression) -> Run:
    """The function that computes an expression."""
    return compiled(expression.tree)


def evaluate(expression: Expression, context: Context) -> Value:
    """The value of an expression in a context. Refused with COL-003, -005 or -006; a wrong type gives NaN or ""."""
    return run_of(expression)(context)


def value_of(tree: Tree, context: Context) -> Value:
    """The value of any part of a tree."""
    return compiled(tree)(context)

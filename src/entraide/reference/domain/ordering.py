"""The order of a list in a language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .names import row_on
from .tables import table


def sort_key(code: str, language: str, on: date | None = None) -> str:
    """A hexadecimal key that sorts by code point, for the name that held on that day. Raises KeyError."""
    return str(table("order")[code][row_on(code, on)][language])


def ordered(codes: Iterable[str], language: str, on: date | None = None) -> tuple[str, ...]:
    """The codes in the order of their names in `language`: blind to accents, the bracketed part last.

    Arabic passes over the article and the bearers of hamza; Chinese follows the English order, as lists of the
    United Nations do.
    """
    return tuple(sorted(codes, key=lambda code: sort_key(code, language, on)))

"""Which currencies there are: those of the reference table, and every other that is legal tender somewhere by CLDR."""

from __future__ import annotations

from functools import cache

from babel.core import get_global
from babel.numbers import get_territory_currencies

from entraide.reference.domain.currencies import is_currency


@cache
def _tender() -> frozenset[str]:
    return frozenset(code for place in get_global("territory_currencies") for code in get_territory_currencies(place))


def is_money(code: str) -> bool:
    """Whether `code` (three capitals) is a currency in use: the table of reference holds only some of them."""
    return is_currency(code) or code in _tender()

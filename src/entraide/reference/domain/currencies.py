"""Currencies, by their ISO 4217 codes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attrs import frozen

from .tables import table


@frozen
class Currency:
    """A currency. `minor_units` is the number of decimals its amounts have."""

    code: str
    minor_units: int
    names: Mapping[str, str]

    def name(self, language: str) -> str:
        """As written in a sentence: `dollar des États-Unis`."""
        return self.names[language]


@cache
def currencies() -> tuple[Currency, ...]:
    """All that the table has, in the order of their codes."""
    return tuple(Currency(code, row["minor_units"], row["name"]) for code, row in table("currencies").items())


def currency(code: str) -> Currency:
    """The currency with that code. Raises KeyError when the table has none."""
    found = {each.code: each for each in currencies()}
    return found[code]


def is_currency(code: str) -> bool:
    """Whether `code` (three capitals) is in the table."""
    return code in table("currencies")

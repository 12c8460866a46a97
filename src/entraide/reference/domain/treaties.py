"""Treaties: their names, and the numbers and headings of their articles."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attrs import frozen

from .tables import table


@frozen
class Article:
    """An article of a treaty. `number` is as cited: `18`, `6 bis`."""

    number: str
    headings: Mapping[str, str]

    def heading(self, language: str) -> str:
        """As printed above it: `Entraide judiciaire`."""
        return self.headings[language]


@frozen
class Treaty:
    """A treaty or another text cited by article. `adopted` is a day in ISO form, `also` its other codes."""

    code: str
    adopted: str
    names: Mapping[str, str]
    short_names: Mapping[str, str]
    also: tuple[str, ...]
    articles: tuple[Article, ...]

    def name(self, language: str, short: bool = False) -> str:
        """The full title, or the usual short one."""
        return (self.short_names if short else self.names)[language]

    def article(self, number: str) -> Article:
        """The article with that number. Raises KeyError when the table has none."""
        found = {each.number: each for each in self.articles}
        return found[number]


@cache
def treaties() -> tuple[Treaty, ...]:
    """All that the table has."""
    return tuple(
        Treaty(
            code=code,
            adopted=row["adopted"],
            names=row["name"],
            short_names=row["short"],
            also=tuple(row["also"]),
            articles=tuple(Article(number, headings) for number, headings in row["articles"].items()),
        )
        for code, row in table("treaties").items()
    )


def treaty(code: str) -> Treaty:
    """The treaty with that code or another of its codes (UNTOC, CTOC). Raises KeyError when there is none."""
    found = {key: each for each in treaties() for key in (each.code, *each.also)}
    return found[code]

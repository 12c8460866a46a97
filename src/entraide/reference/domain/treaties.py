"""Treaties: their names, and the numbers and headings of their articles."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attrs import field, frozen

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
    """A treaty or another text cited by article. `adopted` is a day in ISO form, `also` its other codes.

    `kind` is `treaty`, `scheme` or `act` (of the European Union); `region` where it may be joined, "" for everywhere.
    `functions`: what authorities do under it, each with the article cited for it ("" where none is). `partial`: not all of
    its articles are listed. `verify`: the list of its parties is from general knowledge, not from the depositary.
    """

    code: str
    adopted: str
    names: Mapping[str, str]
    short_names: Mapping[str, str]
    also: tuple[str, ...]
    articles: tuple[Article, ...]
    kind: str = "treaty"
    region: str = ""
    functions: Mapping[str, str] = field(factory=dict)
    partial: bool = False
    verify: bool = False

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
            **{name: row[name] for name in ("kind", "region", "functions", "partial", "verify")},
        )
        for code, row in table("treaties").items()
    )


def treaty(code: str) -> Treaty:
    """The treaty with that code or another of its codes (UNTOC, CTOC). Raises KeyError when there is none."""
    return _by_code()[code]


@cache
def _by_code() -> Mapping[str, Treaty]:
    return {key: each for each in treaties() for key in (each.code, *each.also)}

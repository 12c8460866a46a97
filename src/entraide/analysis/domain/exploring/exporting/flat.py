"""What every file of a result says: a line for each figure, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from attrs import frozen

from entraide.kernel.languages import Language
from entraide.kernel.text import Text

from ...disclosure import reason
from ...results import Result
from ..grid import named
from ..words import said

NUMBERS: Final = ("value", "base", "share", "low", "high", "largest")
AFTER: Final = ("unit", "held", "key")


@frozen
class About:
    """Where a result comes from: the round's title and code, the number of the set, whether its replies are invented."""

    title: Text
    round: str
    number: int
    invented: bool


@frozen
class Flat:
    """One figure: the code and the words of what it stands under, its numbers (None where held or there are none)."""

    codes: tuple[str, ...]
    words: tuple[str, ...]
    numbers: tuple[Decimal | None, ...]
    after: tuple[str, ...]


def flat(result: Result, language: Language) -> Iterator[Flat]:
    """A line for each figure, in the order of the result. A held figure has no number, and says why."""
    for row in result.rows:
        figure = row.figure
        words = tuple(
            named(dimension, value, language) for dimension, value in zip(result.dimensions, row.under, strict=True)
        )
        told = not figure.held
        numbers = (
            figure.value if told else None, Decimal(figure.base) if told and figure.base else None,
            figure.share if told else None, figure.low, figure.high, figure.largest if told else None,
        )  # fmt: skip
        yield Flat(row.under, words, numbers, (figure.unit, figure.held, figure.key))


def in_words(after: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """What stands after the numbers as people read it: the reason why a figure is not shown in words."""
    unit, held, key = after
    return unit, reason(held).shown_in(language).text if held else "", key


def heads(result: Result, language: Language) -> tuple[str, ...]:
    """The columns by their words: each dimension as code and in words, then the numbers."""
    dimensions = tuple(
        part for one in result.dimensions for label in [one.label.shown_in(language).text] for part in (one.name, label)
    )
    return (*dimensions, *(said("columns", name).shown_in(language).text for name in (*NUMBERS, *AFTER)))


def source(result: Result, about: About, language: Language) -> tuple[tuple[str, str], ...]:
    """What stands beside the figures: round, set, hash, method, and that it is invented where it is."""
    rows = [
        (said("columns", "source").shown_in(language).text, f"{about.title.shown_in(language).text} ({about.round}/{about.number})"),
        (said("columns", "set").shown_in(language).text, result.content_hash),
        (said("columns", "method").shown_in(language).text, result.method.shown_in(language).text),
    ]
    if about.invented:
        rows.append((said("columns", "invented").shown_in(language).text, "1"))
    return tuple(rows)

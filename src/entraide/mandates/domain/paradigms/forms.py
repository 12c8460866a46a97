"""What the paradigms of all languages are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, Final, Literal

Kind = Literal["finite", "base", "infinitive", "gerund", "passive", "modal", "noun"]
KINDS: Final[tuple[Kind, ...]] = ("finite", "base", "infinitive", "gerund", "passive", "modal", "noun")
Form = tuple[Kind, str]
Row = Mapping[str, Any]


def each(kind: Kind, found: Iterable[str]) -> Iterator[Form]:
    """These forms, all of one kind."""
    return ((kind, form) for form in found)


def joined(helpers: Iterable[str], participles: Iterable[str]) -> list[str]:
    """Every helper with every participle, adverbs between them: "a ~ prié"."""
    return [f"{helper} ~ {participle}" for helper, participle in product(helpers, participles)]

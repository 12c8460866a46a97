"""How many States said what: a theme counts for a respondent once, however often they said it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from attrs import frozen

from ..figures import Figure
from .codebook import Codebook


@frozen
class CodedPassage:
    """A passage with the themes that count. `seen`: whether those who read the count may read it."""

    passage: int
    submission: int
    entity: str
    region: str
    seen: bool
    themes: frozenset[str]


@frozen
class ThemeCount:
    """A theme: respondents of those that answered, the same by group, and how many passages."""

    theme: str
    said: Figure
    groups: Mapping[str, Figure]
    passages: int


def counted(agreed: frozenset[str] | None, said: Iterable[frozenset[str]]) -> frozenset[str]:
    """The themes that count for a passage: what was agreed upon, else what every coder gave; nothing when nobody coded."""
    if agreed is not None:
        return agreed
    given = list(said)
    return frozenset.intersection(*given) if given else frozenset()


def by_theme(passages: Iterable[CodedPassage], book: Codebook) -> dict[str, list[CodedPassage]]:
    """The passages of every theme and of those below it."""
    found: dict[str, list[CodedPassage]] = defaultdict(list)
    above: dict[frozenset[str], frozenset[str]] = {}
    for one in passages:
        if one.themes not in above:
            above[one.themes] = book.with_parents(one.themes)
        for theme in above[one.themes]:
            found[theme].append(one)
    return found


def count(passages: Iterable[CodedPassage], answered: Mapping[str, str], book: Codebook) -> tuple[ThemeCount, ...]:
    """Every theme that somebody said, in the codebook's order. `answered`: who answered in words, and their group.

    Whoever may not see all passages is given the count of those they may see (`answered` likewise): then there is nothing
    behind a number that a second number could give away. What goes further is for `guarding`.
    """
    found = by_theme(passages, book)
    groups = sorted(set(answered.values()), key=lambda group: (group == "", group))
    bases = {group: sum(1 for one in answered.values() if one == group) for group in groups}
    return tuple(_of(theme, found[theme], len(answered), bases) for theme in book.themes if theme in found)


def _of(theme: str, rows: Collection[CodedPassage], base: int, bases: Mapping[str, int]) -> ThemeCount:
    parts = {group: _figure(key_of(theme, group), (row for row in rows if row.region == group), n) for group, n in bases.items()}
    return ThemeCount(theme, _figure(key_of(theme), rows, base), parts, len(rows))


def key_of(theme: str, group: str | None = None) -> str:
    """The key of a count: `theme.practice.law`, `theme.practice.law.WEOG`, `….organisations`."""
    return f"theme.{theme}" if group is None else f"theme.{theme}.{group or 'organisations'}"


def _figure(key: str, rows: Iterable[CodedPassage], base: int) -> Figure:
    rows = list(rows)
    submissions = tuple(sorted({row.submission for row in rows if row.seen}))
    return Figure(key, Decimal(len({row.entity for row in rows})), base, submissions, unit="replies")

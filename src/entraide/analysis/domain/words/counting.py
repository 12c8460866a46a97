"""How many States said what: a theme counts for a respondent once, however often they said it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Final

from attrs import frozen

from entraide.kernel.audience import Audience

from ..figures import Figure
from .codebook import Codebook

LEAST: Final = 3
"""Respondents that keep their answers from the reader: of one or two, a count would tell who said it."""


@frozen
class CodedPassage:
    """A passage with the themes that count. `seen`: whether the reader may read it."""

    passage: int
    submission: int
    entity: str
    region: str
    audience: str
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


def count(
    passages: Iterable[CodedPassage], answered: Mapping[str, str], book: Codebook, staff: bool
) -> tuple[ThemeCount, ...]:
    """Every theme that somebody said, in the codebook's order. `answered`: who answered in words, and their group.

    For readers outside the secretariat, what was written for it alone does not count, and a figure is held (`few`) when
    one or two of those counted keep their words from the reader.
    """
    by_theme: dict[str, list[CodedPassage]] = defaultdict(list)
    above: dict[frozenset[str], frozenset[str]] = {}
    for one in passages:
        if staff or one.audience != Audience.SECRETARIAT:
            if one.themes not in above:
                above[one.themes] = book.with_parents(one.themes)
            for theme in above[one.themes]:
                by_theme[theme].append(one)
    groups = sorted(set(answered.values()), key=lambda group: (group == "", group))
    return tuple(_of(theme, by_theme[theme], answered, groups, staff) for theme in book.themes if theme in by_theme)


def _of(
    theme: str, rows: Collection[CodedPassage], answered: Mapping[str, str], groups: Iterable[str], staff: bool
) -> ThemeCount:
    bases = {group: sum(1 for one in answered.values() if one == group) for group in groups}
    whole = _figure(f"theme.{theme}", rows, len(answered), staff)
    parts = {
        group: _figure(
            f"theme.{theme}.{group or 'organisations'}", [row for row in rows if row.region == group], base, staff
        )
        for group, base in bases.items()
    }
    return ThemeCount(theme, whole, _guarded(whole, parts), 0 if whole.held else len(rows))


def _figure(key: str, rows: Iterable[CodedPassage], base: int, staff: bool) -> Figure:
    rows = list(rows)
    seen = {row.entity for row in rows if row.seen}
    kept = {row.entity for row in rows} - seen
    submissions = tuple(sorted({row.submission for row in rows if row.seen}))
    if not staff and 0 < len(kept) < LEAST:
        return Figure(key, Decimal(0), base, unit="replies", held="few")
    return Figure(key, Decimal(len(seen | kept)), base, submissions, unit="replies")


def _guarded(whole: Figure, parts: Mapping[str, Figure]) -> Mapping[str, Figure]:
    """When one part is held, the sum would give it back: then a second, the smallest that says anything, is held too."""
    held = [group for group, figure in parts.items() if figure.held]
    if whole.held or len(held) != 1:
        return parts
    others = [group for group, figure in parts.items() if not figure.held]
    if not others:
        return parts
    second = min(others, key=lambda group: (parts[group].value == 0, parts[group].value, group))
    found = parts[second]
    return {**parts, second: Figure(found.key, Decimal(0), found.base, unit=found.unit, held="subtraction")}

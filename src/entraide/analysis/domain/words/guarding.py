"""Counts of themes for a paper whose readers may not read all that was counted: what would tell who wrote it is held.

Of every count the readers know the part they may read themselves. What is protected is the rest, those who keep their words:
one or two of them are never told, neither by themselves, nor by subtracting groups from all, nor a theme from the one above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from attrs import evolve

from ..disclosure import Cell, Rules, Sum, protect
from ..figures import Figure
from .codebook import Codebook
from .counting import CodedPassage, ThemeCount, by_theme, key_of

Keeping = Mapping[str, frozenset[str]]


def guarded(
    counts: Iterable[ThemeCount], passages: Iterable[CodedPassage], book: Codebook, rules: Rules
) -> tuple[ThemeCount, ...]:
    """The same counts, with `held` on those that may not be printed; `seen` of a passage speaks of the paper's readers."""
    counts = tuple(counts)
    groups = tuple(counts[0].groups) if counts else ()
    keeping = {
        (theme, group): _keeping(row for row in rows if group in (None, row.region))
        for theme, rows in by_theme(passages, book).items()
        for group in (None, *groups)
    }
    cells = {key_of(theme, group): Cell(Decimal(len(who))) for (theme, group), who in keeping.items()}
    sums = list(_of_groups((one.theme for one in counts), groups))
    for theme, parent in ((one.theme, book.themes[one.theme].parent) for one in counts):
        if parent:
            sums += _beside(theme, parent, groups, keeping, cells)
    held = protect(cells, sums, rules)
    return tuple(_with(one, held) for one in counts)


def _keeping(rows: Iterable[CodedPassage]) -> frozenset[str]:
    """Those of whom no word that was counted here may be read."""
    rows = tuple(rows)
    return frozenset(row.entity for row in rows) - {row.entity for row in rows if row.seen}


def _of_groups(themes: Iterable[str], groups: tuple[str, ...]) -> Iterator[Sum]:
    for theme in themes:
        yield Sum(key_of(theme), tuple(key_of(theme, group) for group in groups))


def _beside(
    theme: str,
    parent: str,
    groups: tuple[str, ...],
    keeping: Mapping[tuple[str, str | None], frozenset[str]],
    cells: dict[str, Cell],
) -> Iterator[Sum]:
    """Those that said the theme above and not this one: never printed, but what two printed counts would give away."""
    for group in (None, *groups):
        inner, outer = keeping[theme, group], keeping[parent, group]
        if inner <= outer and outer:
            rest = f"{key_of(parent, group)} but {theme}"
            few = 0 < len(outer - inner) < Rules().minimum
            cells[rest] = Cell(Decimal(len(outer - inner)), "" if few else "subtraction")
            yield Sum(key_of(parent, group), (key_of(theme, group), rest))


def _with(one: ThemeCount, held: Mapping[str, str]) -> ThemeCount:
    said = _figure(one.said, held)
    groups = {group: _figure(figure, held) for group, figure in one.groups.items()}
    return ThemeCount(one.theme, said, groups, 0 if said.held else one.passages)


def _figure(figure: Figure, held: Mapping[str, str]) -> Figure:
    if figure.key not in held:
        return figure
    return evolve(figure, value=Decimal(0), submissions=(), held=held[figure.key])

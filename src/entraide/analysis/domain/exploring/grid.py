"""A result as a table people read: rows of the first dimension, columns of the second, one figure in each cell."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from entraide.kernel.languages import Language
from entraide.reference.domain import entities

from ..figures import Figure
from ..results import Dimension, Result

Name = Callable[[Dimension, str], str]


@frozen
class Line:
    """One row: what it stands under, and a figure (or none) for each column."""

    head: str
    value: str
    cells: tuple[Figure | None, ...]


@frozen
class Grid:
    """`columns` are empty where a result has one dimension or none: each line then has one cell."""

    corner: str
    across: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def named(dimension: Dimension, value: str, language: Language) -> str:
    """A value in words: States, groups and languages by the reference room, others by their labels, else as they are."""
    if value in dimension.labels:
        return dimension.labels[value].shown_in(language).text
    if dimension.of == "entity" and value.isalnum():
        return entities.name(value, language) if _known(value) else value
    if dimension.of == "group":
        return _group(value, language)
    return value


def _known(code: str) -> bool:
    try:
        entities.entity(code)
    except KeyError:
        return False
    return True


def _group(code: str, language: Language) -> str:
    try:
        return entities.group(code).name(language)
    except KeyError:
        return code


def grid(result: Result, language: Language) -> Grid:
    """The table of a result with at most two dimensions."""
    if len(result.dimensions) < 2:
        return _single(result, language)
    first, second = result.dimensions[:2]
    down = tuple(dict.fromkeys(row.under[0] for row in result.rows))
    across = tuple(sorted({row.under[1] for row in result.rows}, key=_place(result, 1)))
    cells = {row.under[:2]: row.figure for row in result.rows}
    lines = tuple(
        Line(named(first, value, language), value, tuple(cells.get((value, column)) for column in across)) for value in down
    )
    heads = tuple(named(second, column, language) for column in across)
    return Grid(first.label.shown_in(language).text, second.label.shown_in(language).text, heads, lines)


def _place(result: Result, dimension: int) -> Callable[[str], int]:
    """Values in the order in which they first stand in the result."""
    order = {value: turn for turn, value in enumerate(sorted({row.under[dimension] for row in result.rows}))}
    return lambda value: order[value]


def _single(result: Result, language: Language) -> Grid:
    if not result.dimensions:
        return Grid("", "", (), tuple(Line("", "", (row.figure,)) for row in result.rows))
    one = result.dimensions[0]
    lines = tuple(Line(named(one, row.under[0], language), row.under[0], (row.figure,)) for row in result.rows)
    return Grid(one.label.shown_in(language).text, "", (), lines)

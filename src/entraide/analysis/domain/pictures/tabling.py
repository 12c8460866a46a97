"""The table that belongs to a picture: the same cells, the same numbers, row by row."""

from __future__ import annotations

from entraide.analysis.domain.results import Result
from entraide.documents.domain.tree import Cell as TableCell
from entraide.documents.domain.tree import Run, Table

from .cells import Cell, cells, written
from .voice import Voice


def cell(text: str, numeric: bool = False) -> TableCell:
    """A cell of plain words."""
    return TableCell((Run(text),), numeric)


def table(result: Result, voice: Voice, caption: str, source: str = "") -> Table:
    """Dimensions, value, and where any row has them its interval and its N."""
    rows = cells(result)
    bounded = any(row.bounds for row in rows)
    based = any(row.figure is not None and row.figure.base and not row.figure.held for row in rows)
    heads = [dimension.label.shown_in(voice.language).text for dimension in result.dimensions]
    header = [cell(head) for head in heads]
    header += [
        cell(voice.say(key), True)
        for key in ("value", *(("low", "high") if bounded else ()), *(("base",) if based else ()))
    ]
    body = tuple(_row(result, row, voice, bounded, based) for row in rows)
    return Table(caption, tuple(header), body, source)


def _row(result: Result, row: Cell, voice: Voice, bounded: bool, based: bool) -> tuple[TableCell, ...]:
    made = [cell(voice.named(dimension, value)) for dimension, value in zip(result.dimensions, row.under, strict=True)]
    made.append(cell(written(row, voice), True))
    bounds = row.bounds
    if bounded:
        made += [cell(voice.number(bound), True) for bound in bounds] if bounds else [cell("", True), cell("", True)]
    if based:
        figure = row.figure
        shown = figure is not None and not figure.held and figure.base > 0
        made.append(cell(voice.number(figure.base) if figure is not None and shown else "", True))
    return tuple(made)

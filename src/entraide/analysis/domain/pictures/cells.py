"""A result as a picture reads it: cells with their places, and what kind each is: a value, a zero, held back, or not there."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from attrs import frozen

from entraide.analysis.domain.figures import Figure
from entraide.analysis.domain.results import Dimension, Result
from entraide.kernel.problems import refuse

from .voice import Voice

State = Literal["value", "zero", "held", "missing"]


@frozen
class Cell:
    """One cell under its dimensions. `figure` is None where the result has no row."""

    under: tuple[str, ...]
    figure: Figure | None

    @property
    def state(self) -> State:
        """Held comes before everything: the value of a held cell is never looked at."""
        if self.figure is None:
            return "missing"
        if self.figure.held:
            return "held"
        return "value" if self.figure.value else "zero"

    @property
    def value(self) -> Decimal:
        """What may be shown; 0 for what may not."""
        return self.figure.value if self.figure is not None and not self.figure.held else Decimal(0)

    @property
    def bounds(self) -> tuple[Decimal, Decimal] | None:
        """Its interval, when both ends are known and it may be shown."""
        figure = self.figure
        if figure is None or figure.held or figure.low is None or figure.high is None:
            return None
        return figure.low, figure.high


def cells(result: Result) -> tuple[Cell, ...]:
    """Every row, in the order of the result."""
    return tuple(Cell(row.under, row.figure) for row in result.rows)


def positions(result: Result, *of: str) -> tuple[int, ...]:
    """Where the dimensions of these kinds stand, in their order."""
    return tuple(place for place, dimension in enumerate(result.dimensions) if dimension.of in of)


def needed(result: Result, kind: str, at_least: int, *of: str) -> tuple[int, ...]:
    """The same, when there are so many. Raises Refused: ANA-601 says what the picture needs and the result has not."""
    found = positions(result, *of) if of else tuple(range(len(result.dimensions)))
    if len(found) < at_least:
        raise refuse("ANA-601", result.indicator, kind=kind, needed=str(at_least), found=str(len(found)))
    return found


def single(result: Result, kind: str, *places: int) -> Mapping[tuple[str, ...], Cell]:
    """Cells by their values of these dimensions. Refused (ANA-601) when two rows share them: neither may hide the other."""
    found = {tuple(row.under[place] for place in places): row for row in cells(result)}
    if len(found) < len(result.rows):
        raise refuse("ANA-601", result.indicator, kind=kind, needed=str(len(places)), found=str(len(result.dimensions)))
    return found


def written(cell: Cell, voice: Voice) -> str:
    """The cell as words: its number as the table prints it, or why there is none."""
    if cell.state == "held":
        return voice.say("held")
    return voice.say("missing") if cell.figure is None else voice.number(cell.value)


def said(cell: Cell, names: tuple[str, ...], voice: Voice) -> str:
    """The cell in one line, for those who hear the picture: names, value, interval."""
    bounds = cell.bounds
    between = f" ({voice.number(bounds[0])}–{voice.number(bounds[1])})" if bounds else ""
    return f"{voice.comma.join(names)}{voice.colon}{written(cell, voice)}{between}"


def labels(result: Result, place: int, voice: Voice) -> Mapping[str, str]:
    """The names of the values of a dimension that occur: in the order of its labels, years by their number, else as in the rows."""
    dimension: Dimension = result.dimensions[place]
    found = list(dict.fromkeys(row.under[place] for row in result.rows))
    if dimension.labels:
        rank = {value: n for n, value in enumerate(dimension.labels)}
        found.sort(key=lambda value: rank.get(value, len(rank)))
    elif dimension.of == "year":
        found.sort()
    return {value: voice.named(dimension, value) for value in found}

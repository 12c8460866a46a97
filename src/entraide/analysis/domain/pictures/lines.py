"""Lines over years: each series with its own colour, dash, mark, and its name at its end, so that no key is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from attrs import define, frozen

from entraide.analysis.domain.results import Result

from .bars import reach, whole
from .cells import Cell, cells, labels, needed, said
from .legends import Entry, crosses, legend, points, rows_of
from .palette import APART, DASHES, GRID, HELD, PAPER, QUIET, SHAPES
from .planes import Plane
from .spec import SIZE, WIDTH, Box, Json, asis, chart, layer, pixel, rules, texts
from .ticking import Axis, axis
from .voice import Voice, width, wrapped

HEIGHT, _EDGE, _MOST_NAME, _LINE = 260, 6, 150, 17


@frozen
class _Series:
    value: str
    name: str
    color: str
    dash: tuple[int, ...]
    shape: str
    cells: Mapping[str, Cell]


@define
class _End:
    """A name at the end of a line, on its way to a place of its own."""

    y: float
    name: str
    color: str


def lines(result: Result, voice: Voice, options: Mapping[str, Any]) -> Json:
    """The specification: one dimension is the year, the others together name the series. At most eight are drawn."""
    across = needed(result, "lines", 1, "year")[0]
    years = sorted({row.under[across] for row in cells(result)})
    series = _series(result, across, voice)
    drawn = [cell for each in series for cell in each.cells.values()]
    plane, scale, box, key = _frame(drawn, series, voice)
    at = _places(years, plane.width)
    layers = [*_grid(scale, plane, years, at, voice), *_bands(series, at, scale, plane)]
    for each in series:
        layers += _line(each, at, scale, plane, voice)
    layers += _names(series, at, scale, plane, voice) + _held(series, at, plane, voice)
    layers += legend(key, _EDGE - box.left, -box.top, WIDTH - 2 * _EDGE, voice)
    return chart(plane.width, HEIGHT, box, layers)


def _frame(drawn: Sequence[Cell], series: Sequence[_Series], voice: Voice) -> tuple[Plane, Axis, Box, list[Entry]]:
    low, high = reach(drawn)
    scale = axis(low, high, HEIGHT, whole=whole(drawn))
    before = max(width(voice.number(tick), SIZE - 1) for tick in scale.ticks) + 12
    named = max((width(each.name, SIZE) for each in series), default=0)
    after = min(_MOST_NAME, named) + 18 if len(series) > 1 else 16
    key = _key(drawn, voice)
    top = rows_of(key, WIDTH - 2 * _EDGE, voice) * 22 + 12
    box = Box(before + _EDGE, top, after + _EDGE, 30)
    plane = Plane(WIDTH - before - after - 2 * _EDGE, voice.mirrored)
    return plane, scale, box.mirrored() if voice.mirrored else box, key


def omitted(result: Result, _options: Mapping[str, Any]) -> int:
    """How many series there is no line for."""
    across = needed(result, "lines", 1, "year")[0]
    return max(0, len({_other(row, across) for row in cells(result)}) - len(APART))


def _other(cell: Cell, across: int) -> tuple[str, ...]:
    return tuple(value for place, value in enumerate(cell.under) if place != across)


def _series(result: Result, across: int, voice: Voice) -> list[_Series]:
    names = [labels(result, place, voice) for place in range(len(result.dimensions))]
    found: dict[tuple[str, ...], dict[str, Cell]] = {}
    called: dict[tuple[str, ...], str] = {}
    for row in cells(result):
        other = _other(row, across)
        found.setdefault(other, {})[row.under[across]] = row
        called[other] = voice.comma.join(
            names[place][value] for place, value in enumerate(row.under) if place != across
        )
    largest = sorted(found, key=lambda other: -max(cell.value for cell in found[other].values()))[: len(APART)]
    kept = [other for other in found if other in largest]
    return [
        _Series(" ".join(other), called[other], APART[n], tuple(DASHES[n]), SHAPES[n], found[other])
        for n, other in enumerate(kept)
    ]


def _places(years: Sequence[str], room: float) -> dict[str, float]:
    """Years stand as far apart as they are; when one is no number, in equal steps."""
    if not years:
        return {}
    if not all(year.isdigit() for year in years) or len(years) == 1:
        step = room / max(1, len(years))
        return {year: round(step * (n + 0.5), 1) for n, year in enumerate(years)}
    first, last = int(years[0]), int(years[-1])
    inset = min(24.0, room / 10)
    return {year: round(inset + (int(year) - first) / (last - first) * (room - 2 * inset), 1) for year in years}


def _grid(scale: Axis, plane: Plane, years: Sequence[str], at: Mapping[str, float], voice: Voice) -> list[Json]:
    lines_, ticks, words = [], [], []
    for tick in scale.ticks:
        y = HEIGHT - scale.at(tick)
        lines_.append({"x": 0, "x2": plane.width, "y": y, "y2": y})
        words.append({"x": plane.x(-8), "y": y + 1, "words": voice.shown(voice.number(tick))})
    every = max(1, round(len(years) * 46 / plane.width + 0.49))
    below = []
    for year in [year for n, year in enumerate(reversed(years)) if n % every == 0]:
        x = plane.x(at[year])
        ticks.append({"x": x, "x2": x, "y": HEIGHT, "y2": HEIGHT + 5})
        below.append({"x": x, "y": HEIGHT + 17, "words": voice.shown(year)})
    zero = HEIGHT - scale.at(Decimal(0))
    return [
        rules(lines_, color=GRID),
        rules([{"x": 0, "x2": plane.width, "y": zero, "y2": zero}, *ticks], color=QUIET),
        texts(words, plane.against, fontSize=SIZE - 1, color=QUIET),
        texts(below, "center", fontSize=SIZE - 1, color=QUIET),
    ]


def _runs(series: _Series, years: Sequence[str]) -> list[list[str]]:
    """Years in a row that have a value: a line is broken where one has none."""
    runs: list[list[str]] = [[]]
    for year in years:
        cell = series.cells.get(year)
        if cell is not None and cell.state in ("value", "zero"):
            runs[-1].append(year)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _line(series: _Series, at: Mapping[str, float], scale: Axis, plane: Plane, voice: Voice) -> list[Json]:
    rows, marks = [], []
    for number, run in enumerate(_runs(series, list(at))):
        for year in run:
            cell = series.cells[year]
            place = {"x": plane.x(at[year]), "y": round(HEIGHT - scale.at(cell.value), 1)}
            rows.append({**place, "run": number, "year": year, "value": float(cell.value)})
            names = (series.name, year) if series.name else (year,)
            marks.append(
                {**place, "fill": series.color, "shape": series.shape, "said": voice.shown(said(cell, names, voice))}
            )
    if not rows:
        return []
    style = {"type": "line", "color": series.color, "strokeWidth": 2.2, "strokeDash": list(series.dash)}
    order = {"field": "year", "type": "nominal"}
    drawn = layer(rows, style, x=pixel("x"), y=pixel("y"), detail={"field": "run", "type": "nominal"}, order=order)
    return [drawn, points(marks, told=True, stroke=PAPER, strokeWidth=0.8)]


def _bands(series: Sequence[_Series], at: Mapping[str, float], scale: Axis, plane: Plane) -> list[Json]:
    layers = []
    for each in series:
        rows = []
        for number, run in enumerate(_runs(each, list(at))):
            for year in run:
                bounds = each.cells[year].bounds
                if bounds:
                    low, high = (round(HEIGHT - scale.at(bound), 1) for bound in bounds)
                    rows.append({"x": plane.x(at[year]), "y": low, "y2": high, "run": number})
        if rows:
            style = {"type": "area", "color": each.color, "opacity": 0.16}
            run_of = {"field": "run", "type": "nominal"}
            layers.append(layer(rows, style, x=pixel("x"), y=pixel("y"), y2={"field": "y2"}, detail=run_of))
    return layers


def _names(series: Sequence[_Series], at: Mapping[str, float], scale: Axis, plane: Plane, voice: Voice) -> list[Json]:
    if len(series) < 2:
        return []
    ends: list[_End] = []
    for each in series:
        years = [year for run in _runs(each, list(at)) for year in run]
        if years:
            name = wrapped(each.name, _MOST_NAME, SIZE)
            ends.append(_End(HEIGHT - scale.at(each.cells[years[-1]].value), name, each.color))
    ends.sort(key=lambda end: (end.y, end.name))
    _spread(ends)
    rows = [
        {
            "x": plane.x(plane.width + 8),
            "y": round(end.y - end.name.count("\n") * 8 + 1, 1),
            "words": voice.shown(end.name),
            "fill": end.color,
        }
        for end in ends
    ]
    made = texts(rows, plane.align)
    made["encoding"]["color"] = asis("fill")
    return [made]


def _spread(ends: list[_End]) -> None:
    """Names that would lie on one another are pushed apart, down first, then back up from the bottom."""
    for above, below in pairwise(ends):
        below.y = max(below.y, above.y + _room(above, below))
    if ends and ends[-1].y > HEIGHT:
        ends[-1].y = HEIGHT
        for below, above in pairwise(reversed(ends)):
            above.y = min(above.y, below.y - _room(above, below))


def _room(above: _End, below: _End) -> float:
    return _LINE * (2 + above.name.count("\n") + below.name.count("\n")) / 2


def _held(series: Sequence[_Series], at: Mapping[str, float], plane: Plane, voice: Voice) -> list[Json]:
    marks = []
    for number, each in enumerate(series):
        for year, cell in each.cells.items():
            if cell.state == "held":
                names = (each.name, year) if each.name else (year,)
                place = {"x": plane.x(at[year]), "y": HEIGHT - 7 - 9 * (number % 3), "fill": HELD, "shape": "cross"}
                marks.append({**place, "said": voice.shown(said(cell, names, voice))})
    return [crosses(marks, told=True)] if marks else []


def _key(drawn: Sequence[Cell], voice: Voice) -> list[Entry]:
    levels = {cell.figure.level for cell in drawn if cell.figure is not None and cell.bounds}
    entries = []
    if levels:
        level = next(iter(levels))
        words = voice.say("interval", level=voice.number(level)) if len(levels) == 1 and level else voice.say("bounds")
        entries.append(Entry(words, fill=GRID))
    if any(cell.state == "held" for cell in drawn):
        entries.append(Entry(voice.say("suppressed"), stroke=HELD, shape="cross"))
    return entries

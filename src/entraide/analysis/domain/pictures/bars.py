"""Bars that lie, each with its words, its number and its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import frozen

from entraide.analysis.domain.results import Result

from .cells import Cell, cells, labels, needed, said, written
from .legends import ROW, Entry, hatch_box, hatch_layer, legend, rows_of
from .palette import GRID, HELD, INK, PAPER, QUIET, SOLID
from .spec import SIZE, WIDTH, Box, Json, boxes, chart, rules, texts
from .ticking import Axis, axis
from .voice import Voice, width, wrapped

_MOST_LABEL, _BAR, _GAP, _TEXT = 230, 16, 10, 16
_EDGE = 6


@frozen
class _Bar:
    cell: Cell
    label: str
    words: str
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


@frozen
class Plane:
    """Pixels of the plot, measured from the side on which reading starts."""

    width: float
    mirrored: bool

    def x(self, at: float) -> float:
        """Where that is from the left."""
        return round(self.width - at if self.mirrored else at, 1)

    def span(self, one: float, two: float) -> dict[str, float]:
        """`x` and `x2`, from left to right."""
        a, b = sorted((self.x(one), self.x(two)))
        return {"x": a, "x2": b}

    @property
    def align(self) -> str:
        """Words that begin at a place."""
        return "right" if self.mirrored else "left"

    @property
    def against(self) -> str:
        """Words that end at a place."""
        return "left" if self.mirrored else "right"


def whole(rows: Sequence[Cell]) -> bool:
    """Whether all values are whole, so that an axis needs no halves."""
    return all(row.value == row.value.to_integral_value() for row in rows)


def reach(rows: Sequence[Cell]) -> tuple[Decimal, Decimal]:
    """The least and the greatest of all values and ends of intervals, 0 among them."""
    ends = [Decimal(0)]
    for row in rows:
        ends.append(row.value)
        ends += row.bounds or ()
    return min(ends), max(ends)


def bars(result: Result, voice: Voice, options: Mapping[str, Any]) -> Json:
    """The specification. Rows stand in the order of the result; `options["sort"]` = "value" puts the longest first."""
    needed(result, "bars", 1)
    rows = _sorted(cells(result), str(options.get("sort", "")))
    names = [labels(result, place, voice) for place in range(len(result.dimensions))]
    called = [voice.comma.join(each[value] for each, value in zip(names, row.under, strict=True)) for row in rows]
    room = min(_MOST_LABEL, max((width(name, SIZE) for name in called), default=0)) + 4
    placed = _placed(rows, called, room)
    after = max((width(_number(bar.cell, voice), SIZE) for bar in placed), default=0) + 12
    plane = Plane(WIDTH - room - after - 2 * _EDGE - 8, voice.mirrored)
    low, high = reach(rows)
    scale = axis(low, high, plane.width, whole=whole(rows))
    bottom = placed[-1].top + placed[-1].height + _GAP / 2 if placed else 40
    key = _key(rows, voice)
    box = Box(room + _EDGE + 8, rows_of(key, WIDTH - 2 * _EDGE, voice) * ROW + 8, after + _EDGE, 26)
    layers = [*_grid(scale, plane, bottom, voice), *_drawn(placed, scale, plane, voice)]
    placing = box.mirrored() if voice.mirrored else box
    layers += legend(key, _EDGE - placing.left, -box.top, WIDTH - 2 * _EDGE, voice)
    return chart(plane.width, bottom, placing, layers)


def _sorted(rows: Sequence[Cell], by: str) -> list[Cell]:
    if by != "value":
        return list(rows)
    return sorted(rows, key=lambda row: (row.state == "held", -row.value))


def _placed(rows: Sequence[Cell], called: Sequence[str], room: float) -> list[_Bar]:
    out, top = [], _GAP / 2
    for row, name in zip(rows, called, strict=True):
        label = wrapped(name, room, SIZE)
        height = max(_BAR, _TEXT * (label.count("\n") + 1))
        out.append(_Bar(row, label, name, top, height))
        top += height + _GAP
    return out


def _number(cell: Cell, voice: Voice) -> str:
    return written(cell, voice)


def _key(rows: Sequence[Cell], voice: Voice) -> list[Entry]:
    levels = {row.figure.level for row in rows if row.figure is not None and row.bounds}
    entries = []
    if levels:
        level = next(iter(levels))
        words = voice.say("interval", level=voice.number(level)) if len(levels) == 1 and level else voice.say("bounds")
        entries.append(Entry(words, stroke=INK))
    if any(row.state == "held" for row in rows):
        entries.append(Entry(voice.say("suppressed"), fill=PAPER, hatch="crossed"))
    return entries


def _grid(scale: Axis, plane: Plane, bottom: float, voice: Voice) -> list[Json]:
    at = [{"x": plane.x(scale.at(tick)), "tick": tick} for tick in scale.ticks]
    lines = [{"x": each["x"], "x2": each["x"], "y": 0, "y2": bottom} for each in at]
    words = [
        {"x": each["x"], "y": bottom + 14, "words": voice.shown(voice.number(tick))}
        for each, tick in zip(at, scale.ticks, strict=True)
    ]
    zero = plane.x(scale.at(Decimal(0)))
    return [
        rules(lines, color=GRID),
        texts(words, "center", fontSize=SIZE - 1, color=QUIET),
        rules([{"x": zero, "x2": zero, "y": 0, "y2": bottom}], color=QUIET),
    ]


def _drawn(placed: Sequence[_Bar], scale: Axis, plane: Plane, voice: Voice) -> list[Json]:
    origin = scale.at(Decimal(0))
    solid, held, hatches, words, names, whiskers = [], [], [], [], [], []
    for bar in placed:
        y, y2 = bar.middle - _BAR / 2, bar.middle + _BAR / 2
        names.append({"x": plane.x(-8), "y": _first_line(bar.middle, bar.label), "words": voice.shown(bar.label)})
        end = scale.at(bar.cell.value)
        told = {"said": voice.shown(said(bar.cell, (bar.words,), voice)), "y": y, "y2": y2}
        if bar.cell.state == "held":
            span = plane.span(origin, origin + 26)
            held.append({**told, **span, "fill": PAPER})
            hatches += hatch_box("crossed", span["x"], y, span["x2"], y2)
            end = origin + 26
        elif bar.cell.state == "value":
            solid.append({**told, **plane.span(origin, end), "fill": SOLID, "value": float(bar.cell.value)})
        if bar.cell.bounds:
            whiskers += _whisker(bar, scale, plane)
            end = max(end, scale.at(bar.cell.bounds[1]))
        words.append(
            {"x": plane.x(max(end, origin) + 6), "y": bar.middle + 1, "words": voice.shown(_number(bar.cell, voice))}
        )
    layers = [boxes(solid, told=True)] if solid else []
    layers += [boxes(held, told=True, stroke=HELD, strokeDash=[3, 2]), hatch_layer(hatches)] if held else []
    layers += [rules(whiskers, strokeWidth=3.4, color=PAPER), rules(whiskers, strokeWidth=1.4)] if whiskers else []
    return [*layers, texts(names, plane.against), texts(words, plane.align)]


def _first_line(middle: float, label: str) -> float:
    """Vega places several lines by the first of them."""
    return round(middle - label.count("\n") * _TEXT / 2 + 1, 1)


def _whisker(bar: _Bar, scale: Axis, plane: Plane) -> list[dict[str, float]]:
    bounds = bar.cell.bounds
    if bounds is None:
        return []
    low, high = (plane.x(scale.at(bound)) for bound in bounds)
    y, up, down = bar.middle, bar.middle - 4, bar.middle + 4
    return [
        {"x": low, "x2": high, "y": y, "y2": y},
        {"x": low, "x2": low, "y": up, "y2": down},
        {"x": high, "x2": high, "y": up, "y2": down},
    ]

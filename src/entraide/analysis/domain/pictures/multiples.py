"""Small charts side by side on one scale: years as lines, anything else as bars that stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import frozen

from entraide.analysis.domain.results import Result

from .bars import reach, whole
from .cells import Cell, labels, needed, said, single
from .legends import Entry, crosses, legend, points, rows_of
from .palette import APART, GRID, HELD, PAPER, QUIET, SOLID
from .planes import Plane
from .spec import SIZE, WIDTH, Box, Json, boxes, layer, pixel, rules, texts
from .spec import chart as sheet
from .ticking import Axis, axis
from .voice import Voice, width, wrapped

_EDGE, _GAP, _HIGH, _TITLE, _FOOT = 6, 26, 84, 36, 24
MOST = 24


@frozen
class _Panel:
    """One small chart: where it starts and what is in it."""

    name: str
    left: float
    top: float
    cells: Mapping[str, Cell]

    @property
    def floor(self) -> float:
        return self.top + _HIGH


@frozen
class _Sheet:
    """What all panels share."""

    across: Mapping[str, str]
    at: Mapping[str, float]
    scale: Axis
    plane: Plane
    wide: float
    years: bool
    voice: Voice

    @property
    def named(self) -> bool:
        """Whether the values are named under each panel; else they are numbered, and a key names them."""
        return self.years or all(
            width(name, SIZE - 2) + 6 < self.wide / len(self.across) for name in self.across.values()
        )

    def y(self, panel: _Panel, value: Decimal) -> float:
        return round(panel.floor - self.scale.at(value), 1)

    def x(self, panel: _Panel, value: str) -> float:
        return panel.left + self.at[value]


def multiples(result: Result, voice: Voice, options: Mapping[str, Any]) -> Json:
    """The specification: the first dimension lies along each panel, the second names the panels. At most 24 are drawn."""
    needed(result, "multiples", 2)
    rows = tuple(single(result, "multiples", 0, 1).values())
    across, named = labels(result, 0, voice), labels(result, 1, voice)
    kept = list(named)[:MOST]
    drawn = [row for row in rows if row.under[1] in kept]
    low, high = reach(drawn)
    scale = axis(low, high, _HIGH, 3, whole(drawn))
    numbers = max(width(voice.number(tick), SIZE - 2) for tick in scale.ticks) + 10
    columns = min(len(kept) or 1, 4 if len(kept) > 9 else 3)
    plane = Plane(WIDTH - 2 * _EDGE, voice.mirrored)
    wide = (plane.width - numbers - _GAP * (columns - 1)) / columns
    high_ = _TITLE + _HIGH + _FOOT
    panels = [
        _Panel(
            named[value], numbers + (n % columns) * (wide + _GAP), (n // columns) * high_ + _TITLE,
            {row.under[0]: row for row in drawn if row.under[1] == value},
        )
        for n, value in enumerate(kept)
    ]  # fmt: skip
    step = wide / max(1, len(across))
    at = {value: round(step * (n + 0.5), 1) for n, value in enumerate(across)}
    shared = _Sheet(across, at, scale, plane, wide, result.dimensions[0].of == "year", voice)
    layers = [*_ground(panels, shared, columns), *_inside(panels, shared, step)]
    held = any(row.state == "held" for row in drawn)
    key = [] if shared.named else [Entry(f"{n + 1}. {word}", fill=_colour(n)) for n, word in enumerate(across.values())]
    key += [Entry(voice.say("suppressed"), stroke=HELD, shape="cross")] if held else []
    height = high_ * ((len(panels) + columns - 1) // columns)
    layers += legend(key, 0, height + 8, plane.width, voice)
    return sheet(plane.width, height, Box(_EDGE, 2, _EDGE, 8 + 22 * rows_of(key, plane.width, voice)), layers)


def omitted(result: Result, _options: Mapping[str, Any]) -> int:
    """How many panels are not drawn."""
    return max(0, len({row.under[1] for row in result.rows}) - MOST)


def _ground(panels: Sequence[_Panel], shared: _Sheet, columns: int) -> list[Json]:
    lines, floors, numbers, names, below = [], [], [], [], []
    voice, plane = shared.voice, shared.plane
    ends = list(shared.across)
    for n, panel in enumerate(panels):
        for tick in shared.scale.ticks:
            y = shared.y(panel, tick)
            lines.append({**plane.span(panel.left, panel.left + shared.wide), "y": y, "y2": y})
            if n % columns == 0:
                numbers.append({"x": plane.x(panel.left - 6), "y": y + 1, "words": voice.shown(voice.number(tick))})
        zero = shared.y(panel, Decimal(0))
        floors.append({**plane.span(panel.left, panel.left + shared.wide), "y": zero, "y2": zero})
        name = wrapped(panel.name, shared.wide, SIZE, 2)
        names.append(
            {"x": plane.x(panel.left), "y": panel.top - 12 - 16 * name.count("\n"), "words": voice.shown(name)}
        )
        for value in _told(ends, shared):
            word = shared.across[value] if shared.named else str(ends.index(value) + 1)
            below.append({"x": plane.x(shared.x(panel, value)), "y": panel.floor + 12, "words": voice.shown(word)})
    return [
        rules(lines, color=GRID), rules(floors, color=QUIET),
        texts(numbers, plane.against, fontSize=SIZE - 2, color=QUIET),
        texts(names, plane.align, fontWeight="bold", fontSize=SIZE - 1),
        texts(below, "center", fontSize=SIZE - 2, color=QUIET),
    ]  # fmt: skip


def _told(values: Sequence[str], shared: _Sheet) -> list[str]:
    """Which values are named under a panel: all that have room, else the first and the last."""
    room = shared.wide / max(1, len(values))
    if not shared.named or all(width(shared.across[value], SIZE - 2) + 6 < room for value in values):
        return list(values)
    return [values[0], values[-1]] if len(values) > 1 else list(values)


def _inside(panels: Sequence[_Panel], shared: _Sheet, step: float) -> list[Json]:
    lines, marks, bars, held = [], [], [], []
    for n, panel in enumerate(panels):
        run = 0
        for value, word in shared.across.items():
            cell = panel.cells.get(value)
            if cell is None or cell.state == "held":
                run += 1
            if cell is None:
                continue
            x = shared.x(panel, value)
            told = {"said": shared.voice.shown(said(cell, (panel.name, word), shared.voice))}
            place = {"x": shared.plane.x(x), "y": shared.y(panel, cell.value)}
            if cell.state == "held":
                held.append({**told, "x": place["x"], "y": panel.floor - 7, "fill": HELD, "shape": "cross"})
            elif shared.years:
                lines.append({**place, "run": f"{n}.{run}", "year": value, "value": float(cell.value)})
                marks.append({**told, **place, "fill": SOLID, "shape": "circle"})
            else:
                side = min(14.0, step * 0.36)
                span = shared.plane.span(x - side, x + side)
                bars.append(
                    {
                        **told,
                        **span,
                        "y": place["y"],
                        "y2": shared.y(panel, Decimal(0)),
                        "fill": _fill(value, shared),
                        "value": float(cell.value),
                    }
                )
    layers = [_joined(lines), points(marks, 22, told=True, stroke=PAPER, strokeWidth=0.6)] if lines else []
    layers += [boxes(bars, told=True)] if bars else []
    return [*layers, crosses(held, told=True)] if held else layers


def _colour(place: int) -> str:
    return APART[place % len(APART)]


def _fill(value: str, shared: _Sheet) -> str:
    return SOLID if shared.named else _colour(list(shared.across).index(value))


def _joined(rows: Sequence[Mapping[str, Any]]) -> Json:
    style = {"type": "line", "color": SOLID, "strokeWidth": 1.8}
    order = {"field": "year", "type": "nominal"}
    return layer(rows, style, x=pixel("x"), y=pixel("y"), detail={"field": "run", "type": "nominal"}, order=order)

"""The ground of every map: shapes filled by class, hatches over them, small States as dots, dotted boundaries, the key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from .atlas import Frame
from .hatching import hatch
from .legends import ROW, Entry, legend, points, rows_of
from .palette import BORDER, INK, LAND, PAPER, QUIET
from .spec import WIDTH, Box, Json, asis, chart, layer
from .topology import Rings
from .voice import Voice

_EDGE = 4
_PLANE: Json = {"type": "identity", "scale": 1, "translate": [0, 0]}


@frozen
class Paint:
    """How a State is drawn. `said` names it and what is known of it; without, it is ground that says nothing."""

    fill: str
    hatch: str = "none"
    said: str = ""


def feature(kind: str, coordinates: Any, **more: Any) -> Json:
    """A GeoJSON feature in pixels."""
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, **more}


def shapes(rows: Sequence[Json], told: bool = False, **mark: Any) -> Json:
    """Features in colour `fill`; nothing is projected, they are in pixels already."""
    style: Json = {"type": "geoshape", "clip": True, "told": told, **mark}
    made = layer(rows, style, fill=asis("fill")) if "filled" not in mark else layer(rows, style)
    return {**made, "projection": _PLANE}


def _polygon(rings: Rings, paint: Paint, code: str) -> Json:
    return feature("Polygon", [list(map(list, ring)) for ring in rings], fill=paint.fill, said=paint.said, code=code)


def ground(frame: Frame, paints: Mapping[str, Paint]) -> list[Json]:
    """The layers of the land: what says nothing first, then what the picture is about, then hatches, dots and dotted lines."""
    quiet = Paint(LAND)
    silent = [_polygon(rings, quiet, code) for code, rings in sorted(frame.shapes.items()) if code not in paints]
    spoken = [_polygon(rings, paints[code], code) for code, rings in sorted(frame.shapes.items()) if code in paints]
    border: Json = {"stroke": BORDER, "strokeWidth": 0.4, "strokeJoin": "round"}
    layers = [shapes(silent, **border)] if silent else []
    layers += [shapes(spoken, told=True, **border)] if spoken else []
    lines = [
        segment
        for code, rings in sorted(frame.shapes.items())
        if code in paints
        for segment in hatch(rings, paints[code].hatch)
    ]
    if lines:
        layers.append(shapes([feature("MultiLineString", lines)], filled=False, stroke=QUIET, strokeWidth=0.6))
    if frame.lines:
        dotted = [feature("MultiLineString", [list(map(list, line)) for line in frame.lines])]
        layers.append(shapes(dotted, filled=False, stroke=PAPER, strokeWidth=1.2))
        layers.append(shapes(dotted, filled=False, stroke=INK, strokeWidth=1, strokeDash=[1, 1.6]))
    dots = [
        {"x": x, "y": y, "fill": paints[code].fill, "shape": "circle", "said": paints[code].said, "code": code}
        for code, (x, y) in sorted(frame.dots.items())
        if code in paints
    ]
    return [*layers, points(dots, 34, told=True, stroke=INK, strokeWidth=0.7)] if dots else layers


def sheet(
    frame: Frame,
    layers: Sequence[Json],
    key: Sequence[Entry],
    voice: Voice,
    below: Sequence[Json] = (),
    room: float = 0,
) -> Json:
    """The whole specification: the map, its key under it, and what else stands under that in `room` pixels."""
    wide = WIDTH - 2 * _EDGE
    top = frame.height + 16
    bottom = 16 + rows_of(key, wide, voice) * ROW + room
    box = Box(_EDGE, 4, _EDGE, bottom)
    return chart(frame.width, frame.height, box, [*layers, *legend(key, 0, top, wide, voice), *below])


def width() -> float:
    """Of the map, in pixels."""
    return WIDTH - 2 * _EDGE

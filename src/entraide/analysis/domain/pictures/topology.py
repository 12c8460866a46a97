"""Shapes out of a file of boundaries: TopoJSON, whose common lines are known, or GeoJSON. Longitude and latitude in degrees."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

Point = tuple[float, float]
Ring = tuple[Point, ...]
Rings = tuple[Ring, ...]
_Arcs = list[list[Point]]


@frozen
class Boundaries:
    """Rings by code, and the lines that two codes have in common (empty for GeoJSON, which does not know them)."""

    rings: Mapping[str, Rings]
    common: Mapping[frozenset[str], tuple[Ring, ...]]


def boundaries(source: Mapping[str, Any], layout: Mapping[str, Any]) -> Boundaries:
    """What codes.yml (`layout`) makes of the file."""
    if source.get("type") == "Topology":
        return _topology(source, layout)
    rings: dict[str, list[Ring]] = {}
    for feature in source["features"]:
        code = _code(feature, layout)
        if code:
            rings.setdefault(code, []).extend(_polygons(feature["geometry"]))
    return Boundaries({code: _cut(found) for code, found in rings.items()}, {})


def _cut(rings: Iterable[Ring]) -> Rings:
    """Rings that lie on both sides of the 180th meridian are cut along it."""
    return tuple(piece for ring in rings for piece in _pieces(ring))


def _pieces(ring: Ring) -> Rings:
    if all(abs(one[0] - two[0]) <= 180 for one, two in itertools.pairwise(ring)):
        return (ring,)
    longitudes = [ring[0][0]]
    for x, _y in ring[1:]:
        longitudes.append(x + 360 * round((longitudes[-1] - x) / 360))
    loose = [(x, point[1]) for x, point in zip(longitudes, ring, strict=True)]
    turns = sorted({int((x + 180) // 360) for x, _y in loose})
    found = []
    for turn in range(turns[0], turns[-1] + 1):
        part = _beside(_beside(loose, -180 + 360 * turn, 1), 180 + 360 * turn, -1)
        if len(part) > 3:
            found.append(tuple((x - 360 * turn, y) for x, y in part))
    return tuple(found)


def _beside(ring: Sequence[Point], meridian: float, side: int) -> list[Point]:
    """What of a ring lies east (1) or west (-1) of a meridian."""
    out: list[Point] = []
    for one, two in itertools.pairwise(ring):
        inside, next_inside = (one[0] - meridian) * side >= 0, (two[0] - meridian) * side >= 0
        if inside:
            out.append(one)
        if inside != next_inside:
            share = (meridian - one[0]) / (two[0] - one[0])
            out.append((meridian, one[1] + share * (two[1] - one[1])))
    return [*out, out[0]] if out else []


def _code(shape: Mapping[str, Any], layout: Mapping[str, Any]) -> str:
    name = layout.get("property", "id")
    found = str(shape.get("id") if name == "id" else shape.get("properties", {}).get(name) or "")
    code: str = layout.get("same", {}).get(found, found)
    return "" if code in layout.get("left_out", ()) else code


def _polygons(geometry: Mapping[str, Any] | None) -> Iterable[Ring]:
    if geometry is None:
        return
    many = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in many:
        for ring in polygon:
            yield tuple((float(point[0]), float(point[1])) for point in ring)


def _topology(source: Mapping[str, Any], layout: Mapping[str, Any]) -> Boundaries:
    arcs = _decoded(source)
    members: dict[str, list[list[list[int]]]] = {}
    for shape in source["objects"][layout["object"]]["geometries"]:
        code = _code(shape, layout)
        if code and shape.get("arcs"):
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            members.setdefault(code, []).append([ring for polygon in polygons for ring in polygon])
    rings = {
        code: _cut(_path(ring, arcs) for ring in (shapes[0] if len(shapes) == 1 else _dissolved(shapes, arcs)))
        for code, shapes in members.items()
    }
    return Boundaries(rings, _common(members, arcs, layout))


def _decoded(source: Mapping[str, Any]) -> _Arcs:
    transform = source.get("transform")
    if not transform:
        return [[(float(x), float(y)) for x, y in arc] for arc in source["arcs"]]
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    arcs = []
    for arc in source["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def _points(arc: int, arcs: _Arcs) -> list[Point]:
    return arcs[arc] if arc >= 0 else arcs[~arc][::-1]


def _path(ring: Sequence[int], arcs: _Arcs) -> Ring:
    points: list[Point] = []
    for arc in ring:
        piece = _points(arc, arcs)
        points += piece[1:] if points else piece
    return tuple(points)


def _dissolved(shapes: Sequence[Sequence[Sequence[int]]], arcs: _Arcs) -> list[list[int]]:
    """The rings around several shapes: lines that run both ways lie between two of them and go."""
    counted = Counter(arc for shape in shapes for ring in shape for arc in ring)
    outer = [arc for arc in counted if ~arc not in counted]
    starts = {_points(arc, arcs)[0]: arc for arc in outer}
    rings: list[list[int]] = []
    while starts:
        first = next(iter(starts))
        ring, at = [], first
        while at in starts:
            arc = starts.pop(at)
            ring.append(arc)
            at = _points(arc, arcs)[-1]
        rings.append(ring)
    return rings


def _common(
    members: Mapping[str, Sequence[Sequence[Sequence[int]]]], arcs: _Arcs, layout: Mapping[str, Any]
) -> dict[frozenset[str], tuple[Ring, ...]]:
    used = {code: {arc for shape in shapes for ring in shape for arc in ring} for code, shapes in members.items()}
    found: dict[frozenset[str], tuple[Ring, ...]] = {}
    for row in layout.get("undetermined", ()):
        one, two = row["between"]
        shared = sorted(arc for arc in used.get(one, ()) if ~arc in used.get(two, ()))
        north = float(row.get("north_of", -90))
        lines = (tuple(point for point in _points(arc, arcs) if point[1] >= north) for arc in shared)
        found[frozenset((one, two))] = tuple(line for line in lines if len(line) > 1)
    return found

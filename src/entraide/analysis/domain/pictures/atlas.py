"""The map itself: shapes of States in pixels of a frame, the places of those too small to be drawn, and what must be said under it.

The folder is that of ENTRAIDE_GEOMETRY, else the one that comes with the house. docs/how-to/replace-the-boundaries.md tells
what is in it.
"""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import yaml
from attrs import frozen

from entraide.kernel.languages import Language
from entraide.kernel.problems import refuse

from .topology import Boundaries, Point, Ring, Rings, boundaries

_A = (1.340264, -0.081106, 0.000893, 0.003796)
"""Of the Equal Earth projection (Šavrič, Patterson and Jenny, 2018): areas are true."""
_M = sqrt(3) / 2
_NEAR = 0.08
_TALLEST = 0.62
"""The height of a frame in parts of its width, at most."""


def folder() -> Path:
    """Where the boundaries are."""
    return Path(os.environ.get("ENTRAIDE_GEOMETRY") or str(files("entraide.analysis.domain.pictures") / "geometry"))


def projected(longitude: float, latitude: float) -> Point:
    """Equal Earth, on a sphere of radius 1, y downwards."""
    t = asin(_M * sin(radians(latitude)))
    t2 = t * t
    t6 = t2 * t2 * t2
    a, b, c, d = _A
    x = radians(longitude) * cos(t) / (_M * (a + 3 * b * t2 + t6 * (7 * c + 9 * d * t2)))
    return x, -t * (a + b * t2 + t6 * (c + d * t2))


@frozen
class World:
    """Everything in the folder, projected once. `rings`, `common` and `places` in radii of the sphere."""

    rings: Mapping[str, Rings]
    common: Mapping[frozenset[str], tuple[Ring, ...]]
    places: Mapping[str, Point]
    disclaimers: tuple[Mapping[str, Any], ...]


@frozen
class Frame:
    """A part of the world in pixels."""

    width: float
    height: float
    shapes: Mapping[str, Rings]
    dots: Mapping[str, Point]
    lines: tuple[Ring, ...]

    def middle(self, code: str) -> Point | None:
        """Where arcs from and to a State end: the middle of its largest ring; None for what is not on the map."""
        if code in self.dots:
            return self.dots[code]
        return _middle(self.shapes[code]) if code in self.shapes else None

    def covered(self) -> frozenset[str]:
        """Whoever is in the frame."""
        return frozenset((*self.shapes, *self.dots))


@cache
def world(place: Path) -> World:
    """The folder as read. Raises Refused: ANA-602 when it cannot be."""
    try:
        source = json.loads((place / "countries.json").read_text(encoding="utf-8"))
        layout = yaml.safe_load((place / "codes.yml").read_text(encoding="utf-8"))
        places = yaml.safe_load((place / "places.yml").read_text(encoding="utf-8"))["places"] or {}
        said = yaml.safe_load((place / "disclaimers.yml").read_text(encoding="utf-8"))
        found: Boundaries = boundaries(source, layout)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as fault:
        raise refuse("ANA-602", str(place), fault=type(fault).__name__) from None
    return World(
        {code: tuple(_ring(ring) for ring in rings) for code, rings in found.rings.items()},
        {pair: tuple(_ring(line) for line in lines) for pair, lines in found.common.items()},
        {code: projected(*at) for code, at in places.items() if code not in found.rings},
        tuple(said),
    )


def _ring(ring: Ring) -> Ring:
    return tuple(projected(*point) for point in ring)


def frame(width: float, codes: tuple[str, ...] = ()) -> Frame:
    """The world, or the part around these codes, in pixels of so wide a picture."""
    return _framed(folder(), width, tuple(sorted(codes)))


@cache
def _framed(place: Path, width: float, codes: tuple[str, ...]) -> Frame:
    whole = world(place)
    left, top, right, bottom = _bounds(whole, [code for code in codes if code in whole.rings or code in whole.places])
    scale = width / (right - left)
    height = (bottom - top) * scale
    if height > width * _TALLEST:
        scale = width * _TALLEST / (bottom - top)
        left -= (width / scale - (right - left)) / 2
        height = width * _TALLEST

    def fit(point: Point) -> Point:
        return round((point[0] - left) * scale, 1), round((point[1] - top) * scale, 1)

    def inside(points: Ring) -> bool:
        xs, ys = [x for x, _y in points], [y for _x, y in points]
        return max(xs) >= 0 and min(xs) <= width and max(ys) >= 0 and min(ys) <= height

    shapes = {code: tuple(ring for ring in (_thin(map(fit, each)) for each in rings) if len(ring) > 3 and inside(ring))
              for code, rings in whole.rings.items()}  # fmt: skip
    dots = {code: fit(at) for code, at in whole.places.items()}
    lines = tuple(_thin(map(fit, line), closed=False) for pair in whole.common.values() for line in pair)
    return Frame(
        width, round(height, 1),
        {code: rings for code, rings in shapes.items() if rings},
        {code: at for code, at in dots.items() if 0 <= at[0] <= width and 0 <= at[1] <= height},
        tuple(line for line in lines if len(line) > 1 and inside(line)),
    )  # fmt: skip


def _thin(points: Iterable[Point], closed: bool = True) -> Ring:
    """Neighbours that fall on the same tenth of a pixel once."""
    out: list[Point] = []
    for point in points:
        if not out or abs(point[0] - out[-1][0]) + abs(point[1] - out[-1][1]) > 0.35:
            out.append(point)
    if closed and out[0] != out[-1]:
        out.append(out[0])
    return tuple(out)


def _bounds(whole: World, codes: list[str]) -> tuple[float, float, float, float]:
    points = [point for code in codes for ring in whole.rings.get(code, ()) for point in ring]
    points += [whole.places[code] for code in codes if code in whole.places]
    if not points:
        points = [point for rings in whole.rings.values() for ring in rings for point in ring]
        margin = 0.01
    else:
        margin = _NEAR
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin


def _middle(rings: Rings) -> Point:
    largest = max(rings, key=lambda ring: abs(_area(ring)[0]))
    area, x, y = _area(largest)
    return (round(x, 1), round(y, 1)) if area else largest[0]


def _area(ring: Ring) -> tuple[float, float, float]:
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in itertools.pairwise(ring):
        cross = x0 * y1 - x1 * y0
        area += cross
        x += (x0 + x1) * cross
        y += (y0 + y1) * cross
    return (area / 2, x / (3 * area), y / (3 * area)) if area else (0.0, 0.0, 0.0)


def disclaimers(shown: Frame, language: Language) -> tuple[str, ...]:
    """The sentences for whoever is in the frame."""
    here = shown.covered()
    rows = world(folder()).disclaimers
    return tuple(row["words"][language] for row in rows if not row["when"] or here.intersection(row["when"]))

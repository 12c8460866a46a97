"""Points on the Earth: `latitude longitude altitude accuracy`, several separated by semicolons."""

from __future__ import annotations

import math
from itertools import groupby, pairwise
from typing import Final, TypeAlias

from ..context import Context
from ..values import Value, text_of
from .registry import MANY, function

EARTH_RADIUS: Final = 6_378_100.0
"""Metres, as the ODK engines take it."""

Point: TypeAlias = tuple[float, float]


def _points(value: Value) -> list[Point]:
    """Latitude and longitude in degrees; nothing at all when one point is not on the Earth."""
    texts = [node.text for node in value] if isinstance(value, list) else [text_of(value)]
    parts = [part for text in texts for part in text.split(";") if part.strip()]
    points = [_point(part) for part in parts]
    return [point for point in points if point] if all(points) else []


def _point(text: str) -> Point | None:
    try:
        latitude, longitude = (float(number) for number in text.split()[:2])
    except ValueError:
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


@function("enclosed-area", 1)
@function("area", 1)
def area(values: list[Value], _: Context) -> Value:
    """Square metres inside the line through the points, rounded to hundredths."""
    points = _points(values[0])
    if len(points) < 3:
        return 0.0
    total = 0.0
    for (lat1, lng1), (lat2, lng2) in pairwise([*points, points[0]]):
        slant = 2 + math.sin(math.radians(lat1)) + math.sin(math.radians(lat2))
        total += math.radians(lng2 - lng1) * slant
    return round(abs(total * EARTH_RADIUS * EARTH_RADIUS / 2), 2)


@function("distance", 1, MANY)
def distance(values: list[Value], _: Context) -> Value:
    """Metres along the points, rounded to hundredths."""
    points = [point for value in values for point in _points(value)]
    return round(sum(_between(one, other) for one, other in pairwise(points)), 2)


def _between(one: Point, other: Point) -> float:
    lat1, lng1, lat2, lng2 = (math.radians(number) for number in (*one, *other))
    inner = math.sin((lat2 - lat1) / 2) ** 2
    inner += math.cos(lat1) * math.cos(lat2) * math.sin((lng2 - lng1) / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(inner)))


@function("geofence", 2)
def geofence(values: list[Value], _: Context) -> Value:
    """Whether a point lies inside an area."""
    points, corners = _points(values[0]), _points(values[1])
    if not points or len(corners) < 3:
        return False
    (latitude, longitude), inside = points[0], False
    for (lat1, lng1), (lat2, lng2) in pairwise([*corners, corners[0]]):
        if (lng1 > longitude) != (lng2 > longitude):
            crossing = (lat2 - lat1) * (longitude - lng1) / (lng2 - lng1) + lat1
            inside ^= latitude < crossing
    return inside


@function("intersects", 1)
def intersects(values: list[Value], _: Context) -> Value:
    """Whether a line crosses or touches itself; a closed one may end where it begins."""
    points = [point for point, _ in groupby(_points(values[0]))]
    lines = list(pairwise(points))
    closed = len(points) > 3 and points[0] == points[-1]
    for at, one in enumerate(lines):
        for later, other in enumerate(lines[at + 2 :], at + 2):
            if not (closed and at == 0 and later == len(lines) - 1) and _cross(one, other):
                return True
    return False


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    turns = [_turn(*one, end) for end in other], [_turn(*other, end) for end in one]
    if turns[0][0] * turns[0][1] < 0 and turns[1][0] * turns[1][1] < 0:
        return True
    sides = ((one, other, turns[0]), (other, one, turns[1]))
    return any(
        turn == 0 and _within(line, end) for line, ends, both in sides for end, turn in zip(ends, both, strict=True)
    )


def _turn(start: Point, end: Point, other: Point) -> float:
    return (end[0] - start[0]) * (other[1] - start[1]) - (end[1] - start[1]) * (other[0] - start[0])


def _within(line: tuple[Point, Point], point: Point) -> bool:
    return all(min(line[0][axis], line[1][axis]) <= point[axis] <= max(line[0][axis], line[1][axis]) for axis in (0, 1))

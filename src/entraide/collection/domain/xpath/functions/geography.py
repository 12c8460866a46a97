"""Points on the Earth: `latitude longitude altitude accuracy`, several separated by semicolons."""

from __future__ import annotations

import math
from itertools import pairwise
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

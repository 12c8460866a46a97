"""Bent arcs that taper from where they start and end in a head, in pixels."""

from __future__ import annotations

from math import hypot

from attrs import frozen

from .topology import Point, Ring

_STEPS = 14
_BEND = 0.2


@frozen
class Arc:
    """Its outline with the head, its middle line, and its head alone."""

    outline: Ring
    line: Ring
    head: Ring


def arc(start: Point, end: Point, wide: float) -> Arc:
    """An arc as wide as that before its head; it leaves at a third of the width and stops short of the middle of the State."""
    points = _curve(start, end)
    length = max(5.0, 2.6 * wide)
    cut = _until(points, length)
    sides = [_side(points, n) for n in range(len(cut))]
    widths = [wide * (0.35 + 0.65 * n / max(1, len(cut) - 1)) / 2 for n in range(len(cut))]
    left = [(x + dx * w, y + dy * w) for (x, y), (dx, dy), w in zip(cut, sides, widths, strict=True)]
    right = [(x - dx * w, y - dy * w) for (x, y), (dx, dy), w in zip(cut, sides, widths, strict=True)]
    (bx, by), (dx, dy) = cut[-1], sides[-1]
    spread = max(2.6, wide * 1.1)
    head = ((bx + dx * spread, by + dy * spread), points[-1], (bx - dx * spread, by - dy * spread))
    outline = (*left, *head, *reversed(right), left[0])
    return Arc(_short(outline), _short(tuple(cut)), _short((*head, head[0])))


def _curve(start: Point, end: Point) -> list[Point]:
    (x0, y0), (x1, y1) = start, end
    distance = hypot(x1 - x0, y1 - y0) or 1.0
    # Bent to the left of its way, so that the way back lies on the other side.
    mx, my = (x0 + x1) / 2 + (y1 - y0) * _BEND, (y0 + y1) / 2 - (x1 - x0) * _BEND
    out = []
    stop = 1 - min(0.2, 3 / distance)
    for n in range(_STEPS + 1):
        t = stop * n / _STEPS
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        out.append((a * x0 + b * mx + c * x1, a * y0 + b * my + c * y1))
    return out


def _until(points: list[Point], length: float) -> list[Point]:
    """The points but for those within the head."""
    end = points[-1]
    kept = [point for point in points if hypot(point[0] - end[0], point[1] - end[1]) > length]
    return kept if len(kept) > 1 else points[:2]


def _side(points: list[Point], place: int) -> Point:
    """Square to the way, one pixel long."""
    (x0, y0), (x1, y1) = points[max(0, place - 1)], points[min(len(points) - 1, place + 1)]
    distance = hypot(x1 - x0, y1 - y0) or 1.0
    return -(y1 - y0) / distance, (x1 - x0) / distance


def _short(points: Ring) -> Ring:
    return tuple((round(x, 1), round(y, 1)) for x, y in points)

"""Hatches over shapes: straight lines clipped to rings, so that a class is told apart without its colour."""

from __future__ import annotations

import itertools
from functools import cache
from math import ceil

from .topology import Rings

_STEP = {"rising": 4.5, "falling": 4.5, "level": 4.0}
Segment = tuple[tuple[float, float], tuple[float, float]]


@cache
def hatch(rings: Rings, kind: str) -> tuple[Segment, ...]:
    """The lines of a hatch (`rising`, `falling`, `level`, or `crossed`, which is both first) inside the rings."""
    if kind == "crossed":
        return hatch(rings, "rising") + hatch(rings, "falling")
    if kind not in _STEP:
        return ()
    step = _STEP[kind]
    crossings: dict[int, list[float]] = {}
    for ring in rings:
        turned = [_turned(kind, x, y) for x, y in ring]
        for (along0, over0), (along1, over1) in itertools.pairwise(turned):
            _cross(crossings, along0, over0, along1, over1, step)
    found: list[Segment] = []
    for line in sorted(crossings):
        ends = sorted(crossings[line])
        over = line * step
        found += [
            (_back(kind, a, over), _back(kind, b, over))
            for a, b in zip(ends[::2], ends[1::2], strict=False)
            if b - a > 0.8
        ]  # fmt: skip
    return tuple(found)


def _cross(found: dict[int, list[float]], a0: float, o0: float, a1: float, o1: float, step: float) -> None:
    """Where an edge crosses the lines `over = n · step`; an edge owns its lower end only, so that corners count once."""
    low, high = (o0, o1) if o0 < o1 else (o1, o0)
    line = ceil(low / step)
    while line * step < high:
        share = (line * step - o0) / (o1 - o0)
        found.setdefault(line, []).append(a0 + share * (a1 - a0))
        line += 1


def _turned(kind: str, x: float, y: float) -> tuple[float, float]:
    if kind == "level":
        return x, y
    return (x - y, x + y) if kind == "rising" else (x + y, x - y)


def _back(kind: str, along: float, over: float) -> tuple[float, float]:
    if kind == "level":
        x, y = along, over
    elif kind == "rising":
        x, y = (along + over) / 2, (over - along) / 2
    else:
        x, y = (along + over) / 2, (along - over) / 2
    return round(x, 1), round(y, 1)

"""The key over a picture: signs and words in reading order, over as many lines as they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from .palette import EDGE, QUIET
from .spec import SIZE, Json, boxes, layer, pixel, rules, texts
from .voice import Voice, width

_SIGN, _GAP, _AFTER, ROW = 22, 7, 20, 22


@frozen
class Entry:
    """One sign: `fill` of a box with its hatch, or a line with its dash and mark."""

    words: str
    fill: str = ""
    hatch: str = "none"
    stroke: str = ""
    dash: tuple[int, ...] = ()
    shape: str = ""


@frozen
class _Placed:
    entry: Entry
    at: float
    row: int


def rows_of(entries: Sequence[Entry], room: float, voice: Voice) -> int:
    """How many lines the key takes."""
    return max((each.row + 1 for each in _placed(entries, room, voice)), default=0)


def _placed(entries: Sequence[Entry], room: float, voice: Voice) -> list[_Placed]:
    out: list[_Placed] = []
    at, row = 0.0, 0
    for entry in entries:
        needs = _SIGN + _GAP + width(entry.words, SIZE) + _AFTER
        if at and at + needs - _AFTER > room:
            at, row = 0.0, row + 1
        out.append(_Placed(entry, at, row))
        at += needs
    return out


def legend(entries: Sequence[Entry], left: float, top: float, room: float, voice: Voice) -> list[Json]:
    """The layers of the key, its first sign at the side on which reading starts."""
    placed = _placed(entries, room, voice)

    def across(at: float) -> float:
        return round(left + room - at if voice.mirrored else left + at, 1)

    fills, lines, words, marks, hatches = [], [], [], [], []
    for each in placed:
        y = top + each.row * ROW + 8
        a, b = sorted((across(each.at), across(each.at + _SIGN)))
        if each.entry.fill:
            fills.append({"x": a, "x2": b, "y": y - 7, "y2": y + 7, "fill": each.entry.fill})
            hatches += hatch_box(each.entry.hatch, a, y - 7, b, y + 7)
        if each.entry.stroke and not each.entry.shape:
            lines.append((each.entry, {"x": a, "x2": b, "y": y, "y2": y}))
        if each.entry.shape:
            marks.append({"x": (a + b) / 2, "y": y, "shape": each.entry.shape, "fill": each.entry.stroke})
        words.append({"x": across(each.at + _SIGN + _GAP), "y": y, "words": voice.shown(each.entry.words)})
    layers = [boxes(fills, stroke=EDGE, strokeWidth=0.8)] if fills else []
    layers += [hatch_layer(hatches)] if hatches else []
    layers += [rules([row], color=entry.stroke, strokeWidth=2.2, strokeDash=list(entry.dash)) for entry, row in lines]
    layers += [points(marks)] if marks else []
    return [*layers, texts(words, "right" if voice.mirrored else "left")] if words else layers


def points(rows: Sequence[Mapping[str, Any]], size: int = 60, told: bool = False, **mark: Any) -> Json:
    """Marks at `x`, `y` of colour `fill` and of form `shape`."""
    style: Json = {"type": "point", "size": size, "filled": True, "opacity": 1, "told": told, **mark}
    named = {"type": "nominal", "scale": None, "legend": None}
    return layer(
        rows, style, x=pixel("x"), y=pixel("y"), shape={"field": "shape", **named}, color={"field": "fill", **named}
    )  # fmt: skip


def hatch_box(kind: str, x: float, y: float, x2: float, y2: float, step: float = 5) -> list[Json]:
    """The lines of a hatch within a rectangle."""
    if kind == "crossed":
        return hatch_box("rising", x, y, x2, y2, step) + hatch_box("falling", x, y, x2, y2, step)
    if kind == "level":
        count = int((y2 - y) // step)
        gap = (y2 - y) / (count + 1)
        return [
            {"x": x, "x2": x2, "y": round(y + gap * n, 1), "y2": round(y + gap * n, 1)} for n in range(1, count + 1)
        ]
    if kind not in ("rising", "falling"):
        return []
    out = []
    wide, high, at = x2 - x, y2 - y, step
    while at < wide + high:
        start, end = max(0.0, at - high), min(wide, at)
        one, two = at - start, at - end
        if kind == "falling":
            one, two = high - one, high - two
        out.append({"x": round(x + start, 1), "x2": round(x + end, 1), "y": round(y + one, 1), "y2": round(y + two, 1)})
        at += step
    return out


def hatch_layer(rows: Sequence[Mapping[str, Any]]) -> Json:
    """Lines of a hatch, all as thin."""
    return rules(rows, color=QUIET, strokeWidth=0.7)

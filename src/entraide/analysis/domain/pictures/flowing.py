"""The map of flows: arcs from State to State, as wide as what flows, dashed where declared but unconfirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from entraide.analysis.domain.results import Result

from .arcs import arc
from .atlas import Frame
from .legends import ROW, Entry, rows_of
from .mapping import Paint, ground, sheet
from .palette import HELD, PAPER, SOLID
from .paths import Flow, flows, legs
from .planes import Plane
from .responses import shown
from .spec import SIZE, Json, feature, shapes, texts
from .ticking import axis
from .voice import Voice, width

MOST: Final = 40
_MOST_HELD: Final = 15
_WIDEST, _LEAST, _NAMED = 11.0, 0.9, 14
_INVOLVED: Final = "#e3e9ec"
_DOUBTED: Final = "#b3541e"


def flow_map(result: Result, voice: Voice, options: Mapping[str, Any]) -> Json:
    """The specification: two or three dimensions of States; at most 40 arcs, the largest. What starts or ends off the map is
    in the table alone.
    """
    here = shown(options)
    drawn, _left = split(result, here, options)
    most = max((flow.value for flow in drawn), default=Decimal(0))
    involved = {stop for flow in drawn for stop in flow.stops}
    paints = {code: Paint(_INVOLVED) for code in involved}
    layers = [*ground(here, paints), *_arcs(drawn, here, most, voice), *_names(drawn, here, voice)]
    key = _key(drawn, voice)
    below, room = _widths(most, here.height + 16 + rows_of(key, here.width, voice) * ROW, here, voice)
    return sheet(here, layers, key, voice, below, room)


def split(result: Result, here: Frame, options: Mapping[str, Any]) -> tuple[list[Flow], int]:
    """The arcs that are drawn, and how many are not."""
    found = legs(flows(result, "flow_map", options))
    on_map = [
        flow for flow in found if flow.stops[0] != flow.stops[1] and all(here.middle(stop) for stop in flow.stops)
    ]
    drawn = [flow for flow in on_map if not flow.held][:MOST] + [flow for flow in on_map if flow.held][:_MOST_HELD]
    return drawn, len(found) - len(drawn)


def omitted(result: Result, options: Mapping[str, Any]) -> int:
    """How many ways from State to State are in the table alone."""
    return split(result, shown(options), options)[1]


def _wide(flow: Flow, most: Decimal) -> float:
    return _LEAST if flow.held or not most else max(_LEAST, float(flow.value / most) * _WIDEST)


def _arcs(drawn: Sequence[Flow], here: Frame, most: Decimal, voice: Voice) -> list[Json]:
    sure, lines, heads = [], [], []
    for flow in sorted(drawn, key=lambda flow: (flow.value, flow.stops)):
        start, end = (here.middle(stop) for stop in flow.stops)
        if start is None or end is None:
            continue
        wide = _wide(flow, most)
        shape = arc(start, end, wide)
        told = {"said": _said(flow, voice), "value": float(flow.value)}
        if flow.held or flow.unconfirmed:
            colour = HELD if flow.held else _DOUBTED
            line = [list(point) for point in shape.line]
            lines.append((wide, flow.held, feature("LineString", line, stroke=colour, **told)))
            heads.append(feature("Polygon", [[list(point) for point in shape.head]], fill=colour))
        else:
            sure.append(feature("Polygon", [[list(point) for point in shape.outline]], fill=SOLID, **told))
    layers = [shapes(sure, told=True, clip=here.part, opacity=0.82)] if sure else []
    for wide, held, row in lines:
        style = {
            "stroke": row["stroke"],
            "strokeWidth": round(wide * 0.8 + 0.3, 1),
            "strokeDash": [1, 3] if held else [5, 3],
        }
        layers.append(shapes([row], told=True, filled=False, clip=here.part, **style))
    return [*layers, shapes(heads, clip=here.part)] if heads else layers


def _said(flow: Flow, voice: Voice) -> str:
    way = " ← " if voice.mirrored else " → "
    value = voice.say("held") if flow.held else voice.number(flow.value)
    unsure = f" ({voice.say('unconfirmed')})" if flow.unconfirmed else ""
    return voice.shown(way.join(voice.entity(stop) for stop in flow.stops) + voice.colon + value + unsure)


def _names(drawn: Sequence[Flow], here: Frame, voice: Voice) -> list[Json]:
    """The names of the States with the most, as long as they do not lie on one another."""
    sums: dict[str, Decimal] = {}
    for flow in drawn:
        for stop in flow.stops:
            sums[stop] = sums.get(stop, Decimal(0)) + flow.value
    taken: list[tuple[float, float, float]] = []
    rows: list[dict[str, object]] = []
    for code in sorted(sums, key=lambda code: (-sums[code], code)):
        at, name = here.middle(code), voice.entity(code)
        wide = width(name, SIZE - 3)
        if at is None or len(rows) >= _NAMED or wide > 130:
            continue
        x, y = min(max(at[0], wide / 2 + 2), here.width - wide / 2 - 2), at[1] + 11
        if all(abs(y - y2) > 12 or abs(x - x2) > (wide + wide2) / 2 + 3 for x2, y2, wide2 in taken):
            taken.append((x, y, wide))
            rows.append({"x": round(x, 1), "y": round(y, 1), "words": voice.shown(name)})
    small = {"fontSize": SIZE - 3}
    return [
        texts(rows, "center", stroke=PAPER, strokeWidth=2.4, strokeJoin="round", **small),
        texts(rows, "center", **small),
    ]


def _key(drawn: Sequence[Flow], voice: Voice) -> list[Entry]:
    sure = any(not flow.held and not flow.unconfirmed for flow in drawn)
    entries = [Entry(voice.say("confirmed"), stroke=SOLID)] if sure and any(flow.unconfirmed for flow in drawn) else []
    if any(flow.unconfirmed and not flow.held for flow in drawn):
        entries.append(Entry(voice.say("unconfirmed"), stroke=_DOUBTED, dash=(5, 3)))
    if any(flow.held for flow in drawn):
        entries.append(Entry(voice.say("suppressed"), stroke=HELD, dash=(1, 3)))
    return entries


def _widths(most: Decimal, top: float, here: Frame, voice: Voice) -> tuple[list[Json], float]:
    """Three arcs of the key with their numbers: how wide is how much."""
    if not most:
        return [], 0
    step = axis(Decimal(0), most, 1, 4, most == most.to_integral_value()).ticks[1]
    plane = Plane(here.width, voice.mirrored)
    outlines, words, at = [], [], 0.0
    for value in [step * times for times in (1, 2, 4) if step * times <= most] or [most]:
        ends = [plane.x(at), plane.x(at + 44)]
        wide = max(_LEAST, float(value / most) * _WIDEST)
        y = top + 12
        outlines.append(
            feature(
                "Polygon",
                [[list(point) for point in arc((ends[0], y + 6), (ends[1], y + 6), wide).outline]],
                fill=SOLID,
            )
        )
        text = voice.number(value)
        words.append({"x": plane.x(at + 52), "y": y + 2, "words": voice.shown(text)})
        at += 52 + width(text, SIZE) + 22
    return [shapes(outlines, opacity=0.78), texts(words, plane.align)], 34

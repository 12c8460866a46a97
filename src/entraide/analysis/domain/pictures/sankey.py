"""The flow diagram: origin, transit, destination in columns, bands as wide as what flows. Drawn here: Vega-Lite has no such layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from attrs import evolve, frozen

from entraide.analysis.domain.results import Result

from .cells import needed
from .palette import APART, HELD, INK, PAPER, QUIET
from .paths import OTHER, Flow, flows, gathered, summed
from .planes import Plane
from .spec import FONTS, SIZE, WIDTH
from .voice import Voice, width, wrapped

_NODE, _HIGH, _GAP, _LEAST, _TOP, _EDGE, _ROOM = 12, 320, 12, 3.0, 34, 6, 150
_LIGHT: Final = "0.45"
_LATER: Final = "#8fa0a7"
_FAINT: Final = "0.14"


@frozen
class _Node:
    """A State in a column: its height is what flows through it."""

    code: str
    column: int
    top: float
    height: float
    value: Decimal
    held: bool


@frozen
class _Band:
    """A flow between neighbours of columns: where it leaves, where it arrives, how wide it is."""

    start: _Node
    end: _Node
    from_y: float
    to_y: float
    wide: float
    flow: Flow


def sankey(result: Result, voice: Voice, options: Mapping[str, Any]) -> str:
    """The drawing. At most eight States and the others in each column; a withheld flow is a thin broken band."""
    found = gathered(flows(result, "sankey", options), int(options.get("most", 8)))
    columns = len(found[0].stops) if found else 2
    unit = _unit(found, columns)
    nodes = _nodes(found, columns, unit, voice)
    bands = _bands(found, nodes, unit)
    height = max((node.top + node.height for node in nodes.values()), default=float(_TOP + 40)) + 12
    plane = Plane(float(WIDTH), voice.mirrored)
    at = _columns(columns, nodes, voice)
    parts = [_head(result, at, columns, plane, voice)]
    colours = {
        code: APART[n % len(APART)] for n, code in enumerate(node.code for node in nodes.values() if node.column == 0)
    }
    parts += [
        _band(band, at, colours.get(band.start.code, QUIET) if band.start.column == 0 else _LATER, plane, voice)
        for band in bands
    ]
    parts += [_node(node, at, columns, plane, voice) for node in nodes.values()]
    key = _key(found, height + 8, plane, voice)
    height += 26 if key else 0
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:.0f}" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'direction="ltr" font-family="{FONTS}" font-size="{SIZE}">{"".join(parts)}{key}</svg>'
    )


def _columns(columns: int, nodes: Mapping[tuple[int, str], _Node], voice: Voice) -> list[float]:
    """Where columns start, from the side of reading: room for names before the first and after the last."""

    def room(column: int) -> float:
        names = (width("\n".join(_label(node, voice)), SIZE) for node in nodes.values() if node.column == column)
        return max(names, default=0.0) + 8 + _EDGE

    first, last = room(0), WIDTH - room(columns - 1) - _NODE
    return [first + (last - first) * n / (columns - 1) for n in range(columns)]


def _name(code: str, voice: Voice) -> str:
    return voice.say("other") if code == OTHER else voice.entity(code)


def _unit(found: Sequence[Flow], columns: int) -> float:
    """Pixels for one: the fullest column fills the height."""
    total = float(sum((flow.value for flow in found), Decimal(0)))
    most = max((len({flow.stops[n] for flow in found}) for n in range(columns)), default=1)
    return (_HIGH - _GAP * (most - 1)) / total if total else 0.0


def _wide(flow: Flow, unit: float) -> float:
    return _LEAST if flow.held else max(0.8, float(flow.value) * unit)


def _nodes(found: Sequence[Flow], columns: int, unit: float, voice: Voice) -> dict[tuple[int, str], _Node]:
    nodes: dict[tuple[int, str], _Node] = {}
    for column in range(columns):
        codes = {flow.stops[column] for flow in found}
        sums = {code: [flow for flow in found if flow.stops[column] == code] for code in codes}
        order = sorted(
            codes, key=lambda code: (code == OTHER, code == "", -sum(flow.value for flow in sums[code]), code)
        )
        heights = {code: max(_LEAST, sum(_wide(flow, unit) for flow in sums[code])) for code in order}
        line = [
            max(_GAP, 16 * (wrapped(_name(code, voice), _ROOM, SIZE, 2).count("\n") + 1) - heights[code])
            for code in order
        ]
        top = float(_TOP)
        for n, code in enumerate(order):
            value = sum((flow.value for flow in sums[code]), Decimal(0))
            nodes[column, code] = _Node(code, column, top, heights[code], value, any(flow.held for flow in sums[code]))
            top += heights[code] + line[n]
    return nodes


def _bands(found: Sequence[Flow], nodes: Mapping[tuple[int, str], _Node], unit: float) -> list[_Band]:
    left = {key: node.top for key, node in nodes.items()}
    right = dict(left)
    bands = []
    for column in range(len(found[0].stops) - 1 if found else 0):
        pairs = summed(evolve(flow, stops=flow.stops[column : column + 2]) for flow in found)
        ends = {id(flow): (nodes[column, flow.stops[0]], nodes[column + 1, flow.stops[1]]) for flow in pairs}
        leaving: dict[int, float] = {}
        for flow in sorted(pairs, key=lambda flow: (ends[id(flow)][0].top, ends[id(flow)][1].top)):
            leaving[id(flow)] = right[column, flow.stops[0]]
            right[column, flow.stops[0]] += _wide(flow, unit)
        for flow in sorted(pairs, key=lambda flow: (ends[id(flow)][1].top, ends[id(flow)][0].top)):
            start, end = ends[id(flow)]
            bands.append(_Band(start, end, leaving[id(flow)], left[column + 1, flow.stops[1]], _wide(flow, unit), flow))
            left[column + 1, flow.stops[1]] += _wide(flow, unit)
    return bands


def _band(band: _Band, at: Sequence[float], colour: str, plane: Plane, voice: Voice) -> str:
    x0, x1 = plane.x(at[band.start.column] + _NODE), plane.x(at[band.end.column])
    bend = round((x0 + x1) / 2, 1)
    y0, y1, z0, z1 = (round(y, 1) for y in (band.from_y, band.to_y, band.from_y + band.wide, band.to_y + band.wide))
    path = f"M{x0},{y0}C{bend},{y0} {bend},{y1} {x1},{y1}L{x1},{z1}C{bend},{z1} {bend},{z0} {x0},{z0}Z"
    names = " → " if not voice.mirrored else " ← "
    value = voice.say("held") if band.flow.held else voice.number(band.flow.value)
    unsure = f" ({voice.say('unconfirmed')})" if band.flow.unconfirmed else ""
    said = voice.shown(names.join(_name(stop, voice) for stop in band.flow.stops) + voice.colon + value + unsure)
    look = f'fill="{colour}" fill-opacity="{_LIGHT}"'
    if band.flow.held:
        look = f'fill="{PAPER}" stroke="{HELD}" stroke-width="0.8" stroke-dasharray="2,2"'
    elif band.flow.unconfirmed:
        look = f'fill="{colour}" fill-opacity="{_FAINT}" stroke="{colour}" stroke-width="0.8" stroke-dasharray="5,3"'
    return f'<path d="{path}" {look} aria-label={quoteattr(said)}/>'


def _node(node: _Node, at: Sequence[float], columns: int, plane: Plane, voice: Voice) -> str:
    start = at[node.column]
    span = plane.span(start, start + _NODE)
    fill = QUIET if node.code not in (OTHER, "") else "#a9b4b8"
    last = node.column == columns - 1
    inner = 0 < node.column < columns - 1
    value = _sum(node, voice)
    x = plane.x(start + _NODE + 6) if last or inner else plane.x(start - 6)
    align = plane.align if last or inner else plane.against
    halo = f' stroke="{PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"' if inner else ""
    said = voice.shown(_name(node.code, voice) + voice.colon + value)
    box = (
        f'<rect x="{span["x"]}" y="{node.top:.1f}" width="{_NODE}" height="{node.height:.1f}" fill="{fill}" '
        f"aria-label={quoteattr(said)}/>"
    )
    lines = _label(node, voice)
    first = node.top + node.height / 2 - 8 * (len(lines) - 1) + 4.5
    return box + "".join(_text(x, first + 16 * n, voice.shown(line), align, halo) for n, line in enumerate(lines))


def _label(node: _Node, voice: Voice) -> list[str]:
    """The name and the sum, over two lines at most, or a third for the sum where the name fills the last."""
    lines = wrapped(_name(node.code, voice), _ROOM, SIZE, 2).split("\n")
    sum_ = f"({_sum(node, voice)})"
    if width(f"{lines[-1]} {sum_}", SIZE) <= _ROOM + 20:
        return [*lines[:-1], f"{lines[-1]} {sum_}"]
    return [*lines, sum_]


def _sum(node: _Node, voice: Voice) -> str:
    return voice.number(node.value) if node.value or not node.held else voice.say("held")


def _text(x: float, y: float, words: str, align: str, more: str = "") -> str:
    anchor = {"left": "start", "right": "end", "center": "middle"}[align]
    return f'<text x="{x}" y="{y:.1f}" text-anchor="{anchor}" fill="{INK}"{more}>{escape(words)}</text>'


def _head(result: Result, at: Sequence[float], columns: int, plane: Plane, voice: Voice) -> str:
    places = needed(result, "sankey", 2, "entity", "place")[:columns]
    heads = [result.dimensions[place].label.shown_in(voice.language).text for place in places]
    out = []
    for n, head in enumerate(heads):
        align = plane.align if n == columns - 1 else plane.against if n == 0 else "center"
        x = plane.x(at[n] + (_NODE if n == 0 else 0 if n == columns - 1 else _NODE / 2))
        out.append(_text(x, 18, voice.shown(head), align, ' font-weight="bold"'))
    return "".join(out)


def _key(found: Sequence[Flow], y: float, plane: Plane, voice: Voice) -> str:
    """What a broken edge means, as far as there is any."""
    looks = (
        [(voice.say("unconfirmed"), f'stroke="{QUIET}" stroke-dasharray="5,3"')]
        if any(f.unconfirmed for f in found)
        else []
    )
    looks += (
        [(voice.say("suppressed"), f'stroke="{HELD}" stroke-dasharray="2,2"')] if any(f.held for f in found) else []
    )
    out, at = "", float(_EDGE)
    for words, look in looks:
        span = plane.span(at, at + 22)
        out += f'<rect x="{span["x"]}" y="{y - 5:.1f}" width="22" height="10" fill="{PAPER}" {look}/>'
        out += _text(plane.x(at + 29), y + 4.5, voice.shown(words), plane.align)
        at += 29 + width(words, SIZE) + 20
    return out

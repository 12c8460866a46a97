"""The shaded table: States down, questions across, in as many blocks side by side as the page needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from attrs import evolve, frozen

from entraide.analysis.domain.results import Result

from .cells import Cell, labels, needed, said, single, written
from .legends import ROW, hatch_box, hatch_layer, legend, rows_of
from .palette import INK, MISSING, PAPER, SCALE
from .planes import Plane
from .shades import Shades, hatch, shades
from .spec import SIZE, WIDTH, Box, Json, asis, boxes, chart, texts
from .voice import Voice, width, wrapped

_EDGE, _TALL, _LOW, _GAP, _ROWS, _HEAD = 4, 22, 13, 18, 44, 130


@frozen
class _Grid:
    """Where everything stands: `blocks` side by side, each with its own names and heads."""

    rows: Sequence[str]
    columns: Sequence[str]
    per_block: int
    block: float
    names: float
    cell: float
    line: float
    size: float
    head: float

    def place(self, row: int, column: int) -> tuple[float, float]:
        """The start of a cell: across and down."""
        return (row // self.per_block) * (self.block + _GAP) + self.names + column * self.cell, (
            row % self.per_block
        ) * self.line


def heat(result: Result, voice: Voice, options: Mapping[str, Any]) -> Json:
    """The specification: the first dimension goes down, the second across. States stand in the order of the language."""
    needed(result, "heat", 2)
    rows, across = labels(result, 0, voice), labels(result, 1, voice)
    order = voice.ordered(list(rows)) if result.dimensions[0].of == "entity" else list(rows)
    found = single(result, "heat", 0, 1)
    scale = shades(tuple(found.values()), result.indicator)
    grid = _grid([rows[code] for code in order], list(across.values()))
    plane = Plane(WIDTH - 2 * _EDGE, voice.mirrored)
    drawn = {
        (n, m): found.get((row, column), Cell((row, column), None))
        for n, row in enumerate(order)
        for m, column in enumerate(across)
    }
    layers = [*_cells(drawn, grid, plane, scale, voice), *_names(grid, plane, voice)]
    height = grid.per_block * grid.line
    key = [
        evolve(each, hatch="none") if each.fill == MISSING else each
        for each in scale.entries({cell.state for cell in drawn.values()}, voice)
    ]
    layers += legend(key, 0, height + 12, plane.width, voice)
    box = Box(_EDGE, grid.head + 6, _EDGE, 12 + rows_of(key, plane.width, voice) * ROW)
    return chart(plane.width, height, box, layers)


def _grid(rows: Sequence[str], columns: Sequence[str]) -> _Grid:
    blocks = min(4, max(1, ceil(len(rows) / _ROWS)))
    tight = blocks > 1
    size, line = (SIZE - 3, _LOW) if tight else (SIZE, _TALL)
    block = (WIDTH - 2 * _EDGE - _GAP * (blocks - 1)) / blocks
    names = min(block * 0.5, max((width(name, size) for name in rows), default=0) + 6)
    cell = min(46.0, (block - names) / max(1, len(columns)))
    head = min(_HEAD, max((width(name, SIZE - 2) for name in columns), default=0) + 4)
    return _Grid(rows, columns, max(1, ceil(len(rows) / blocks)), block, names, cell, line, size, head)


def _cells(drawn: Mapping[tuple[int, int], Cell], grid: _Grid, plane: Plane, scale: Shades, voice: Voice) -> list[Json]:
    ground, fills, lines, numbers = [], [], [], []
    for n in range(len(grid.rows)):
        at, y = grid.place(n, 0)
        ground.append(
            {**plane.span(at, at + grid.cell * len(grid.columns)), "y": y, "y2": y + grid.line, "fill": MISSING}
        )
    for (n, m), cell in drawn.items():
        if cell.state == "missing":
            continue
        at, y = grid.place(n, m)
        span, fill = plane.span(at, at + grid.cell), scale.fill(cell)
        words = voice.shown(said(cell, (grid.rows[n], grid.columns[m]), voice))
        fills.append({**span, "y": y, "y2": y + grid.line, "fill": fill, "said": words})
        lines += hatch_box(hatch(cell.state), span["x"], y, span["x2"], y + grid.line, 5)
        text = written(cell, voice)
        if cell.state != "held" and grid.line == _TALL and width(text, SIZE - 1) < grid.cell - 2:
            ink = PAPER if fill in SCALE[3:] else INK
            middle = {"x": plane.x(at + grid.cell / 2), "y": y + grid.line / 2 + 1}
            numbers.append({**middle, "words": voice.shown(text), "fill": ink})
    layers = [boxes(ground, stroke=PAPER, strokeWidth=1), boxes(fills, told=True, stroke=PAPER, strokeWidth=1)]
    layers += [hatch_layer(lines)] if lines else []
    if numbers:
        made = texts(numbers, "center", fontSize=SIZE - 1)
        made["encoding"]["color"] = asis("fill")
        layers.append(made)
    return layers


def _names(grid: _Grid, plane: Plane, voice: Voice) -> list[Json]:
    down, heads = [], []
    size = max(7.0, min(SIZE - 2.0, grid.cell - 1))
    for n, name in enumerate(grid.rows):
        at, y = grid.place(n, 0)
        short = wrapped(name, grid.names - 5, grid.size, 1)
        down.append({"x": plane.x(at - 5), "y": y + grid.line / 2 + 1, "words": voice.shown(short)})
    for block in range(ceil(len(grid.rows) / grid.per_block)):
        for m, name in enumerate(grid.columns):
            at, _y = grid.place(block * grid.per_block, m)
            short = wrapped(name, grid.head, size, 1)
            heads.append({"x": plane.x(at + grid.cell / 2), "y": -5, "words": voice.shown(short)})
    turned = {"angle": 90 if voice.mirrored else -90, "fontSize": size}
    return [
        texts(down, plane.against, fontSize=grid.size),
        texts(heads, "right" if voice.mirrored else "left", **turned),
    ]

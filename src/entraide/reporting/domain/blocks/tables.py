"""Tables of results: figures by year, one indicator row by row or crossed, the ladder from reported to value."""

from __future__ import annotations

from entraide.analysis.domain.figures import Figure
from entraide.analysis.domain.results import Result, Row
from entraide.documents.domain.tree import Cell, Run, Runs, Table, plain

from .filling import Filler
from .labels import label
from .material import Step
from .rows import base_key
from .structure import Block

REASONS = ("blank", "confidential", "excluded", "not_applicable", "not_available", "not_collected")
MOST = 60
"""Rows of a table on paper; what is more belongs to an export."""


def table(block: Block, filler: Filler) -> Table | None:
    """The table of a block; None where there is nothing to put in it."""
    if block.source.view == "yearly":
        return _yearly(block, filler)
    result = filler.material.results.get(block.source.indicator)
    if result is None or not result.rows:
        return None
    made = _crossed(result, filler) if len(result.dimensions) == 2 else _plain(result, filler)
    return _captioned(block, filler, made[0], made[1], result.label.shown_in(filler.language).text)


def _captioned(block: Block, filler: Filler, header: list[Cell], rows: list[tuple[Cell, ...]], caption: str) -> Table:
    said = plain(filler.runs(block.said(filler.language))) or caption
    frame = filler.frame
    source = frame.say("source", number=filler.fact("set"), round=filler.fact("round"))
    if len(rows) > MOST:
        source += frame.space + frame.say("rows_left_out", n=frame.number(len(rows) - MOST))
    return Table(said, tuple(header), tuple(rows[:MOST]), source)


def _head(filler: Filler, key: str, numeric: bool = True) -> Cell:
    return Cell((Run(filler.frame.say(f"col_{key}")),), numeric)


def _yearly(block: Block, filler: Filler) -> Table | None:
    """A row a year of every series: the sum, how many gave a figure, the largest share, why others gave none."""
    wanted = [name for name in block.source.params.get("series", "").split(",") if name]
    known = filler.material.results
    results = [known[name] for name in wanted or filler.material.series if name in known]
    rows = [_year(filler, result, row) for result in results for row in result.rows]
    if not rows:
        return None
    heads = [_head(filler, name, name not in ("measure", "missing"))
             for name in ("measure", "year", "sum", "reporters", "largest", "missing")]  # fmt: skip
    return _captioned(block, filler, heads, rows, filler.frame.say("table_caption"))


def _year(filler: Filler, result: Result, row: Row) -> tuple[Cell, ...]:
    stem = row.figure.key.removesuffix(".total")
    reporters = filler.material.figure(f"{stem}.reporters")
    return (
        Cell((Run(result.label.shown_in(filler.language).text),)),
        Cell((Run(row.under[0]),), True),
        Cell(_cell(filler, row.figure), True),
        Cell(_of(filler, reporters, "coverage.replied") if reporters else (Run("–"),), True),
        Cell(_keyed(filler, f"{stem}.largest"), True),
        Cell(_reasons(filler, stem)),
    )


def _cell(filler: Filler, figure: Figure, form: str = "value") -> Runs:
    """A figure in a table: why it is not shown stands under it."""
    return filler.not_shown(figure.held, short=True) if figure.held else filler.printed(figure, form)


def _keyed(filler: Filler, key: str) -> Runs:
    found = filler.material.figure(key)
    return _cell(filler, found) if found else (Run("–"),)


def _of(filler: Filler, figure: Figure, key: str) -> Runs:
    if figure.held:
        return _cell(filler, figure)
    base = filler.led(key, filler.frame.number(figure.base))
    return filler.frame.runs("of", n=filler.led(figure.key, filler.frame.number(figure.value)), base=base)


def _reasons(filler: Filler, stem: str) -> Runs:
    runs: list[Run] = []
    frame = filler.frame
    for reason in REASONS:
        found = filler.material.figure(f"{stem}.missing.{reason}")
        if found is not None:
            lead = frame.comma if runs else ""
            runs += [Run(f"{lead}{frame.say(f'missing_{reason}')}{frame.colon}"), *_cell(filler, found)]
    return tuple(runs)


def _plain(result: Result, filler: Filler) -> tuple[list[Cell], list[tuple[Cell, ...]]]:
    """A row for each row: its values, the number, then N and share, bounds, the largest share, where there are any."""
    figures = [row.figure for row in result.rows]
    based = any(one.base for one in figures)
    bounded = any(one.low is not None for one in figures)
    largest = any(one.largest is not None for one in figures)
    named = [Cell((Run(one.label.shown_in(filler.language).text),)) for one in result.dimensions]
    extra = [("number", True), ("share", based), ("interval", bounded), ("largest", largest)]
    header = [*named, *(_head(filler, name) for name, there in extra if there)]
    rows = []
    for row in result.rows:
        cells = [Cell((Run(label(one, code, filler.frame)),))
                 for one, code in zip(result.dimensions, row.under, strict=True)]  # fmt: skip
        figure = row.figure
        number = _of(filler, figure, base_key(result, figure, filler.material)) if based else _cell(filler, figure)
        cells.append(Cell(number, True))
        forms = [("share", based), ("interval", bounded), ("largest", largest)]
        cells += [Cell(_cell(filler, figure, form), True) for form, there in forms if there]
        rows.append(tuple(cells))
    return header, rows


def _crossed(result: Result, filler: Filler) -> tuple[list[Cell], list[tuple[Cell, ...]]]:
    """Two dimensions: the first down, the second across; a cell that the set does not have is a dash, not a zero."""
    down, across = result.dimensions
    lines = list(dict.fromkeys(row.under[0] for row in result.rows))
    columns = list(dict.fromkeys(row.under[1] for row in result.rows))
    cells = {row.under: row.figure for row in result.rows}
    header = [Cell((Run(down.label.shown_in(filler.language).text),))]
    header += [Cell((Run(label(across, code, filler.frame)),), True) for code in columns]
    rows = [
        (
            Cell((Run(label(down, line, filler.frame)),)),
            *(Cell(_cell(filler, cells[line, one]) if (line, one) in cells else (Run("–"),), True) for one in columns),
        )
        for line in lines
    ]
    return header, rows


def ladder(block: Block, filler: Filler) -> Table:
    """Reported, distinct, all States, undetected, value: in this order, each with its bounds or why it is not given."""
    steps = filler.material.ladders.get(block.source.indicator, ())
    heads = [_head(filler, name, name in ("number", "interval")) for name in ("step", "number", "interval", "how")]
    return _captioned(block, filler, heads, [_step(filler, step) for step in steps], filler.frame.say("ladder_caption"))


def _step(filler: Filler, step: Step) -> tuple[Cell, ...]:
    language = filler.language
    title = step.title.versions.get(language) or filler.frame.say(f"step_{step.name}")
    name = Cell((Run(title),))
    if step.figure is None or step.figure.held:
        why = step.reason.shown_in(language).text
        return (name, Cell((Run(filler.frame.say("not_estimated")),), True), Cell((Run("–"),), True), Cell((Run(why),)))
    how = step.method.shown_in(language).text
    return (
        name, Cell(filler.printed(step.figure), True), Cell(filler.printed(step.figure, "interval"), True),
        Cell((Run(how),)),
    )  # fmt: skip

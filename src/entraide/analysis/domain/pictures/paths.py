"""Flows out of a result: who to whom, how much; three columns or two; what may not be shown apart from what may."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from attrs import evolve, frozen

from entraide.analysis.domain.results import Result

from .cells import Cell, cells, needed

OTHER: Final = "*"
"""The code of everybody beyond the first eight."""


@frozen
class Flow:
    """One path through the columns. `value` is 0 where it is held."""

    stops: tuple[str, ...]
    value: Decimal
    held: bool = False
    unconfirmed: bool = False


def flows(result: Result, kind: str, options: Mapping[str, Any]) -> tuple[Flow, ...]:
    """Every row with a value or held. Unconfirmed: those of a dimension named `confirmed` whose value is `no`, and the paths in
    `options["unconfirmed"]`.
    """
    places = needed(result, kind, 2, "entity", "place")[:3]
    sure = next((n for n, dimension in enumerate(result.dimensions) if dimension.name == "confirmed"), None)
    doubted = {tuple(path) for path in options.get("unconfirmed", ())}
    found = []
    for row in cells(result):
        stops = tuple(row.under[place] for place in places)
        unsure = stops in doubted or (sure is not None and row.under[sure] in ("no", "unconfirmed", "false", "0"))
        if row.state == "held" or row.value > 0:
            found.append(Flow(stops, row.value, row.state == "held", unsure))
    return summed(found)


def summed(found: Iterable[Flow]) -> tuple[Flow, ...]:
    """Paths that are the same but for what is not drawn are added; largest first."""
    sums: dict[tuple[tuple[str, ...], bool, bool], Decimal] = {}
    for flow in found:
        key = (flow.stops, flow.held, flow.unconfirmed)
        sums[key] = sums.get(key, Decimal(0)) + flow.value
    made = [Flow(stops, value, held, unsure) for (stops, held, unsure), value in sums.items()]
    return tuple(sorted(made, key=lambda flow: (-flow.value, flow.stops, flow.held, flow.unconfirmed)))


def legs(found: Iterable[Flow]) -> tuple[Flow, ...]:
    """Each path as steps from one State to the next; a stop that is not known is passed over."""
    steps = []
    for flow in found:
        known = [stop for stop in flow.stops if stop]
        steps += [evolve(flow, stops=pair) for pair in itertools.pairwise(known)]
    return summed(steps)


def gathered(found: tuple[Flow, ...], most: int = 8) -> tuple[Flow, ...]:
    """The largest `most` of each column by name, all the others as one."""
    columns = len(found[0].stops) if found else 0
    kept: list[set[str]] = []
    for column in range(columns):
        sums: dict[str, Decimal] = {}
        for flow in found:
            sums[flow.stops[column]] = sums.get(flow.stops[column], Decimal(0)) + flow.value
        order = sorted(sums, key=lambda code: (-sums[code], code))
        kept.append(set(order if len(order) <= most + 1 else order[:most]))
    return summed(
        evolve(flow, stops=tuple(stop if stop in kept[n] else OTHER for n, stop in enumerate(flow.stops)))
        for flow in found
    )


def shown_cells(result: Result) -> tuple[Cell, ...]:
    """Rows that have something to show or to hold back."""
    return tuple(row for row in cells(result) if row.state in ("value", "held"))

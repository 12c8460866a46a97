"""What changed from one set of a round to another: which replies, and which figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from ..figures import Figure
from ..results import Result
from .shapes import Tables

How = Literal["new", "changed", "withdrawn"]


@frozen
class ReplyChange:
    """A reply that is in one set and not, or not so, in the other. The numbers are its versions, 0 for none."""

    entity: str
    how: How
    was: int
    now: int
    cells: int
    """How many answers differ."""


@frozen
class FigureChange:
    """A figure that differs; None where it is in one set only."""

    key: str
    indicator: str
    was: Figure | None
    now: Figure | None


@frozen
class Difference:
    """Everything that differs between two sets."""

    replies: tuple[ReplyChange, ...]
    figures: tuple[FigureChange, ...]


def replies_changed(before: Tables, after: Tables) -> tuple[ReplyChange, ...]:
    """Which replies are new, changed or withdrawn, by entity."""
    was, now = _replies(before), _replies(after)
    first, last = _cells(before), _cells(after)
    found = []
    for entity in sorted(was.keys() | now.keys()):
        if was.get(entity) != now.get(entity):
            cells = first.get(entity, {}).items() ^ last.get(entity, {}).items()
            how: How = "new" if entity not in was else "withdrawn" if entity not in now else "changed"
            versions = was.get(entity, (0,))[0], now.get(entity, (0,))[0]
            found.append(ReplyChange(entity, how, *versions, len({path for path, _told in cells})))
    return tuple(found)


def _replies(tables: Tables) -> dict[str, tuple[int, ...]]:
    rows = tables["replies"].select(["entity", "number", "submission", "accepted"]).to_pylist()
    return {row["entity"]: (row["number"], row["submission"], int(row["accepted"])) for row in rows}


def _cells(tables: Tables) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    columns = ["entity", "path", "value", "missing", "flags", "source", "comment", "audience"]
    for row in tables["answers"].select(columns).to_pylist():
        found.setdefault(row["entity"], {})[row["path"]] = tuple(row[name] for name in columns[2:])
    return found


def figures_changed(before: Mapping[str, Result], after: Mapping[str, Result]) -> tuple[FigureChange, ...]:
    """Which figures differ in what they say: value, base, bounds, or whether they may be told."""
    was, now = _figures(before), _figures(after)
    return tuple(
        FigureChange(key, (now.get(key) or was[key])[0], _of(was, key), _of(now, key))
        for key in dict.fromkeys([*now, *was])
        if _said(_of(was, key)) != _said(_of(now, key))
    )


def _figures(results: Mapping[str, Result]) -> dict[str, tuple[str, Figure]]:
    return {row.figure.key: (name, row.figure) for name, result in results.items() for row in result.rows}


def _of(figures: Mapping[str, tuple[str, Figure]], key: str) -> Figure | None:
    return figures[key][1] if key in figures else None


def _said(figure: Figure | None) -> tuple[object, ...] | None:
    return (figure.value, figure.base, figure.held, figure.low, figure.high) if figure else None

"""What is known of every State that was asked, whether it replied or not: the only ground on which silent ones can be judged."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from attrs import frozen

from .draws import Floats


@frozen
class State:
    """One State that was asked. `facts` are numbers known of it (income per head …), logged when they are positive."""

    entity: str
    group: str = ""
    language: str = ""
    untoc: bool = False
    unesco_1970: bool = False
    answered_last: bool = False
    facts: Mapping[str, float] = {}


@frozen
class Design:
    """A row for each State in the order of `entities`, a standardised column for each covariate; those that tell nothing left out."""

    entities: tuple[str, ...]
    groups: tuple[str, ...]
    columns: tuple[str, ...]
    matrix: Floats

    def at(self, entities: Iterable[str]) -> np.ndarray:
        """The rows of these States, as a mask."""
        wanted = set(entities)
        return np.array([entity in wanted for entity in self.entities], dtype=bool)


def design(asked: Sequence[State]) -> Design:
    """The design matrix, in the order of the States' codes whatever order they came in."""
    rows = sorted(asked, key=lambda row: row.entity)
    raw: dict[str, list[float]] = {}
    for group in sorted({row.group for row in rows})[1:]:
        raw[f"group.{group}"] = [float(row.group == group) for row in rows]
    for language in sorted({row.language for row in rows})[1:]:
        raw[f"language.{language}"] = [float(row.language == language) for row in rows]
    raw["untoc"] = [float(row.untoc) for row in rows]
    raw["unesco_1970"] = [float(row.unesco_1970) for row in rows]
    raw["answered_last"] = [float(row.answered_last) for row in rows]
    for name in sorted({name for row in rows for name in row.facts}):
        raw.update(_fact(name, rows))
    standard = {name: column for name, values in raw.items() if (column := _standard(values)) is not None}
    matrix = np.column_stack(list(standard.values())) if standard else np.zeros((len(rows), 0))
    return Design(tuple(r.entity for r in rows), tuple(r.group for r in rows), tuple(standard), matrix)


def _fact(name: str, rows: Sequence[State]) -> dict[str, list[float]]:
    """A number known of some; of whom it is not known is a column of its own, and the number stands at the mean."""
    said = [_logged(row.facts.get(name)) for row in rows]
    known = [value for value in said if value is not None]
    mean = sum(known) / len(known) if known else 0.0
    return {
        name: [mean if value is None else value for value in said],
        f"{name}.unknown": [float(value is None) for value in said],
    }


def _logged(value: float | None) -> float | None:
    if value is None or not math.isfinite(value):
        return None
    return math.log(value) if value > 0 else value


def _standard(values: Sequence[float]) -> Floats | None:
    column = np.asarray(values, dtype=float)
    spread = float(column.std())
    return (column - column.mean()) / spread if spread > 1e-12 else None

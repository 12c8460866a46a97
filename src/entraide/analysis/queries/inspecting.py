"""A figure followed back, what is wrong in a set, what changed between two, and who has withdrawn since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
from attrs import frozen

from entraide.collection import queries as rounds
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, Problem

from .. import keeping, policies
from ..domain import sets
from ..domain.figures import Figure
from ..domain.frozen import thaw
from ..domain.results import Result, Row
from ..models import FrozenSet
from .results import place, results


@frozen
class Traced:
    """A figure with its indicator and, as far as the reader may see, whose replies stand in it (entity → submission)."""

    result: Result
    row: Row
    replies: Mapping[str, int]

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return self.row.figure


@frozen
class Said:
    """A finding of a set: what is wrong and whether sums leave it out; entity and path empty for the whole set."""

    problem: Problem
    entity: str
    path: str
    excluded: bool


@frozen
class Mark:
    """A reply that stands in a set and was withdrawn or replaced since: the set does not change, it is marked."""

    entity: str
    submission: int
    how: str


def traced(actor: Actor, set_id: int, key: str) -> Traced:
    """The figure with this key; NotHere when the set has none."""
    for result in results(actor, set_id).values():
        for row in result.rows:
            if row.figure.key == key:
                whose = _entities(policies.access_results(actor, set_id)) if row.figure.submissions else {}
                return Traced(result, row, {whose[one]: one for one in row.figure.submissions if one in whose})
    raise NotHere


def _table(row: FrozenSet, name: str) -> pa.Table:
    where, _form = place(row)
    if isinstance(where, Path):
        return sets.from_parquet((where / f"{name}.parquet").read_bytes(), name)
    return where[name]


def _entities(row: FrozenSet) -> dict[int, str]:
    rows = _table(row, "replies").select(["submission", "entity"]).to_pylist()
    return {one["submission"]: one["entity"] for one in rows}


def findings_of(actor: Actor, set_id: int) -> tuple[Said, ...]:
    """What is wrong in a set, for the secretariat: it names States."""
    rows = _table(policies.access_frozen_set(actor, set_id), "findings").to_pylist()
    return tuple(
        Said(
            Problem(row["code"], json.loads(row["params_json"]), row["path"]),
            row["entity"],
            row["path"],
            row["excluded"],
        )
        for row in rows
    )


def marks(actor: Actor, set_id: int) -> tuple[Mark, ...]:
    """The replies of a set that no longer stand, by entity; for the secretariat."""
    row = policies.access_frozen_set(actor, set_id)
    standing = rounds.standing_submissions(actor, row.round_id)
    return tuple(
        Mark(entity, submission, "replaced" if entity in standing else "withdrawn")
        for submission, entity in sorted(_entities(row).items(), key=lambda pair: pair[1])
        if standing.get(entity) != submission
    )


def difference(actor: Actor, before_id: int, after_id: int) -> sets.Difference:
    """What changed from one set to another of the same round, for the secretariat; NotHere for sets of two rounds."""
    before, after = (policies.access_frozen_set(actor, one) for one in (before_id, after_id))
    if before.round_id != after.round_id:
        raise NotHere
    return sets.Difference(
        sets.replies_changed(_tables(before), _tables(after)),
        sets.figures_changed(results(actor, before_id), results(actor, after_id)),
    )


def _tables(row: FrozenSet) -> Mapping[str, pa.Table]:
    if keeping.has_tables(row):
        return {name: _table(row, name) for name in ("replies", "answers")}
    made = thaw(keeping.manifest_of(row))
    return sets.tables(made, place(row)[1])

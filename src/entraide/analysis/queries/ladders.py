"""The ladder of each headline indicator of a set: how what was reported becomes more than what was reported, or why not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from entraide.kernel.actor import Actor

from .. import policies
from ..domain.estimates import Given, Ladder, State, ladder
from ..models import FrozenSet
from .results import place

Where = Path | Mapping[str, pa.Table]


def ladders(actor: Actor, set_id: int) -> tuple[Ladder, ...]:
    """One for each yearly series (its last year with an answer), in the order of the paper. For the secretariat."""
    row = policies.access_frozen_set(actor, set_id)
    where = place(row)[0]
    asked = states_of(where, _answered_before(row))
    known = {state.entity for state in asked}
    return tuple(
        ladder(f"{stem}.{year}.total", stem, asked, given, row.content_hash)
        for (stem, year), given in _headlines(where, known).items()
    )


def states_of(where: Where, before: frozenset[str]) -> tuple[State, ...]:
    """The States that were asked, with what is known of each; `before` are those that answered the round before."""
    return tuple(
        State(
            one["entity"], one["grp"], one["language"], bool(one["party_untoc"]), bool(one["party_1970"]),
            one["entity"] in before,
        )
        for one in rows_of(where, "asked")
        if one["grp"]
    )  # fmt: skip


def _headlines(where: Where, states: set[str]) -> dict[tuple[str, int], list[Given]]:
    """Of each series its last year in which a State gave a number that is sound."""
    places = {one["name"]: one["place"] for one in rows_of(where, "questions")}
    found: dict[tuple[str, int], list[Given]] = {}
    order: dict[str, tuple[int, int]] = {}
    for one in rows_of(where, "answers"):
        if one["stem"] and one["year"] and one["number"] is not None and one["sound"] is not False:
            found.setdefault((one["stem"], one["year"]), []).append(
                Given(one["entity"], one["number"], one["submission"])
            )
            order[one["stem"]] = max(order.get(one["stem"], (0, 0)), (one["year"], places.get(one["name"], 0)))
    last = [(stem, year) for stem, year in found if order[stem][0] == year]
    return {key: found[key] for key in sorted(last, key=lambda key: (order[key[0]][1], key))}


def _answered_before(row: FrozenSet) -> frozenset[str]:
    """Who replied in the last round that was frozen before this set was."""
    earlier = FrozenSet.objects.exclude(round=row.round_id).filter(frozen_at__lt=row.frozen_at)
    last = earlier.order_by("frozen_at", "pk").last()
    return frozenset(one["entity"] for one in rows_of(place(last)[0], "replies")) if last else frozenset()


def rows_of(where: Where, table: str) -> list[dict[str, Any]]:
    """The rows of a table of a set, by column; the caller has asked whether they may be read."""
    found = pq.read_table(where / f"{table}.parquet") if isinstance(where, Path) else where[table]
    rows: list[dict[str, Any]] = found.to_pylist()
    return rows

"""The ladder of each headline indicator of a set: how what was reported becomes more than what was reported, or why not."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen

from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience

from .. import keeping, policies
from ..domain import sets
from ..domain.estimates import Given, Headline, Ladder, State, headlines, ladder, may_print, read, trust
from ..domain.money import Rate, Rates
from ..models import FrozenSet
from .results import place

Where = Path | Mapping[str, pa.Table]
FURTHER: Final = ("aggregate", "parties", "members", "public")
"""Audiences whose reports may enter totals that others read."""
_KEPT: Final = 12
_ladders: OrderedDict[tuple[str, frozenset[str], Audience, frozenset[str] | None], tuple[Ladder, ...]] = OrderedDict()
_lock = Lock()


def ladders(
    actor: Actor, set_id: int, audience: Audience = Audience.SECRETARIAT, wanted: frozenset[str] | None = None
) -> tuple[Ladder, ...]:
    """One for each yearly series (its last year with an answer), in the order of the paper, then those over case records: every
    kind in every year; of them those `wanted` by indicator. For the secretariat. For a paper for another `audience` the case
    reports that may enter its totals count, and nothing where one reporter's number would follow; series are held by whoever
    prints them.
    """
    row = policies.access_frozen_set(actor, set_id)
    before = _answered_before(row)
    key = (row.content_hash, before, audience, wanted)
    with _lock:
        if key in _ladders:
            _ladders.move_to_end(key)
            return _ladders[key]
    found = ladders_over(_Set(place(row)[0], row.content_hash, before, linkage_of(row)), audience, wanted)
    with _lock:
        _ladders[key] = found
        while len(_ladders) > _KEPT:
            _ladders.popitem(last=False)
    return found


def ladder_names(actor: Actor, set_id: int, audience: Audience = Audience.SECRETARIAT) -> tuple[str, ...]:
    """The indicators that have a ladder, in the same order, without climbing any. For the secretariat."""
    row = policies.access_frozen_set(actor, set_id)
    of = _Set(place(row)[0], row.content_hash, said=linkage_of(row))
    known = frozenset(state.entity for state in states_of(of.where, frozenset()))
    series = (f"{stem}.{year}" for stem, year in _headlines(of.where))
    return (*series, *(one.indicator for one in _of_cases(of, known, audience)))


@frozen
class _Set:
    """The tables of a set, its hash, who answered the round before, and what the linking said of itself."""

    where: Where
    content_hash: str
    before: frozenset[str] = frozenset()
    said: Mapping[str, str] = {}


def ladders_over(
    of: _Set, audience: Audience = Audience.SECRETARIAT, wanted: frozenset[str] | None = None
) -> tuple[Ladder, ...]:
    """The same over the tables of a set."""
    asked = states_of(of.where, of.before)
    known = frozenset(state.entity for state in asked)
    of_series = (
        ladder(name, stem, asked, given, of.content_hash)
        for (stem, year), given in _headlines(of.where).items()
        if (name := f"{stem}.{year}") and (wanted is None or name in wanted)
    )
    if wanted is not None and not any(name.startswith("cases.") for name in wanted):
        return tuple(of_series)
    of_cases = (
        ladder(one.indicator, one.unit, asked, one.given, of.content_hash, cases=one.cases)
        for one in _of_cases(of, known, audience)
        if wanted is None or one.indicator in wanted
    )
    return (*of_series, *of_cases)


def _of_cases(of: _Set, known: frozenset[str], audience: Audience) -> tuple[Headline, ...]:
    cases = columns_of(of.where, "cases")
    if not cases["record"]:
        return ()
    linked = read(cases, columns_of(of.where, "links"))
    told = trust(linked, of.said)
    if audience is Audience.SECRETARIAT:
        return headlines(linked, told, known, _rates(of.where))
    counts = (record for record, to in zip(cases["record"], cases["audience"], strict=True) if to in FURTHER)
    keeping = _keeping(cases, audience)
    found = headlines(linked.only(frozenset(counts)), told, known, _rates(of.where))
    return tuple(one for one in found if may_print(one, keeping))


def _rates(where: Where) -> Rates | None:
    rates = [
        Rate(one["currency"], date.fromisoformat(one["date"]), one["per_usd"], one["source"])
        for one in rows_of(where, "rates")
    ]
    return Rates(rates) if rates else None


def _keeping(cases: Mapping[str, list[Any]], audience: Audience) -> frozenset[int]:
    """The records that were not given to the audience one by one."""
    widths = zip(cases["record"], cases["width"], strict=True)
    return frozenset(record for record, width in widths if width < audience.width)


def linkage_of(row: FrozenSet) -> Mapping[str, str]:
    """What the manifest of a set says of the linking of its case records; empty for a set without."""
    said = sets.facts_of(keeping.manifest_of(row)).get("linkage", {}) if keeping.has_tables(row) else {}
    return {str(name): str(value) for name, value in said.items()} if isinstance(said, Mapping) else {}


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


def _headlines(where: Where) -> dict[tuple[str, int], list[Given]]:
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
    rows: list[dict[str, Any]] = _table(where, table).to_pylist()
    return rows


def columns_of(where: Where, table: str) -> dict[str, list[Any]]:
    """The same, column by column."""
    columns: dict[str, list[Any]] = _table(where, table).to_pydict()
    return columns


def _table(where: Where, table: str) -> pa.Table:
    if not isinstance(where, Path):
        return where[table]
    return pq.read_table(where / f"{table}.parquet")

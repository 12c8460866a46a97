"""Entries read for pages in one question to the database, whatever hangs on them: the ORM would ask once for each kind of row.

Row-level security answers each part of the question for the reader, as it does for the ORM: what is not for them is not there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from attrs import frozen
from django.db import connection

from entraide.foundation.kept.rows import rows_kept
from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.text import Text
from entraide.reference.domain.entities import ordered

from . import policies
from .domain.record import Record
from .rows import SCALARS

_WHOLE: Final = """
SELECT (to_jsonb(a) || jsonb_build_object(
    'procedure', (SELECT p.content FROM directory_procedure p WHERE p.authority_id = a.id),
    'reaches', (SELECT coalesce(jsonb_agg(to_jsonb(r) ORDER BY r.position, r.id), '[]') FROM directory_reach r WHERE r.authority_id = a.id),
    'designations', (SELECT coalesce(jsonb_agg(to_jsonb(d) ORDER BY d.dated, d.id), '[]')
                     FROM directory_designation d WHERE d.authority_id = a.id)))::text
FROM directory_authority a WHERE a.id = ANY(%s)"""
_LINES: Final = """
SELECT jsonb_build_object(
    'id', a.id, 'entity', a.entity, 'name', a.name, 'original_name', a.original_name, 'kind', a.kind, 'functions', a.functions,
    'state', a.state, 'confirmed_on', a.confirmed_on, 'audience', a.audience, 'invented', a.invented,
    'reaches', (SELECT coalesce(jsonb_agg(to_jsonb(r) ORDER BY r.position, r.id), '[]')
                FROM directory_reach r WHERE r.authority_id = a.id AND r.kind = 'post'))::text
FROM directory_authority a WHERE a.id = ANY(%s)"""
_PLACES: Final = """
SELECT id, entity FROM directory_authority
WHERE (state <> 'withdrawn' OR entity = %(entity)s OR %(staff)s) AND (%(function)s::jsonb IS NULL OR functions @> %(function)s::jsonb)
ORDER BY id"""
_OTHERS: Final = """
SELECT id, name::text, original_name FROM directory_authority
WHERE entity = %(of)s AND id <> %(but)s AND (state <> 'withdrawn' OR entity = %(entity)s OR %(staff)s) ORDER BY id"""


@frozen
class Loaded:
    """An entry as it stands in the tables: its record, how it stands, the rows of its acts."""

    id: int
    record: Record
    state: str
    confirmed_on: date | None
    audience: Audience
    changed_at: datetime | None
    version: int
    acts: tuple[Mapping[str, Any], ...]
    told: str = ""
    """All of it, as the database told it to this reader."""

    @property
    def entity(self) -> str:
        """The State or organisation."""
        return self.record.entity


def whole(ids: Sequence[int]) -> tuple[Loaded, ...]:
    """These entries with all that is not a person, in this order; those that the reader may not see are left out."""
    return _asked(_WHOLE, ids)


def lines(ids: Sequence[int]) -> tuple[Loaded, ...]:
    """The same with what a list shows: names, what they are and are competent for, the city, how they stand."""
    return _asked(_LINES, ids)


def _asked(question: str, ids: Sequence[int]) -> tuple[Loaded, ...]:
    with connection.cursor() as cursor:
        cursor.execute(question, [list(ids)])
        found = {row["id"]: (row, text) for row, text in ((json.loads(text), text) for (text,) in cursor.fetchall())}
    return tuple(_loaded(*found[one]) for one in ids if one in found)


def _loaded(row: Mapping[str, Any], told: str) -> Loaded:
    reaches = [{**one, "public": one["audience"] == Audience.PUBLIC} for one in row["reaches"]]
    given = {name: row[name] for name in (*SCALARS, "languages", "networks", "cultural") if name in row}
    record = Record.from_json({
        **given, "entity": row["entity"], "name": row["name"], "functions": row["functions"], "reaches": reaches,
        "procedure": row.get("procedure"),
    })  # fmt: skip
    return Loaded(
        row["id"], record, row["state"], _day(row["confirmed_on"]), Audience(row["audience"]), _moment(row.get("changed_at")),
        row.get("version", 1), tuple(row.get("designations", ())), told,
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def places(actor: Actor, function: str = "", entities: Iterable[str] | None = None) -> tuple[int, ...]:
    """The numbers of the entries that a reader sees, by State in the order of the page's language; found anew after a change."""
    found = rows_kept(f"directory places {function}", actor, lambda: _places(actor, function))
    if entities is None:
        return tuple(number for number, _entity in found)
    wanted = frozenset(entities)
    return tuple(number for number, entity in found if entity in wanted)


def _places(actor: Actor, function: str) -> tuple[tuple[int, str], ...]:
    asked = json.dumps([{"function": function}]) if function else None
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, {"entity": actor.entity, "staff": actor.staff, "function": asked})
        rows: list[tuple[int, str]] = cursor.fetchall()
    order = {code: place for place, code in enumerate(ordered({entity for _number, entity in rows}, page_language()))}
    return tuple(sorted(rows, key=lambda row: (order[row[1]], row[0])))


def others(actor: Actor, entity: str, but: int) -> tuple[tuple[int, Text], ...]:
    """The other entries of a State, by number and name."""
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS, {"of": entity, "but": but, "entity": actor.entity, "staff": actor.staff})
        rows = cursor.fetchall()
    return tuple(
        (number, Text.from_json(json.loads(name)) or Text.of("en", en=original)) for number, name, original in rows
    )


def seen(actor: Actor, one: Loaded) -> bool:
    """Whether the policies let this person see an entry that the database gave."""
    withdrawn = one.state == "withdrawn" and not policies.may_see_history(actor, one.entity)
    return not withdrawn and actor.admits(one.audience, one.entity)

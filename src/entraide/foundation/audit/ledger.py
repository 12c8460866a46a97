"""The append-only ledger: each entry carries the hash of the one before it, so a change or a gap breaks the chain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from attrs import frozen
from django.db import connection
from psycopg.types.json import Jsonb

from entraide.kernel.actor import Actor

from .models import Entry

GENESIS = "0" * 64


def canonical(content: dict[str, Any]) -> str:
    """The canonical JSON of an entry: what is hashed after the previous hash and a line feed."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(previous: str, content: dict[str, Any]) -> str:
    """SHA-256 over the previous hash and the canonical JSON of the entry."""
    return hashlib.sha256(f"{previous}\n{canonical(content)}".encode()).hexdigest()


def content(entry: Entry) -> dict[str, Any]:
    """What of an entry is hashed: all of it but the two hashes and the running number."""
    return {
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "person": entry.person,
        "name": entry.name,
        "roles": entry.roles,
        "verb": entry.verb,
        "object_type": entry.object_type,
        "object_id": entry.object_id,
        "entity": entry.entity,
        "detail": entry.detail,
    }


def append(
    actor: Actor,
    verb: str,
    at: datetime,
    object_type: str,
    object_id: str,
    entity: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Add an entry inside the action's transaction, in one round trip.

    The function `audit_append` holds a lock until that transaction ends, one writer at a time: or two entries would name the
    same predecessor.
    """
    roles = "system" if actor.system else " ".join(sorted(actor.roles))
    entry = Entry(
        at=at, person=actor.person_id, name=actor.name, roles=roles, verb=verb, object_type=object_type,
        object_id=object_id, entity=entity, detail=json.loads(json.dumps(detail or {}, default=str)),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_append(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                entry.at, entry.person, entry.name, entry.roles, entry.verb, entry.object_type, entry.object_id,
                entry.entity, Jsonb(entry.detail), canonical(content(entry)),
            ],
        )  # fmt: skip


@frozen
class Break:
    """Where the chain does not hold. `reason` is `changed`, `missing` (the entry before it) or `cut` (the tail is gone)."""

    entry: int
    reason: str


def first_break(entries: Iterable[Entry], previous: str = GENESIS) -> Break | None:
    """Walk the chain from the hash `previous`; the first entry that was changed, or whose predecessor is missing."""
    for entry in entries:
        if entry.previous != previous:
            return Break(entry.id, "missing")
        if digest(previous, content(entry)) != entry.hash:
            return Break(entry.id, "changed")
        previous = entry.hash
    return None

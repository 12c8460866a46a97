"""The append-only ledger: each entry carries the hash of the one before it, so a change or a gap breaks the chain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from attrs import frozen
from django.db import connection

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Actor

from .models import Entry

GENESIS = "0" * 64
_LOCK = 0x656E7472  # "entr": one writer at a time, or two entries would name the same predecessor


def digest(previous: str, content: dict[str, Any]) -> str:
    """SHA-256 over the previous hash and the canonical JSON of the entry."""
    line = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{line}".encode()).hexdigest()


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
    """Add an entry inside the action's transaction. The ledger is the system's own: a State could not read its head."""
    roles = "system" if actor.system else " ".join(sorted(actor.roles))
    entry = Entry(
        at=at, person=actor.person_id, name=actor.name, roles=roles, verb=verb, object_type=object_type,
        object_id=object_id, entity=entity, detail=json.loads(json.dumps(detail or {}, default=str)),
    )  # fmt: skip
    with acting_as(SYSTEM):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = Entry.objects.order_by("-id").values_list("hash", flat=True).first()
        entry.previous = last or GENESIS
        entry.hash = digest(entry.previous, content(entry))
        entry.save(force_insert=True)


@frozen
class Break:
    """Where the chain does not hold."""

    entry: int
    reason: str


def first_break(entries: Iterable[Entry]) -> Break | None:
    """Walk the chain; the first entry that was changed, or whose predecessor is missing."""
    previous = GENESIS
    for entry in entries:
        if entry.previous != previous:
            return Break(entry.id, "the entry before it is missing or was replaced")
        if digest(previous, content(entry)) != entry.hash:
            return Break(entry.id, "its content is not what was written")
        previous = entry.hash
    return None

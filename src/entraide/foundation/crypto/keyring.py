"""Data keys: made on first use, read as the system, kept unwrapped in this process for half a minute.

A key is remembered under its own identity, so a key whose transaction was rolled back can never stand in for another.
Which key is the current one is asked of the database at every sealing: a seal under a key that is gone would be lost.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID, uuid4

from attrs import field, frozen
from django.db import transaction

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM

from .envelope import KEY_BYTES, NoLongerReadable, Tampered, bound, unwrap, wrap
from .masters import masters
from .models import CURRENT, DataKey

SEAL, FINGER = "seal", "finger"
REMEMBERED_FOR = 30.0
"""Seconds for which a process may go on opening what another has just shredded."""


@frozen
class Key:
    """A data key, unwrapped."""

    id: UUID
    entity: str
    version: int
    secret: bytes = field(repr=False)


_known: dict[UUID, tuple[float, Key]] = {}
_current: ContextVar[dict[tuple[str, str], Key] | None] = ContextVar("entraide_current_keys", default=None)


class UnknownMaster(Exception):
    """A data key is wrapped by a master key that this process was not given."""


def said_of(row: DataKey) -> bytes:
    """What a wrapped key is bound to."""
    return bound("entraide.key.1", row.id.bytes, row.entity, row.kind, str(row.version))


def unwrapped(row: DataKey) -> Key:
    """Its key. Raises NoLongerReadable for a shredded one, UnknownMaster, Tampered."""
    if row.shredded_at is not None:
        raise NoLongerReadable(str(row))
    master = next((one for one in masters() if one.id == row.master), None)
    if master is None:
        raise UnknownMaster(
            f"The key {row} is wrapped by the master key {row.master}, which is not among those given."
            " Add it to ENTRAIDE_MASTER_KEY (or to the file master-key in the data folder), after the first."
        )
    return Key(row.id, row.entity, row.version, unwrap(bytes(row.wrapped), master.secret, said_of(row)))


def _remember(key: Key) -> Key:
    _known[key.id] = (time.monotonic() + REMEMBERED_FOR, key)
    return key


def forget() -> None:
    """Drop what is remembered here: after rotation and shredding, at once."""
    _known.clear()


def _remembered(key_id: UUID) -> Key | None:
    until, key = _known.get(key_id, (0.0, None))
    if time.monotonic() < until:
        return key
    _known.pop(key_id, None)
    return None


def key_by_id(key_id: UUID) -> Key:
    """The key of an envelope. Raises NoLongerReadable, Tampered (no such key), UnknownMaster."""
    if found := _remembered(key_id):
        return found
    with acting_as(SYSTEM):
        row = DataKey.objects.filter(pk=key_id).first()
    if row is None:
        raise Tampered("no such key")
    return _remember(unwrapped(row))


def warm(key_ids: Iterable[UUID]) -> None:
    """Read the keys of a whole list in one query; those that cannot be had are left for `key_by_id` to complain of."""
    missing = {key_id for key_id in key_ids if _remembered(key_id) is None}
    if not missing:
        return
    with acting_as(SYSTEM):
        rows = list(DataKey.objects.filter(pk__in=missing, shredded_at__isnull=True))
    for row in rows:
        _remember(unwrapped(row))


def make(entity: str, kind: str, version: int) -> DataKey:
    """A new key, not yet saved."""
    master = masters()[0]
    row = DataKey(id=uuid4(), entity=entity, kind=kind, version=version, master=master.id)
    row.wrapped = wrap(secrets.token_bytes(KEY_BYTES), master.secret, said_of(row))
    return row


def current(entity: str, kind: str = SEAL) -> Key:
    """The key that seals now, made on first use. Two who make the first one at once agree on one."""
    held = _current.get()
    if held is not None and (entity, kind) in held:
        return held[entity, kind]
    with acting_as(SYSTEM):
        row = _current_row(entity, kind)
        if row is None:
            last = DataKey.objects.filter(entity=entity, kind=kind).order_by("-version").first()
            version = last.version + 1 if last else 1
            DataKey.objects.bulk_create([make(entity, kind, version)], ignore_conflicts=True)
            row = _current_row(entity, kind)
    if row is None:  # pragma: no cover - the conflict was with a row that is gone again
        raise UnknownMaster(f"No key could be made for {entity or 'the secretariat'}; try again.")
    key = _remembered(row.id) or _remember(unwrapped(row))
    if held is not None:
        held[entity, kind] = key
    return key


def _current_row(entity: str, kind: str) -> DataKey | None:
    return DataKey.objects.filter(CURRENT, entity=entity, kind=kind).first()


def existing(kind: str) -> tuple[Key, ...]:
    """The current key of every State that has one: what a search over all States asks for. One query."""
    with acting_as(SYSTEM):
        rows = list(DataKey.objects.filter(CURRENT, kind=kind))
    return tuple(_remembered(row.id) or _remember(unwrapped(row)) for row in rows)


@contextmanager
def many() -> Iterator[None]:
    """For imports: inside, the current key of each State is asked of the database once, in one transaction."""
    token = _current.set({})
    try:
        with transaction.atomic():
            yield
    finally:
        _current.reset(token)

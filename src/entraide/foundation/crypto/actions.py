"""Turning keys: a new version, old fields brought under it, another master key, and the end of a State's keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from attrs import frozen
from django.db import transaction
from django.db.models import BinaryField, F
from django.db.models.functions import Substr

from entraide.foundation.actions import Act, WroteNothing, action
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.problems import refuse

from . import envelope, keyring, policies
from .fields import SEALED, SealedField, open_
from .masters import masters
from .models import CURRENT, DataKey

BATCH = 500
_LONGEST_REASON = 300


@action("crypto.key.rotated")
def rotate(act: Act, entity: str) -> int:
    """A new version of the State's sealing key; the old one still opens. Returns the version. `reseal` moves the fields."""
    policies.may_turn_keys(act.actor).enforce()
    old = keyring.current(entity)
    if DataKey.objects.filter(CURRENT, pk=old.id).update(retired_at=act.at) != 1:
        raise WroteNothing(f"{entity} {old.version}")
    keyring.make(entity, keyring.SEAL, old.version + 1).save(force_insert=True)
    _forget()
    act.about("crypto.datakey", entity=entity, version=old.version + 1)
    return old.version + 1


def _forget() -> None:
    keyring.forget()
    transaction.on_commit(keyring.forget)


@frozen
class Batch:
    """What one batch of resealing did. `last` is None when there was nothing left to do."""

    last: Any
    resealed: int
    unopened: tuple[str, ...]


@action("crypto.fields.resealed")
def reseal(act: Act, entity: str, field: SealedField, after: Any = None) -> Batch:
    """Bring the next rows of a sealed field under the current key of the State.

    A row that somebody changes meanwhile is left to them (they seal under the new key); one that does not open is left as it is
    and named.
    """
    policies.may_turn_keys(act.actor).enforce()
    key = keyring.current(entity)
    with acting_as(SYSTEM):  # whoever turns keys need not see what is sealed: persons stand behind a power of their own
        last, resealed, unopened = _resealed(_waiting(entity, field, key.id, after), field, key)
    model = field.model._meta
    act.about(model.label_lower, entity=entity, field=field.attname, version=key.version, resealed=resealed)
    return Batch(last, resealed, tuple(unopened))


def _resealed(rows: Iterable[Any], field: SealedField, key: keyring.Key) -> tuple[Any, int, list[str]]:
    resealed, unopened, last = 0, [], None
    for row in rows:
        last = row.pk
        try:
            resealed += _moved(row, field, key)
        except envelope.Unopened:
            unopened.append(str(row.pk))
    return last, resealed, unopened


def _waiting(entity: str, field: SealedField, key: UUID, after: Any) -> list[Any]:
    """Rows under another version, in the order of their primary keys."""
    rows = field.model._base_manager.filter(**{field.entity: entity, f"{field.attname}__isnull": False})
    rows = rows.annotate(sealing_key=Substr(F(field.attname), 2, 16, output_field=BinaryField()))
    rows = rows.exclude(sealing_key=key.bytes).order_by("pk")
    return list(rows.filter(pk__gt=after)[:BATCH] if after is not None else rows[:BATCH])


def _moved(row: Any, field: SealedField, key: keyring.Key) -> int:
    old, place = bytes(getattr(row, field.attname)), field.place_of(row)
    text = open_(place.entity, place.table, place.row, place.field, old)
    new = envelope.close(text, place, key.id, key.secret)
    same = type(row)._base_manager.filter(pk=row.pk, **{field.attname: old})
    return int(same.update(**{field.attname: new}))


def reseal_all(actor: Actor, entity: str) -> Iterator[tuple[SealedField, Batch]]:
    """Every sealed field of a State, batch by batch, each batch in its own transaction. May be stopped and begun again."""
    policies.may_turn_keys(actor).enforce()
    for field in [one for one in SEALED if one.rotates]:
        after = None
        while (batch := _next(actor, entity, field, after)) is not None:
            yield field, batch
            after = batch.last


def _next(actor: Actor, entity: str, field: SealedField, after: Any) -> Batch | None:
    with acting_as(SYSTEM):
        if not _waiting(entity, field, keyring.current(entity).id, after):
            return None
    return reseal(actor, entity, field, after)


@action("crypto.keys.rewrapped")
def rewrap(act: Act) -> int:
    """Wrap every data key that another master key wraps under the first one; how many. Fields stay as they are."""
    policies.may_turn_keys(act.actor).enforce()
    master = masters()[0]
    rows = list(DataKey.objects.select_for_update().exclude(master=master.id).filter(shredded_at__isnull=True))
    for row in rows:
        said = keyring.said_of(row)
        row.wrapped, row.master = envelope.wrap(keyring.unwrapped(row).secret, master.secret, said), master.id
        row.save(update_fields=["wrapped", "master"])
    act.about("crypto.datakey", rewrapped=len(rows), master=master.id)
    return len(rows)


@action("crypto.keys.shredded")
def shred(act: Act, entity: str, because: str) -> int:
    """Destroy every key of a State, for ever: its sealed fields and its blind index are noise from now on.

    Returns how many keys. Refused: SEC-041 without a reason, SEC-042 when the State has no key.
    """
    policies.may_turn_keys(act.actor).enforce()
    if not because.strip():
        raise refuse("SEC-041")
    alive = DataKey.objects.filter(entity=entity, shredded_at__isnull=True)
    count = alive.update(wrapped=b"", shredded_at=act.at, because=because.strip()[:_LONGEST_REASON])
    if not count:
        raise refuse("SEC-042", entity=entity or "-")
    _forget()
    act.about("crypto.datakey", entity=entity, shredded=count)
    return int(count)

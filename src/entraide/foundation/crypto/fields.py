"""What rooms use: sealing a text for its place, opening it, finding it by its finger.

class ContactPoint(models.Model):
guid = models.UUIDField(unique=True, default=uuid4, editable=False)
entity = models.CharField(max_length=12)
person = SealedField()
person_finger = models.CharField(max_length=64, db_index=True)

put(point, "person", "…")                 # before save(); the guid is there already
point.person_finger = finger(point.entity, "…", "directory.person")
text_of(point, "person")                  # raises NoLongerReadable once the State's keys are shredded
shown(point, "person")                    # for pages: says "no longer readable" instead
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from . import envelope, keyring
from .envelope import NoLongerReadable, Place, Tampered, Unopened
from .keyring import many

__all__ = [
    "SEALED", "NoLongerReadable", "SealedField", "Tampered", "Unopened", "finger", "fingers", "many", "open_", "put",
    "seal", "shown", "text_of", "warm",
]  # fmt: skip

SEALED: list[SealedField] = []
"""Every sealed field, in the order its room was loaded: what rotation goes through."""


class SealedField(models.BinaryField):
    """A sealed text. `identity` names the row's UUID column, `entity` the column of the State whose key seals it.

    `rotates` is false where rows never change (a history): those stay under the version that sealed them.
    """

    def __init__(self, *args: Any, identity: str = "guid", entity: str = "entity", rotates: bool = True, **kwargs: Any):
        self.identity, self.entity, self.rotates = identity, entity, rotates
        super().__init__(*args, **{"null": True, "blank": True, **kwargs})

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """For the migration writer: columns are those of a BinaryField, and clones keep where the place stands."""
        name, path, args, kwargs = super().deconstruct()
        own = {"identity": (self.identity, "guid"), "entity": (self.entity, "entity"), "rotates": (self.rotates, True)}
        return name, path, args, {**kwargs, **{key: mine for key, (mine, usual) in own.items() if mine != usual}}

    def contribute_to_class(self, cls: type[models.Model], name: str, **kwargs: Any) -> None:
        """Register, unless this is a migration's picture of the model or an abstract one."""
        super().contribute_to_class(cls, name, **kwargs)
        if cls.__module__ != "__fake__" and not cls._meta.abstract:
            SEALED.append(self)

    def place_of(self, row: models.Model) -> Place:
        """Where this field of this row stands."""
        entity = getattr(row, self.entity) or ""
        return Place(entity, row._meta.db_table, str(getattr(row, self.identity)), str(self.attname))


def seal(entity: str, table: str, row: str, field: str, text: str) -> bytes:
    """Seal a text under the current key of `entity` for this place; `row` is the row's UUID as text."""
    key = keyring.current(entity)
    return envelope.close(text, Place(entity, table, row, field), key.id, key.secret)


def open_(entity: str, table: str, row: str, field: str, sealed: bytes) -> str:
    """The text. Raises Tampered (another place, altered bytes, no such key) or NoLongerReadable (keys shredded)."""
    key = keyring.key_by_id(envelope.key_of(sealed))
    if key.entity != entity:
        raise Tampered(f"{table}.{field}")
    return envelope.disclose(sealed, Place(entity, table, row, field), key.id, key.secret)


def _field(row: models.Model, name: str) -> SealedField:
    found = row._meta.get_field(name)
    if not isinstance(found, SealedField):
        raise TypeError(f"{row._meta.label}.{name} is not a SealedField")
    return found


def put(row: models.Model, name: str, text: str | None) -> None:
    """Set a sealed field of a row that is about to be saved; None and the empty text leave it empty."""
    place = _field(row, name).place_of(row)
    setattr(row, name, seal(place.entity, place.table, place.row, place.field, text) if text else None)


def text_of(row: models.Model, name: str) -> str:
    """The text of a sealed field, empty when there is none. Raises as `open_`."""
    sealed = getattr(row, name)
    if not sealed:
        return ""
    place = _field(row, name).place_of(row)
    return open_(place.entity, place.table, place.row, place.field, bytes(sealed))


def shown(row: models.Model, name: str) -> str:
    """For people: the text, or that it is no longer readable. Tampering is not glossed over: it raises."""
    try:
        return text_of(row, name)
    except NoLongerReadable:
        return _("no longer readable")


def warm(rows: Iterable[models.Model], *names: str) -> None:
    """Fetch the keys that a list of rows needs in one query, before its texts are read one by one."""
    sealed = (getattr(row, name) for row in rows for name in names)
    keyring.warm(envelope.key_of(bytes(each)) for each in sealed if each)


def finger(entity: str, text: str, field: str = "") -> str:
    """64 hexadecimal digits for an equality search: the same for the same text (but for case, width and spaces)

    of the same State and `field`. Kept beside the sealed text it tells that two rows are equal, and nothing else.
    """
    return envelope.fingerprint(text, field, keyring.current(entity, keyring.FINGER).secret)


def fingers(text: str, field: str = "") -> tuple[str, ...]:
    """The finger of a text under the key of every State that has one: `filter(finger__in=fingers(text))`."""
    return tuple(envelope.fingerprint(text, field, key.secret) for key in keyring.existing(keyring.FINGER))

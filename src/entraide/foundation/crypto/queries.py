from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from attrs import frozen
from django.db.models import BinaryField, Count, F
from django.db.models.functions import Substr

from .fields import SEALED
from .masters import masters
from .models import DataKey


@frozen
class KeyLine:
    """A version of a State's key; `fields` counts the texts that it seals today."""

    entity: str
    kind: str
    version: int
    state: str
    master: str
    master_known: bool
    made_at: datetime
    fields: int


def _uses() -> Mapping[UUID, int]:
    uses: dict[UUID, int] = {}
    for field in SEALED:
        rows = field.model._base_manager.filter(**{f"{field.attname}__isnull": False})
        keyed = rows.annotate(sealing_key=Substr(F(field.attname), 2, 16, output_field=BinaryField()))
        for raw, count in keyed.order_by().values_list("sealing_key").annotate(count=Count("pk")):
            key = UUID(bytes=bytes(raw))
            uses[key] = uses.get(key, 0) + count
    return uses


def status(entity: str | None = None) -> tuple[KeyLine, ...]:
    """Every key by State, kind and version; `entity` names one State, empty the secretariat's own."""
    rows, uses = DataKey.objects.all(), _uses()
    known = {master.id for master in masters()}
    return tuple(
        KeyLine(
            row.entity,
            row.kind,
            row.version,
            _state(row),
            row.master,
            row.master in known,
            row.made_at,
            uses.get(row.id, 0),
        )
        for row in (rows if entity is None else rows.filter(entity=entity))
    )


def _state(row: DataKey) -> str:
    return "shredded" if row.shredded_at else "retired" if row.retired_at else "current"


def entities_with_keys() -> tuple[str, ...]:
    """Whose fields may be sealed under keys that are still there."""
    rows = DataKey.objects.filter(shredded_at__isnull=True, kind="seal").order_by("entity")
    return tuple(rows.values_list("entity", flat=True).distinct())

"""Who is asked: the addressees of a mandate, replaced without losing what those who stay have done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from entraide.foundation.actions import Act
from entraide.reference.domain import entities

from ..models import Addressee, Mandate
from .history import record

KEPT: Final = ("kind", "name", "text", "entity", "response", "implementation", "note", "resources")


def set_addressees(mandate: Mandate, rows: Sequence[Mapping[str, Any]]) -> None:
    """Make these the addressees. One of the same kind, name and words stays who it was, with both axes."""
    standing = {(one.kind, one.name, one.text): one for one in mandate.addressees.order_by("-position")}
    kept: list[int] = []
    for position, row in enumerate(rows):
        given = (row["kind"], row.get("name", "")[:200], row.get("text", "")[:500])
        entity = row.get("entity", "") or named_state(given[0], given[1], given[2])
        found = standing.pop(given, None)
        if found is None:
            found = Addressee.objects.create(
                mandate=mandate, position=position, kind=given[0], name=given[1], text=given[2], entity=entity
            )
        elif (found.position, found.entity) != (position, entity):
            found.position, found.entity = position, entity
            found.save(update_fields=["position", "entity"])
        kept.append(found.pk)
    mandate.addressees.exclude(pk__in=kept).delete()


def named_state(kind: str, name: str, text: str) -> str:
    """The code of the one State that is named; "" for States as a group, and for whoever is none."""
    for said in (name, text) if kind == "states" else ():
        found = _by_code(said) or entities.find(said) if said else None
        if found is not None and found.kind != "organisation":
            return found.code
    return ""


def _by_code(code: str) -> entities.Entity | None:
    try:
        return entities.entity(code)
    except KeyError:
        return None


def change_addressees(act: Act, mandate: Mandate, rows: Sequence[Mapping[str, Any]]) -> bool:
    """The same, recorded in the history; whether anything changed."""
    before = snapshot(mandate)
    set_addressees(mandate, rows)
    after = snapshot(mandate)
    record(act, mandate, "addressees", before, after)
    return before != after


def snapshot(mandate: Mandate) -> list[dict[str, Any]]:
    """Everybody who is asked, as history keeps it."""
    rows = mandate.addressees.order_by("position", "id")
    return [{"id": one.pk, **{name: getattr(one, name) for name in KEPT}} for one in rows]


def restore_addressees(mandate: Mandate, rows: Sequence[Mapping[str, Any]]) -> None:
    """Exactly these again, under the numbers they had."""
    mandate.addressees.exclude(pk__in=[row["id"] for row in rows]).delete()
    for position, row in enumerate(rows):
        values = {name: row[name] for name in KEPT}
        Addressee.objects.update_or_create(pk=row["id"], defaults={**values, "mandate": mandate, "position": position})

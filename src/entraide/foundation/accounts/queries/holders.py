"""Who holds a role, as letters need them: asked by actions on behalf of the system, shown on no page."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Actor, Role
from entraide.kernel.languages import Language, as_language

from ..models import Membership, Person
from .who import actor_of


@frozen
class Holder:
    """Somebody who holds a role for an entity."""

    id: int
    name: str
    email: str
    language: Language
    entity: str


def holders_of(role: Role, entities: Iterable[str]) -> tuple[Holder, ...]:
    """Those who hold this role today for one of these entities and can sign in, by entity, each once."""
    with acting_as(SYSTEM):
        rows = list(
            Membership.objects.filter(entity__in=list(entities), role=role, until__isnull=True, person__is_active=True)
            .select_related("person")
            .order_by("entity", "id")
        )
    found = {
        (row.entity, row.person_id): Holder(
            row.person_id, row.person.name, row.person.email, as_language(row.person.language), row.entity
        )
        for row in rows
    }
    return tuple(found.values())


def actor_by_id(person_id: int, entity: str | None = None) -> Actor:
    """The actor that a person is for this entity; ANONYMOUS for nobody and for somebody who has left."""
    with acting_as(SYSTEM):
        return actor_of(Person.objects.filter(pk=person_id).first(), entity)

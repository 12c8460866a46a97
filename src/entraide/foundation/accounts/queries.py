"""Who a signed-in person is, as the rules see them; who is invited; who is here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from attrs import frozen
from django.db.models import Q

from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import ANONYMOUS, SYSTEM, Actor, Role
from entraide.kernel.languages import Language, as_language
from entraide.kernel.problems import refuse

from .models import Invitation, Membership, Person


def actor_of(person: Person | None) -> Actor:
    """The actor that a signed-in person is; ANONYMOUS for nobody and for somebody who has left."""
    if person is None or not person.is_active:
        return ANONYMOUS
    now = clock.now()
    held = list(person.memberships.filter(Q(until__isnull=True) | Q(until__gt=now)).order_by("id"))
    with_entity = next((row for row in held if row.entity), None)
    return Actor(
        person_id=person.pk,
        name=person.name,
        roles=frozenset(Role(row.role) for row in held),
        entity=with_entity.entity if with_entity else "",
        party=bool(with_entity and with_entity.party),
        language=as_language(person.language),
    )


@frozen
class InvitationRow:
    """What the bearer of a link and the secretariat see of an invitation."""

    id: int
    email: str
    name: str
    role: str
    entity: str
    language: str
    purpose: str
    expires_at: datetime
    times_sent: int
    used_at: datetime | None
    used_by: int | None


def invitation_row(invitation: Invitation) -> InvitationRow:
    """Plain facts of one invitation."""
    return InvitationRow(
        invitation.pk, invitation.email, invitation.name, invitation.role, invitation.entity, invitation.language,
        invitation.purpose, invitation.expires_at, invitation.times_sent, invitation.used_at, invitation.used_by_id,
    )  # fmt: skip


def token_hash(token: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def access_invitation_by_token(token: str) -> Invitation:
    """The invitation of a link. Refused with ACC-001 when the link is nobody's: a wrong and an old link look alike."""
    with acting_as(SYSTEM):
        invitation = Invitation.objects.filter(token_hash=token_hash(token)).first()
    if invitation is None:
        raise refuse("ACC-001")
    return invitation


def invitations_for(purpose: str) -> tuple[InvitationRow, ...]:
    """Everybody invited for one purpose."""
    return tuple(invitation_row(row) for row in Invitation.objects.filter(purpose=purpose).order_by("id"))


@frozen
class PersonRow:
    """A person and what they hold."""

    id: int
    name: str
    email: str
    language: str
    active: bool
    roles: tuple[tuple[str, str], ...]


def people() -> tuple[PersonRow, ...]:
    """Everybody with an account, by name."""
    rows = Person.objects.prefetch_related("memberships").order_by("name")
    return tuple(
        PersonRow(
            row.pk,
            row.name,
            row.email,
            row.language,
            row.is_active,
            tuple((held.role, held.entity) for held in row.memberships.all() if held.until is None),
        )
        for row in rows
    )


def person_ids_of(entity: str, role: Role) -> tuple[int, ...]:
    """Those who hold this role for this entity today."""
    rows = Membership.objects.filter(entity=entity, role=role, until__isnull=True).values_list("person_id", flat=True)
    return tuple(rows)


@frozen
class Holder:
    """Somebody who holds a role for an entity, as letters need them."""

    id: int
    name: str
    email: str
    language: Language
    entity: str


def holders_of(role: Role, entities: Iterable[str]) -> tuple[Holder, ...]:
    """Those who hold this role today for one of these entities and can sign in, by entity."""
    rows = Membership.objects.filter(
        entity__in=list(entities), role=role, until__isnull=True, person__is_active=True
    ).select_related("person").order_by("entity", "id")  # fmt: skip
    return tuple(
        Holder(row.person_id, row.person.name, row.person.email, as_language(row.person.language), row.entity) for row in rows
    )  # fmt: skip


def actor_by_id(person_id: int) -> Actor:
    """The actor that a person is; ANONYMOUS for nobody and for somebody who has left."""
    return actor_of(Person.objects.filter(pk=person_id).first())


def person_by_email(email: str) -> PersonRow | None:
    """The account with this address, if there is one."""
    return next((row for row in people() if row.email.lower() == email.lower()), None)

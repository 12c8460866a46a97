"""How a role begins and ends, inside the transaction of an action. Everything here runs as the system: callers have asked."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction
from django.db.models import Q

from entraide.foundation.actions import save
from entraide.kernel.actor import Role
from entraide.kernel.problems import refuse

from .domain.life import NOMINATION, PENDING
from .models import Invitation, Membership, Nomination, Person, PowerSession, Session


def cut_off(person_id: int, at: datetime) -> int:
    """End every open browser and every power of a person, at once; how many browsers there were."""
    PowerSession.objects.filter(person_id=person_id, ended_at__isnull=True).update(ended_at=at)
    return Session.objects.filter(person_id=person_id).delete()[0]


def end(membership: Membership, at: datetime) -> None:
    """End a role, and what led to it."""
    if membership.until is not None:
        raise refuse("ACC-020")
    membership.until = at
    save(membership, "until")
    same = {"role": membership.role, "entity": membership.entity, "exercise": membership.exercise}
    Nomination.objects.filter(person_id=membership.person_id, state="active", **same).update(state="ended")


def void_links(links: Q, at: datetime) -> None:
    """Make unused personal links open nothing; nominations that hung on them are withdrawn."""
    rows = Invitation.objects.filter(links, used_at__isnull=True, void_at__isnull=True)
    named = [row.nomination_id for row in rows if row.nomination_id]
    rows.update(void_at=at)
    Nomination.objects.filter(pk__in=named, state__in=PENDING).update(state="withdrawn")


def check_free(role: str, entity: str, exercise: str, email: str, leaves: Membership | None = None) -> None:
    """Refused with ACC-021 when a State would have two focal points for one exercise."""
    if role != Role.FOCAL_POINT:
        return
    held = Membership.objects.filter(role=role, entity=entity, exercise=exercise, until__isnull=True)
    if held.exclude(pk=leaves.pk if leaves else None).exclude(person__email__iexact=email).exists():
        raise refuse("ACC-021", entity=entity)


def begin(nomination: Nomination, person: Person, at: datetime) -> Membership:
    """The nominee acts from now on; whom they replace does not, and is cut off. Refused: ACC-021."""
    leaves = nomination.leaves
    if leaves is not None and leaves.until is None and leaves.person_id != person.pk:
        end(leaves, at)
        cut_off(leaves.person_id, at)
        void_links(Q(email__iexact=leaves.person.email, entity=leaves.entity, role=leaves.role), at)
    return hold(
        person, role=nomination.role, entity=nomination.entity, exercise=nomination.exercise, party=nomination.party,
        note_verbale=nomination.reference,
    )  # fmt: skip


def hold(
    person: Person, *, role: str, entity: str, exercise: str = "", party: bool = False, note_verbale: str = ""
) -> Membership:
    """The role, held from now on or as it was. Refused with ACC-021 when the database knows another focal point."""
    try:
        with transaction.atomic():
            membership, _fresh = Membership.objects.get_or_create(
                person=person, role=role, entity=entity, exercise=exercise, until=None,
                defaults={"party": party, "note_verbale": note_verbale},
            )  # fmt: skip
    except IntegrityError as error:
        raise refuse("ACC-021", entity=entity) from error
    return membership


def close_account(person: Person, at: datetime) -> int:
    """Everything that lets a person in is void: roles, browsers, links, passphrase, authenticators, ministry's login."""
    for membership in person.memberships.filter(until__isnull=True):
        end(membership, at)
    void_links(Q(email__iexact=person.email), at)
    Nomination.objects.filter(person=person, state__in=PENDING).update(state="withdrawn")
    for model in (Authenticator, SocialAccount, EmailAddress):
        model.objects.filter(user_id=person.pk).delete()
    person.is_active, person.left_at = False, at
    person.set_unusable_password()
    save(person, "is_active", "left_at", "password")
    return cut_off(person.pk, at)


def move(nomination: Nomination, verb: str, *fields: str) -> None:
    """Move a nomination by its table and write it. Refused: ACC-020."""
    nomination.state = NOMINATION.after(nomination.state, verb)
    save(nomination, "state", *fields)

"""Inviting, accepting, leaving."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from entraide.foundation.actions import Act, action, save
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Role
from entraide.kernel.languages import as_language
from entraide.kernel.problems import Problem, Refused, refuse

from . import policies
from .models import Invitation, Membership, Person
from .queries import token_hash

LIFETIME = timedelta(days=10)


def _fresh_secret() -> str:
    return secrets.token_urlsafe(32)


@action("accounts.invitation.made")
def invite(
    act: Act,
    *,
    email: str,
    name: str,
    role: Role,
    entity: str = "",
    party: bool = False,
    language: str = "en",
    note_verbale: str = "",
    purpose: str = "",
) -> tuple[Invitation, str]:
    """A new invitation and the secret of its link, which is not kept. The caller sends it."""
    policies.may_invite(act.actor, role, entity).enforce()
    secret = _fresh_secret()
    # The table is the secretariat's; a focal point's right to invite an expert has been checked above.
    with acting_as(SYSTEM):
        invitation = Invitation.objects.create(
            email=email.strip(), name=name, role=role, entity=entity, party=party, language=as_language(language),
            note_verbale=note_verbale, purpose=purpose, token_hash=token_hash(secret), invited_at=act.at,
            expires_at=act.at + LIFETIME, times_sent=1,
        )  # fmt: skip
    act.about(invitation, role=role, purpose=purpose)
    return invitation, secret


@action("accounts.invitation.renewed")
def renew_invitation(act: Act, invitation: Invitation) -> str:
    """A new secret and ten more days; the old link dies. Anybody may ask: it only ever goes to the same address."""
    if invitation.used_at:
        raise refuse("ACC-003")
    secret = _fresh_secret()
    invitation.token_hash = token_hash(secret)
    invitation.expires_at = act.at + LIFETIME
    invitation.times_sent += 1
    save(invitation, "token_hash", "expires_at", "times_sent")
    act.about(invitation, times_sent=invitation.times_sent)
    return secret


def _check_open(act: Act, invitation: Invitation) -> None:
    if invitation.used_at:
        raise refuse("ACC-003")
    if invitation.expires_at < act.at:
        raise refuse("ACC-002", days=LIFETIME.days)


def _masked(email: str) -> str:
    """Enough of an address to recognise one's own, too little to learn another's."""
    local, _at, domain = email.partition("@")
    return f"{local[:1]}…@{domain}"


def _person_with(invitation: Invitation, name: str, password: str) -> Person:
    try:
        validate_password(password)
    except ValidationError as error:
        raise Refused(Problem("ACC-007", {"detail": " ".join(error.messages)})) from error
    person = Person(email=invitation.email, name=name or invitation.name, language=invitation.language)
    person.set_password(password)
    person.save()
    return person


@action("accounts.invitation.accepted")
def accept_invitation(
    act: Act, invitation: Invitation, *, name: str = "", password: str = "", bearer: int | None = None
) -> Person:
    """Make the account (or add the role to the one with this address) and use the link up.

    `bearer` is the id of the person signed in, if any. Refused: ACC-002 expired, ACC-003 used before, ACC-004 signed in as
    somebody else, ACC-007 weak passphrase, ACC-008 an account exists: the link alone proves the mailbox, not the person.
    """
    _check_open(act, invitation)
    known = Person.objects.filter(email__iexact=invitation.email).first()
    if known is not None and bearer is None:
        raise refuse("ACC-008", email=invitation.email)
    if bearer is not None and (known is None or known.pk != bearer):
        raise refuse("ACC-004", email=_masked(invitation.email))
    person = known or _person_with(invitation, name, password)
    Membership.objects.get_or_create(
        person=person, role=invitation.role, entity=invitation.entity, until=None,
        defaults={"party": invitation.party, "note_verbale": invitation.note_verbale},
    )  # fmt: skip
    invitation.used_at, invitation.used_by = act.at, person
    save(invitation, "used_at", "used_by")
    act.about(invitation, person=person.pk, role=invitation.role)
    return person


@action("accounts.membership.ended")
def end_membership(act: Act, membership: Membership) -> None:
    """Take a role away, at once."""
    policies.may_invite(act.actor, Role(membership.role), membership.entity).enforce()
    membership.until = act.at
    save(membership, "until")
    act.about(membership, entity=membership.entity, role=membership.role)


@action("accounts.person.enrolled")
def enrol(
    act: Act, *, email: str, name: str, password: str, role: Role, entity: str = "", party: bool = False,
    language: str = "en",
) -> Person:  # fmt: skip
    """Make an account without a link: the first director of a new installation, and the cast of the example."""
    policies.may_invite(act.actor, role, entity).enforce()
    person, fresh = Person.objects.get_or_create(
        email=email, defaults={"name": name, "language": as_language(language)}
    )
    if fresh:
        person.set_password(password)
        person.save()
    Membership.objects.get_or_create(person=person, role=role, entity=entity, until=None, defaults={"party": party})
    act.about(person, role=role, entity=entity)
    return person

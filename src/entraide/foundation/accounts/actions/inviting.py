"""Personal links: made, sent again, accepted; and accounts that come about without one."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from entraide.foundation.actions import Act, action, save
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Role
from entraide.kernel.languages import as_language
from entraide.kernel.problems import Problem, Refused, refuse

from .. import policies
from ..domain.claims import masked, same_name
from ..domain.life import NOMINATION
from ..models import Invitation, Nomination, Person
from ..queries.invitations import token_hash
from ..standing import begin, check_free, hold, move

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
    exercise: str = "",
) -> tuple[Invitation, str]:
    """A new invitation and the secret of its link, which is not kept. The caller sends it.

    `purpose` is where its bearer lands, `exercise` what the role is for (the purpose, unless it is said). Whoever accepts
    it under the name that was invited acts at once; under another name their profile is checked first.
    Refused: ACC-005 not yours to invite, ACC-021 a second focal point for one exercise.
    """
    policies.may_invite(act.actor, role, entity).enforce()
    # The tables are the secretariat's; a focal point's right to invite an expert has been checked above.
    with acting_as(SYSTEM):
        check_free(role, entity, exercise or purpose, email.strip())
        nomination = Nomination.objects.create(
            reference=note_verbale, exercise=exercise or purpose, role=role, entity=entity, party=party, name=name,
            email=email.strip(), language=as_language(language), direct=True, by_state=not act.actor.staff,
            state=NOMINATION.after(NOMINATION.start, "invite"), recorded_at=act.at, recorded_by=act.actor.person_id,
        )  # fmt: skip
        invitation, secret = _link(act, nomination, purpose)
    act.about(invitation, role=role, purpose=purpose, nomination=nomination.pk)
    return invitation, secret


def _link(act: Act, nomination: Nomination, purpose: str = "") -> tuple[Invitation, str]:
    secret = _fresh_secret()
    invitation = Invitation.objects.create(
        nomination=nomination, email=nomination.email, name=nomination.name, role=nomination.role,
        entity=nomination.entity, party=nomination.party, language=nomination.language,
        note_verbale=nomination.reference, purpose=purpose, token_hash=token_hash(secret),
        invited_at=act.at, expires_at=act.at + LIFETIME, times_sent=1,
    )  # fmt: skip
    return invitation, secret


@action("accounts.nomination.invited")
def invite_nominee(act: Act, nomination: Nomination) -> tuple[Invitation, str]:
    """The personal link of a nomination, for ten days; asked for again, the old link dies. The caller sends it."""
    policies.may_invite(act.actor, Role(nomination.role), nomination.entity).enforce()
    with acting_as(SYSTEM):
        move(nomination, "invite")
        found = nomination.invitations.filter(used_at__isnull=True, void_at__isnull=True).first()
        invitation, secret = (found, _again(act, found)) if found else _link(act, nomination)
    act.about(nomination, invitation=invitation.pk, times_sent=invitation.times_sent)
    return invitation, secret


@action("accounts.invitation.renewed")
def renew_invitation(act: Act, invitation: Invitation) -> str:
    """A new secret and ten more days; the old link dies. Anybody may ask: it only ever goes to the same address."""
    with acting_as(SYSTEM):
        secret = _again(act, invitation)
    act.about(invitation, times_sent=invitation.times_sent)
    return secret


def _again(act: Act, invitation: Invitation) -> str:
    if invitation.used_at:
        raise refuse("ACC-003")
    if invitation.void_at:
        raise refuse("ACC-022")
    secret = _fresh_secret()
    invitation.token_hash = token_hash(secret)
    invitation.expires_at = act.at + LIFETIME
    invitation.times_sent += 1
    save(invitation, "token_hash", "expires_at", "times_sent")
    return secret


def _check_open(act: Act, invitation: Invitation) -> None:
    if invitation.used_at:
        raise refuse("ACC-003")
    if invitation.void_at:
        raise refuse("ACC-022")
    if invitation.expires_at < act.at:
        raise refuse("ACC-002", days=LIFETIME.days)


def _passphrase(person: Person, passphrase: str) -> None:
    try:
        validate_password(passphrase, person)
    except ValidationError as error:
        raise Refused(Problem("ACC-007", {"detail": " ".join(error.messages)})) from error
    person.set_password(passphrase)


def _welcomed(invitation: Invitation, known: Person | None, name: str, password: str, facts: dict[str, str]) -> Person:
    """Somebody new; or somebody who had left and is asked back, with nothing left of how they came in before."""
    person = known or Person(email=invitation.email)
    person.name = name or invitation.name
    person.title, person.phone = facts.get("title", ""), facts.get("phone", "")
    person.language = as_language(facts.get("language") or invitation.language)
    person.is_active, person.left_at = True, None
    _passphrase(person, password)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise refuse("ACC-008", email=invitation.email) from error
    return person


@action("accounts.invitation.accepted")
def accept_invitation(
    act: Act, invitation: Invitation, *, name: str = "", password: str = "", bearer: int | None = None, title: str = "",
    phone: str = "", language: str = "",
) -> Person:  # fmt: skip
    """Make the account (or add the role to the one with this address) and use the link up.

    `bearer` is the id of the person signed in, if any. Refused: ACC-002 expired, ACC-003 used before, ACC-004 signed in as
    somebody else, ACC-007 weak passphrase, ACC-008 an account exists: the link alone proves the mailbox, not the person,
    ACC-021 there is a focal point, ACC-022 void. Of two who press at once, the second finds the link used.
    """
    with acting_as(SYSTEM):
        held = Invitation.objects.select_for_update().get(pk=invitation.pk)
        _check_open(act, held)
        known = Person.objects.filter(email__iexact=held.email).first()
        here = known is not None and known.is_active
        if here and bearer is None:
            raise refuse("ACC-008", email=held.email)
        if bearer is not None and (known is None or known.pk != bearer):
            raise refuse("ACC-004", email=masked(held.email))
        facts = {"title": title, "phone": phone, "language": language}
        person = known if known and here else _welcomed(held, known, name, password, facts)
        held.used_at, held.used_by = act.at, person
        save(held, "used_at", "used_by")
        state = _accepted(act, held, person, checked=here)
        invitation.refresh_from_db(from_queryset=Invitation.objects.select_related("nomination"))
    act.about(held, person=person.pk, role=held.role, state=state)
    return person


def _accepted(act: Act, invitation: Invitation, person: Person, checked: bool) -> str:
    """Where the nomination stands now. `checked` says that the person had an account, whose name was looked at before."""
    nomination = invitation.nomination
    if nomination is None:
        hold(
            person, role=invitation.role, entity=invitation.entity, party=invitation.party,
            note_verbale=invitation.note_verbale,
        )  # fmt: skip
        return "active"
    stands = checked and person.memberships.filter(until__isnull=True).exists()
    as_noted = nomination.direct and (stands or same_name(nomination.name, person.name))
    nomination.person = person
    move(nomination, "accept as noted" if as_noted else "accept", "person")
    if as_noted:
        begin(nomination, person, act.at)
    return nomination.state


@action("accounts.person.enrolled")
def enrol(
    act: Act, *, email: str, name: str, password: str, role: Role, entity: str = "", party: bool = False,
    language: str = "en",
) -> Person:  # fmt: skip
    """Make an account without a link: the first director of a new installation, and the cast of the example."""
    policies.may_invite(act.actor, role, entity).enforce()
    with acting_as(SYSTEM):
        person, fresh = Person.objects.get_or_create(
            email=email, defaults={"name": name, "language": as_language(language)}
        )
        if fresh:
            person.set_password(password)
            person.save()
        hold(person, role=role, entity=entity, party=party)
    act.about(person, role=role, entity=entity)
    return person

"""May this person do this to accounts."""

from __future__ import annotations

from entraide.kernel.actor import STAFF, Actor, Power, Role
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from .models import Membership, Nomination, Person, PowerSession, Session


def may_invite(actor: Actor, role: Role, entity: str) -> Verdict:
    """The secretariat invites anybody but staff, a director staff as well, a focal point the experts of their entity."""
    if actor.system or actor.has(Role.DIRECTOR):
        return YES
    if actor.has(Role.OFFICER) and role not in STAFF:
        return YES
    if actor.has(Role.FOCAL_POINT) and role is Role.EXPERT and entity == actor.entity:
        return YES
    return no("ACC-005")


def may_check(actor: Actor, nomination: Nomination) -> Verdict:
    """Profiles are looked at beside their notes by the secretariat; never by the person themselves."""
    if not actor.staff:
        return no("ACC-006")
    if nomination.person_id is not None and nomination.person_id == actor.person_id:
        return no("ACC-025")
    return may_invite(actor, Role(nomination.role), nomination.entity)


def may_see_people(actor: Actor) -> Verdict:
    """The list of all accounts is the secretariat's."""
    return YES if actor.staff else no("ACC-006")


def may_list(actor: Actor) -> Verdict:
    """The secretariat lists everybody, a focal point the people of their own State or organisation."""
    return YES if actor.staff or (actor.has(Role.FOCAL_POINT) and actor.entity) else no("ACC-006")


def may_see_contact(actor: Actor, person_id: int | None = None) -> Verdict:
    """People's own addresses and telephones: their own, and with a power that was opened for it."""
    own = person_id is not None and person_id == actor.person_id
    open_to = own or actor.wields(Power.RESTRICTED_CONTACTS) or actor.wields(Power.MANAGE_ACCOUNTS)
    return YES if open_to else no("ACC-024")


def may_manage(actor: Actor) -> Verdict:
    """Ending roles, sessions and accounts: the secretariat's, with the power opened for it."""
    if not actor.staff:
        return no("ACC-006")
    return YES if actor.wields(Power.MANAGE_ACCOUNTS) else no("ACC-024")


def may_end(actor: Actor, membership: Membership) -> Verdict:
    """As `may_manage`, staff by a director alone; a focal point ends the roles of the experts of their entity."""
    if not actor.staff:
        return may_invite(actor, Role(membership.role), membership.entity)
    return may_manage(actor) and may_invite(actor, Role(membership.role), membership.entity)


def may_see_sessions(actor: Actor, person_id: int) -> Verdict:
    """One's own, and with the power to manage accounts."""
    return YES if person_id == actor.person_id else may_manage(actor)


def may_wield(actor: Actor, power: Power) -> Verdict:
    """Powers are the secretariat's; those over keys a director's."""
    if not actor.staff or actor.person_id is None:
        return no("ACC-006")
    if power is Power.MANAGE_KEYS and not actor.has(Role.DIRECTOR):
        return no("ACC-005")
    return YES


def may_read_outbox(actor: Actor) -> Verdict:
    """What letters say: links in them open accounts."""
    if not actor.staff:
        return no("ACC-006")
    return YES if actor.wields(Power.READ_OUTBOX) else no("ACC-024")


def may_read_ledger(actor: Actor) -> Verdict:
    """The ledger is the secretariat's."""
    return YES if actor.staff else no("ACC-006")


def _of_entity(actor: Actor, person: Person) -> bool:
    """Whether a focal point sees this person: they stand, or are named to stand, for the same entity."""
    if not may_list(actor) or actor.staff:
        return False
    return (
        person.memberships.filter(entity=actor.entity).exists()
        or person.nominations.filter(entity=actor.entity).exists()
    )


def access_person(actor: Actor, person_id: int) -> Person:
    """The person, if they are oneself, or of one's State as its focal point, or one is staff; NotHere otherwise."""
    found = Person.objects.filter(pk=person_id).first()
    if found is None or not (actor.staff or found.pk == actor.person_id or _of_entity(actor, found)):
        raise NotHere
    return found


def access_membership(actor: Actor, membership_id: int) -> Membership:
    """The membership of somebody whom one may see; NotHere otherwise."""
    found = Membership.objects.select_related("person").filter(pk=membership_id).first()
    if found is None:
        raise NotHere
    if not (actor.staff or (may_list(actor) and found.entity == actor.entity) or found.person_id == actor.person_id):
        raise NotHere
    return found


def access_nomination(actor: Actor, nomination_id: int) -> Nomination:
    """The nomination: the secretariat's, the focal point's of its State, the nominee's own; NotHere otherwise."""
    rows = Nomination.objects.select_related("person", "leaves__person")
    found = rows.filter(pk=nomination_id).first()
    if found is None:
        raise NotHere
    own = found.person_id is not None and found.person_id == actor.person_id
    if not (actor.staff or own or (may_list(actor) and found.entity == actor.entity)):
        raise NotHere
    return found


def access_session(actor: Actor, session_id: str) -> Session:
    """An open browser of one's own, or with the power to manage accounts anybody's; NotHere otherwise."""
    found = Session.objects.filter(pk=session_id, person__isnull=False).first()
    if found is None or not may_see_sessions(actor, found.person_id or 0):
        raise NotHere
    return found


def access_power(actor: Actor, power_id: int) -> PowerSession:
    """A power session of one's own; NotHere otherwise."""
    found = PowerSession.objects.filter(pk=power_id, person_id=actor.person_id).first()
    if found is None or actor.person_id is None:
        raise NotHere
    return found

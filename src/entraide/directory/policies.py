"""Who drafts, approves, checks and keeps which entry; who sees whom."""

from __future__ import annotations

from entraide.foundation.accounts import queries as accounts
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM, Actor, Power, Role
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from .domain.differences import small
from .domain.life import EDITED, standing
from .domain.record import Record
from .models import Authority, ConfirmationLink, Draft


def may_keep(actor: Actor, entity: str) -> Verdict:
    """A State's focal point keeps its entries, and the secretariat all of them."""
    return YES if actor.staff or may_approve(actor, entity) else no("DIR-202")


def may_draft(actor: Actor, entity: str) -> Verdict:
    """A State's experts and focal points write drafts about its entries, and the secretariat about all."""
    own = bool(entity) and actor.entity == entity and (actor.has(Role.EXPERT) or actor.has(Role.FOCAL_POINT))
    return YES if actor.staff or own else no("DIR-202")


def may_approve(actor: Actor, entity: str) -> Verdict:
    """What leaves a State is approved by its focal point."""
    return YES if actor.has(Role.FOCAL_POINT) and bool(entity) and actor.entity == entity else no("DIR-202")


def may_approve_draft(actor: Actor, draft: Draft) -> Verdict:
    """Who wrote a draft does not approve it, unless the State has no other focal point."""
    if not (allowed := may_approve(actor, draft.entity)):
        return allowed
    return YES if actor.person_id not in draft.writers or alone_at(actor, draft.entity) else no("DIR-210")


def alone_at(actor: Actor, entity: str) -> bool:
    """Whether this is the only focal point of the State."""
    return set(accounts.person_ids_of(entity, Role.FOCAL_POINT)) == {actor.person_id}


def may_publish(actor: Actor) -> Verdict:
    """Names, functions and acts become public by the secretariat's check."""
    return YES if actor.staff else no("DIR-203")


def may_publish_draft(actor: Actor, draft: Draft) -> Verdict:
    """The secretariat publishes what it wrote itself and what was approved; a focal point what is small."""
    if actor.staff:
        ready = draft.audience == Audience.SECRETARIAT or draft.state == "approved"
        return YES if ready else no("DIR-205", state=draft.state, verb="publish")
    allowed = may_approve(actor, draft.entity)
    return allowed if not allowed or is_small(draft) else no("DIR-203")


def is_small(draft: Draft) -> bool:
    """Hours and ways of reaching of an entry that stands confirmed: what a focal point publishes without a check."""
    authority = draft.authority
    if draft.kind != "change" or authority is None or draft.state not in EDITED or draft.act_reference:
        return False
    confirmed = standing(authority.state, authority.confirmed_on, clock.now().date()) in ("confirmed", "due")
    return confirmed and small(Record.from_json(draft.base), Record.from_json(draft.record))


def may_designate(actor: Actor) -> Verdict:
    """Acts of designation are received, and recorded, by the secretariat."""
    return YES if actor.staff else no("DIR-203")


def may_import(actor: Actor) -> Verdict:
    """Whole tables are the secretariat's."""
    return YES if actor.staff else no("DIR-203")


def may_see_contact_points(actor: Actor, entity: str) -> Verdict:
    """Names of persons: their own State's, and the secretariat's while a power session is open (DIR-213)."""
    if bool(entity) and actor.entity == entity:
        return YES
    if not actor.staff:
        return no("DIR-202")
    return YES if actor.wields(Power.RESTRICTED_CONTACTS) else no("DIR-213")


def may_write_to_contact_points(actor: Actor, entity: str) -> Verdict:
    """Letters to persons, such as the invitations of a round: their own State's and the secretariat's."""
    return YES if actor.staff or (bool(entity) and actor.entity == entity) else no("DIR-202")


def may_see_addresses(actor: Actor) -> Verdict:
    """Role mailboxes and telephones: whoever stands for a State or an organisation, and the secretariat."""
    return YES if actor.staff or actor.entity else no("DIR-202")


def may_see_history(actor: Actor, entity: str) -> Verdict:
    """The history is a State's own and the secretariat's."""
    return YES if actor.staff or (bool(entity) and actor.entity == entity) else no("DIR-202")


def may_see_findings(actor: Actor, entity: str = "") -> Verdict:
    """The work list: all of it for the secretariat, its own part for a State's editors."""
    return may_draft(actor, entity or actor.entity)


def sees(actor: Actor, authority: Authority) -> bool:
    """Whether this person may see the entry; one that was withdrawn is only its State's and the secretariat's."""
    if authority.state == "withdrawn" and not may_see_history(actor, authority.entity):
        return False
    return actor.admits(Audience(authority.audience), authority.entity)


def sees_draft(actor: Actor, draft: Draft) -> bool:
    """Whether this person may see a draft: the State's editors theirs, the secretariat what was sent to it and its own."""
    if not may_draft(actor, draft.entity):
        return False
    if actor.staff:
        return draft.audience == Audience.SECRETARIAT or draft.state in ("approved", "asked_back", "published")
    return draft.audience != Audience.SECRETARIAT


def access_authority(actor: Actor, authority_id: int) -> Authority:
    """The entry, if this person may see it; NotHere otherwise."""
    found: Authority | None = Authority.objects.filter(pk=authority_id).first()
    if found is None or not sees(actor, found):
        raise NotHere
    return found


def access_authority_to_keep(actor: Actor, authority_id: int) -> Authority:
    """The entry, if this person keeps it; NotHere otherwise, so that forms look absent to others."""
    found = access_authority(actor, authority_id)
    if not may_keep(actor, found.entity):
        raise NotHere
    return found


def access_authority_to_draft(actor: Actor, authority_id: int) -> Authority:
    """The entry, if this person may write drafts about it; NotHere otherwise."""
    found = access_authority(actor, authority_id)
    if not may_draft(actor, found.entity):
        raise NotHere
    return found


def access_history(actor: Actor, authority_id: int) -> Authority:
    """The entry, if this person may see what it was before; NotHere otherwise."""
    found = access_authority(actor, authority_id)
    if not may_see_history(actor, found.entity):
        raise NotHere
    return found


def access_draft(actor: Actor, draft_id: int) -> Draft:
    """The draft, if this person may see it; NotHere otherwise."""
    found: Draft | None = Draft.objects.filter(pk=draft_id).select_related("authority").first()
    if found is None or not sees_draft(actor, found):
        raise NotHere
    return found


def access_link(token: str) -> tuple[Actor, ConfirmationLink]:
    """Whose link it is, and to what. NotHere for a wrong and for an old one alike, and when they are focal point no longer."""
    with acting_as(SYSTEM):
        found = ConfirmationLink.objects.filter(token_hash=accounts.token_hash(token)).first()
    if found is None or found.expires_at < clock.now():
        raise NotHere
    actor = accounts.actor_by_id(found.person_id)
    if actor.staff or not may_keep(actor, found.entity):
        raise NotHere
    return actor, found

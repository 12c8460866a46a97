"""Who keeps which entry, who sees whom."""

from __future__ import annotations

from entraide.kernel.actor import Actor, Role
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from .models import Authority


def may_keep(actor: Actor, entity: str) -> Verdict:
    """A State's focal point keeps its entries, and the secretariat all of them."""
    own = actor.has(Role.FOCAL_POINT) and bool(entity) and actor.entity == entity
    return YES if actor.staff or own else no("DIR-202")


def may_designate(actor: Actor) -> Verdict:
    """Acts of designation are received, and recorded, by the secretariat."""
    return YES if actor.staff else no("DIR-203")


def may_import(actor: Actor) -> Verdict:
    """Whole tables are the secretariat's."""
    return YES if actor.staff else no("DIR-203")


def may_see_contact_points(actor: Actor, entity: str) -> Verdict:
    """Names of persons: their own State's and the secretariat's."""
    return YES if actor.staff or (bool(entity) and actor.entity == entity) else no("DIR-202")


def may_see_addresses(actor: Actor) -> Verdict:
    """Role mailboxes and telephones: whoever stands for a State or an organisation, and the secretariat."""
    return YES if actor.staff or actor.entity else no("DIR-202")


def sees(actor: Actor, authority: Authority) -> bool:
    """Whether this person may see the entry; one that was withdrawn is only its State's and the secretariat's."""
    if authority.state == "withdrawn" and not may_see_contact_points(actor, authority.entity):
        return False
    return actor.admits(Audience(authority.audience), authority.entity)


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

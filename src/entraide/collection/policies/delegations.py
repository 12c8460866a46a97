"""Sections in other hands: who gives them, who works with which, who hands or takes them back."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from entraide.foundation.accounts.models import Nomination
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from ..domain.delegation import DELEGATION, EVERYTHING, LIVE, Reach
from ..models import Delegation, Reply
from .people import answers_for, reads_for, speaks_for
from .windows import in_its_days


def reach_in(actor: Actor, reply: Reply) -> Reach:
    """Which sections of the State's draft this person works with; none for anybody else, the secretariat included."""
    if reads_for(actor, reply.entity):
        return EVERYTHING
    if not answers_for(actor, reply.entity) or reply.pk is None:
        return Reach(frozenset())
    return Reach(frozenset(own_delegations(actor).filter(reply=reply).values_list("section", flat=True)))


def own_delegations(actor: Actor) -> QuerySet[Delegation]:
    """The live delegations in this person's hands, at whichever door they came in."""
    if actor.person_id is None:
        return Delegation.objects.none()
    invited = Nomination.objects.filter(person=actor.person_id, state="active").values("pk")
    mine = Q(person=actor.person_id) | Q(nomination__in=invited)
    found: QuerySet[Delegation] = Delegation.objects.filter(mine, entity=actor.entity, state__in=LIVE)
    return found


def may_delegate(actor: Actor, reply: Reply) -> Verdict:
    """The focal point gives sections to experts and takes them back, while the round is open."""
    if not speaks_for(actor, reply.entity):
        return no("COL-304") if answers_for(actor, reply.entity) else no("COL-305")
    return in_its_days(reply)


def may_hand_back(actor: Actor, delegation: Delegation) -> Verdict:
    """The expert who holds it."""
    mine = own_delegations(actor).filter(pk=delegation.pk).exists()
    if not mine:
        return no("COL-360")
    return YES if DELEGATION.allows(delegation.state, "hand_back") else no("COL-361")


def access_delegation(actor: Actor, delegation_id: int) -> Delegation:
    """A delegation: the focal point's of its State, and the expert's who holds it."""
    rows = Delegation.objects.select_related("reply__round__version__questionnaire")
    found: Delegation | None = rows.filter(pk=delegation_id).first()
    if found is None or not (speaks_for(actor, found.entity) or own_delegations(actor).filter(pk=found.pk).exists()):
        raise NotHere
    return found

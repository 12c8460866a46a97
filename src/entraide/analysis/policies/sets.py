"""Who may freeze a round, read its set, and read the figures of a set."""

from __future__ import annotations

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from ..models import FrozenSet, SetOpening


def may_freeze(actor: Actor) -> Verdict:
    """The secretariat closes a round and freezes it."""
    return YES if actor.staff else no("ANA-001")


def access_frozen_set(actor: Actor, set_id: int) -> FrozenSet:
    """The set, for the secretariat; NotHere for everybody else. Figures reach others through reports and `access_results`."""
    found = FrozenSet.objects.select_related("round").filter(pk=set_id).first() if actor.staff else None
    if found is None:
        raise NotHere
    return found


def access_results(actor: Actor, set_id: int) -> FrozenSet:
    """The set whose figures may be read: by the secretariat, and by those to whom they were opened."""
    opened = actor.staff or any(
        actor.admits(Audience(one.audience), one.entity) for one in SetOpening.objects.filter(frozen_set=set_id)
    )
    if not opened:
        raise NotHere
    with acting_as(SYSTEM):
        found = FrozenSet.objects.select_related("round").filter(pk=set_id).first()
    if found is None:
        raise NotHere
    return found


def reach(actor: Actor) -> Audience:
    """As which audience a person reads figures. What one's own State kept is read in its reply, not here."""
    if actor.staff:
        return Audience.SECRETARIAT
    if actor.party:
        return Audience.PARTIES
    return Audience.MEMBERS if actor.entity else Audience.PUBLIC

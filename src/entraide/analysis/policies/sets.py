"""Who may freeze a round and read its set."""

from __future__ import annotations

from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from ..models import FrozenSet


def may_freeze(actor: Actor) -> Verdict:
    """The secretariat closes a round and freezes it."""
    return YES if actor.staff else no("ANA-001")


def access_frozen_set(actor: Actor, set_id: int) -> FrozenSet:
    """The set, for the secretariat; NotHere for everybody else. Figures reach others through reports."""
    found = FrozenSet.objects.select_related("round").filter(pk=set_id).first() if actor.staff else None
    if found is None:
        raise NotHere
    return found

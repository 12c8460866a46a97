"""Who may keep views of a set, and whose they are."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from ..models import KeptView


def may_keep_views(actor: Actor) -> Verdict:
    """Whoever has signed in keeps views under their own name."""
    return YES if actor.person_id is not None else no("ANA-706")


def visible_views(actor: Actor) -> QuerySet[KeptView]:
    """One's own, and for the secretariat those that were shared with it."""
    if actor.person_id is None:
        return KeptView.objects.none()
    theirs = Q(person=actor.person_id)
    return KeptView.objects.select_related("frozen_set__round").filter(theirs | Q(shared=True) if actor.staff else theirs)


def access_view(actor: Actor, view_id: int) -> KeptView:
    """A view that one may read; NotHere otherwise."""
    found = visible_views(actor).filter(pk=view_id).first()
    if found is None:
        raise NotHere
    return found


def access_own_view(actor: Actor, view_id: int) -> KeptView:
    """A view that one may change: one's own."""
    found = access_view(actor, view_id)
    if found.person != actor.person_id:
        raise NotHere
    return found

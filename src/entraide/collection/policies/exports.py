"""Who takes replies out: the secretariat those of a round, a focal point those of the State. What was made is its maker's alone."""

from __future__ import annotations

from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from ..models import Export
from .people import speaks_for


def may_export(actor: Actor) -> Verdict:
    """The secretariat, and focal points; experts may not: the whole reply is not theirs."""
    return YES if actor.staff or speaks_for(actor, actor.entity) else no("COL-482")


def access_export(actor: Actor, export_id: int) -> Export:
    """What this very person asked for, acting for whom they act for now; nobody else's, the secretariat included."""
    found = Export.objects.select_related("round").filter(pk=export_id, person=actor.person_id, entity=actor.entity)
    export: Export | None = found.first()
    if export is None or (export.person is None and not actor.system) or not may_export(actor):
        raise NotHere
    if export.expires_at and export.expires_at < clock.now():
        export.state = "gone"
    return export

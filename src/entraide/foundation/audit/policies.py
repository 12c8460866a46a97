"""Who may read which part of what is recorded."""

from __future__ import annotations

from entraide.kernel.actor import Actor, Role
from entraide.kernel.verdict import YES, Verdict, no


def may_read_sightings(actor: Actor) -> Verdict:
    """The director reads who saw whom; a focal point reads it of the persons of their own State."""
    if actor.system or actor.has(Role.DIRECTOR):
        return YES
    return YES if actor.entity and actor.has(Role.FOCAL_POINT) else no("SEC-043")

"""Who may turn keys."""

from __future__ import annotations

from entraide.kernel.actor import Actor, Role
from entraide.kernel.verdict import YES, Verdict, no


def may_turn_keys(actor: Actor) -> Verdict:
    """Rotating, rewrapping and shredding are the director's, or the operator's at the command line."""
    return YES if actor.system or actor.has(Role.DIRECTOR) else no("SEC-040")

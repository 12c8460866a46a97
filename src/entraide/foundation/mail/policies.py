"""Who may say that a mailbox is out of reach."""

from __future__ import annotations

from entraide.kernel.actor import Actor
from entraide.kernel.verdict import YES, Verdict, no


def may_record_bounces(actor: Actor) -> Verdict:
    """The secretariat, and the command line that is fed by the mail server."""
    return YES if actor.staff else no("ACC-006")

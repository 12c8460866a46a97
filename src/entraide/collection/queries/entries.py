"""What the secretariat has entered for a State and not yet sent: its own draft, which nobody else reads."""

from __future__ import annotations

from entraide.kernel.actor import Actor

from .. import policies
from ..domain.answers import Answers
from ..drafts import entry_of


def entry(actor: Actor, reply_id: int) -> Answers:
    """The answers entered so far. Refused with COL-303 for others than the secretariat."""
    reply = policies.access_reply(actor, reply_id)
    policies.may_manage_rounds(actor).enforce()
    return entry_of(reply)

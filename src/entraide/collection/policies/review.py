"""Beyond accepting and asking back: undoing that, entering for a State, withdrawing, reinstating, confirming, comparing."""

from __future__ import annotations

from datetime import datetime, timedelta

from entraide.kernel.actor import Actor, Role
from entraide.kernel.verdict import YES, Verdict, no

from ..domain.life import REPLY
from ..domain.verdicts import ACCEPTED, ASKED_BACK, UNDO_MINUTES
from ..models import Reply
from .people import answers_for
from .windows import in_its_days, may_still_be_decided


def may_undo(actor: Actor, reply: Reply, verdict: str, decided_at: datetime, now: datetime) -> Verdict:
    """The secretariat its last word, for some minutes, while nobody has acted on what was decided."""
    if not actor.staff:
        return no("COL-303")
    if not (open_still := may_still_be_decided(reply)):
        return open_still
    fresh = verdict in (ACCEPTED, ASKED_BACK) and now - decided_at <= timedelta(minutes=UNDO_MINUTES)
    return YES if fresh and REPLY.allows(reply.state, "undo") else no("COL-458")


def may_enter(actor: Actor, reply: Reply) -> Verdict:
    """The secretariat enters, from its letter, what a State answered, while the round is open."""
    if not actor.staff:
        return no("COL-303")
    if not (taken := in_its_days(reply)):
        return taken
    return YES if REPLY.allows(reply.state, "enter") else no("COL-301")


def may_withdraw(actor: Actor, reply: Reply) -> Verdict:
    """The focal point what was sent, or the secretariat on their written request; after the closing of a round as well."""
    return _of_the_whole(actor, reply, "withdraw")


def may_reinstate(actor: Actor, reply: Reply) -> Verdict:
    """The same people, what was withdrawn."""
    return _of_the_whole(actor, reply, "reinstate")


def _of_the_whole(actor: Actor, reply: Reply, verb: str) -> Verdict:
    if not actor.staff:
        if not answers_for(actor, reply.entity):
            return no("COL-305")
        if not actor.has(Role.FOCAL_POINT):
            return no("COL-304")
    if not REPLY.allows(reply.state, verb) or not reply.submissions.exists():
        return no("COL-301")
    return YES


def may_confirm(actor: Actor, reply: Reply) -> Verdict:
    """The focal point makes what was entered from a letter the State's own."""
    if not answers_for(actor, reply.entity):
        return no("COL-305")
    if not actor.has(Role.FOCAL_POINT):
        return no("COL-304")
    return YES if reply.state in ("submitted", "accepted") else no("COL-301")

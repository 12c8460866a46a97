"""Versions beside each other: any two of a reply, the draft against one of them, last round's answers beside today's."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.problems import NotHere

from .. import policies
from ..domain.answers import Answers
from ..domain.differences import Difference, differences
from ..domain.following import followed
from ..drafts import draft_of
from ..forms import form_of
from ..lastround import standing_version
from ..models import Reply, Submission

DRAFT = 0
"""The number under which the State compares its draft."""


@frozen
class Compared:
    """Two versions by their numbers (`DRAFT` for the draft) and every answer that differs."""

    before: int
    after: int
    rows: tuple[Difference, ...]


@frozen
class LastRound:
    """What stands of the same State in the round before, at the paths of today's questionnaire."""

    round_code: str
    number: int
    answers: Answers


def compared(actor: Actor, reply_id: int, before: int, after: int) -> Compared:
    """From one to the other. NotHere for a version that there is not, and for the draft to all but its State."""
    reply = policies.access_reply(actor, reply_id)
    old, new = _answers(actor, reply, before), _answers(actor, reply, after)
    return Compared(before, after, differences(old, new))


def _answers(actor: Actor, reply: Reply, number: int) -> Answers:
    if number == DRAFT:
        if not policies.may_read_draft(actor, reply):
            raise NotHere
        form = form_of(reply.round.version_id)
        return policies.reach_in(actor, reply).answers(form, draft_of(reply, form))
    if not policies.may_read_sent(actor, reply):
        raise NotHere
    found = Submission.objects.filter(reply=reply, number=number).first()
    if found is None:
        raise NotHere
    return Answers.from_json(found.answers)


def last_round(actor: Actor, reply_id: int) -> LastRound | None:
    """The answers of the round before, as they stand; None where there is no such round or nothing stands of it."""
    reply = policies.access_reply(actor, reply_id)
    round = reply.round
    if round.previous_id is None:
        return None
    # Whoever may read this reply may read what the same State sent before; that earlier round may not be theirs to open.
    with acting_as(SYSTEM, savepoint=False):
        earlier = Reply.objects.select_related("round__version").filter(round_id=round.previous_id, entity=reply.entity)
        version = standing_version(found) if (found := earlier.first()) else None
        if found is None or version is None:
            return None
        now: Mapping[str, str] = round.version.identities
        answers = followed(
            Answers.from_json(version.answers), form_of(round.version_id), found.round.version.identities, now
        )
    if not actor.staff:
        answers = policies.reach_in(actor, reply).answers(form_of(round.version_id), answers)
    return LastRound(found.round.code, version.number, answers)

"""Closing a round and freezing it."""

from __future__ import annotations

from entraide.collection import actions as collection
from entraide.collection import queries as rounds
from entraide.foundation.actions import Act, action
from entraide.foundation.files.store import keep
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.problems import refuse
from entraide.reference.domain import entities
from entraide.reference.domain.tables import digest as reference_digest

from .. import policies
from ..domain import frozen
from ..models import FrozenSet


@action("analysis.round.frozen")
def close_and_freeze(act: Act, round_id: int) -> FrozenSet:
    """Close the round and write its set: immutable, hashed. Refused with ANA-002 when nobody has replied."""
    policies.may_freeze(act.actor).enforce()
    collection.close_round(act.actor, round_id)
    made = gather(act.actor, round_id)
    if not made.replies:
        raise refuse("ANA-002")
    content = made.canonical()
    number = FrozenSet.objects.filter(round_id=round_id).count() + 1
    file = keep(content, f"{made.round}-set-{number}.json", audience=Audience.SECRETARIAT)
    row = FrozenSet.objects.create(
        round_id=round_id, number=number, content_hash=made.content_hash(), file_id=file, frozen_at=act.at,
        frozen_by=act.actor.person_id, counts={"asked": len(made.asked), "replied": len(made.replies)},
    )  # fmt: skip
    act.about(row, round=round_id, hash=row.content_hash)
    return row


def gather(actor: Actor, round_id: int) -> frozen.Frozen:
    """The set as the database would give it now: to write it, and to rebuild it and compare hashes."""
    row = rounds.round_row(actor, round_id)
    asked = [
        frozen.Asked(one.entity, entities.entity(one.entity).group, one.language, one.state)
        for one in rounds.invited(actor, round_id)
    ]
    sent = rounds.submissions_to_freeze(actor, round_id)
    replies = [
        frozen.Replied(
            one.id,
            one.entity,
            entities.entity(one.entity).group,
            one.number,
            one.language,
            one.submitted_at.isoformat(),
            one.content_hash,
            one.accepted,
            one.late,
        )
        for one in sent
    ]
    ordered_asked, ordered_replies = frozen.in_order(asked, replies)
    by_id = {one.id: one for one in sent}
    answers = [
        cell for reply in ordered_replies for cell in frozen.answered(reply.submission, by_id[reply.submission].answers)
    ]
    return frozen.Frozen(
        round=row.code, title=row.title.to_json(), deadline=row.deadline.isoformat(), invented=row.invented,
        questionnaire=row.questionnaire, version=row.version, xform=rounds.xform_of(row.version_id),
        reference=reference_digest(), asked=ordered_asked, replies=ordered_replies, answers=tuple(answers),
    )  # fmt: skip

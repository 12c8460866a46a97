"""Clearing and submitting; accepting; asking back."""

from __future__ import annotations

from entraide.foundation.actions import Act, action, save
from entraide.kernel.problems import refuse

from .. import policies
from ..domain.answers import Answers
from ..domain.life import REPLY
from ..domain.progress import progress_of
from ..models import Decision, Reply, Submission
from ..sending import to_send
from .clearing import signature_for
from .letters import send_decision, send_receipt
from .mission_letters import send_copy_to_mission
from .replies import take_hold

ACCEPTED, ASKED_BACK = "accepted", "asked_back"


@action("collection.reply.submitted")
def submit(
    act: Act, reply: Reply, *, declared_name: str = "", declared_function: str = "", channel: str = "web",
    language: str = "",
) -> Submission:  # fmt: skip
    """The draft, as far as it applies, becomes the next version, which never changes.

    With a name and a function everything is cleared, signed and sent at once; without them the signature that stands is
    sent. Refused: COL-304 for an expert, 306 with everything that blocks, 315 without a signature, 322 when nothing
    differs from the version before, 365 when what was signed is not what would be sent.
    """
    take_hold(reply)
    policies.may_submit(act.actor, reply).enforce()
    sending = to_send(reply, act.at.date())
    sending.check()
    signature = signature_for(act, reply, sending, declared_name, declared_function, language)
    row = _next_version(act, reply, sending.answers)
    row.language, row.channel = signature.language, channel
    row.declared_name, row.declared_function = signature.name, signature.function
    row.save(force_insert=True)
    signature.submission = row
    save(signature, "submission")
    reply.state, reply.submitted_at = REPLY.after(reply.state, "submit"), act.at
    reply.progress = progress_of(sending.form, sending.judgement).to_json()
    save(reply, "state", "submitted_at", "progress")
    send_receipt(reply, reply.round, row)
    send_copy_to_mission(reply, row)
    act.about(row, reply=reply.pk, number=row.number, sha256=row.content_hash, channel=channel)
    return row


def _next_version(act: Act, reply: Reply, answers: Answers) -> Submission:
    last = reply.submissions.order_by("-number").first()
    digest = answers.content_hash()
    if last is not None and last.content_hash == digest:
        raise refuse("COL-322", number=last.number)
    return Submission(
        reply=reply, entity=reply.entity, number=last.number + 1 if last else 1, answers=answers.to_json(),
        content_hash=digest, submitted_at=act.at, submitted_by=act.actor.person_id,
    )  # fmt: skip


@action("collection.submission.accepted")
def accept(act: Act, submission: Submission) -> Decision:
    """The secretariat takes the newest version. Refused: COL-308 for an older one, 301 when it was decided already."""
    return _decide(act, submission, "accept", ACCEPTED, "")


@action("collection.submission.asked_back")
def ask_back(act: Act, submission: Submission, reason: str) -> Decision:
    """The secretariat asks the newest version back. Refused: COL-307 without a reason."""
    if not reason.strip():
        raise refuse("COL-307")
    return _decide(act, submission, "ask_back", ASKED_BACK, reason.strip())


def _decide(act: Act, submission: Submission, verb: str, verdict: str, reason: str) -> Decision:
    reply = submission.reply
    take_hold(reply)
    policies.may_decide(act.actor, reply).enforce()
    if _is_replaced(submission):
        raise refuse("COL-308")
    decision = Decision.objects.create(
        submission=submission, entity=submission.entity, verdict=verdict, reason=reason, decided_at=act.at,
        decided_by=act.actor.person_id,
    )  # fmt: skip
    reply.state = REPLY.after(reply.state, verb)
    save(reply, "state")
    send_decision(reply, reply.round, verdict == ACCEPTED)
    act.about(submission, reply=reply.pk, verdict=verdict, number=submission.number)
    return decision


def _is_replaced(submission: Submission) -> bool:
    return Submission.objects.filter(reply=submission.reply_id, number__gt=submission.number).exists()

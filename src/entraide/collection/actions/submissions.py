"""Clearing and submitting; accepting; asking back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from entraide.foundation.actions import Act, action, save
from entraide.kernel.problems import refuse

from .. import policies
from ..domain.answers import Answers, without_positions
from ..domain.clarifying import tidy
from ..domain.life import REPLY
from ..domain.progress import progress_of
from ..domain.verdicts import ACCEPTED, ASKED_BACK
from ..forms import form_of
from ..models import Decision, Reply, Submission
from ..sending import Sending, place_of, to_send
from .attachments import send_files
from .clearing import check_seen, signature_for
from .letters import send_decision, send_receipt
from .mission_letters import send_copy_to_mission
from .replies import LONGEST, take_hold
from .threads import closed_by_acceptance, follow_submission, gathered


@action("collection.reply.submitted")
def submit(
    act: Act, reply: Reply, *, declared_name: str = "", declared_function: str = "", channel: str = "web",
    language: str = "", seen: datetime | None = None,
) -> Submission:  # fmt: skip
    """The draft, as far as it applies, becomes the next version, which never changes.

    With a name and a function everything is cleared, signed and sent at once; without them the signature that stands is
    sent. Refused: COL-304 for an expert, 306 with everything that blocks, 315 without a signature, 322 when nothing
    differs from the version before, 365 when what was signed is not what would be sent, 030 when an answer
    was changed since the whole was `seen`.
    """
    take_hold(reply)
    policies.may_submit(act.actor, reply).enforce()
    check_seen(reply, seen)
    sending = to_send(reply, act.at.date())
    sending.check()
    signature = signature_for(act, reply, sending, declared_name, declared_function, language)
    row = next_version(act, reply, sending.answers)
    row.language, row.channel = signature.language, channel
    row.declared_name, row.declared_function = signature.name, signature.function
    row.save(force_insert=True)
    signature.submission = row
    save(signature, "submission")
    reply.state, reply.submitted_at = REPLY.after(reply.state, "submit"), act.at
    reply.progress = progress_of(sending.form, sending.judgement).to_json()
    save(reply, "state", "submitted_at", "progress")
    follow_submission(act, reply, row)
    send_files(act, reply, _files(sending))
    send_receipt(reply, reply.round, row)
    send_copy_to_mission(reply, row)
    act.about(row, reply=reply.pk, number=row.number, sha256=row.content_hash, channel=channel)
    return row


def _files(sending: Sending) -> Iterator[str]:
    """The names given at questions for files; the same words in any other answer release nothing."""
    for path, cell in sending.answers.items():
        plain = without_positions(path)
        if cell.value and sending.form.has(plain) and sending.form.question(plain).type == "file":
            yield cell.value


def next_version(act: Act, reply: Reply, answers: Answers) -> Submission:
    """The row to be filled and saved. Refused with COL-322 when nothing differs from the version before."""
    last = reply.submissions.order_by("-number").first()
    digest = answers.content_hash()
    if last is not None and last.content_hash == digest:
        raise refuse("COL-322", number=last.number)
    return Submission(
        reply=reply, entity=reply.entity, number=last.number + 1 if last else 1, answers=answers.to_json(),
        content_hash=digest, submitted_at=act.at, submitted_by=act.actor.person_id,
    )  # fmt: skip


@action("collection.submission.accepted")
def accept(act: Act, submission: Submission, remarks: str = "") -> Decision:
    """The secretariat takes the newest version, with remarks that the State reads or without; answered questions close.

    Refused: COL-308 for an older one, 301 when it was decided already, 457 while a question to the State is open.
    """
    return _decide(act, submission, "accept", Decision(verdict=ACCEPTED, reason=remarks.strip()))


@action("collection.submission.asked_back")
def ask_back(act: Act, submission: Submission, reason: str = "") -> Decision:
    """The secretariat asks the newest version back, with every question that is open. Refused: COL-307 without a reason.

    Open questions are reason enough: without words their numbers stand for them.
    """
    threads = gathered(submission.reply)
    form = form_of(submission.reply.round.version_id)
    numbers = {section.name: section.number for section in form.sections}
    named = [place_of(form, one.path) if one.path else numbers.get(one.section, "") for one in threads]
    reason = tidy(reason) or "; ".join(dict.fromkeys(one for one in named if one))
    if not reason and not threads:
        raise refuse("COL-307")
    asked = Decision(verdict=ASKED_BACK, reason=reason or "–", threads=[one.pk for one in threads])
    return _decide(act, submission, "ask_back", asked)


def _decide(act: Act, submission: Submission, verb: str, decision: Decision) -> Decision:
    reply = submission.reply
    take_hold(reply)
    policies.may_decide(act.actor, reply).enforce()
    if _is_replaced(submission):
        raise refuse("COL-308")
    if decision.verdict == ACCEPTED:
        closed_by_acceptance(act, reply)
    decide(act, submission, verb, decision)
    send_decision(reply, reply.round, decision.verdict == ACCEPTED)
    return decision


def decide(act: Act, submission: Submission, verb: str, decision: Decision) -> None:
    """Add the decision, move the reply."""
    decision.submission, decision.entity = submission, submission.entity
    decision.decided_at, decision.decided_by = act.at, act.actor.person_id
    decision.reason = tidy(decision.reason)[:LONGEST]
    decision.save(force_insert=True)
    reply = submission.reply
    if verb:
        reply.state = REPLY.after(reply.state, verb)
        save(reply, "state")
    act.about(submission, reply=reply.pk, verdict=decision.verdict, number=submission.number)


def _is_replaced(submission: Submission) -> bool:
    return Submission.objects.filter(reply=submission.reply_id, number__gt=submission.number).exists()

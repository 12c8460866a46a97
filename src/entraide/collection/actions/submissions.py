"""Clearing and submitting; accepting; asking back."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from entraide.foundation.actions import Act, action, save
from entraide.kernel.problems import Problem, Refused, refuse

from .. import policies
from ..domain.answers import Answers, positions, without_positions
from ..domain.form import Form
from ..domain.judge import Finding, Judgement, judge
from ..domain.life import REPLY
from ..domain.progress import progress_of
from ..domain.sharing import as_sent, shares_from_json
from ..domain.verdicts import ACCEPTED, ASKED_BACK
from ..drafts import draft_of
from ..forms import form_of
from ..models import Decision, Reply, Submission
from .letters import send_decision, send_receipt
from .replies import LONGEST, take_hold
from .threads import closed_by_acceptance, follow_submission, gathered


@action("collection.reply.submitted")
def submit(
    act: Act, reply: Reply, *, declared_name: str, declared_function: str, channel: str = "web", language: str = ""
) -> Submission:
    """The draft, as far as it applies, becomes the next version, which never changes.

    Refused: COL-304 for an expert, 306 with everything that blocks, 315 without the declaration, 322 when nothing
    differs from the version before.
    """
    take_hold(reply)
    policies.may_submit(act.actor, reply).enforce()
    if not declared_name.strip() or not declared_function.strip():
        raise refuse("COL-315")
    form = form_of(reply.round.version_id)
    draft = draft_of(reply, form)
    judgement = judge(form, draft, act.at.date())
    refuse_blocking(form, judgement.problems)
    row = next_version(act, reply, as_sent(form, applying(draft, judgement), shares_from_json(reply.sharing)))
    row.language, row.channel = language or reply.language, channel
    row.declared_name, row.declared_function = declared_name.strip()[:200], declared_function.strip()[:200]
    row.save(force_insert=True)
    reply.state, reply.submitted_at = REPLY.after(reply.state, "submit"), act.at
    reply.progress = progress_of(form, judgement).to_json()
    save(reply, "state", "submitted_at", "progress")
    follow_submission(act, reply, row)
    send_receipt(reply, reply.round, row)
    act.about(row, reply=reply.pk, number=row.number, sha256=row.content_hash, channel=channel)
    return row


def applying(draft: Answers, judgement: Judgement) -> Answers:
    """Without what does not apply, which stays in the draft and is neither counted nor sent."""
    return Answers({path: cell for path, cell in draft.items() if path in judgement.relevant and not cell.empty})


def refuse_blocking(form: Form, problems: Iterable[Finding]) -> None:
    """COL-306 with everything that forbids sending, each with its question's number."""
    blocking = [found for found in problems if found.severity == "stop"]
    if blocking:
        placed = [evolve(found.problem, place=_number(form, found.path)) for found in blocking]
        raise Refused(Problem("COL-306", {"count": len(blocking)}), *placed)


def _number(form: Form, path: str) -> str:
    """`17.1 [2]`: the printed number, and the row in a repeat."""
    plain = without_positions(path)
    number = form.question(plain).number if form.has(plain) else ""
    return " ".join([number or path, *(f"[{row}]" for row in positions(path))])


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
    reason = reason.strip() or "; ".join(_number(form, one.path) for one in threads if one.path)
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
    decision.reason = decision.reason[:LONGEST]
    decision.save(force_insert=True)
    reply = submission.reply
    if verb:
        reply.state = REPLY.after(reply.state, verb)
        save(reply, "state")
    act.about(submission, reply=reply.pk, verdict=decision.verdict, number=submission.number)


def _is_replaced(submission: Submission) -> bool:
    return Submission.objects.filter(reply=submission.reply_id, number__gt=submission.number).exists()

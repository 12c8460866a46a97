"""What awaits the secretariat's decision, and what has been withdrawn since it was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import frozen

from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.kernel.text import Text

from .. import policies
from ..domain.answers import Answers
from ..domain.findings import findings
from ..domain.judge import judge
from ..domain.lateness import is_late
from ..domain.life import REPLY
from ..forms import form_of
from ..lastround import last_answers
from ..models import Reply, Submission, Thread

MOST = 100


@frozen
class QueueRow:
    """A version to be decided. `findings` counts the judge's by severity; `awaiting` the State's answers to look at."""

    reply_id: int
    entity: str
    round_id: int
    round_code: str
    round_title: Text
    invented: bool
    number: int
    channel: str
    submitted_at: datetime
    late: bool
    findings: Mapping[str, int]
    open: int
    awaiting: int


def queue(actor: Actor, round_id: int | None = None) -> tuple[QueueRow, ...]:
    """Of all open rounds, or of one, the oldest first; nothing for others than the secretariat."""
    policies.may_manage_rounds(actor).enforce()
    states = [state for state in REPLY.states if REPLY.allows(state, "accept")]
    replies = Reply.objects.filter(state__in=states, round__state="open").select_related("round")
    if round_id is not None:
        replies = replies.filter(round=policies.access_round(actor, round_id))
    rows = list(replies.order_by("submitted_at", "id")[:MOST])
    newest = {one.reply_id: one for one in Submission.objects.filter(reply__in=rows).order_by("number")}
    asked = Counter(
        Thread.objects.filter(reply__in=rows, kind="official", asker="secretariat").values_list("reply_id", "state")
    )
    return tuple(_row(one, newest[one.pk], asked) for one in rows if one.pk in newest)


def _row(reply: Reply, version: Submission, asked: Mapping[tuple[int, str], int]) -> QueueRow:
    round = reply.round
    form, answers, today = form_of(round.version_id), Answers.from_json(version.answers), clock.now().date()
    judgement = judge(form, answers, today)
    found = findings(form, answers, judgement, today, last_answers(reply, form), signing=True)
    severities = [one.severity for one in (*judgement.problems, *found)]
    return QueueRow(
        reply.pk, reply.entity, round.pk, round.code, Text.from_json(round.title), round.invented, version.number,
        version.channel, version.submitted_at, is_late(version.submitted_at, round.deadline, round.grace_days),
        Counter(severities), asked.get((reply.pk, "open"), 0), asked.get((reply.pk, "answered"), 0),
    )  # fmt: skip


def withdrawn_since(actor: Actor, submission_ids: Iterable[int]) -> frozenset[int]:
    """Those of these submissions whose replies are withdrawn today: what was counted of them stays, and is marked."""
    policies.may_manage_rounds(actor).enforce()
    found = Submission.objects.filter(pk__in=set(submission_ids), reply__state="withdrawn")
    return frozenset(found.values_list("pk", flat=True))

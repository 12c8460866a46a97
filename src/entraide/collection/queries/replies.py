"""Replies as their State and the secretariat see them: the draft for the one, what was sent for both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from attrs import field, frozen

from entraide.foundation.accounts.queries import Names
from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere, refuse
from entraide.kernel.text import Text

from .. import policies
from ..domain.answers import Answers
from ..domain.delegation import EVERYTHING, Reach
from ..domain.judge import Judgement, judge
from ..domain.lateness import is_late
from ..domain.progress import Progress, progress_of
from ..domain.sharing import Shares, shares_from_json
from ..domain.verdicts import CONFIRMED, standing
from ..domain.windows import Days, Window
from ..drafts import draft_of
from ..forms import form_of
from ..models import Reply, Submission


@frozen
class ReplyRow:
    """A reply and the round it belongs to."""

    id: int
    round_id: int
    round_code: str
    round_title: Text
    round_state: str
    version_id: int
    entity: str
    state: str
    language: str
    deadline: date
    note_verbale: str
    invented: bool
    contact_name: str
    contact_email: str
    invited_at: datetime
    saved_at: datetime | None
    submitted_at: datetime | None
    progress: Progress
    audience: Audience = Audience.SECRETARIAT
    """What the round says of answers of which nobody says anything."""
    shares: Shares = field(factory=dict)
    days: Days = field(default=Days("open"))
    snoozed_until: date | None = None

    @property
    def window(self) -> Window:
        """Ahead of the opening, in time, in grace, late, let in late, or closed."""
        return self.days.window(clock.now().date())


@frozen
class DecisionRow:
    """What was said of a submission: by the secretariat, or by its State of what is its own."""

    verdict: str
    reason: str
    decided_at: datetime
    decided_by: str
    threads: int = 0
    letter_id: int | None = None
    letter_reference: str = ""


@frozen
class SentRow:
    """One version as it was sent, and what was said of it."""

    id: int
    number: int
    language: str
    channel: str
    content_hash: str
    declared_name: str
    declared_function: str
    submitted_at: datetime
    answers: Answers
    decisions: tuple[DecisionRow, ...]
    late: bool = False
    letter_id: int | None = None
    letter_reference: str = ""
    letter_date: date | None = None

    @property
    def verdict(self) -> str:
        """accepted, asked_back, withdrawn, or empty while nothing stands."""
        return standing(one.verdict for one in self.decisions)

    @property
    def reason(self) -> str:
        """Why it was asked back or withdrawn, the remarks with which it was accepted."""
        return next((one.reason for one in reversed(self.decisions) if one.verdict == self.verdict), "")

    @property
    def confirmed(self) -> bool:
        """Whether the State made what was entered from its letter its own."""
        return any(one.verdict == CONFIRMED for one in self.decisions)


def replies_of(actor: Actor) -> tuple[ReplyRow, ...]:
    """The replies that this person's State or organisation is asked for, the nearest deadline first."""
    if not policies.belongs_to(actor, actor.entity):
        return ()
    found = Reply.objects.filter(entity=actor.entity).select_related("round").order_by("round__deadline", "id")
    if not policies.reads_for(actor, actor.entity):
        found = found.filter(pk__in=policies.own_delegations(actor).values("reply"))
    return tuple(_row(reply, policies.reach_in(actor, reply)) for reply in found)


def reply_row(actor: Actor, reply_id: int) -> ReplyRow:
    """One reply. NotHere for all but the State itself and the secretariat."""
    reply = policies.access_reply(actor, reply_id)
    return _row(reply, EVERYTHING if actor.staff else policies.reach_in(actor, reply))


def _row(reply: Reply, reach: Reach) -> ReplyRow:
    round = reply.round
    return ReplyRow(
        id=reply.pk, round_id=round.pk, round_code=round.code, round_title=Text.from_json(round.title),
        round_state=round.state, version_id=round.version_id, entity=reply.entity, state=reply.state,
        language=reply.language, deadline=round.deadline, invented=round.invented,
        contact_name=reply.contact_name, contact_email=reply.contact_email, invited_at=reply.invited_at,
        saved_at=reply.saved_at, submitted_at=reply.submitted_at,
        progress=reach.progress(Progress.from_json(reply.progress)),
        note_verbale=reply.note_verbale or round.note_verbale, audience=Audience(round.audience),
        shares=shares_from_json(reply.sharing), days=policies.days_of(round, reply), snoozed_until=reply.snoozed_until,
    )  # fmt: skip


def draft(actor: Actor, reply_id: int) -> Answers:
    """What has been drafted so far, of one's own sections. Refused with COL-305 for the secretariat."""
    reply = policies.access_reply(actor, reply_id)
    policies.may_read_draft(actor, reply).enforce()
    form = form_of(reply.round.version_id)
    return policies.reach_in(actor, reply).answers(form, draft_of(reply, form))


def whole_draft(actor: Actor, reply_id: int) -> Answers:
    """All of it, other people's sections too: for the judge, who needs them. A page shows of it what is within reach."""
    reply = policies.access_reply(actor, reply_id)
    policies.may_read_draft(actor, reply).enforce()
    return draft_of(reply, form_of(reply.round.version_id))


def judgement_of(actor: Actor, reply_id: int) -> tuple[Answers, Judgement, Progress]:
    """The draft, what the judge says of it today, and how far it is: for those who read the whole. Refused: COL-304."""
    reply = policies.access_reply(actor, reply_id)
    if not policies.reads_for(actor, reply.entity):
        raise refuse("COL-304" if policies.answers_for(actor, reply.entity) else "COL-305")
    answers, form = whole_draft(actor, reply_id), form_of(reply.round.version_id)
    judgement = judge(form, answers, clock.now().date())
    return answers, judgement, progress_of(form, judgement)


def progress(actor: Actor, reply_id: int) -> Progress:
    """How far a draft is today, of one's own sections."""
    reply = policies.access_reply(actor, reply_id)
    form = form_of(reply.round.version_id)
    counted = progress_of(form, judge(form, whole_draft(actor, reply_id), clock.now().date()))
    return policies.reach_in(actor, reply).progress(counted)


def sent(actor: Actor, reply_id: int) -> tuple[SentRow, ...]:
    """Every version that was sent, the first one first; nothing of it for an expert of a ministry."""
    reply = policies.access_reply(actor, reply_id)
    if not policies.may_read_sent(actor, reply):
        return ()
    names: Mapping[int, str] = Names() if actor.staff else {}
    rows = reply.submissions.prefetch_related("decisions").order_by("number")
    return tuple(_sent(row, names, reply) for row in rows)


def _sent(row: Submission, names: Mapping[int, str], reply: Reply) -> SentRow:
    decisions = tuple(
        DecisionRow(
            one.verdict, one.reason, one.decided_at, names.get(one.decided_by or 0, ""), len(one.threads),
            one.letter_id, one.letter_reference,
        )
        for one in row.decisions.all()
    )  # fmt: skip
    return SentRow(
        row.pk, row.number, row.language, row.channel, row.content_hash, row.declared_name, row.declared_function,
        row.submitted_at, Answers.from_json(row.answers), decisions,
        is_late(row.submitted_at, reply.round.deadline, reply.round.grace_days), row.letter_id, row.letter_reference,
        row.letter_date,
    )  # fmt: skip


def sent_answers(actor: Actor, reply_id: int, number: int) -> SentRow:
    """One version by its number. NotHere when there is none."""
    found = next((row for row in sent(actor, reply_id) if row.number == number), None)
    if found is None:
        raise NotHere
    return found

"""Rounds, their response boards, and what analysis freezes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from attrs import frozen
from django.db.models import Prefetch, QuerySet

from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.text import Text
from entraide.reference.domain.entities import ordered

from .. import policies
from ..domain.answers import Answers
from ..domain.lateness import is_late
from ..domain.life import REPLY
from ..domain.progress import Progress
from ..domain.sharing import with_audiences
from ..domain.terms import COLUMNS, Terms
from ..domain.verdicts import ACCEPTED, WITHDRAWN
from ..domain.verdicts import standing as standing_verdict
from ..domain.windows import Days, Window
from ..forms import form_of
from ..models import Decision, Reply, Round, Submission, Thread


@frozen
class RoundRow:
    """A round in a list. `counts` says how many replies are in each state; only of those that the person may see."""

    id: int
    code: str
    title: Text
    state: str
    deadline: date
    opened_at: datetime
    closed_at: datetime | None
    note_verbale: str
    invented: bool
    questionnaire: str
    questionnaire_title: Text
    version_id: int
    version: str
    paragraphs: tuple[UUID, ...]
    counts: Mapping[str, int]
    terms: Terms

    @property
    def invited(self) -> int:
        """How many were invited."""
        return sum(self.counts.values())

    @property
    def arrived(self) -> int:
        """How many replies stand with the secretariat: submitted or accepted."""
        return self.counts.get("submitted", 0) + self.counts.get("accepted", 0)

    @property
    def open(self) -> bool:
        """Whether replies are still taken."""
        return self.state == "open"

    @property
    def window(self) -> Window:
        """Where today stands in its days."""
        days = Days(self.state, self.deadline, self.terms.opens_on, self.terms.grace_days)
        return days.window(clock.now().date())


@frozen
class BoardRow:
    """One State of the response board. `last` is the last sign of life."""

    reply_id: int
    entity: str
    state: str
    language: str
    contact_name: str
    contact_email: str
    invited_at: datetime
    last: datetime
    submitted_at: datetime | None
    versions: int
    progress: Progress
    late: bool = False
    channel: str = ""
    questions: int = 0
    """The secretariat's questions to this State that are not closed yet."""
    overdue: bool = False


@frozen
class InvitedRow:
    """Somebody who was asked; the denominator of every rate."""

    entity: str
    invited_at: datetime
    state: str
    language: str


@frozen
class SubmissionRow:
    """A submission that stands for its State when the round closes. `late` is after the deadline and the days of grace."""

    id: int
    reply: int
    entity: str
    number: int
    language: str
    answers: Answers
    content_hash: str
    submitted_at: datetime
    accepted: bool
    late: bool


def rounds(actor: Actor) -> tuple[RoundRow, ...]:
    """The newest first: all for the secretariat, one's own for those who were asked."""
    return _rows(actor, Round.objects.all())


def rounds_for_paragraph(actor: Actor, guid: UUID | str) -> tuple[RoundRow, ...]:
    """The rounds that a paragraph led to, as far as the person may see them."""
    return _rows(actor, Round.objects.filter(paragraphs=guid))


def round_row(actor: Actor, round_id: int) -> RoundRow:
    """One round. NotHere for who was not asked."""
    return _row(policies.access_round(actor, round_id))


def _rows(actor: Actor, found: QuerySet[Round]) -> tuple[RoundRow, ...]:
    if not actor.staff:
        if not policies.belongs_to(actor, actor.entity):
            return ()
        replies = Reply.objects.filter(entity=actor.entity)
        if not policies.reads_for(actor, actor.entity):
            replies = replies.filter(pk__in=policies.own_delegations(actor).values("reply"))
        found = found.filter(replies__in=replies)
    states = Prefetch("replies", Reply.objects.only("round_id", "state"))
    rows = found.select_related("version__questionnaire").prefetch_related("paragraphs", states)
    return tuple(_row(row) for row in rows.defer("version__xform"))


def _row(row: Round) -> RoundRow:
    known = "replies" in getattr(row, "_prefetched_objects_cache", {})
    counted = Counter(reply.state for reply in (row.replies.all() if known else row.replies.only("round_id", "state")))
    return RoundRow(
        id=row.pk, code=row.code, title=Text.from_json(row.title), state=row.state, deadline=row.deadline,
        opened_at=row.opened_at, closed_at=row.closed_at, note_verbale=row.note_verbale, invented=row.invented,
        questionnaire=row.version.questionnaire.code,
        questionnaire_title=Text.from_json(row.version.questionnaire.title), version_id=row.version_id,
        version=row.version.version, paragraphs=tuple(one.pk for one in row.paragraphs.all()),
        counts={state: counted.get(state, 0) for state in REPLY.states},
        terms=Terms.of({name: getattr(row, name) for name in COLUMNS}),
    )  # fmt: skip


def board(actor: Actor, round_id: int, language: str = "en") -> tuple[BoardRow, ...]:
    """State by State, in the order of the language. The secretariat's alone."""
    round = policies.access_round(actor, round_id)
    policies.may_manage_rounds(actor).enforce()
    numbers = Prefetch("submissions", Submission.objects.defer("answers"))
    asked = Prefetch("threads", Thread.objects.filter(kind="official", asker="secretariat").exclude(state="closed"))
    replies = {reply.entity: reply for reply in round.replies.prefetch_related(numbers, asked)}
    return tuple(_board_row(replies[code], round) for code in ordered(replies, language))


def _board_row(reply: Reply, round: Round) -> BoardRow:
    sent, asked, today = list(reply.submissions.all()), list(reply.threads.all()), clock.now().date()
    moments = (reply.invited_at, reply.saved_at, reply.submitted_at)
    return BoardRow(
        reply_id=reply.pk, entity=reply.entity, state=reply.state, language=reply.language,
        contact_name=reply.contact_name, contact_email=reply.contact_email, invited_at=reply.invited_at,
        last=max(moment for moment in moments if moment), submitted_at=reply.submitted_at,
        versions=len(sent), progress=Progress.from_json(reply.progress),
        late=is_late(sent[0].submitted_at if sent else None, round.deadline, round.grace_days),
        channel=sent[-1].channel if sent else "", questions=len(asked),
        overdue=any(one.state == "open" and one.due is not None and one.due < today for one in asked),
    )  # fmt: skip


def invited(actor: Actor, round_id: int) -> tuple[InvitedRow, ...]:
    """Everybody who was asked, by code. The secretariat's alone."""
    round = policies.access_round(actor, round_id)
    policies.may_manage_rounds(actor).enforce()
    rows = round.replies.order_by("entity")
    return tuple(InvitedRow(row.entity, row.invited_at, row.state_at_close or row.state, row.language) for row in rows)


def submissions_to_freeze(
    actor: Actor, round_id: int, *, late: bool = False, until: datetime | None = None
) -> tuple[SubmissionRow, ...]:
    """What stands for each State, by code: its newest accepted version, else its newest that was not asked back.

    A reply that is withdrawn stands for nothing. Every answer says its audience, be it its State's, the questionnaire's or
    the round's. Of a closed round only what had come by its closing, as it stood then; with `late` also what was let in
    after that, and without what was withdrawn since; with `until` only up to that moment.
    """
    round = policies.access_round(actor, round_id)
    policies.may_manage_rounds(actor).enforce()
    verdicts, standing = _standing(round, until or (None if late else round.closed_at))
    rows = (_submission(row, verdicts.get(row.pk) == ACCEPTED, round) for row in standing)
    return tuple(sorted(rows, key=lambda row: row.entity))


def standing_submissions(actor: Actor, round_id: int) -> dict[str, int]:
    """Which submission stands for each State by now, without its answers: entity → id. The rule is the one above."""
    round = policies.access_round(actor, round_id)
    policies.may_manage_rounds(actor).enforce()
    return {row.entity: row.pk for row in _standing(round, None, without=("answers",))[1]}


def _standing(
    round: Round, until: datetime | None, without: tuple[str, ...] = ()
) -> tuple[dict[int, str], Iterable[Submission]]:
    """What was decided on each submission, and those that stand."""
    verdicts = _verdicts(round, until)
    standing: dict[int, Submission] = {}
    found = Submission.objects.filter(reply__round=round).defer(*without)
    sent = list(_by(found, "submitted_at", until).order_by("reply_id", "number"))
    withdrawn = {row.reply_id for row in sent if verdicts.get(row.pk) == WITHDRAWN}
    for row in (one for one in sent if one.reply_id not in withdrawn):
        kept, verdict = standing.get(row.reply_id), verdicts.get(row.pk)
        if verdict == ACCEPTED or (not verdict and (kept is None or verdicts.get(kept.pk) != ACCEPTED)):
            standing[row.reply_id] = row
    return verdicts, standing.values()


def _by(found: QuerySet[Any], moment: str, until: datetime | None) -> QuerySet[Any]:
    return found if until is None else found.filter(**{f"{moment}__lte": until})


def _verdicts(round: Round, until: datetime | None) -> dict[int, str]:
    """What the decisions on each submission amount to."""
    decisions = _by(Decision.objects.filter(submission__reply__round=round), "decided_at", until).order_by("id")
    said: dict[int, list[str]] = {}
    for decision in decisions:
        said.setdefault(decision.submission_id, []).append(decision.verdict)
    return {submission: standing_verdict(verdicts) for submission, verdicts in said.items()}


def _submission(row: Submission, accepted: bool, round: Round) -> SubmissionRow:
    answers = with_audiences(form_of(round.version_id), Answers.from_json(row.answers), Audience(round.audience))
    return SubmissionRow(
        id=row.pk, reply=row.reply_id, entity=row.entity, number=row.number, language=row.language,
        answers=answers, content_hash=row.content_hash, submitted_at=row.submitted_at,
        accepted=accepted, late=is_late(row.submitted_at, round.deadline, round.grace_days),
    )  # fmt: skip

"""The board of a round, the course of its replies, what was changed in it and who is reminded next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from attrs import frozen
from django.db.models import Min

from entraide.foundation.accounts.models import Invitation
from entraide.foundation.accounts.queries import Names
from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.reference.domain import entities

from .. import policies
from ..counts import count
from ..domain.board import Line
from ..domain.curve import Course
from ..domain.outstanding import Outstanding, outstanding
from ..domain.progress import Progress
from ..domain.reminding import Mark, coming, due
from ..models import Decision, Inviting, Reminder, Reply, Round, Submission


@frozen
class ChangeRow:
    """A change of a round, as those may read it whom it concerns."""

    kind: str
    entity: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    reason: str
    changed_at: datetime
    changed_by: str


@frozen
class InvitingRow:
    """A sending in the background: how far it is, and who was passed over with which problem."""

    id: int
    done: int
    total: int
    passed_over: tuple[tuple[str, str], ...]
    started_at: datetime
    ended_at: datetime | None


@frozen
class NextReminder:
    """Whom the next reminder goes to, when, of what; `put_off` until a day."""

    reply_id: int
    entity: str
    language: str
    mark: Mark | None
    owed: Outstanding
    sent: int
    put_off: date | None


def _managed(actor: Actor, round_id: int) -> Round:
    round = policies.access_round(actor, round_id)
    policies.may_manage_rounds(actor).enforce()
    return round


def full_board(actor: Actor, round_id: int, language: str) -> tuple[Line, ...]:
    """Everybody asked, by name in this language. The secretariat's alone."""
    round = _managed(actor, round_id)
    replies = {reply.entity: reply for reply in round.replies.all()}
    ids = [reply.pk for reply in replies.values()]
    sent = _sent(round)
    facts = {
        "waiting": count("clarifications", ids), "delegated": count("delegated", ids),
        "reminders": Counter(Reminder.objects.filter(reply__round=round).values_list("reply_id", flat=True)),
        "used": _used(replies.values()),
    }  # fmt: skip
    return tuple(
        _line(round, replies[code], language, sent.get(replies[code].pk, ()), facts)
        for code in entities.ordered(replies, language)
    )


def _sent(round: Round) -> dict[int, list[tuple[datetime, bool]]]:
    """When each reply was sent, and whether on its State's behalf; no answers are read."""
    found: dict[int, list[tuple[datetime, bool]]] = {}
    rows = Submission.objects.filter(reply__round=round).order_by("number")
    for reply, at, letter in rows.values_list("reply_id", "submitted_at", "letter_id"):
        found.setdefault(reply, []).append((at, letter is not None))
    return found


def _used(replies: Iterable[Reply]) -> frozenset[int]:
    links = {reply.invitation for reply in replies if reply.invitation}
    return frozenset(Invitation.objects.filter(pk__in=links, used_at__isnull=False).values_list("pk", flat=True))


def _line(
    round: Round, reply: Reply, language: str, sent: Sequence[tuple[datetime, bool]], facts: Mapping[str, Any]
) -> Line:
    days, today = policies.days_of(round, reply), clock.now().date()
    progress = Progress.from_json(reply.progress)
    last = sent[-1] if sent else None
    still_owed = reply.state in ("invited", "drafting") and last is None
    return Line(
        reply_id=reply.pk, entity=reply.entity, name=entities.name(reply.entity, language),
        group=_group(reply.entity), state=reply.state, language=reply.language,
        note_verbale=reply.note_verbale or round.note_verbale, invited_at=reply.invited_at,
        last=max(at for at in (reply.invited_at, reply.saved_at, reply.submitted_at) if at),
        submitted_at=reply.submitted_at, versions=len(sent), progress=progress,
        owed=outstanding(reply.state, progress, facts["waiting"].get(reply.pk, 0)),
        late=days.is_late(sent[0][0].date()) if sent else still_owed and days.is_late(today),
        on_behalf=bool(last and last[1]), withdrawn=reply.state == "withdrawn",
        delegated=facts["delegated"].get(reply.pk, 0), reminders=facts["reminders"].get(reply.pk, 0),
        snoozed=reply.snoozed_until is not None and today < reply.snoozed_until, admitted=days.window(today) == "admitted",
        used=reply.saved_at is not None or reply.invitation in facts["used"],
    )  # fmt: skip


def _group(code: str) -> str:
    try:
        return entities.entity(code).group
    except KeyError:
        return ""


def courses(actor: Actor, round_id: int) -> tuple[Course, ...]:
    """When each reply was asked for, begun, sent and accepted for the first time. The secretariat's alone."""
    round = _managed(actor, round_id)
    sent = dict(Submission.objects.filter(reply__round=round).values_list("reply_id").annotate(Min("submitted_at")))
    accepted = dict(
        Decision.objects.filter(submission__reply__round=round, verdict="accepted")
        .values_list("submission__reply_id").annotate(Min("decided_at"))
    )  # fmt: skip
    return tuple(
        Course(
            reply.entity, _group(reply.entity), reply.invited_at.date(),
            _day(reply.started_at or reply.saved_at or sent.get(reply.pk)), _day(sent.get(reply.pk)),
            _day(accepted.get(reply.pk)),
        )
        for reply in round.replies.defer("progress").order_by("entity")
    )  # fmt: skip


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def reminded_on(actor: Actor, round_id: int) -> tuple[date, ...]:
    """The days on which reminders left."""
    rows = Reminder.objects.filter(reply__round=_managed(actor, round_id)).values_list("sent_at", flat=True)
    return tuple(sorted({moment.date() for moment in rows}))


def round_changes(actor: Actor, round_id: int, entity: str = "") -> tuple[ChangeRow, ...]:
    """What was changed, the newest first, as far as this person may read it; for one State what concerns it or all."""
    round = policies.access_round(actor, round_id)
    rows = round.changes.filter(entity__in=["", entity]) if entity or not actor.staff else round.changes.all()
    names: Mapping[int, str] = Names() if actor.staff else {}
    return tuple(
        ChangeRow(
            row.kind, row.entity, row.before, row.after, row.reason, row.changed_at, names.get(row.changed_by or 0, "")
        )
        for row in rows
    )


def last_inviting(actor: Actor, round_id: int) -> InvitingRow | None:
    """The newest sending in the background. The secretariat's alone."""
    row = _managed(actor, round_id).invitings.first()
    return _inviting(row) if row else None


def _inviting(row: Inviting) -> InvitingRow:
    passed = tuple((entity, code) for entity, code in row.passed_over)
    return InvitingRow(row.pk, row.done, len(row.chosen), passed, row.started_at, row.ended_at)


def next_reminders(actor: Actor, round_id: int) -> tuple[NextReminder, ...]:
    """Everybody with something outstanding, and when the next reminder goes to them if it still is then."""
    round, today = _managed(actor, round_id), clock.now().date()
    replies = list(round.replies.order_by("entity"))
    ids = [reply.pk for reply in replies]
    waiting = count("clarifications", ids)
    rows = Reminder.objects.filter(reply__in=ids).values_list("reply_id", "deadline", "days")
    sent: dict[int, list[tuple[date, int]]] = {}
    for reply_id, deadline, days in rows:
        sent.setdefault(reply_id, []).append((deadline, days))
    found = []
    for reply in replies:
        owed = outstanding(reply.state, Progress.from_json(reply.progress), waiting.get(reply.pk, 0))
        if owed:
            own = sent.get(reply.pk, [])
            found.append(
                NextReminder(
                    reply.pk, reply.entity, reply.language, _next(round, reply, today, own), owed, len(own),
                    reply.snoozed_until if reply.snoozed_until and today < reply.snoozed_until else None,
                )
            )  # fmt: skip
    return tuple(found)


def _next(round: Round, reply: Reply, today: date, sent: Sequence[tuple[date, int]]) -> Mark | None:
    if round.state == "closed":
        return None
    of_deadline = {days for deadline, days in sent if deadline == round.deadline}
    asked = reply.invited_at.date()
    now = due(round.reminders, round.deadline, today, asked, of_deadline)
    return now or coming(round.reminders, round.deadline, today, asked)

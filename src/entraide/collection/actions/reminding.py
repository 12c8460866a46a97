"""Reminding those with something outstanding: of what, in their language, for each mark of a deadline once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from attrs import frozen

from entraide.foundation.actions import Act, action
from entraide.kernel.actor import Actor

from .. import policies
from ..counts import count
from ..domain.outstanding import Outstanding, outstanding
from ..domain.progress import Progress
from ..domain.reminding import CATCH_UP, Mark, due, marks
from ..forms import form_of
from ..models import Reminder, Reply, Round
from .round_letters import send_outstanding


@frozen
class Due:
    """A reminder to be sent: to whom, for which mark, of what."""

    reply: Reply
    mark: Mark
    owed: Outstanding


def remind_due(actor: Actor, today: date) -> int:
    """Send what is due today, in every open round; how many reminders left."""
    done = 0
    for round in Round.objects.filter(state="open", deadline__gte=today - timedelta(days=400)).order_by("pk"):
        if any(timedelta() <= today - mark.day <= CATCH_UP for mark in marks(round.reminders, round.deadline)):
            for one in reminders_due(round, today):
                remind(actor, one.reply, one.mark, one.owed, today)
                done += 1
    return done


def reminders_due(round: Round, today: date) -> Iterator[Due]:
    """Who is to be reminded today; nobody who is done, nobody for whom reminders are put off."""
    replies = list(round.replies.select_related("round").order_by("entity"))
    sent = sent_marks(round, [reply.pk for reply in replies])
    waiting = count("clarifications", [reply.pk for reply in replies])
    for reply in replies:
        mark = due(round.reminders, round.deadline, today, reply.invited_at.date(), sent[reply.pk])
        if mark is None or (reply.snoozed_until is not None and today < reply.snoozed_until):
            continue
        owed = outstanding(reply.state, Progress.from_json(reply.progress), waiting.get(reply.pk, 0))
        if owed:
            yield Due(reply, mark, owed)


def sent_marks(round: Round, replies: Iterable[int]) -> dict[int, set[int]]:
    """For which marks of the deadline in force a reminder has left, by reply."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Reminder.objects.filter(reply__in=list(replies), deadline=round.deadline)
    for reply, days in rows.values_list("reply_id", "days"):
        found[reply].add(days)
    return found


@action("collection.reminder.sent")
def remind(act: Act, reply: Reply, mark: Mark, owed: Outstanding, today: date) -> bool:
    """Remind one State for one mark; False when that was done already."""
    policies.may_manage_rounds(act.actor).enforce()
    round = reply.round
    _row, fresh = Reminder.objects.get_or_create(
        reply=reply, deadline=round.deadline, days=mark.days,
        defaults={"entity": reply.entity, "questions": owed.questions, "sent_at": act.at},
    )  # fmt: skip
    if fresh:
        send_outstanding(reply, round, owed, form_of(round.version_id), today)
    act.about(reply, days=mark.days, questions=owed.questions, sent=fresh)
    return fresh

"""A mandate in the hands of people of the secretariat, and the letters that remind them."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.foundation.accounts import queries as accounts
from entraide.foundation.actions import Act, action, save
from entraide.foundation.jobs.door import enqueue
from entraide.foundation.mail.post import post
from entraide.kernel.problems import refuse

from .. import policies
from ..models import Assignment, Mandate
from .history import hold, record

REMIND = "mandates.remind"


@action("mandates.mandate.assigned")
def assign(
    act: Act, mandate: Mandate, person: int, *, task: str = "", due_on: date | None = None,
    remind_on: date | None = None,
) -> Assignment:  # fmt: skip
    """Put a mandate into somebody's hands; a letter goes out on `remind_on`.

    Refused: MAN-324 nobody of the secretariat, MAN-325 the reminder comes after the day on which it is due.
    """
    policies.may_register(act.actor).enforce()
    if person not in {one.id for one in staff()}:
        raise refuse("MAN-324")
    if due_on and remind_on and remind_on > due_on:
        raise refuse("MAN-325", due=due_on.isoformat(), remind=remind_on.isoformat())
    hold(mandate)
    row = put_in_hands(act, mandate, person, task=task.strip()[:2000], due_on=due_on, remind_on=remind_on)
    act.about(row, mandate=mandate.pk, person=person)
    return row


def put_in_hands(act: Act, mandate: Mandate, person: int, **facts: Any) -> Assignment:
    """The row and its line of history, and the letter of the day on which it is wanted, for a mandate that is held."""
    row: Assignment = Assignment.objects.create(
        mandate=mandate, person=person, assigned_at=act.at, assigned_by=act.actor.person_id, **facts
    )
    record(act, mandate, "assignments", None, told_assignment(row))
    if row.remind_on:
        enqueue(REMIND, at=datetime.combine(row.remind_on, time(6), UTC), day=row.remind_on.isoformat())
    return row


def told_assignment(row: Assignment) -> dict[str, Any]:
    """Something in somebody's hands, as history keeps it."""
    days = {
        name: day.isoformat() if (day := getattr(row, name)) else None for name in ("due_on", "remind_on", "done_at")
    }
    return {"id": row.pk, "person": row.person, "task": row.task, **days}


@action("mandates.assignment.done")
def finish(act: Act, assignment: Assignment) -> None:
    """It is done, or in nobody's hands any more (MAN-326 when it was already)."""
    policies.may_register(act.actor).enforce()
    hold(assignment.mandate)
    if assignment.done_at is not None:
        raise refuse("MAN-326")
    before = told_assignment(assignment)
    assignment.done_at = act.at
    save(assignment, "done_at")
    record(act, assignment.mandate, "assignments", before, told_assignment(assignment))
    act.about(assignment, mandate=assignment.mandate_id)


def staff() -> tuple[accounts.PersonRow, ...]:
    """The people of the secretariat who can be given something to do, by name."""
    return accounts.secretariat()


@action("mandates.reminders.sent")
def remind(act: Act) -> int:
    """One letter to each person whose day of reminder has come: how many things wait, never which; how many letters.

    A reminder goes out once (`reminded_at`); what is done, or held by somebody who has left, is passed over.
    """
    policies.may_register(act.actor).enforce()
    today = act.at.date()
    due = Assignment.objects.select_for_update().filter(
        remind_on__lte=today, reminded_at__isnull=True, done_at__isnull=True
    )
    waiting: dict[int, list[Assignment]] = defaultdict(list)
    for row in due.order_by("id"):
        waiting[row.person].append(row)
    sent = [one for one in staff() if one.id in waiting]
    for person in sent:
        late = sum(bool(row.due_on and row.due_on < today) for row in waiting[person.id])
        _write(person, len(waiting[person.id]), late)
        Assignment.objects.filter(pk__in=[row.pk for row in waiting[person.id]]).update(reminded_at=act.at)
    act.about("mandates.assignment", letters=len(sent))
    return len(sent)


def _write(person: accounts.PersonRow, count: int, late: int) -> None:
    with translation.override("zh-hans" if person.language == "zh" else person.language):
        waits = ngettext(
            "%(count)s task on the register of recommendations waits for you.",
            "%(count)s tasks on the register of recommendations wait for you.",
            count,
        ) % {"count": count}
        overdue = ngettext("%(count)s of them is overdue.", "%(count)s of them are overdue.", late) % {"count": late}
        body = _("%(name)s,\n\n%(waits)s\n\nYour work stands here:\n\n%(link)s\n\nThe secretariat") % {
            "name": person.name, "waits": f"{waits} {overdue}" if late else waits,
            "link": f"{settings.SITE_URL}{reverse('mandates:work')}",
        }  # fmt: skip
        post(
            "mandates.reminder", to=person.email, name=person.name, language=person.language,
            subject=_("Tasks that wait for you"), body=body,
        )  # fmt: skip

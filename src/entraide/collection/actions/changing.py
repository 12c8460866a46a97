"""Changing a round's terms with a reason, opening one that was prepared, letting one State in late, sparing it reminders."""

from __future__ import annotations

from datetime import date
from typing import Any

from entraide.foundation.accounts.actions import renew_invitation
from entraide.foundation.accounts.models import Invitation
from entraide.foundation.actions import Act, action, save
from entraide.foundation.jobs.door import enqueue
from entraide.kernel.audience import Audience
from entraide.kernel.problems import Refused, refuse

from .. import policies
from ..domain.life import OPEN_TO_EDITS, ROUND
from ..domain.terms import COLUMNS, Terms, as_plain
from ..drafts import hold_round
from ..models import Reply, Round, RoundChange, Signature, Submission
from .letters import send_invitation
from .round_letters import send_admitted, send_new_deadline, send_opened


def terms_of(round: Round) -> Terms:
    """The terms in force."""
    return Terms.of({name: getattr(round, name) for name in COLUMNS})


@action("collection.round.changed")
def change_round(act: Act, round: Round, terms: Terms, reason: str) -> RoundChange:
    """Other terms, with a reason that those who were asked may read; another deadline is told to all who still owe a reply.

    Refused: COL-302 closed, 311, 324, 342 to 344, 345 without a reason, 346 when nothing differs, 347 a wider sharing level
    than the one under which replies were signed or sent already, 348 a round before itself.
    """
    policies.may_manage_rounds(act.actor).enforce()
    hold_round(round.pk, alone=True)
    round.refresh_from_db()
    if round.state == "closed":
        raise refuse("COL-302")
    before, after = terms_of(round).columns(), terms.columns()
    if round.state != "prepared":
        after["opens_on"] = before["opens_on"]
    changed = [name for name in COLUMNS if before[name] != after[name]]
    _check(act, round, Terms.of(after), changed, reason)
    for name in changed:
        setattr(round, name, after[name])
    save(round, *changed)
    row = _noted(
        act, round, "extended" if "deadline" in changed else "changed", reason,
        {name: as_plain(before[name]) for name in changed}, {name: as_plain(after[name]) for name in changed},
    )  # fmt: skip
    if "deadline" in changed and round.state == "open":
        enqueue("collection.tell_deadline", round_id=round.pk)
    act.about(round, changed=sorted(changed), deadline=round.deadline.isoformat(), change=row.pk)
    return row


def _check(act: Act, round: Round, terms: Terms, changed: list[str], reason: str) -> None:
    if not reason.strip():
        raise refuse("COL-345")
    if not changed:
        raise refuse("COL-346")
    wrong = list(terms.troubles(act.at.date(), terms_of(round), round.invented))
    if wrong:
        raise Refused(*wrong)
    check_previous(terms.previous, round.pk)
    wider = terms.audience.width > Audience(round.audience).width
    signed = Signature.objects.filter(reply__round=round, voided_at__isnull=True)
    if wider and (Submission.objects.filter(reply__round=round).exists() or signed.exists()):
        raise refuse("COL-347")


def check_previous(previous: int | None, own: int | None = None) -> None:
    """A round before is another one, and not one that comes after this. Refused with COL-348."""
    seen = {own}
    while previous is not None:
        if previous in seen:
            raise refuse("COL-348")
        seen.add(previous)
        found = Round.objects.filter(pk=previous).values_list("previous_id", flat=True)
        if not found:
            raise refuse("COL-348")
        previous = found[0]


def _noted(
    act: Act, round: Round, kind: str, reason: str, before: dict[str, Any], after: dict[str, Any], entity: str = ""
) -> RoundChange:
    return RoundChange.objects.create(
        round=round, entity=entity, kind=kind, before=before, after=after, reason=reason.strip(), changed_at=act.at,
        changed_by=act.actor.person_id,
    )  # fmt: skip


@action("collection.deadline.told")
def tell_deadline(act: Act, round: Round) -> int:
    """Tell all who still owe a reply that the deadline is another day; how many were told."""
    policies.may_manage_rounds(act.actor).enforce()
    owing = round.replies.filter(state__in=OPEN_TO_EDITS)
    for reply in owing:
        send_new_deadline(reply, round)
    act.about(round, told=len(owing))
    return len(owing)


@action("collection.round.begun")
def begin_round(act: Act, round: Round) -> int:
    """A prepared round opens; everybody asked is told, with a fresh link where the first was never used. How many.

    Refused: COL-302 when it is not a prepared one.
    """
    policies.may_manage_rounds(act.actor).enforce()
    hold_round(round.pk, alone=True)
    round.refresh_from_db(fields=["state"])
    round.state = ROUND.after(round.state, "open")
    round.opened_at, round.opens_on = act.at, act.at.date()
    save(round, "state", "opened_at", "opens_on")
    links = Invitation.objects.in_bulk(round.replies.exclude(invitation=None).values_list("invitation", flat=True))
    replies = list(round.replies.order_by("entity"))
    for reply in replies:
        link = links.get(reply.invitation or 0)
        if link is None or link.used_at or link.void_at:
            send_opened(reply, round)
        else:
            send_invitation(reply, round, renew_invitation(act.actor, link))
    act.about(round, state=round.state, told=len(replies))
    return len(replies)


@action("collection.reply.admitted")
def admit_late(act: Act, reply: Reply, until: date, reason: str) -> None:
    """One State may still send its reply, until that day, although the round is closed. What was frozen stays as it is.

    Refused: COL-345 without a reason, 349 for a round that is open, 350 for a day that has passed.
    """
    policies.may_manage_rounds(act.actor).enforce()
    if not reason.strip():
        raise refuse("COL-345")
    if reply.round.state != "closed":
        raise refuse("COL-349")
    if until < act.at.date():
        raise refuse("COL-350", date=until.isoformat())
    was = reply.late_until
    reply.late_until = until
    save(reply, "late_until")
    _noted(
        act, reply.round, "admitted", reason, {"late_until": as_plain(was)}, {"late_until": until.isoformat()}, reply.entity
    )
    send_admitted(reply, reply.round)
    act.about(reply, until=until.isoformat(), was=as_plain(was))


@action("collection.reminders.snoozed")
def snooze(act: Act, reply: Reply, until: date | None, reason: str = "") -> None:
    """Send this State no reminders before that day; None sends them again. Refused: COL-350 for a day that has passed."""
    policies.may_manage_rounds(act.actor).enforce()
    if until is not None and until <= act.at.date():
        raise refuse("COL-350", date=until.isoformat())
    was, reply.snoozed_until = reply.snoozed_until, until
    save(reply, "snoozed_until")
    _noted(
        act, reply.round, "snoozed", reason, {"snoozed_until": as_plain(was)}, {"snoozed_until": as_plain(until)}, reply.entity
    )
    act.about(reply, until=as_plain(until))

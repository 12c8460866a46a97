"""Several hundred invitations at once, in the background; taking one back that nobody has used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from entraide.foundation.accounts.actions import withdraw
from entraide.foundation.accounts.models import Invitation
from entraide.foundation.actions import Act, action, save
from entraide.foundation.jobs.door import enqueue
from entraide.kernel.problems import refuse

from .. import policies
from ..models import Inviting, Reply, Round, RoundChange
from .rounds import Contact, check_takes_invitations

AT_ONCE: Final = 20
"""Up to so many invitations are sent while the page waits; more of them in the background."""
CHUNK: Final = 20
GIVEN_UP: Final = timedelta(hours=2)
"""A sending that has not ended by then has failed, and holds up no other."""
Chosen = tuple[str, str, str]
"""Entity, key of the contact point, reference of the note verbale."""


@action("collection.inviting.started")
def start_inviting(act: Act, round: Round, function: str, chosen: Sequence[Chosen]) -> Inviting:
    """Queue the invitations. Refused: COL-302, 313 nobody chosen, 352 while others are being sent in this round."""
    policies.may_manage_rounds(act.actor).enforce()
    check_takes_invitations(round)
    if not chosen:
        raise refuse("COL-313")
    Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    if round.invitings.filter(ended_at__isnull=True, started_at__gt=act.at - GIVEN_UP).exists():
        raise refuse("COL-352")
    row = Inviting.objects.create(
        round=round, function=function, chosen=[list(one) for one in chosen], started_at=act.at,
        started_by=act.actor.person_id,
    )  # fmt: skip
    enqueue("collection.invite", inviting_id=row.pk)
    act.about(row, round=round.pk, count=len(chosen))
    return row


@action("collection.inviting.advanced")
def note_progress(act: Act, inviting: Inviting, done: int, passed_over: Sequence[tuple[str, str]], ended: bool) -> None:
    """How far the sending is, seen by the page that waits for it."""
    policies.may_manage_rounds(act.actor).enforce()
    inviting.done, inviting.ended_at = done, act.at if ended else None
    inviting.passed_over = [*inviting.passed_over, *(list(one) for one in passed_over)]
    save(inviting, "done", "passed_over", "ended_at")
    act.about(inviting, done=done, passed_over=[list(one) for one in passed_over])


def to_invite(round: Round, contacts: Sequence[Contact]) -> tuple[list[Contact], list[tuple[str, str]]]:
    """Those who can be invited now, and the others with the number of the problem: asked already, without an address."""
    taken = set(round.replies.values_list("entity", flat=True))
    fit: list[Contact] = []
    unfit: list[tuple[str, str]] = []
    for contact in contacts:
        code = "COL-312" if contact.entity in taken else "" if contact.email else "COL-316"
        taken.add(contact.entity)
        if code:
            unfit.append((contact.entity, code))
        else:
            fit.append(contact)
    return fit, unfit


@action("collection.invitation.undone")
def uninvite(act: Act, reply: Reply, reason: str) -> None:
    """Take back an invitation that nobody has used: the link dies, the State is no longer counted among those asked.

    Refused: COL-302 closed, 345 without a reason, 353 when somebody has come in or written something.
    """
    policies.may_manage_rounds(act.actor).enforce()
    check_takes_invitations(reply.round)
    if not reason.strip():
        raise refuse("COL-345")
    held = Reply.objects.select_for_update(of=("self",)).get(pk=reply.pk)
    link = Invitation.objects.select_related("nomination").filter(pk=held.invitation).first()
    used = link is not None and link.used_at is not None
    if used or held.state != "invited" or held.saved_at is not None or held.submissions.exists():
        raise refuse("COL-353", entity=held.entity)
    if link is not None and link.nomination is not None and link.nomination.state == "invited":
        withdraw(act.actor, link.nomination)
    RoundChange.objects.create(
        round=reply.round, entity=held.entity, kind="uninvited", reason=reason.strip(), changed_at=act.at,
        changed_by=act.actor.person_id,
    )  # fmt: skip
    act.about(reply.round, entity=held.entity, reply=held.pk)
    held.delete()

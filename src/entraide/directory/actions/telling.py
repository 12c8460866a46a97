"""Whom a step of a draft concerns, told once by a letter: who approves, who wrote it, who checks."""

from __future__ import annotations

from entraide.foundation.accounts import queries as accounts
from entraide.foundation.accounts.queries import Holder
from entraide.foundation.actions import Act
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Role
from entraide.kernel.audience import Audience
from entraide.kernel.languages import as_language

from ..models import Draft
from .letters import send_given_back, send_to_approve, send_to_check


def tell_focal_points(act: Act, draft: Draft) -> None:
    """It was sent: the State's focal points, but for who sent it. The secretariat's own drafts are no State's matter."""
    if draft.audience == Audience.SECRETARIAT:
        return
    for person in accounts.holders_of(Role.FOCAL_POINT, [draft.entity]):
        if person.id != act.actor.person_id:
            send_to_approve(person, draft.pk)


def tell_writers(act: Act, draft: Draft) -> None:
    """It came back: those who wrote it and are still there; the State's focal points where none of them is."""
    if draft.audience == Audience.SECRETARIAT:
        return
    focal_points = accounts.holders_of(Role.FOCAL_POINT, [draft.entity])
    editors = {one.id: one for one in (*accounts.holders_of(Role.EXPERT, [draft.entity]), *focal_points)}
    wrote = [editors[number] for number in draft.writers if number in editors]
    for person in wrote or focal_points:
        if person.id != act.actor.person_id:
            send_given_back(person, draft.pk)


def tell_officers(draft: Draft) -> None:
    """It was approved: every officer, whoever comes to it first. Asked as the system: a State does not see who they are."""
    with acting_as(SYSTEM, savepoint=False):
        staff = [one for one in accounts.secretariat() if (Role.OFFICER, "") in one.roles]
    for one in staff:
        send_to_check(Holder(one.id, one.name, one.email, as_language(one.language), ""), draft.pk)

"""Roles and accounts end at once: what is asked of the database with the next request finds nothing."""

from __future__ import annotations

from entraide.foundation.actions import Act, action
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Role
from entraide.kernel.problems import refuse

from .. import policies
from ..models import Membership, Person
from ..standing import close_account, cut_off, end


def _check_last_director(role: str, person_id: int) -> None:
    if role != Role.DIRECTOR:
        return
    others = Membership.objects.filter(role=role, until__isnull=True).exclude(person_id=person_id)
    if not others.exists():
        raise refuse("ACC-029")


@action("accounts.membership.ended")
def end_membership(act: Act, membership: Membership) -> None:
    """Take a role away, at once: the person's open browsers end too. Refused: ACC-005, ACC-020, ACC-024, ACC-029."""
    policies.may_end(act.actor, membership).enforce()
    with acting_as(SYSTEM):
        held = Membership.objects.select_for_update().get(pk=membership.pk)
        _check_last_director(held.role, held.person_id)
        end(held, act.at)
        sessions = cut_off(held.person_id, act.at)
    membership.refresh_from_db()
    act.about(held, role=held.role, person=held.person_id, sessions=sessions)


@action("accounts.person.left")
def leave(act: Act, person: Person) -> None:
    """Somebody has left: nothing of theirs opens anything any more, from this moment. Refused: ACC-005, ACC-024, ACC-029.

    The account stays for the sake of what it did; a new invitation to the same address begins afresh.
    """
    policies.may_manage(act.actor).enforce()
    with acting_as(SYSTEM):
        held = Person.objects.select_for_update().get(pk=person.pk)
        roles = list(held.memberships.filter(until__isnull=True))
        for membership in roles:
            policies.may_invite(act.actor, Role(membership.role), membership.entity).enforce()
            _check_last_director(membership.role, held.pk)
        sessions = close_account(held, act.at)
    person.refresh_from_db()
    act.about(held, memberships=[row.pk for row in roles], sessions=sessions)

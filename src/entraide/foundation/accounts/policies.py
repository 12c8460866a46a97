"""May this person do this to accounts."""

from __future__ import annotations

from entraide.kernel.actor import Actor, Role
from entraide.kernel.verdict import YES, Verdict, no


def may_invite(actor: Actor, role: Role, entity: str) -> Verdict:
    """The secretariat invites anybody but staff, a director staff as well, a focal point the experts of their entity."""
    if actor.system or actor.has(Role.DIRECTOR):
        return YES
    if actor.has(Role.OFFICER) and role not in (Role.OFFICER, Role.DIRECTOR):
        return YES
    if actor.has(Role.FOCAL_POINT) and role is Role.EXPERT and entity == actor.entity:
        return YES
    return no("ACC-005")


def may_see_people(actor: Actor) -> Verdict:
    """The list of accounts is the secretariat's."""
    return YES if actor.staff else no("ACC-006")


def may_read_ledger(actor: Actor) -> Verdict:
    """The ledger is the secretariat's."""
    return YES if actor.staff else no("ACC-006")

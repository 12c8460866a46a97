"""Naming somebody by a note, and looking at their profile beside it."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from entraide.foundation.actions import Act, action
from entraide.foundation.db.context import acting_as
from entraide.foundation.files.store import keep
from entraide.kernel.actor import SYSTEM, Role
from entraide.kernel.audience import Audience
from entraide.kernel.languages import as_language
from entraide.kernel.problems import refuse

from .. import policies
from ..domain.life import NOMINATION, PENDING
from ..models import Invitation, Membership, Nomination
from ..standing import begin, check_free, move


@frozen
class Named:
    """Whom a note names, for what. `entity` is a code; `exercise` is empty for a general role; `dated` the note's day."""

    role: Role
    entity: str
    name: str
    email: str
    title: str = ""
    language: str = "en"
    reference: str = ""
    dated: date | None = None
    exercise: str = ""
    party: bool = False


@action("accounts.nomination.recorded")
def nominate(
    act: Act, named: Named, *, leaves: Membership | None = None, file: tuple[str, bytes] | None = None
) -> Nomination:
    """Record who was named: by the secretariat out of a note verbale, or an expert by the State's focal point.

    `leaves` is the membership that ends when the nominee begins; `file` the note itself, name and content. Refused: ACC-005,
    ACC-021 a second focal point for one exercise, ACC-026 whoever leaves does not hold this role, ACC-027 named already.
    """
    policies.may_invite(act.actor, named.role, named.entity).enforce()
    with acting_as(SYSTEM):
        _check(named, leaves)
        kept = keep(file[1], file[0], audience=Audience.STATE, entity=named.entity) if file else None
        nomination = Nomination.objects.create(
            reference=named.reference.strip(), dated=named.dated, file_id=kept, role=named.role, entity=named.entity,
            exercise=named.exercise, party=named.party, name=named.name.strip(), title=named.title.strip(),
            email=named.email.strip(), language=as_language(named.language), leaves=leaves,
            by_state=not act.actor.staff, recorded_at=act.at, recorded_by=act.actor.person_id,
        )  # fmt: skip
    act.about(nomination, role=named.role, leaves=leaves.pk if leaves else None, file=kept)
    return nomination


def _check(named: Named, leaves: Membership | None) -> None:
    same = {"role": named.role, "entity": named.entity, "exercise": named.exercise}
    if leaves is not None and (leaves.until or leaves.role != named.role or leaves.entity != named.entity):
        raise refuse("ACC-026")
    if Nomination.objects.filter(email__iexact=named.email.strip(), state__in=PENDING, **same).exists():
        raise refuse("ACC-027")
    check_free(named.role, named.entity, named.exercise, named.email.strip(), leaves)


def _held(nomination: Nomination) -> Nomination:
    """The row as it stands, and nobody else's until this action is through."""
    return Nomination.objects.select_for_update().get(pk=nomination.pk)


@action("accounts.nomination.approved")
def approve(act: Act, nomination: Nomination) -> Nomination:
    """The profile is the person the note names: they act from now on, and whoever they replace does not.

    Refused: ACC-005, ACC-006, ACC-020, ACC-021, ACC-025 one's own.
    """
    policies.may_check(act.actor, nomination).enforce()
    with acting_as(SYSTEM):
        held = _held(nomination)
        held.checked_at, held.checked_by, held.reason = act.at, act.actor.person_id, ""
        move(held, "approve", "checked_at", "checked_by", "reason")
        person = held.person
        if person is None:
            raise refuse("ACC-020")
        membership = begin(held, person, act.at)
    act.about(held, person=person.pk, membership=membership.pk, leaves=held.leaves_id)
    return held


@action("accounts.nomination.asked_back")
def ask_back(act: Act, nomination: Nomination, reason: str) -> Nomination:
    """Something in the profile is not what the note says: the person is asked. Refused: ACC-023 without a reason."""
    policies.may_check(act.actor, nomination).enforce()
    if not reason.strip():
        raise refuse("ACC-023")
    with acting_as(SYSTEM):
        held = _held(nomination)
        held.checked_at, held.checked_by, held.reason = act.at, act.actor.person_id, reason.strip()[:500]
        move(held, "ask back", "checked_at", "checked_by", "reason")
    act.about(held, person=held.person_id)
    return held


@action("accounts.nomination.answered")
def answer(act: Act, nomination: Nomination) -> None:
    """The person has looked at their profile again; it waits for the next check."""
    if nomination.person_id != act.actor.person_id:
        raise refuse("ACC-006")
    with acting_as(SYSTEM):
        move(_held(nomination), "answer")
    act.about(nomination, person=nomination.person_id)


@action("accounts.nomination.withdrawn")
def withdraw(act: Act, nomination: Nomination) -> None:
    """It leads nowhere any more, and its link opens nothing. Refused: ACC-005, ACC-020."""
    policies.may_invite(act.actor, Role(nomination.role), nomination.entity).enforce()
    with acting_as(SYSTEM):
        held = _held(nomination)
        move(held, "withdraw")
        Invitation.objects.filter(nomination=held, used_at__isnull=True, void_at__isnull=True).update(void_at=act.at)
    act.about(held, state=NOMINATION.table["invited"]["withdraw"])

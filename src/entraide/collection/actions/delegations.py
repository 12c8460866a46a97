"""Giving sections to experts of ministries, taking them back, handing them back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from entraide.foundation.accounts.actions import invite, renew_invitation
from entraide.foundation.accounts.models import Invitation
from entraide.foundation.accounts.queries import Holder, holders_of
from entraide.foundation.actions import Act, action, save
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Role
from entraide.kernel.languages import as_language
from entraide.kernel.problems import NotHere, refuse

from .. import policies
from ..domain.delegation import DELEGATION, LIVE
from ..forms import form_of
from ..models import Delegation, Reply
from .delegation_letters import send_handed_back, send_offer, send_reminder_of_sections
from .replies import take_hold


@frozen
class Expert:
    """Who is to answer: somebody of the State with an account (`person`), or whoever reads this mailbox."""

    name: str
    email: str
    language: str = "en"
    person: int | None = None
    ministry: str = ""


@frozen
class _Hands:
    person: int | None
    nomination: int | None
    invitation: int | None
    secret: str


@action("collection.section.delegated")
def delegate(
    act: Act, reply: Reply, sections: Iterable[str], expert: Expert, *, note: str = "", due: date | None = None
) -> tuple[Delegation, ...]:
    """Give these sections to one expert; one letter says which. The expert sees them and no others.

    Refused: COL-302, 304, 305; 362 for a section in somebody's hands, 363 without a section, a name or an address;
    ACC-021 as invitations are. NotHere for an unknown section, and for a person who is no expert of the State.
    """
    take_hold(reply)
    policies.may_delegate(act.actor, reply).enforce()
    names = tuple(dict.fromkeys(sections))
    _check(reply, names, expert)
    hands = _hands(act, reply, expert)
    _file_old_cells(reply)
    rows = Delegation.objects.bulk_create(
        Delegation(
            reply=reply, entity=reply.entity, section=name, person=hands.person, nomination=hands.nomination,
            invitation=hands.invitation, name=expert.name.strip()[:200], email=expert.email.strip(),
            language=as_language(expert.language), ministry=expert.ministry.strip()[:200], note=note.strip()[:5000],
            due=due, state=DELEGATION.start, offered_at=act.at, offered_by=act.actor.person_id, moved_at=act.at,
        )
        for name in names
    )  # fmt: skip
    send_offer(reply, rows, hands.secret)
    act.about(reply, sections=list(names), person=hands.person, invitation=hands.invitation)
    return tuple(rows)


def _check(reply: Reply, names: tuple[str, ...], expert: Expert) -> None:
    if not names or not expert.name.strip() or not expert.email.strip():
        raise refuse("COL-363")
    known = {section.name for section in form_of(reply.round.version_id).sections}
    if not set(names) <= known:
        raise NotHere
    taken = reply.delegations.filter(section__in=names, state__in=LIVE).first()
    if taken is not None:
        raise refuse("COL-362", name=taken.name)


def _hands(act: Act, reply: Reply, expert: Expert) -> _Hands:
    """The account of an expert of the State; else the invitation, the one they already have or a new one."""
    known = expert_of(reply.entity, expert)
    if known is not None:
        return _Hands(known.id, None, None, "")
    if expert.person is not None:
        raise NotHere
    before = reply.delegations.filter(email__iexact=expert.email.strip(), invitation__isnull=False).last()
    if before is not None and (secret := _sent_again(act, before)):
        return _Hands(None, before.nomination, before.invitation, secret)
    invitation, secret = invite(
        act.actor, email=expert.email, name=expert.name.strip(), role=Role.EXPERT, entity=reply.entity,
        party=act.actor.party, language=as_language(expert.language), purpose=f"collection.reply:{reply.pk}",
        exercise=f"collection.round:{reply.round_id}",
    )  # fmt: skip
    return _Hands(None, invitation.nomination_id, invitation.pk, secret)


def expert_of(entity: str, expert: Expert) -> Holder | None:
    """The expert of this entity who is meant, by account or by address."""
    email = expert.email.strip().casefold()
    found = (one for one in holders_of(Role.EXPERT, [entity]) if expert.person in (None, one.id))
    return next((one for one in found if expert.person == one.id or one.email.casefold() == email), None)


def _sent_again(act: Act, row: Delegation) -> str:
    """A fresh link for somebody who has not come in yet; empty when there is none to renew."""
    with acting_as(SYSTEM):
        link = Invitation.objects.filter(pk=row.invitation, used_at__isnull=True, void_at__isnull=True).first()
    return renew_invitation(act.actor, link) if link is not None else ""


def _file_old_cells(reply: Reply) -> None:
    """Answers that were drafted before sections were written beside them: each goes where its question stands."""
    form = form_of(reply.round.version_id)
    old = list(reply.cells.filter(keeper="state", section=""))
    for cell in old:
        cell.section = form.section_of(cell.path)
    reply.cells.bulk_update(old, ["section"])


@action("collection.section.taken_back")
def take_back(act: Act, delegation: Delegation) -> None:
    """The section is the focal point's again, with whatever was answered; the expert no longer sees it."""
    _move(act, delegation, "take_back")


@action("collection.section.given_again")
def give_again(act: Act, delegation: Delegation) -> None:
    """Undo handing or taking back. Refused: COL-362 when it is in other hands meanwhile, 361 when it never ended."""
    _held(act, delegation)
    policies.may_delegate(act.actor, delegation.reply).enforce()
    other = delegation.reply.delegations.filter(section=delegation.section, state__in=LIVE).first()
    if other is not None and other.pk != delegation.pk:
        raise refuse("COL-362", name=other.name)
    _moved(act, delegation, "give_again")
    send_offer(delegation.reply, [delegation], _sent_again(act, delegation))


@action("collection.section.handed_back")
def hand_back(act: Act, delegation: Delegation, remark: str = "") -> None:
    """The expert is through with a section, and says so; the focal point is told."""
    _held(act, delegation)
    policies.may_hand_back(act.actor, delegation).enforce()
    delegation.remark = remark.strip()[:5000]
    _moved(act, delegation, "hand_back", "remark")
    send_handed_back(delegation)


@action("collection.section.reminded")
def remind(act: Act, delegation: Delegation) -> None:
    """A letter to the expert; to somebody who has not come in yet, with a fresh link."""
    policies.may_delegate(act.actor, delegation.reply).enforce()
    if delegation.state not in LIVE:
        raise refuse("COL-361", state=delegation.state, verb="remind")
    send_reminder_of_sections(delegation, _sent_again(act, delegation))
    act.about(delegation.reply, delegation=delegation.pk, section=delegation.section)


def _held(act: Act, delegation: Delegation) -> None:
    take_hold(delegation.reply)
    state = Delegation.objects.filter(pk=delegation.pk).values_list("state", flat=True).first()
    if state is None:
        raise NotHere
    delegation.state = state


def _move(act: Act, delegation: Delegation, verb: str) -> None:
    _held(act, delegation)
    policies.may_delegate(act.actor, delegation.reply).enforce()
    _moved(act, delegation, verb)


def _moved(act: Act, delegation: Delegation, verb: str, *more: str) -> None:
    was, delegation.state = delegation.state, DELEGATION.after(delegation.state, verb)
    delegation.moved_at = act.at
    save(delegation, "state", "moved_at", *more)
    act.about(delegation.reply, delegation=delegation.pk, section=delegation.section, was=was, state=delegation.state)

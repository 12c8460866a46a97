"""Opening a round, inviting, sending a link again, closing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from attrs import evolve
from django.db import IntegrityError, transaction
from django.db.models import F

from entraide.foundation.accounts.actions import invite as invite_person
from entraide.foundation.accounts.actions import renew_invitation
from entraide.foundation.accounts.models import Invitation
from entraide.foundation.actions import Act, action, save
from entraide.kernel.actor import Role
from entraide.kernel.languages import as_language
from entraide.kernel.problems import NotHere, Problem, Refused, refuse
from entraide.kernel.text import Text
from entraide.reference.domain.entities import entity

from .. import policies
from ..domain.life import REPLY, ROUND
from ..domain.terms import Terms
from ..drafts import hold_round
from ..models import Reply, Round
from .changing import check_previous
from .letters import send_invitation, send_reminder
from .round_letters import send_early_invitation

CONVENTION = "UNTOC"


class Contact(Protocol):
    """Whoever is invited, as the directory's rows are: one contact point of one State or organisation."""

    entity: str
    authority_id: int | None
    name: str
    email: str
    language: str


@action("collection.round.opened")
def open_round(
    act: Act,
    *,
    code: str,
    version_id: int,
    paragraph_guids: Sequence[UUID | str],
    title: Text,
    deadline: date,
    note_verbale: str = "",
    invented: bool = False,
    terms: Terms | None = None,
) -> Round:
    """Ask because these paragraphs said so, on these terms (else on the usual ones with this deadline and note).

    With a day of opening that lies ahead the round is prepared: people can be asked, but answer from that day on.
    Refused: COL-310, 311, 318, 324, 342 to 344, 348; NotHere for a paragraph unknown.
    """
    policies.may_manage_rounds(act.actor).enforce()
    version = policies.access_version(act.actor, version_id)
    guids = tuple(dict.fromkeys(UUID(str(guid)) for guid in paragraph_guids))
    terms = evolve(terms or Terms(title, deadline, note_verbale), title=title.in_one_line())
    _check_round(act, guids, terms, invented)
    ahead = terms.opens_on is not None and terms.opens_on > act.at.date()
    try:
        with transaction.atomic():
            row = Round.objects.create(
                code=code, version=version, invented=invented, opened_at=act.at, opened_by=act.actor.person_id,
                state=ROUND.start if ahead else ROUND.after(ROUND.start, "open"), **terms.columns(),
            )  # fmt: skip
    except IntegrityError as error:
        raise refuse("COL-310", name=code) from error
    row.paragraphs.set(guids)
    if row.paragraphs.count() != len(guids):
        raise NotHere
    act.about(row, paragraphs=[str(guid) for guid in guids], version=version.pk)
    return row


def _check_round(act: Act, guids: Sequence[UUID], terms: Terms, invented: bool) -> None:
    wrong = [] if guids else [Problem("COL-318")]
    wrong += terms.troubles(act.at.date(), invented=invented)
    if wrong:
        raise Refused(*wrong)
    check_previous(terms.previous)


@action("collection.round.invited")
def invite(
    act: Act, round: Round, contacts: Sequence[Contact], notes: Mapping[str, str] | None = None
) -> tuple[Reply, ...]:
    """One reply and one personal link for each State or organisation, or none. Refused: COL-302, 312, 313, 316.

    `notes` are references of notes verbales by entity, where they are not the round's.
    """
    policies.may_manage_rounds(act.actor).enforce()
    hold_round(round.pk)
    check_takes_invitations(round)
    if not contacts:
        raise refuse("COL-313")
    _check_contacts(round, contacts)
    replies = tuple(_invite_one(act, round, contact, (notes or {}).get(contact.entity, "")) for contact in contacts)
    act.about(round, entities=[reply.entity for reply in replies])
    return replies


def check_takes_invitations(round: Round) -> None:
    """Refused with COL-302 for a closed round; one that is prepared takes them."""
    round.refresh_from_db(fields=["state"])
    if round.state == "closed":
        raise refuse("COL-302")


def _check_contacts(round: Round, contacts: Sequence[Contact]) -> None:
    taken = set(round.replies.values_list("entity", flat=True))
    wrong = []
    for contact in contacts:
        if contact.entity in taken:
            wrong.append(Problem("COL-312", {"entity": contact.entity}, contact.entity))
        if not contact.email:
            wrong.append(Problem("COL-316", {"entity": contact.entity}, contact.entity))
        taken.add(contact.entity)
    if wrong:
        raise Refused(*wrong)


def _invite_one(act: Act, round: Round, contact: Contact, note: str) -> Reply:
    note = note.strip()[:60]
    reply = Reply.objects.create(
        round=round, entity=contact.entity, authority_id=contact.authority_id or None, contact_name=contact.name,
        contact_email=contact.email, language=as_language(contact.language), state=REPLY.start, invited_at=act.at,
        note_verbale="" if note == round.note_verbale else note,
    )  # fmt: skip
    invitation, secret = invite_person(
        act.actor, email=contact.email, name=contact.name, role=Role.FOCAL_POINT, entity=contact.entity,
        party=_is_party(contact.entity), language=reply.language, note_verbale=note or round.note_verbale,
        purpose=f"collection.reply:{reply.pk}", exercise=f"collection.round:{round.pk}",
    )  # fmt: skip
    reply.invitation = invitation.pk
    save(reply, "invitation")
    _send_link(reply, round, secret)
    return reply


def _send_link(reply: Reply, round: Round, secret: str) -> None:
    send = send_early_invitation if round.state == "prepared" else send_invitation
    send(reply, round, secret)


def _is_party(code: str) -> bool:
    try:
        return CONVENTION in entity(code).party_to
    except KeyError as unknown:
        raise refuse("COL-319", entity=code) from unknown


@action("collection.invitation.sent_again")
def send_again(act: Act, reply: Reply) -> None:
    """A fresh link, the old one dies; to somebody who has come in already, a reminder with the address of the reply."""
    policies.may_manage_rounds(act.actor).enforce()
    check_takes_invitations(reply.round)
    invitation = Invitation.objects.filter(pk=reply.invitation).first()
    if invitation is None or invitation.used_at:
        send_reminder(reply, reply.round)
    else:
        _send_link(reply, reply.round, renew_invitation(act.actor, invitation))
    act.about(reply, invitation=reply.invitation)


@action("collection.round.closed")
def close_round(act: Act, round: Round | int) -> None:
    """Nothing more is taken, of a round or the one with this id. Waits for whoever is saving or submitting now."""
    policies.may_manage_rounds(act.actor).enforce()
    round = policies.access_round(act.actor, round if isinstance(round, int) else round.pk)
    hold_round(round.pk, alone=True)
    round.refresh_from_db(fields=["state"])
    round.state = ROUND.after(round.state, "close")
    round.closed_at, round.closed_by = act.at, act.actor.person_id
    save(round, "state", "closed_at", "closed_by")
    round.replies.update(state_at_close=F("state"))
    act.about(round, state=round.state)

"""Who was named, and what of it waits."""

from __future__ import annotations

from datetime import date, datetime

from attrs import frozen

from entraide.kernel.actor import Actor

from .. import policies
from ..domain.claims import Claim, Compared, compared, masked
from ..domain.life import PENDING
from ..models import Nomination

MOST = 100


@frozen
class NominationRow:
    """A nomination. `compared` holds both sides once a profile exists; `email` is masked for those who may not see it."""

    id: int
    reference: str
    dated: date | None
    file: int | None
    role: str
    entity: str
    exercise: str
    name: str
    title: str
    email: str
    language: str
    leaves: str
    by_state: bool
    direct: bool
    state: str
    reason: str
    recorded_at: datetime
    person: int | None
    person_name: str
    phone: str
    expires_at: datetime | None
    times_sent: int
    compared: tuple[Compared, ...] = ()


def _row(row: Nomination, open_contact: bool) -> NominationRow:
    link = row.invitations.order_by("-id").first()
    person = row.person
    sides: tuple[Compared, ...] = ()
    if person is not None:
        given = Claim(person.name, person.title, person.email, person.language)
        sides = compared(Claim(row.name, row.title, row.email, row.language), given)
    return NominationRow(
        id=row.pk, reference=row.reference, dated=row.dated, file=row.file_id, role=row.role, entity=row.entity,
        exercise=row.exercise, name=row.name, title=row.title, email=row.email if open_contact else masked(row.email),
        language=row.language, leaves=row.leaves.person.name if row.leaves else "", by_state=row.by_state,
        direct=row.direct, state=row.state, reason=row.reason, recorded_at=row.recorded_at, person=row.person_id,
        person_name=person.name if person else "", phone=person.phone if person and open_contact else "",
        expires_at=link.expires_at if link else None, times_sent=link.times_sent if link else 0, compared=sides,
    )  # fmt: skip


def nominations(actor: Actor, state: str = "", entity: str = "") -> tuple[NominationRow, ...]:
    """Those that this person sees, the newest first: of one state, or all that still lead somewhere."""
    policies.may_list(actor).enforce()
    rows = Nomination.objects.select_related("person", "leaves__person").prefetch_related("invitations")
    rows = rows.filter(state=state) if state else rows.filter(state__in=PENDING)
    wanted = entity if actor.staff else actor.entity
    rows = rows.filter(entity=wanted) if wanted else rows
    return tuple(_row(row, True) for row in rows.order_by("-id")[:MOST])


def nominations_of(actor: Actor, person_id: int) -> tuple[NominationRow, ...]:
    """Every nomination of one person, the oldest first; NotHere for those who may not see the person."""
    policies.access_person(actor, person_id)
    rows = Nomination.objects.select_related("person", "leaves__person").filter(person=person_id).order_by("id")
    return tuple(_row(row, bool(policies.may_see_contact(actor, person_id))) for row in rows)


def nomination_row(actor: Actor, nomination_id: int) -> NominationRow:
    """One nomination; NotHere for those who may not see it."""
    return _row(policies.access_nomination(actor, nomination_id), True)


def waiting_count(actor: Actor) -> int:
    """How many profiles wait for a look beside their notes; the secretariat's."""
    return Nomination.objects.filter(state="to_check").count() if actor.staff else 0

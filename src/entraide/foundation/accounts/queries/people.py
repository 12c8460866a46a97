"""Who is here: rows for the pages of people. What of them is shown without a power is the policies' say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from attrs import frozen
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from entraide.kernel import clock
from entraide.kernel.actor import STAFF, Actor, Role

from .. import policies
from ..domain.agents import recognised
from ..domain.claims import folded, masked
from ..domain.life import WAITING
from ..models import Membership, Nomination, Person, Session

PAGE = 50


@frozen
class MembershipRow:
    """A role held, or one that was. `exercise` is empty for a general role."""

    id: int
    role: str
    entity: str
    exercise: str
    note_verbale: str
    since: datetime
    until: datetime | None


@frozen
class PersonRow:
    """A person and what they hold today. `email` and `phone` are masked for those who may not see them."""

    id: int
    name: str
    email: str
    language: str
    active: bool
    roles: tuple[tuple[str, str], ...]
    title: str = ""
    phone: str = ""
    state: str = ""
    joined_at: datetime | None = None
    left_at: datetime | None = None
    held: tuple[MembershipRow, ...] = ()


@frozen
class SessionRow:
    """An open browser. `id` is a digest, which opens nothing."""

    id: str
    address: str
    agent: str
    began_at: datetime
    seen_at: datetime
    current: bool

    @property
    def browser(self) -> str:
        """What it is, in a few words."""
        return recognised(self.agent)


def _membership(row: Membership) -> MembershipRow:
    return MembershipRow(row.pk, row.role, row.entity, row.exercise, row.note_verbale, row.since, row.until)


def _state(person: Person, held: Iterable[Membership]) -> str:
    """active, waiting, without_role or left."""
    if not person.is_active:
        return "left"
    if any(row.until is None for row in held):
        return "active"
    return "waiting" if getattr(person, "waits", False) else "without_role"


def _row(person: Person, *, open_contact: bool = True) -> PersonRow:
    held = list(person.memberships.all())
    now = clock.now()
    roles = [(row.role, row.entity) for row in held if row.until is None or row.until > now]
    return PersonRow(
        person.pk, person.name, person.email if open_contact else masked(person.email), person.language,
        person.is_active, tuple(dict.fromkeys(roles)), title=person.title,
        phone=person.phone if open_contact else "", state=_state(person, held), joined_at=person.joined_at,
        left_at=person.left_at, held=tuple(_membership(row) for row in held),
    )  # fmt: skip


def _rows() -> QuerySet[Person]:
    waits = Nomination.objects.filter(person=OuterRef("pk"), state__in=WAITING)
    held = Prefetch("memberships", Membership.objects.order_by("id"))
    return Person.objects.annotate(waits=Exists(waits)).prefetch_related(held)


def people() -> tuple[PersonRow, ...]:
    """Everybody with an account, by name: for a command's list, not for a page."""
    return tuple(_row(row) for row in _rows().order_by("name", "id"))


def names(ids: Iterable[int]) -> dict[int, str]:
    """The names of these people, as far as the reader may see them."""
    return dict(Person.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


class Names(Mapping[int, str]):
    """Names by id: those who ever were of the secretariat at once, others one by one as they are asked for."""

    def __init__(self) -> None:
        staff = Membership.objects.filter(person=OuterRef("pk"), role__in=STAFF)
        self._known: dict[int, str] = dict(Person.objects.filter(Exists(staff)).values_list("pk", "name"))

    def __getitem__(self, person_id: int) -> str:
        if person_id not in self._known:
            found = Person.objects.filter(pk=person_id).values_list("name", flat=True).first()
            if found is None:
                raise KeyError(person_id)
            self._known[person_id] = found
        return self._known[person_id]

    def __iter__(self) -> Iterator[int]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def secretariat() -> tuple[PersonRow, ...]:
    """The people of the secretariat who are here, by name."""
    staff = Membership.objects.filter(person=OuterRef("pk"), role__in=STAFF, until__isnull=True)
    return tuple(_row(row) for row in _rows().filter(Exists(staff), is_active=True).order_by("name", "id"))


def page_of_people(
    actor: Actor, *, words: str = "", state: str = "", role: str = "", entity: str = "", page: int = 1
) -> tuple[tuple[PersonRow, ...], int]:
    """One page of those whom this person sees, and how many there are in all pages together.

    `words` are looked for in names and addresses (addresses only with the power to read them).
    """
    policies.may_list(actor).enforce()
    open_contact = bool(policies.may_see_contact(actor))
    rows = _filtered(words.strip(), state, role, entity if actor.staff else actor.entity, open_contact)
    found = rows.order_by("name", "id")[(page - 1) * PAGE : page * PAGE]
    return tuple(_row(row, open_contact=open_contact) for row in found), rows.count()


def _filtered(words: str, state: str, role: str, entity: str, open_contact: bool) -> QuerySet[Person]:
    """Conditions on what people hold are sets of ids: one pass over a table, not one question for each person."""
    rows = _rows()
    for word in words.split():
        rows = rows.filter(Q(name__icontains=word) | (Q(email__icontains=word) if open_contact else Q()))
    standing = Membership.objects.filter(until__isnull=True)
    wanted: dict[str, Any] = {key: value for key, value in (("role", role), ("entity", entity)) if value}
    if wanted:
        rows = rows.filter(pk__in=standing.filter(**wanted).values("person_id"))
    stands = Q(pk__in=standing.values("person_id"))
    waits = Q(pk__in=Nomination.objects.filter(state__in=WAITING, person__isnull=False).values("person_id"))
    states = {
        "left": Q(is_active=False),
        "active": Q(is_active=True) if wanted else Q(is_active=True) & stands,
        "waiting": Q(is_active=True) & waits & ~stands,
        "without_role": Q(is_active=True) & ~waits & ~stands,
    }
    return rows.filter(states[state]) if state in states else rows


def person_row(actor: Actor, person_id: int) -> PersonRow:
    """One person; NotHere for those who may not see them."""
    policies.access_person(actor, person_id)
    person = _rows().get(pk=person_id)
    return _row(person, open_contact=bool(policies.may_see_contact(actor, person_id)))


def person_ids_of(entity: str, role: Role) -> tuple[int, ...]:
    """Those who hold this role for this entity today."""
    rows = Membership.objects.filter(entity=entity, role=role, until__isnull=True).values_list("person_id", flat=True)
    return tuple(dict.fromkeys(rows))


def person_by_email(email: str) -> PersonRow | None:
    """The account with this address, if there is one."""
    found = _rows().filter(email__iexact=email).first()
    return _row(found) if found else None


def sessions_of(actor: Actor, person_id: int, current: str = "") -> tuple[SessionRow, ...]:
    """The open browsers of one person, the newest first; where from only with the power to read it."""
    policies.may_see_sessions(actor, person_id).enforce()
    rows = Session.objects.filter(person_id=person_id, expire_date__gt=clock.wall()).order_by("-seen_at", "-began_at")
    return tuple(
        SessionRow(row.pk, row.address or "", row.agent, row.began_at, row.seen_at, row.pk == current) for row in rows
    )


def membership_of(entity: str, role: str, named: str) -> Membership | None:
    """The one membership of this role and entity that somebody of this name or address holds today; None for none or several."""
    rows = Membership.objects.select_related("person").filter(entity=entity, role=role, until__isnull=True)
    found = [row for row in rows if folded(named) in (folded(row.person.name), folded(row.person.email))]
    return found[0] if len(found) == 1 else None

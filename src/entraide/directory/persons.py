"""Persons at authorities: the one place that seals who they are, opens it, hands it out and takes them away.

Everything that shows a person outside of this module got it from `handed_out`: a log of who saw whom is kept there. The
database shows the secretariat no person while no power session is open; what it does without one, and shows nobody, is done
here with the eyes of the system (`_at_work`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from attrs import frozen
from django.db.models import Count, prefetch_related_objects

from entraide.foundation.audit.sightings import Door, saw, saw_of_many
from entraide.foundation.crypto import fields
from entraide.foundation.db.context import acting_as, current_actor
from entraide.kernel.actor import SYSTEM, Actor

from . import policies
from .domain.entry import Contact
from .domain.proposals import Comer
from .models import Authority, ContactPoint, Draft

SEALED = ("name", "position", "email", "phone")


@frozen
class ContactPointRow:
    """A person named, for those who may see persons."""

    id: int
    name: str
    position: str
    email: str
    phone: str
    language: str


@contextmanager
def _at_work() -> Iterator[None]:
    """The secretariat at work on persons whom it is not shown; a State goes on with its own eyes and hands."""
    actor = current_actor()
    with acting_as(SYSTEM if actor.staff else actor, savepoint=False):
        yield


def handed_out(
    actor: Actor, authorities: Sequence[Authority], door: Door, *, to_write_to: bool = False
) -> Mapping[int, tuple[ContactPointRow, ...]]:
    """The contact points of these authorities, by authority, for somebody who asks at a `door`; who saw whom is written down.

    Those whose persons this actor may not see are left out of the mapping. `to_write_to`: letters are sent to them, for which
    the secretariat needs no power session.
    """
    allowed = policies.may_write_to_contact_points if to_write_to else policies.may_see_contact_points
    seen = [one for one in authorities if allowed(actor, one.entity)]
    opened = opened_of(seen)
    shown: dict[str, list[int]] = defaultdict(list)
    for one in seen:
        shown[one.entity] += [row.id for row in opened[one.pk]]
    saw_of_many(actor, "directory.contactpoint", shown, door)
    return opened


def opened_of(authorities: Sequence[Authority]) -> Mapping[int, tuple[ContactPointRow, ...]]:
    """Who the contact points are, by authority, for actions that compare and replace: shown to nobody, so noted nowhere."""
    with _at_work():
        prefetch_related_objects(list(authorities), "contact_points")
    rows = {one.pk: list(one.contact_points.all()) for one in authorities}
    fields.warm((row for group in rows.values() for row in group), *SEALED)
    return {number: tuple(_row(one) for one in group) for number, group in rows.items()}


def _row(row: ContactPoint) -> ContactPointRow:
    return ContactPointRow(row.pk, *(fields.shown(row, name) for name in SEALED), language=row.language)


def add(authority: Authority, contact: Contact, position: str = "", phone: str = "") -> ContactPoint:
    """A new contact point, sealed under the key of its State."""
    row = sealed(authority, contact, position, phone)
    with _at_work():
        row.save(force_insert=True)
    return row


def add_many(rows: Sequence[ContactPoint]) -> list[ContactPoint]:
    """Contact points that are sealed already (`sealed`), in one go."""
    with _at_work():
        return ContactPoint.objects.bulk_create(rows)


def ids_of(authority: Authority) -> frozenset[int]:
    """By which numbers the contact points of an authority are known."""
    with _at_work():
        return frozenset(authority.contact_points.values_list("pk", flat=True))


def sealed(authority: Authority, contact: Contact, position: str = "", phone: str = "") -> ContactPoint:
    """A contact point that is not yet written."""
    row = ContactPoint(authority=authority, entity=authority.entity, language=contact.language)
    said = {"name": contact.name, "email": contact.email, "position": position, "phone": phone}
    for name, text in said.items():
        fields.put(row, name, text)
    return row


def has(authority: Authority, email: str) -> bool:
    """Whether a person with this address is a contact point of the authority."""
    with _at_work():
        return any(fields.shown(row, "email").casefold() == email.casefold() for row in authority.contact_points.all())


def purge(authority: Authority, ids: Iterable[int] | None = None) -> int:
    """Take persons away for good, these or all; how many. What is sealed of drafts that named them goes with the drafts."""
    rows = authority.contact_points.all() if ids is None else authority.contact_points.filter(pk__in=list(ids))
    with _at_work():
        return int(rows.delete()[0])


def purge_all(ids: Iterable[int]) -> int:
    """Take these persons away for good, wherever they are named; how many."""
    with _at_work():
        return int(ContactPoint.objects.filter(pk__in=list(ids)).delete()[0])


def addresses() -> Mapping[int, str]:
    """The address of every contact point by its number, for asking which of them are reached: shown to nobody.

    Without those whose State has no key any more.
    """
    with _at_work():
        rows = list(ContactPoint.objects.only("guid", "entity", "email").filter(email__isnull=False))
        fields.warm(rows, "email")
        return {row.pk: address for row in rows if (address := _address(row))}


def _address(row: ContactPoint) -> str:
    try:
        return fields.text_of(row, "email")
    except fields.NoLongerReadable:
        return ""


def bounced() -> frozenset[int]:
    """The numbers of the contact points that are marked as not reached."""
    with _at_work():
        return frozenset(ContactPoint.objects.filter(bounced_at__isnull=False).values_list("pk", flat=True))


def mark(ids: Collection[int], at: datetime | None) -> int:
    """Mark these as not reached since `at`, or with None as reached again; how many."""
    with _at_work():
        return int(ContactPoint.objects.filter(pk__in=ids).update(bounced_at=at))


def unreached(entity: str = "") -> Mapping[int, int]:
    """How many contact points of each authority, of one State or of all, are not reached: numbers, nobody's name."""
    with _at_work():
        rows = ContactPoint.objects.filter(bounced_at__isnull=False)
        rows = rows.filter(entity=entity) if entity else rows
        return dict(rows.order_by().values_list("authority_id").annotate(Count("pk")))


def seal_comers(draft: Draft, comers: Iterable[Comer]) -> None:
    """Keep in a draft who is to come."""
    rows = [one.to_json() for one in comers]
    fields.put(draft, "coming", json.dumps(rows, ensure_ascii=False) if rows else None)


def comers(actor: Actor, draft: Draft) -> tuple[Comer, ...]:
    """Who is to come by a draft, for a page; nobody for those who may not see persons."""
    if not draft.coming or not policies.may_see_contact_points(actor, draft.entity):
        return ()
    saw(actor, "directory.draft", [draft.pk], draft.entity, Door.PAGE)
    return comers_of(draft)


def comers_of(draft: Draft) -> tuple[Comer, ...]:
    """Who is to come, for actions: shown to nobody. Nobody once the keys of the State are gone."""
    if not draft.coming:
        return ()
    try:
        rows = json.loads(fields.text_of(draft, "coming"))
    except fields.NoLongerReadable:
        return ()
    return tuple(Comer.from_json(row) for row in rows)

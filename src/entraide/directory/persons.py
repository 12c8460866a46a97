"""Persons at authorities: the one place that seals who they are, opens it, hands it out and takes them away.

Everything that shows a person outside of this module got it from `handed_out`: a log of who saw whom is kept there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from entraide.foundation.crypto import fields
from entraide.kernel.actor import Actor

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


def handed_out(actor: Actor, authorities: Sequence[Authority], door: str) -> Mapping[int, tuple[ContactPointRow, ...]]:
    """The contact points of these authorities, by authority, for somebody who asks at a `door` (page, export, invitation).

    Those whose persons this actor may not see are left out of the mapping.
    """
    seen = [one for one in authorities if policies.may_see_contact_points(actor, one.entity)]
    rows = {one.pk: list(one.contact_points.all()) for one in seen}
    fields.warm((row for group in rows.values() for row in group), *SEALED)
    opened = {number: tuple(_row(one) for one in group) for number, group in rows.items()}
    _noted(actor, [row.id for group in opened.values() for row in group], door)
    return opened


def _noted(actor: Actor, ids: Sequence[int], door: str) -> None:
    """Where the log of who saw restricted persons is written."""


def _row(row: ContactPoint) -> ContactPointRow:
    return ContactPointRow(row.pk, *(fields.shown(row, name) for name in SEALED), language=row.language)


def add(authority: Authority, contact: Contact, position: str = "", phone: str = "") -> ContactPoint:
    """A new contact point, sealed under the key of its State."""
    row = ContactPoint(authority=authority, entity=authority.entity, language=contact.language)
    said = {"name": contact.name, "email": contact.email, "position": position, "phone": phone}
    for name, text in said.items():
        fields.put(row, name, text)
    row.save(force_insert=True)
    return row


def has(authority: Authority, email: str) -> bool:
    """Whether a person with this address is a contact point of the authority."""
    return any(fields.shown(row, "email").casefold() == email.casefold() for row in authority.contact_points.all())


def purge(authority: Authority, ids: Iterable[int] | None = None) -> int:
    """Take persons away for good, these or all; how many. What is sealed of drafts that named them goes with the drafts."""
    rows = authority.contact_points.all() if ids is None else authority.contact_points.filter(pk__in=list(ids))
    return int(rows.delete()[0])


def seal_comers(draft: Draft, comers: Iterable[Comer]) -> None:
    """Keep in a draft who is to come."""
    rows = [one.to_json() for one in comers]
    fields.put(draft, "coming", json.dumps(rows, ensure_ascii=False) if rows else None)


def comers(actor: Actor, draft: Draft, door: str) -> tuple[Comer, ...]:
    """Who is to come by a draft; nobody once the keys of the State are gone, or for those who may not see persons."""
    if not draft.coming or not policies.may_see_contact_points(actor, draft.entity):
        return ()
    try:
        rows = json.loads(fields.text_of(draft, "coming"))
    except fields.NoLongerReadable:
        return ()
    _noted(actor, [draft.pk], door)
    return tuple(Comer.from_json(row) for row in rows)

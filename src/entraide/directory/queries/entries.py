"""What pages and other rooms read of the directory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from attrs import frozen

from entraide.foundation.audit.sightings import Door
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.kernel.languages import LANGUAGES, Language, as_language
from entraide.kernel.problems import NotHere
from entraide.kernel.text import Text

from .. import loading, persons, policies
from ..domain.life import YEAR, Standing, standing
from ..domain.record import Function, Record
from ..loading import Loaded
from ..models import Authority
from ..persons import ContactPointRow
from ..rows import record_of
from ..searching import look

MOST_FOUND = 500
"""Entries that one search may show in a list."""


@frozen
class ContactRow:
    """Whom to write to: a contact point, or the role mailbox of an authority that has named none."""

    entity: str
    authority_id: int
    authority_name: Text
    name: str
    email: str
    language: Language
    person: int = 0
    """The number of the contact point; 0 where it is an office's mailbox."""

    @property
    def key(self) -> str:
        """What a page may say instead of a name and an address."""
        return f"{self.authority_id}-{self.person}"


@frozen
class DesignationRow:
    """An act on record; `effect` is what was done by it."""

    kind: str
    reference: str
    dated: date
    file: int | None
    name_notified: str = ""
    effect: str = "designation"


@frozen
class AuthorityRow:
    """An entry as one reader gets it: `record` lacks what is not for them; persons are empty for those who may not see them.

    `persons_locked`: the secretariat sees them while a power session is open.
    """

    id: int
    record: Record
    standing: Standing
    confirmed_on: date | None
    changed_at: datetime | None
    version: int
    designations: tuple[DesignationRow, ...]
    contact_points: tuple[ContactPointRow, ...]
    addresses_shown: bool
    persons_shown: bool
    persons_locked: bool = False
    told: str = ""
    """What the database told of it, persons apart: two rows of the same are shown alike."""

    @property
    def entity(self) -> str:
        """The State or organisation."""
        return self.record.entity

    @property
    def designated(self) -> bool:
        """Whether an act that names it is on record."""
        return any(one.effect == "designation" for one in self.designations)

    @property
    def name(self) -> Text:
        """What the authority is called; its name in its own language where it has none in the six."""
        return self.record.name or Text.of("en", en=self.record.original_name)

    @property
    def functions(self) -> tuple[Function, ...]:
        """What it is competent for."""
        return self.record.functions


def _row(actor: Actor, found: Loaded, people: Mapping[int, tuple[ContactPointRow, ...]]) -> AuthorityRow:
    addresses = bool(policies.may_see_addresses(actor))
    shown = bool(policies.may_see_contact_points(actor, found.entity))
    own = bool(policies.may_see_history(actor, found.entity))
    return AuthorityRow(
        found.id, found.record if addresses else found.record.public(),
        standing(found.state, found.confirmed_on, clock.now().date()), found.confirmed_on, found.changed_at, found.version,
        tuple(_act(row, own) for row in found.acts), people.get(found.id, ()), addresses, shown, actor.staff and not shown, found.told,
    )  # fmt: skip


def _act(row: Mapping[str, Any], own: bool) -> DesignationRow:
    file = row["file_id"] if own else None
    return DesignationRow(row["kind"], row["reference"], date.fromisoformat(row["dated"]), file, row["name_notified"], row["effect"])


def _found(actor: Actor, function: str, entities: Iterable[str] | None) -> list[Authority]:
    """The entries this person sees, by State in the order of the page's language, with their persons."""
    numbers = loading.places(actor, function, entities)
    rows = Authority.objects.select_related("procedure").prefetch_related("reaches").in_bulk(numbers)
    return [rows[one] for one in numbers if one in rows and policies.sees(actor, rows[one])]


def _persons(actor: Actor, found: Sequence[Loaded]) -> Mapping[int, tuple[ContactPointRow, ...]]:
    """Whoever may see persons of some of these entries gets them, and it is written down."""
    told = [one.id for one in found if policies.may_see_contact_points(actor, one.entity)]
    return persons.handed_out(actor, list(Authority.objects.filter(pk__in=told)), Door.PAGE) if told else {}


def authorities(
    actor: Actor, function: str = "", entity: str = "", words: str = "", *, persons_too: bool = True
) -> tuple[AuthorityRow, ...]:
    """The entries, by State in the order of the page's language; `words` are looked for as one types them.

    `persons_too` is false for lists that show no persons: they are not opened, and nobody is noted as having seen them.
    """
    numbers = loading.places(actor, function, [entity] if entity else None)
    found = [one for one in loading.whole(_holding(actor, numbers, words)) if loading.seen(actor, one)]
    people = _persons(actor, found) if persons_too else {}
    return tuple(_row(actor, one, people) for one in found)


def page_of(
    actor: Actor, function: str = "", words: str = "", *, page: int = 1, size: int = 50
) -> tuple[tuple[AuthorityRow, ...], int]:
    """One page of the same list, as lists show entries, and how many there are in all pages together."""
    numbers = _holding(actor, loading.places(actor, function), words)
    found = loading.lines(numbers[(page - 1) * size : page * size])
    return tuple(_row(actor, one, {}) for one in found if loading.seen(actor, one)), len(numbers)


def _holding(actor: Actor, numbers: Sequence[int], words: str) -> Sequence[int]:
    if not words:
        return numbers
    hits = {hit.id for hit in look(actor, words, MOST_FOUND).hits}
    return [one for one in numbers if one in hits]


def others(actor: Actor, row: AuthorityRow) -> tuple[tuple[int, Text], ...]:
    """The other entries of the same State, by number and name."""
    return loading.others(actor, row.entity, row.id)


def authority(actor: Actor, authority_id: int) -> AuthorityRow:
    """One entry; NotHere when it is absent or not this person's to see."""
    found = [one for one in loading.whole([authority_id]) if loading.seen(actor, one)]
    if not found:
        raise NotHere
    return _row(actor, found[0], _persons(actor, found))


def contacts_for(actor: Actor, function: str, entities: Iterable[str] | None = None) -> tuple[ContactRow, ...]:
    """Whom to write to about a function, in these States and organisations or in all; "" for every function.

    Persons come where the reader may see them (the secretariat: all; a State: its own); an authority without a contact
    point is reached at its role mailbox, and one with neither is left out.
    """
    found = [row for row in _found(actor, function, entities) if row.state != "withdrawn"]
    people = persons.handed_out(actor, found, Door.PAGE, to_write_to=True)
    return tuple(contact for row in found if row.pk in people for contact in _contacts(row, people[row.pk]))


def _contacts(found: Authority, people: Sequence[ContactPointRow]) -> tuple[ContactRow, ...]:
    called = Text.from_json(found.name)
    if people:
        return tuple(
            ContactRow(found.entity, found.pk, called, one.name, one.email, as_language(one.language), one.id)
            for one in people
        )
    mailbox = record_of(found).mailbox
    if not mailbox:
        return ()
    language = next((as_language(code) for code in found.languages if code in LANGUAGES), "en")
    return (ContactRow(found.entity, found.pk, called, called.shown_in(language).text, mailbox, language),)


@frozen
class ToConfirm:
    """An entry whose confirmation is due or has lapsed."""

    id: int
    entity: str
    name: Text
    standing: Standing
    confirmed_on: date | None


def to_confirm(actor: Actor) -> tuple[ToConfirm, ...]:
    """The entries that this person keeps and that wait for a confirmation; without an act of designation none can be."""
    if not actor.staff and not policies.may_keep(actor, actor.entity):
        return ()
    today = clock.now().date()
    rows = Authority.objects.filter(designations__effect="designation").exclude(state="withdrawn").distinct()
    rows = rows.exclude(state="confirmed", confirmed_on__gte=today - YEAR)
    kept = rows if actor.staff else rows.filter(entity=actor.entity)
    return tuple(
        ToConfirm(row.pk, row.entity, _called(row), standing(row.state, row.confirmed_on, today), row.confirmed_on)
        for row in kept.order_by("entity", "pk") if policies.sees(actor, row)
    )  # fmt: skip


def _called(row: Authority) -> Text:
    return Text.from_json(row.name) or Text.of("en", en=row.original_name)


def entries_of_link(token: str) -> tuple[Actor, tuple[AuthorityRow, ...]]:
    """Whose personal link it is and the entries it asks about, as that person sees them; NotHere when it holds no more."""
    actor, link = policies.access_link(token)
    with acting_as(actor):
        found = [one for one in loading.whole(sorted(link.authorities)) if loading.seen(actor, one)]
        return actor, tuple(_row(actor, one, {}) for one in found if policies.may_keep(actor, one.entity))

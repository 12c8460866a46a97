"""What leaves for one reader: the only place where entries are made ready to go into a file or an answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.db.models import QuerySet

from entraide.foundation.audit.sightings import Door
from entraide.foundation.ui.wording import page_language
from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere
from entraide.reference.domain.entities import ordered

from .. import persons, policies
from ..domain.exchange.listed import Act, Listed, Person
from ..domain.life import standing
from ..models import Authority
from ..rows import record_of
from .choosing import Filters, chosen

DOORS: Final = {"api": Door.API, "json": Door.API, "pdf": Door.PRINTED, "docx": Door.PRINTED}


def entries(
    actor: Actor, form: str, filters: Filters = Filters(), *, withdrawn: bool = False, language: str = ""  # noqa: B008
) -> tuple[Listed, ...]:
    """The entries by State in the order of a language (the page's unless given); those withdrawn only when asked for.

    `form` says into what they go (`csv`, `pdf` …) and is told to the access log with the persons that leave.
    """
    found = chosen(actor, filters)
    rows = listed(actor, form, found if withdrawn else found.exclude(state="withdrawn"))
    places = {code: at for at, code in enumerate(ordered({row.record.entity for row in rows}, language or page_language()))}
    return tuple(sorted(rows, key=lambda row: (places[row.record.entity], row.record.territory, row.id)))


def one(actor: Actor, form: str, authority_id: int) -> Listed:
    """A single entry; NotHere when it is absent or not this person's to see."""
    rows = listed(actor, form, chosen(actor, Filters(ids=(authority_id,))))
    if not rows:
        raise NotHere
    return rows[0]


def listed(actor: Actor, form: str, found: QuerySet[Authority]) -> tuple[Listed, ...]:
    """Rows as this reader gets them, in the order they are found."""
    rows = list(found.select_related("procedure").prefetch_related("reaches", "designations"))
    addresses, today = bool(policies.may_see_addresses(actor)), clock.now().date()
    people = _people(actor, form, rows)
    return tuple(_listed(row, addresses, people.get(row.pk), today) for row in rows)


def _listed(row: Authority, addresses: bool, people: tuple[Person, ...] | None, today: date) -> Listed:
    record = record_of(row)
    named = (one for one in row.designations.all() if one.effect == "designation")
    acts = tuple(Act(one.kind, one.reference, one.dated) for one in named)
    return Listed(
        row.pk, record if addresses else record.public(), standing(row.state, row.confirmed_on, today),
        row.confirmed_on, row.version if addresses else 0, row.changed_at, acts, people or (), addresses, people is not None,
    )  # fmt: skip


def _people(actor: Actor, form: str, rows: Sequence[Authority]) -> dict[int, tuple[Person, ...]]:
    """The contact persons of the entries whose persons this reader may see. They go through here and nowhere else."""
    opened = persons.handed_out(actor, rows, DOORS.get(form, Door.EXPORT))
    return {
        number: tuple(Person(one.name, one.email, one.position, one.phone, one.language) for one in people)
        for number, people in opened.items()
    }


def may_see_persons(actor: Actor) -> bool:
    """Whether persons of all entries are this reader's: the columns for them are written at all."""
    return actor.staff and bool(policies.may_see_contact_points(actor, ""))

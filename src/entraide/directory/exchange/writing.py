"""Many entries written at once, with their history: the same rows as `actions` writes one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import define, field
from django.db.models import Max

from entraide.foundation.actions import Act, WroteNothing
from entraide.foundation.crypto.fields import many
from entraide.foundation.db.pouring import pour, pour_over
from entraide.kernel.audience import Audience

from .. import indexing, persons
from ..domain.entry import Contact
from ..domain.exchange.listed import Act as Named
from ..domain.exchange.listed import Person
from ..domain.life import LIFE
from ..domain.record import Record
from ..models import Authority, Change, Designation
from ..models import Procedure as ProcedureRow
from ..models import Reach as ReachRow
from ..rows import COLUMNS, columns_of

AT_ONCE: Final = 500
WRITTEN: Final = (*COLUMNS, "version", "changed_at", "state", "confirmed_on")


@define
class Writing:
    """One entry to be written: what it becomes, which acts and persons come with it. `persons` None leaves those named;
    otherwise they come to those named, or take their place (`replaces`).
    """

    authority: Authority
    record: Record
    acts: Sequence[Named] = ()
    persons: Sequence[Person] | None = None
    replaces: bool = False
    designations: list[int] = field(factory=list)
    contact_points: list[int] = field(factory=list)


def fresh(act: Act, record: Record) -> Authority:
    """A new entry, not yet written."""
    return Authority(entity=record.entity, state=LIFE.start, changed_at=act.at, **columns_of(record))


def write(act: Act, entries: Sequence[Writing]) -> Iterator[int]:
    """Write them, all of them or nothing; yields how many are written so far."""
    for start in range(0, len(entries), AT_ONCE):
        chunk = entries[start : start + AT_ONCE]
        _authorities(act, chunk)
        _reaches(chunk)
        _procedures(chunk)
        _acts(act, chunk)
        _persons(chunk)
        _search(chunk)
        _history(act, chunk)
        yield start + len(chunk)


def _authorities(act: Act, chunk: Sequence[Writing]) -> None:
    for one in chunk:
        if one.acts:
            one.authority.state, one.authority.confirmed_on = LIFE.after(one.authority.state, "designate"), act.at.date()
    new = [one.authority for one in chunk if one.authority.pk is None]
    known = [one for one in chunk if one.authority.pk is not None]
    added = [_row(one, *WRITTEN, "entity", "audience") for one in new]
    for one, number in zip(new, pour(Authority, added), strict=True):
        one.pk, one._state.adding = number, False
    for one in known:
        for name, value in columns_of(one.record).items():
            setattr(one.authority, name, value)
        one.authority.version, one.authority.changed_at = one.authority.version + 1, act.at
    if pour_over(Authority, [_row(one.authority, "id", *WRITTEN) for one in known]) != len(known):
        raise WroteNothing("directory.authority")


def _row(authority: Authority, *columns: str) -> dict[str, Any]:
    return {name: getattr(authority, name) for name in columns}


def _reaches(chunk: Sequence[Writing]) -> None:
    old = ReachRow.objects.filter(authority__in=[one.authority.pk for one in chunk])
    bounced = {(row.authority_id, row.value): row.bounced_at for row in old.filter(bounced_at__isnull=False)}
    old.delete()
    pour(ReachRow, [
        {
            "authority_id": one.authority.pk, "entity": one.authority.entity, "kind": way.kind, "purpose": way.purpose,
            "value": way.value, "extension": way.extension, "city": way.city, "country": way.country, "note": way.note,
            "position": place, "audience": Audience.PUBLIC if way.public else Audience.MEMBERS,
            "bounced_at": bounced.get((one.authority.pk, way.value)),
        }
        for one in chunk for place, way in enumerate(one.record.reaches)
    ])  # fmt: skip


def _procedures(chunk: Sequence[Writing]) -> None:
    rows = [
        {"authority_id": one.authority.pk, "entity": one.authority.entity, "content": one.record.procedure.to_json(),
         "audience": Audience.MEMBERS}
        for one in chunk
    ]  # fmt: skip
    pour(ProcedureRow, rows, "(authority_id) DO UPDATE SET entity = EXCLUDED.entity, content = EXCLUDED.content")


def _acts(act: Act, chunk: Sequence[Writing]) -> None:
    pairs = [(one, named) for one in chunk for named in one.acts]
    made = pour(Designation, [
        {"authority_id": one.authority.pk, "kind": named.kind, "reference": named.reference, "dated": named.dated,
         "name_notified": "", "effect": "designation", "recorded_at": act.at, "recorded_by": act.actor.person_id}
        for one, named in pairs
    ])  # fmt: skip
    for (one, _named), number in zip(pairs, made, strict=True):
        one.designations.append(number)


def _persons(chunk: Sequence[Writing]) -> None:
    """Those who are named no longer are personal data and deleted; who stays is not touched."""
    told = [one for one in chunk if one.persons is not None]
    opened = persons.opened_of([one.authority for one in told])
    stood = {
        number: {Person(row.name, row.email, row.position, row.phone, row.language): row.id for row in people}
        for number, people in opened.items()
    }
    gone = [
        pk for one in told for person, pk in stood[one.authority.pk].items() if _goes(person, one.persons or (), one.replaces)
    ]  # fmt: skip
    persons.purge_all(gone)
    pairs = [(one, person) for one in told for person in one.persons or () if person not in stood[one.authority.pk]]
    with many():
        made = persons.add_many([
            persons.sealed(one.authority, Contact(person.name, person.email, person.language), person.position, person.phone)
            for one, person in pairs
        ])
    for (one, _person), row in zip(pairs, made, strict=True):
        one.contact_points.append(row.pk)


def _goes(person: Person, wanted: Sequence[Person], replaces: bool) -> bool:
    """Whether somebody named makes room: for all of those wanted, or for what is now said of the same address."""
    if person in wanted:
        return False
    return replaces or person.email.casefold() in {one.email.casefold() for one in wanted}


def _search(chunk: Sequence[Writing]) -> None:
    indexing.write([
        indexing.row(one.authority.pk, one.authority.state, one.authority.audience, one.record) for one in chunk
    ])  # fmt: skip


def _history(act: Act, chunk: Sequence[Writing]) -> None:
    numbers: Mapping[int, int] = dict(
        Change.objects.filter(authority__in=[one.authority.pk for one in chunk]).order_by()
        .values_list("authority_id").annotate(last=Max("number"))
    )  # fmt: skip
    pour(Change, [
        {
            "authority_id": one.authority.pk, "entity": one.authority.entity, "number": numbers.get(one.authority.pk, 0) + 1,
            "verb": act.verb, "record": one.record.to_json(), "state": one.authority.state, "at": act.at,
            "by": act.actor.person_id, "by_name": act.actor.name, "audience": Audience.STATE,
        }
        for one in chunk
    ])  # fmt: skip

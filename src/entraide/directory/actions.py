"""Every write of the directory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from attrs import evolve

from entraide.foundation.actions import Act, action, save
from entraide.kernel.problems import Refused, refuse
from entraide.kernel.text import Text

from . import policies
from .domain.entry import (
    Contact,
    Designation,
    Entry,
    joined_records,
    problems_of_act,
    problems_of_contact,
    read_rows,
    same_name,
)
from .domain.faults import problems_of
from .domain.life import LIFE
from .domain.record import Record
from .models import Authority, Change, ContactPoint
from .models import Designation as DesignationRow
from .rows import COLUMNS, columns_of, record_of, write_parts


@action("directory.authority.recorded")
def record_authority(act: Act, record: Record) -> Authority:
    """Enter an authority: not confirmed until its act of designation is recorded.

    Refused with DIR-101 to DIR-107 for what is wrong in the record.
    """
    policies.may_keep(act.actor, record.entity).enforce()
    _check(record)
    made = _create(act, record)
    act.about(made, kind=record.kind)
    return made


@action("directory.authority.corrected")
def correct_authority(act: Act, authority: Authority, record: Record) -> None:
    """Change an entry. Its State, its acts, its contact points and its standing stay as they are."""
    policies.may_keep(act.actor, authority.entity).enforce()
    record = evolve(record, entity=authority.entity)
    _check(record)
    changed = _rewrite(act, authority, record)
    act.about(authority, fields=changed, version=authority.version)


@action("directory.designation.recorded")
def record_designation(
    act: Act, authority: Authority, *, kind: str, reference: str, dated: date, file_id: int | None = None
) -> DesignationRow:
    """Record the note verbale or the depositary notification that names the authority: the entry is confirmed by it."""
    policies.may_designate(act.actor).enforce()
    given = Designation(kind, reference, dated)
    if problems := problems_of_act(given):
        raise Refused(*problems)
    made = _designate(act, authority, given, file_id)
    act.about(authority, designation=made.pk, kind=kind)
    return made


@action("directory.contact_point.named")
def name_contact_point(
    act: Act, authority: Authority, *, name: str, email: str, language: str = "en", position: str = "", phone: str = "",
    replaces: bool = True,
) -> ContactPoint:  # fmt: skip
    """Name the person to write to. Those named before are personal data: deleted unless `replaces` is false."""
    policies.may_keep(act.actor, authority.entity).enforce()
    contact = Contact(name.strip(), email.strip(), language)
    if problems := problems_of_contact(contact):
        raise Refused(*problems)
    gone = authority.contact_points.all().delete()[0] if replaces else 0
    made = _name(authority, contact, position=position, phone=phone)
    act.about(authority, contact_point=made.pk, replaced=gone)
    return made


@action("directory.authority.confirmed")
def confirm_entry(act: Act, authority: Authority) -> None:
    """Say that an entry is still right. Refused with DIR-204 where no act of designation is on record."""
    policies.may_keep(act.actor, authority.entity).enforce()
    if not authority.designations.exists():
        raise refuse("DIR-204")
    _stands(act, authority, "confirm")
    act.about(authority)


@action("directory.authority.withdrawn")
def withdraw_entry(act: Act, authority: Authority) -> None:
    """Take an entry out of the public directory; its contact points are deleted."""
    policies.may_keep(act.actor, authority.entity).enforce()
    authority.state = LIFE.after(authority.state, "withdraw")
    save(authority, "state")
    gone = authority.contact_points.all().delete()[0]
    _remember(act, authority)
    act.about(authority, contact_points_deleted=gone)


@action("directory.table.imported")
def import_rows(act: Act, rows: Sequence[Mapping[str, str]]) -> int:
    """Take in a table (columns in domain.entry.COLUMNS): all of it or nothing; how many authorities it had.

    An authority that stands under the same State and name gets what the table adds.
    Refused with the problems of every row.
    """
    policies.may_import(act.actor).enforce()
    entries = read_rows(rows)
    for entry in entries:
        _take_in(act, entry)
    act.about("directory.authority", rows=len(rows), authorities=len(entries))
    return len(entries)


def _check(record: Record) -> None:
    if problems := problems_of(record):
        raise Refused(*problems)


def _create(act: Act, record: Record) -> Authority:
    made: Authority = Authority.objects.create(
        entity=record.entity, state=LIFE.start, changed_at=act.at, **columns_of(record)
    )
    write_parts(made, record)
    _remember(act, made)
    return made


def _rewrite(act: Act, authority: Authority, record: Record) -> list[str]:
    """Write a record over an entry's; the names of the parts that are other than before."""
    before, after = record_of(authority).to_json(), record.to_json()
    for name, value in columns_of(record).items():
        setattr(authority, name, value)
    authority.version, authority.changed_at = authority.version + 1, act.at
    save(authority, *COLUMNS, "version", "changed_at")
    write_parts(authority, record)
    _remember(act, authority)
    return sorted(name for name in after if after[name] != before[name])


def _remember(act: Act, authority: Authority) -> None:
    """Keep the entry as it stands now in its history."""
    fresh = Authority.objects.prefetch_related("reaches").select_related("procedure").get(pk=authority.pk)
    Change.objects.create(
        authority=authority, entity=authority.entity, number=authority.changes.count() + 1, verb=act.verb,
        record=record_of(fresh).to_json(), state=fresh.state, at=act.at, by=act.actor.person_id, by_name=act.actor.name,
    )  # fmt: skip


def _take_in(act: Act, entry: Entry) -> None:
    standing = _standing_entry(entry)
    authority = standing or _create(act, entry.record)
    if standing:
        _rewrite(act, standing, joined_records(record_of(standing), entry.record))
    for contact in entry.contacts:
        if not authority.contact_points.filter(email__iexact=contact.email).exists():
            _name(authority, contact)
    for designation in entry.designations:
        if not authority.designations.filter(reference=designation.reference).exists():
            _designate(act, authority, designation)


def _standing_entry(entry: Entry) -> Authority | None:
    of_state = Authority.objects.filter(entity=entry.entity).exclude(state="withdrawn")
    return next((one for one in of_state if same_name(Text.from_json(one.name), entry.record.name)), None)


def _name(authority: Authority, contact: Contact, position: str = "", phone: str = "") -> ContactPoint:
    made: ContactPoint = ContactPoint.objects.create(
        authority=authority, entity=authority.entity, name=contact.name, email=contact.email,
        language=contact.language, position=position, phone=phone,
    )  # fmt: skip
    return made


def _designate(act: Act, authority: Authority, made: Designation, file_id: int | None = None) -> DesignationRow:
    row: DesignationRow = DesignationRow.objects.create(
        authority=authority, kind=made.kind, reference=made.reference, dated=made.dated, file_id=file_id,
        recorded_at=act.at, recorded_by=act.actor.person_id,
    )  # fmt: skip
    _stands(act, authority, "designate")
    return row


def _stands(act: Act, authority: Authority, verb: str) -> None:
    authority.state, authority.confirmed_on = LIFE.after(authority.state, verb), act.at.date()
    save(authority, "state", "confirmed_on")
    _remember(act, authority)

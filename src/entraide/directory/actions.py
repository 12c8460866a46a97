"""Every write of the directory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from entraide.foundation.actions import Act, action, save
from entraide.kernel.problems import Refused, refuse
from entraide.kernel.text import Text

from . import policies
from .domain.entry import Contact, Designation, Entry, problems_of, read_rows, same_name
from .domain.life import LIFE
from .domain.vocabulary import Function
from .models import Authority, ContactPoint
from .models import Designation as DesignationRow

DETAILS = ("phone", "website", "city")


@action("directory.authority.recorded")
def record_authority(
    act: Act, /, *, entity: str, name: Text, kind: str, functions: Sequence[Function], mailbox: str = "",
    language: str = "en", invented: bool = False, **details: str,
) -> Authority:  # fmt: skip
    """Enter an authority: not confirmed until its act of designation is recorded.

    `details` are phone, website and city. Refused with DIR-101 to DIR-107 for what is wrong in the entry.
    """
    policies.may_keep(act.actor, entity).enforce()
    entry = Entry(entity, name, kind, tuple(functions), mailbox, language, invented=invented)
    _check(entry)
    made = _create(entry, **_known(details))
    act.about(made, kind=kind)
    return made


@action("directory.authority.corrected")
def correct_authority(
    act: Act, /, authority: Authority, *, name: Text, kind: str, functions: Sequence[Function], mailbox: str = "",
    language: str = "en", **details: str,
) -> None:  # fmt: skip
    """Change an entry. Its acts, its contact points and its standing stay as they are."""
    policies.may_keep(act.actor, authority.entity).enforce()
    _check(Entry(authority.entity, name, kind, tuple(functions), mailbox, language))
    values: dict[str, Any] = {
        "name": name.to_json(), "kind": kind, "functions": [one.to_json() for one in functions], "mailbox": mailbox,
        "languages": [language], **_known(details),
    }  # fmt: skip
    for field, value in values.items():
        setattr(authority, field, value)
    save(authority, *values)
    act.about(authority, fields=sorted(values))


@action("directory.designation.recorded")
def record_designation(
    act: Act, authority: Authority, *, kind: str, reference: str, dated: date, file_id: int | None = None
) -> DesignationRow:
    """Record the note verbale or the depositary notification that names the authority: the entry is confirmed by it."""
    policies.may_designate(act.actor).enforce()
    faults = problems_of(_as_entry(authority, designations=(Designation(kind, reference, dated),)))
    if any(problem.code == "DIR-108" for problem in faults):
        raise refuse("DIR-108", reference=reference, dated=dated.isoformat())
    made = _designate(act, authority, Designation(kind, reference, dated), file_id)
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
    faults = [
        one for one in problems_of(_as_entry(authority, contacts=(contact,))) if one.code in ("DIR-106", "DIR-107")
    ]
    if faults or not contact.email or not contact.name:
        raise Refused(*faults) if faults else refuse("DIR-106", address=email)
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


def _check(entry: Entry) -> None:
    if problems := problems_of(entry):
        raise Refused(*problems)


def _known(details: Mapping[str, str]) -> dict[str, str]:
    return {name: details[name].strip() for name in DETAILS if name in details}


def _as_entry(authority: Authority, **parts: Any) -> Entry:
    functions = tuple(Function.from_json(row) for row in authority.functions)
    return Entry(authority.entity, Text.from_json(authority.name), authority.kind, functions, **parts)


def _create(entry: Entry, **details: str) -> Authority:
    made: Authority = Authority.objects.create(
        entity=entry.entity, name=entry.name.to_json(), kind=entry.kind, mailbox=entry.mailbox,
        functions=[one.to_json() for one in entry.functions], languages=[entry.language], invented=entry.invented,
        state=LIFE.start, **details,
    )  # fmt: skip
    return made


def _take_in(act: Act, entry: Entry) -> None:
    authority = _standing_entry(entry) or _create(entry)
    known = [Function.from_json(row) for row in authority.functions]
    authority.functions = [one.to_json() for one in dict.fromkeys((*known, *entry.functions))]
    authority.mailbox = entry.mailbox or authority.mailbox
    save(authority, "functions", "mailbox")
    for contact in entry.contacts:
        if not authority.contact_points.filter(email__iexact=contact.email).exists():
            _name(authority, contact)
    for designation in entry.designations:
        if not authority.designations.filter(reference=designation.reference).exists():
            _designate(act, authority, designation)


def _standing_entry(entry: Entry) -> Authority | None:
    of_state = Authority.objects.filter(entity=entry.entity).exclude(state="withdrawn")
    return next((one for one in of_state if same_name(Text.from_json(one.name), entry.name)), None)


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

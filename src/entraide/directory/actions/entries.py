"""The secretariat records directly: entries, acts, whole tables. A State proposes by drafts (drafts.py, moving.py)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from attrs import evolve

from entraide.foundation.actions import Act, action
from entraide.foundation.crypto.fields import many
from entraide.foundation.files.store import keep
from entraide.kernel.audience import Audience
from entraide.kernel.problems import Refused
from entraide.kernel.text import Text

from .. import persons, policies
from ..domain.entry import Designation, Entry, joined_records, problems_of_act, read_rows, same_name
from ..domain.record import Record
from ..models import Authority
from ..models import Designation as DesignationRow
from ..rows import record_of
from . import keeping


@action("directory.authority.recorded")
def record_authority(act: Act, record: Record) -> Authority:
    """Enter an authority: not confirmed until its act of designation is recorded.

    Refused with DIR-101 to DIR-107 for what is wrong in the record.
    """
    policies.may_publish(act.actor).enforce()
    keeping.check(record)
    made = keeping.create(act, record)
    act.about(made, kind=record.kind)
    return made


@action("directory.authority.corrected")
def correct_authority(act: Act, authority: Authority, record: Record) -> None:
    """Change an entry. Its State, its acts, its contact points and its standing stay as they are."""
    policies.may_publish(act.actor).enforce()
    record = evolve(record, entity=authority.entity)
    keeping.check(record)
    changed = keeping.rewrite(act, authority, record)
    act.about(authority, fields=changed, version=authority.version)


@action("directory.designation.recorded")
def record_designation(
    act: Act, authority: Authority, *, kind: str, reference: str, dated: date, file_id: int | None = None,
    name_notified: str = "", paper: tuple[bytes, str] | None = None,
) -> DesignationRow:  # fmt: skip
    """Record the note verbale or the depositary notification that names the authority: the entry is confirmed by it.

    `paper` is the act itself, content and file name: kept for the State and the secretariat.
    """
    policies.may_designate(act.actor).enforce()
    given = Designation(kind, reference, dated)
    if problems := problems_of_act(given):
        raise Refused(*problems)
    if paper is not None:
        file_id = keep(paper[0], paper[1], audience=Audience.STATE, entity=authority.entity)
    made = keeping.designate(act, authority, given, file_id, name_notified)
    act.about(authority, designation=made.pk, kind=kind)
    return made


@action("directory.authority.withdrawn")
def withdraw_entry(act: Act, authority: Authority) -> None:
    """Take an entry out of the public directory; its contact points are deleted."""
    policies.may_publish(act.actor).enforce()
    gone = keeping.withdraw(act, authority)
    act.about(authority, contact_points_deleted=gone)


@action("directory.table.imported")
def import_rows(act: Act, rows: Sequence[Mapping[str, str]]) -> int:
    """Take in a table (columns in domain.entry.COLUMNS): all of it or nothing; how many authorities it had.

    An authority that stands under the same State and name gets what the table adds.
    Refused with the problems of every row.
    """
    policies.may_import(act.actor).enforce()
    entries = read_rows(rows)
    with many():
        for entry in entries:
            _take_in(act, entry)
    act.about("directory.authority", rows=len(rows), authorities=len(entries))
    return len(entries)


def _take_in(act: Act, entry: Entry) -> None:
    standing = _standing_entry(entry)
    authority = standing or keeping.create(act, entry.record)
    if standing:
        keeping.rewrite(act, standing, joined_records(record_of(standing), entry.record))
    for contact in entry.contacts:
        if not persons.has(authority, contact.email):
            persons.add(authority, contact)
    for designation in entry.designations:
        if not authority.designations.filter(reference=designation.reference, effect="designation").exists():
            keeping.designate(act, authority, designation)


def _standing_entry(entry: Entry) -> Authority | None:
    of_state = Authority.objects.filter(entity=entry.entity).exclude(state="withdrawn")
    return next((one for one in of_state if same_name(Text.from_json(one.name), entry.record.name)), None)

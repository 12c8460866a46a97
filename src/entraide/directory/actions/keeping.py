"""The steps that several actions share: making an entry, writing over it, what it becomes, what is remembered of it."""

from __future__ import annotations

from entraide.foundation.actions import Act, save
from entraide.kernel.problems import Refused

from .. import persons
from ..domain.entry import Designation, Effect
from ..domain.faults import problems_of
from ..domain.life import LIFE
from ..domain.record import Record
from ..models import Authority, Change
from ..models import Designation as DesignationRow
from ..rows import COLUMNS, columns_of, record_of, write_parts


def check(record: Record) -> None:
    """Refused with what forbids a record."""
    if problems := problems_of(record):
        raise Refused(*problems)


def create(act: Act, record: Record) -> Authority:
    """A new entry, not confirmed."""
    made: Authority = Authority.objects.create(
        entity=record.entity, state=LIFE.start, changed_at=act.at, **columns_of(record)
    )
    write_parts(made, record)
    remember(act, made)
    return made


def rewrite(act: Act, authority: Authority, record: Record) -> list[str]:
    """Write a record over an entry's; the names of the parts that are other than before."""
    before, after = record_of(authority).to_json(), record.to_json()
    for name, value in columns_of(record).items():
        setattr(authority, name, value)
    authority.version, authority.changed_at = authority.version + 1, act.at
    save(authority, *COLUMNS, "version", "changed_at")
    write_parts(authority, record)
    remember(act, authority)
    return sorted(name for name in after if after[name] != before[name])


def remember(act: Act, authority: Authority) -> None:
    """Keep the entry as it stands now in its history."""
    fresh = Authority.objects.prefetch_related("reaches").select_related("procedure").get(pk=authority.pk)
    Change.objects.create(
        authority=authority, entity=authority.entity, number=authority.changes.count() + 1, verb=act.verb,
        record=record_of(fresh).to_json(), state=fresh.state, at=act.at, by=act.actor.person_id, by_name=act.actor.name,
    )  # fmt: skip


def designate(
    act: Act, authority: Authority, made: Designation, file_id: int | None = None, name_notified: str = ""
) -> DesignationRow:
    """Record an act that names the authority; the entry is confirmed by it."""
    row = put_on_record(act, authority, made, file_id, name_notified)
    stands(act, authority, "designate")
    return row


def put_on_record(
    act: Act, authority: Authority, made: Designation, file_id: int | None = None, name_notified: str = "",
    effect: Effect = "designation",
) -> DesignationRow:  # fmt: skip
    """A row in the table of acts: by which act something was done. How the entry stands is not touched."""
    row: DesignationRow = DesignationRow.objects.create(
        authority=authority, kind=made.kind, effect=effect, reference=made.reference, dated=made.dated, file_id=file_id,
        name_notified=name_notified, recorded_at=act.at, recorded_by=act.actor.person_id,
    )  # fmt: skip
    return row


def stands(act: Act, authority: Authority, verb: str) -> None:
    """Move the entry along its life, as confirmed today."""
    authority.state, authority.confirmed_on = LIFE.after(authority.state, verb), act.at.date()
    save(authority, "state", "confirmed_on")
    remember(act, authority)


def withdraw(act: Act, authority: Authority) -> int:
    """Take the entry out of the public directory; how many persons were taken away with it."""
    authority.state = LIFE.after(authority.state, "withdraw")
    save(authority, "state")
    gone = persons.purge(authority)
    remember(act, authority)
    return gone

"""Writing drafts: begun, saved as often as one likes and never refused while incomplete, brought up to date, thrown away."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from attrs import evolve

from entraide.foundation.actions import Act, WroteNothing, action
from entraide.foundation.files.models import StoredFile
from entraide.foundation.files.store import keep
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere, refuse
from entraide.kernel.text import Text

from .. import persons, policies
from ..domain.differences import settled
from ..domain.life import DRAFT, EDITED
from ..domain.proposals import Comer
from ..domain.record import Record
from ..models import Authority, Change, Draft
from ..rows import record_of


@action("directory.draft.begun")
def begin_draft(act: Act, kind: str, *, authority: Authority | None = None, entity: str = "") -> Draft:
    """Begin a draft about an entry, or of a new one. The secretariat's own drafts are seen by the secretariat alone."""
    entity = authority.entity if authority else entity
    policies.may_draft(act.actor, entity).enforce()
    base = record_of(authority) if authority else Record(entity, Text(), "")
    made = _begun(act, kind, base, authority)
    act.about(made, kind=kind, authority=authority.pk if authority else 0)
    return made


def _begun(act: Act, kind: str, base: Record, authority: Authority | None, record: Record | None = None) -> Draft:
    actor = act.actor
    made: Draft = Draft.objects.create(
        entity=base.entity, authority=authority, kind=kind, state=DRAFT.start, record=(record or base).to_json(),
        base=base.to_json(), base_version=authority.version if authority else 0, begun_at=act.at, begun_by=actor.person_id,
        begun_by_name=actor.name, changed_at=act.at, changed_by=actor.person_id, changed_by_name=actor.name, since=act.at,
        writers=[actor.person_id] if actor.person_id else [],
        audience=Audience.SECRETARIAT if actor.staff else Audience.STATE,
    )  # fmt: skip
    return made


@action("directory.draft.saved")
def save_draft(act: Act, draft: Draft, record: Record, *, seen: int, note: str | None = None) -> Draft:
    """Keep what was written. Refused with DIR-211 when somebody else saved since version `seen`: nobody's words are lost."""
    draft = _to_write(act, draft, seen)
    draft.record = evolve(record, entity=draft.entity).to_json()
    draft.note = draft.note if note is None else note
    _written(act, draft, "record", "note")
    act.about(draft, version=draft.version)
    return draft


@action("directory.draft.persons_saved")
def save_comers(act: Act, draft: Draft, comers: Sequence[Comer], leaving: Collection[int], *, seen: int) -> Draft:
    """Keep who is to come, sealed, and who goes."""
    draft = _to_write(act, draft, seen)
    persons.seal_comers(draft, comers)
    draft.leaving = sorted(set(leaving) & persons.ids_of(draft.authority)) if draft.authority else []
    _written(act, draft, "coming", "leaving")
    act.about(draft, coming=len(comers), leaving=len(draft.leaving))
    return draft


@action("directory.draft.act_saved")
def save_act(
    act: Act, draft: Draft, *, kind: str, reference: str, dated: date | None, name_notified: str = "",
    paper: tuple[bytes, str] | None = None, seen: int,
) -> Draft:  # fmt: skip
    """Keep the note verbale that goes with a draft: reference, day, what it calls the authority, the paper itself."""
    draft = _to_write(act, draft, seen)
    draft.act_kind, draft.act_reference, draft.act_dated, draft.act_name = kind, reference, dated, name_notified
    old = draft.act_file_id
    if paper is not None:
        audience = Audience(draft.audience)
        draft.act_file_id = keep(paper[0], paper[1], audience=audience, entity=draft.entity)
    _written(act, draft, "act_kind", "act_reference", "act_dated", "act_name", "act_file_id")
    if paper is not None and old:
        StoredFile.objects.filter(pk=old).delete()
    act.about(draft, kind=kind, file=draft.act_file_id or 0)
    return draft


@action("directory.draft.brought_up_to_date")
def bring_up_to_date(act: Act, draft: Draft, taken: Collection[str], *, seen: int) -> Draft:
    """Take in what changed in the entry meanwhile; `taken` are the numbers of clashes at which the entry's word is taken."""
    draft = _to_write(act, draft, seen)
    if draft.authority is None:
        raise NotHere
    now = record_of(draft.authority)
    record = settled(Record.from_json(draft.base), now, Record.from_json(draft.record), taken)
    draft.record, draft.base, draft.base_version = record.to_json(), now.to_json(), draft.authority.version
    _written(act, draft, "record", "base", "base_version")
    act.about(draft, base_version=draft.base_version)
    return draft


@action("directory.draft.discarded")
def discard_draft(act: Act, draft: Draft) -> None:
    """Throw a draft away: who was to come is forgotten at once."""
    draft = locked(draft)
    policies.may_draft(act.actor, draft.entity).enforce()
    moved(act, draft, "discard")
    act.about(draft, state=draft.state)


@action("directory.version.restored")
def restore_version(act: Act, authority: Authority, number: int) -> Draft:
    """Begin a draft that makes an older version the newest. Nothing of the history is lost: it becomes one more version."""
    policies.may_draft(act.actor, authority.entity).enforce()
    old = Change.objects.filter(authority=authority, number=number).first()
    if old is None:
        raise NotHere
    made = _begun(act, "change", record_of(authority), authority, Record.from_json(old.record))
    act.about(made, authority=authority.pk, restored=number)
    return made


def locked(draft: Draft) -> Draft:
    """The draft as it is now, held until the transaction ends. Two who move it at once come one after the other."""
    found: Draft | None = Draft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if found is None:
        raise NotHere
    return found


def _to_write(act: Act, draft: Draft, seen: int) -> Draft:
    draft = locked(draft)
    policies.may_draft(act.actor, draft.entity).enforce()
    if draft.state not in EDITED:
        raise refuse("DIR-205", state=draft.state, verb="save")
    if draft.version != seen:
        raise refuse("DIR-211", name=draft.changed_by_name)
    return draft


def _written(act: Act, draft: Draft, *names: str) -> None:
    draft.version, draft.changed_at = draft.version + 1, act.at
    draft.changed_by, draft.changed_by_name = act.actor.person_id, act.actor.name
    if act.actor.person_id and act.actor.person_id not in draft.writers:
        draft.writers = [*draft.writers, act.actor.person_id]
    write(draft, *names, "version", "changed_at", "changed_by", "changed_by_name", "writers")


def write(draft: Draft, *names: str) -> None:
    """Update these columns of the draft, and make sure that it was really written."""
    if Draft.objects.filter(pk=draft.pk).update(**{name: getattr(draft, name) for name in names}) != 1:
        raise WroteNothing(f"draft {draft.pk}")


def moved(act: Act, draft: Draft, verb: str, *names: str) -> None:
    """Move a draft along its life; where it ends, those who were to come are forgotten."""
    draft.state, draft.since = DRAFT.after(draft.state, verb), act.at
    if draft.state in ("published", "discarded"):
        draft.coming = None
    write(draft, "state", "since", "coming", *names)

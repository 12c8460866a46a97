"""What a plan says is done: all of it or what was chosen, in one transaction with one line in the ledger; and undone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from entraide.foundation.actions import Act, action, save
from entraide.foundation.jobs.door import enqueue
from entraide.kernel.actor import Actor
from entraide.kernel.languages import Language, as_language
from entraide.kernel.problems import Problem, Refused, refuse

from .. import persons
from ..domain.exchange.life import IMPORT
from ..domain.exchange.opening import open_sheet
from ..domain.exchange.planning import Step, names, stepped
from ..domain.exchange.reading import read
from ..domain.exchange.sheets import write_faulty
from ..domain.life import LIFE
from ..domain.record import Record
from ..models import Authority, Batch, BatchEntry, Designation
from ..rows import record_of
from . import progress, receiving
from .writing import AT_ONCE, Writing, fresh, write

IN_THE_BACKGROUND: Final = 300
"""From so many authorities on an import is a job, with a page that shows how far it is."""
TOLD: Final = 20


@frozen
class Choice:
    """What of a plan is to be done, by the places of its steps from 0. New and changed entries are taken but for `leave`;
    conflicting ones only when they are in `over`; doubtful ones by `meant`: the entry that is meant, 0 for a new one.
    """

    leave: frozenset[int] = frozenset()
    over: frozenset[int] = frozenset()
    meant: Mapping[int, int] = {}

    def to_json(self) -> dict[str, Any]:
        """As it waits for its job."""
        meant = {str(place): entry for place, entry in self.meant.items()}
        return {"leave": sorted(self.leave), "over": sorted(self.over), "meant": meant}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Choice:
        """Read back."""
        meant = {int(place): int(entry) for place, entry in row.get("meant", {}).items()}
        return cls(frozenset(row.get("leave", ())), frozenset(row.get("over", ())), meant)


ALL: Final = Choice()


@action("directory.batch.started")
def start(act: Act, batch_id: int, choice: Choice = ALL) -> bool:
    """Have what was chosen done: now, or as a job when it is much; whether it is a job."""
    batch = receiving.access(act.actor, batch_id, write=True)
    batch.state = IMPORT.after(batch.state, "start")
    batch.chosen, batch.problems = choice.to_json(), []
    batch.person, batch.person_name = act.actor.person_id, act.actor.name[:200]
    save(batch, "state", "chosen", "problems", "person", "person_name")
    much = batch.counts["authorities"] > IN_THE_BACKGROUND
    if much:
        enqueue("directory.import", batch=batch_id)
    act.about(batch, background=much)
    return much


@action("directory.batch.taken")
def take(act: Act, batch_id: int, choice: Choice | None = None) -> dict[str, int]:
    """Do it; how many entries are new and changed. File and plan are emptied: they may name persons.

    Refused: DIR-311 an entry was changed since the plan was made, DIR-312 nothing is chosen, DIR-314 it was taken before.
    """
    batch = receiving.access(act.actor, batch_id, write=True)
    batch.state = IMPORT.after(batch.state, "take")
    chosen = _chosen(act.actor, batch, choice or Choice.from_json(batch.chosen))
    if not chosen:
        raise refuse("DIR-312")
    known = _held(chosen)
    entries = [
        Writing(known[step.id] if step.id else fresh(act, step.after), step.after, step.acts, step.contacts, step.replaces)
        for step in chosen
    ]
    before = {row.pk: (record_of(row).to_json(), row.state, row.confirmed_on) for row in known.values()}
    for done in write(act, entries):
        progress.tell(batch_id, done, len(entries))
    _remember(batch, entries, before)
    counts = {"new": len(entries) - len(known), "changed": len(known)}
    batch.counts = {**batch.counts, "taken": len(entries), "made": counts["new"], "rewritten": counts["changed"]}
    batch.content, batch.plan, batch.chosen, batch.taken_at = None, None, {}, act.at
    save(batch, "state", "counts", "content", "plan", "chosen", "taken_at")
    act.about(batch, **counts)
    return counts


def _chosen(actor: Actor, batch: Batch, choice: Choice) -> list[Step]:
    steps = receiving.steps(batch)
    kept = [
        step for place, step in enumerate(steps)
        if (step.kind in ("new", "changed") and place not in choice.leave) or (step.kind == "conflict" and place in choice.over)
    ]  # fmt: skip
    doubtful = {place: entry for place, entry in choice.meant.items() if steps[place : place + 1] and steps[place].kind == "doubtful"}
    return [*kept, *_decided(actor, batch, steps, doubtful)] if doubtful else kept


def _decided(actor: Actor, batch: Batch, steps: Sequence[Step], meant: Mapping[int, int]) -> list[Step]:
    """Steps of those that were doubtful, once a person said whom they mean."""
    sheet = open_sheet(receiving.content_of(batch))
    said = {one.rows: one for one in read(sheet, batch.mapping, as_language(batch.language))}
    stands, found = receiving.standing(actor), []
    for place, entry in meant.items():
        step, base = steps[place], stands.by_id.get(entry) if entry in steps[place].near else None
        line = sheet.first + step.rows[0] + 1
        made = stepped(said[step.rows], base, kept=False, line=line, problems=said[step.rows].problems, standing=stands, sure=True)
        found += [made] if made.kind in ("new", "changed") else []
    return found


def _held(chosen: Sequence[Step]) -> dict[int, Authority]:
    """The entries that are to be changed, held until the transaction ends; refused when somebody was faster."""
    wanted = {step.id: step.version for step in chosen if step.id}
    list(Authority.objects.select_for_update().filter(pk__in=wanted).order_by("pk").values_list("pk"))
    rows = Authority.objects.filter(pk__in=wanted).select_related("procedure").prefetch_related("reaches")
    found = {row.pk: row for row in rows}
    late = [pk for pk, version in wanted.items() if pk not in found or found[pk].version != version]
    if late:
        raise refuse("DIR-311", entries=_numbers(late))
    new = [(step.after.entity, name) for step in chosen if not step.id for name in names(step.after)]
    if new:
        entities = {entity for entity, _name in new}
        stood = Authority.objects.filter(entity__in=entities).exclude(state="withdrawn").exclude(pk__in=wanted)
        made = {(row.entity, name) for row in stood for name in names(record_of_name(row))}
        if clash := set(new) & made:
            raise refuse("DIR-311", entries=", ".join(sorted({entity for entity, _name in clash})[:TOLD]))
    return found


def record_of_name(row: Authority) -> Record:
    """As much of a record as tells what the entry is called."""
    return Record.from_json({"entity": row.entity, "name": row.name, "original_name": row.original_name, "kind": row.kind})


def _numbers(entries: Collection[int]) -> str:
    shown = ", ".join(str(entry) for entry in sorted(entries)[:TOLD])
    return f"{shown} …" if len(entries) > TOLD else shown


def _remember(batch: Batch, entries: Sequence[Writing], before: Mapping[int, tuple[Any, str, Any]]) -> None:
    def row(one: Writing) -> BatchEntry:
        record, state, confirmed = before.get(one.authority.pk, (None, LIFE.start, None))
        return BatchEntry(
            batch=batch, authority=one.authority, before=record, state=state, confirmed_on=confirmed,
            version=one.authority.version, designations=one.designations, contact_points=one.contact_points,
        )  # fmt: skip

    BatchEntry.objects.bulk_create([row(one) for one in entries], batch_size=AT_ONCE)


@action("directory.batch.failed")
def fail(act: Act, batch_id: int, problems: Sequence[Problem], language: Language = "en") -> None:
    """A job was refused: the plan waits again, with the reason."""
    batch = receiving.access(act.actor, batch_id, write=True)
    batch.state = IMPORT.after(batch.state, "fail")
    batch.problems = [[one.code, dict(one.params), one.place] for one in problems]
    save(batch, "state", "problems")
    act.about(batch, codes=[one.code for one in problems])


@action("directory.batch.undone")
def undo(act: Act, batch_id: int) -> int:
    """Take an import back as a whole; how many entries. What it changed is as before; what it made is withdrawn, its
    history stays. Contact persons who were replaced are not brought back: they were deleted.

    Refused with DIR-313, which names the entries that were changed since.
    """
    batch = receiving.access(act.actor, batch_id, write=True)
    batch.state, batch.undone_at = IMPORT.after(batch.state, "undo"), act.at
    kept = {one.authority_id: one for one in batch.entries.all()}
    list(Authority.objects.select_for_update().filter(pk__in=kept).order_by("pk").values_list("pk"))
    rows = list(Authority.objects.filter(pk__in=kept).select_related("procedure").prefetch_related("reaches"))
    late = [row.pk for row in rows if row.version != kept[row.pk].version or _moved(row, kept[row.pk])]
    if late:
        raise Refused(Problem("DIR-313", {"entries": _numbers(late)}))
    _take_back(act, rows, kept, batch_id)
    save(batch, "state", "undone_at")
    act.about(batch, entries=len(rows))
    return len(rows)


def _moved(row: Authority, kept: BatchEntry) -> bool:
    """Whether the standing was changed since, which does not count a version."""
    after = "confirmed" if kept.designations else kept.state
    return row.state != after


def _take_back(act: Act, rows: Sequence[Authority], kept: Mapping[int, BatchEntry], batch_id: int) -> None:
    made = [one for entry in kept.values() for one in entry.designations]
    Designation.objects.filter(pk__in=made).delete()
    for row in (row for row in rows if kept[row.pk].contact_points):
        persons.purge(row, kept[row.pk].contact_points)
    entries = []
    for row in rows:
        entry = kept[row.pk]
        row.state = entry.state if entry.before else "withdrawn"
        row.confirmed_on = entry.confirmed_on
        entries.append(Writing(row, Record.from_json(entry.before) if entry.before else record_of(row)))
    for done in write(act, entries):
        progress.tell(batch_id, done, len(entries))


def faulty(actor: Actor, batch_id: int, language: Language) -> bytes:
    """The rows that are not taken as they are, with what is wrong, as a workbook to mend and to send again."""
    batch = receiving.access(actor, batch_id)
    sheet = open_sheet(receiving.content_of(batch))
    steps = [step for step in receiving.steps(batch) if step.kind in ("faulty", "conflict", "doubtful")]
    rows = [(row, step.problems) for step in steps for row in step.rows]
    return write_faulty(sheet, sorted(rows, key=lambda pair: pair[0]), language)

"""A table that somebody uploads: kept, its columns named, and planned; nothing of the directory changes here."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from attrs import frozen
from django.db.models import QuerySet

from entraide.foundation.actions import Act, action, save
from entraide.foundation.crypto import fields
from entraide.kernel.actor import Actor
from entraide.kernel.languages import Language, as_language
from entraide.kernel.problems import NotHere, Problem, refuse

from .. import policies
from ..domain.exchange.life import IMPORT
from ..domain.exchange.mapping import by_heading, checked, digest, guessed
from ..domain.exchange.opening import Sheet, open_sheet
from ..domain.exchange.planning import KINDS, Standing, Step, plan
from ..domain.exchange.reading import read
from ..models import Batch
from . import leaving

KEPT: Final = timedelta(days=7)
"""A table that was not taken is thrown away after this: it may name persons."""
RECENT: Final = 20


@action("directory.batch.received")
def receive(act: Act, content: bytes, name: str, language: Language) -> int:
    """Keep a table and guess its columns; its number. Refused as `open_sheet`: nothing is kept then."""
    policies.may_import(act.actor).enforce()
    sheet = open_sheet(content)
    Batch.objects.filter(state__in=("read", "planned"), uploaded_at__lt=act.at - KEPT).delete()
    made = Batch(
        name=name[-200:], digest=digest(sheet.headings), language=language, state=IMPORT.start,
        mapping=_remembered(act.actor, sheet) or guessed(sheet.headings), person=act.actor.person_id,
        person_name=act.actor.name[:200], uploaded_at=act.at, counts={"rows": sum(map(any, sheet.rows))},
    )  # fmt: skip
    fields.put(made, "content", base64.b64encode(content).decode())
    made.save(force_insert=True)
    act.about(made, size=len(content))
    return int(made.pk)


def _remembered(actor: Actor, sheet: Sheet) -> list[str]:
    """The mapping this person chose for a table of the same headings before."""
    kept = Batch.objects.filter(person=actor.person_id, digest=digest(sheet.headings)).exclude(state="read")
    return list(kept.values_list("mapping", flat=True).first() or [])


@action("directory.batch.planned")
def map_columns(act: Act, batch_id: int, mapping: Sequence[str], language: Language) -> int:
    """Say what each column is, and plan what the table would do; how many authorities it has.

    Refused: DIR-301 no column that tells the authority, DIR-319 a column twice, DIR-321 a column that does not exist.
    """
    batch = access(act.actor, batch_id, write=True)
    sheet = open_sheet(content_of(batch))
    batch.mapping, batch.language = [*checked(sheet.headings, mapping)], language
    return _planned(act, batch, sheet)


@action("directory.batch.planned_by_heading")
def map_headings(act: Act, batch_id: int, said: Mapping[str, str], language: Language) -> int:
    """The same by the headings' words; those that are not named are guessed."""
    batch = access(act.actor, batch_id, write=True)
    sheet = open_sheet(content_of(batch))
    batch.mapping, batch.language = [*by_heading(sheet.headings, said)], language
    return _planned(act, batch, sheet)


def _planned(act: Act, batch: Batch, sheet: Sheet) -> int:
    batch.state = IMPORT.after(batch.state, "plan")
    steps = list(plan(sheet, read(sheet, batch.mapping, as_language(batch.language)), standing(act.actor)))
    counted = Counter(step.kind for step in steps)
    fields.put(batch, "plan", json.dumps([step.to_json() for step in steps], ensure_ascii=False))
    batch.counts = {"rows": sum(map(any, sheet.rows)), "authorities": len(steps)} | {kind: counted[kind] for kind in KINDS}
    batch.problems = []
    save(batch, "mapping", "language", "state", "plan", "counts", "problems")
    act.about(batch, **batch.counts)
    return len(steps)


def standing(actor: Actor) -> Standing:
    """The directory as it is, with everything that the importer sees."""
    return Standing(leaving.entries(actor, "import", withdrawn=True, language="en"))


@action("directory.batch.dropped")
def drop(act: Act, batch_id: int) -> None:
    """Throw a table away that was not taken."""
    batch = access(act.actor, batch_id, write=True)
    if batch.state not in ("read", "planned"):
        raise refuse("DIR-314", state=batch.state, verb="drop")
    act.about(batch)
    batch.delete()


def access(actor: Actor, batch_id: int, *, write: bool = False) -> Batch:
    """The batch, for those who import; NotHere otherwise. `write`: held until the transaction ends."""
    if not policies.may_import(actor):
        raise NotHere
    rows = Batch.objects.select_for_update() if write else Batch.objects.defer("content")
    found: Batch | None = rows.filter(pk=batch_id).first()
    if found is None:
        raise NotHere
    return found


def recent(actor: Actor) -> QuerySet[Batch]:
    """The last imports, the newest first; the secretariat's alone."""
    rows = Batch.objects.defer("content", "plan").order_by("-id")
    return rows[:RECENT] if policies.may_import(actor) else rows.none()


@frozen
class Columns:
    """The headings of a table with a few of its rows, and what its columns are taken for."""

    headings: tuple[str, ...]
    mapping: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    notes: tuple[Problem, ...]


def columns(actor: Actor, batch_id: int, samples: int = 3) -> Columns:
    """For the page on which columns are named."""
    batch = access(actor, batch_id)
    sheet = open_sheet(content_of(batch))
    shown = [row for row in sheet.rows if any(row)][:samples]
    width = len(sheet.headings)
    return Columns(
        sheet.headings, (*batch.mapping, *("",) * width)[:width],
        tuple(tuple(row[place][:80] if place < len(row) else "" for row in shown) for place in range(width)), sheet.notes,
    )  # fmt: skip


def steps(batch: Batch) -> tuple[Step, ...]:
    """What the table would do."""
    return tuple(Step.from_json(row) for row in json.loads(_opened(batch, "plan") or "[]"))


def content_of(batch: Batch) -> bytes:
    """The file that was uploaded."""
    return base64.b64decode(_opened(batch, "content"))


def _opened(batch: Batch, name: str) -> str:
    """Once the keys of the secretariat are gone, what they sealed is here no more."""
    try:
        return fields.text_of(batch, name)
    except fields.NoLongerReadable:
        raise NotHere from None

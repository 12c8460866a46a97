"""Asking for an export, making it, throwing it away: each of it one entry in the ledger (who, of which round, how many replies)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from django.db.models import F
from django.utils import translation

from entraide.foundation.actions import Act, action, save
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import enqueue
from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, refuse
from entraide.kernel.text import Text

from .. import policies
from ..domain.export.facts import Facts, Sent
from ..domain.export.files import file_name, write
from ..domain.export.filters import Chosen
from ..domain.export.life import EXPORT
from ..domain.export.tally import Tally
from ..domain.export.wanted import Wanted
from ..models import Export, ExportPiece
from .choosing import Selection, schema_of, select
from .reading import sents
from .wording import chosen_in_words

KEPT: Final = timedelta(days=7)
AT_ONCE: Final = 1_000
"""Up to so many replies the file is sent while one waits."""
PIECE: Final = 1024 * 1024
_TOLD: Final = 500
"""After so many replies a job says how far it is."""


@action("collection.export.asked")
def ask(act: Act, round_id: int, wanted: Wanted, chosen: Chosen, *, waits: bool = False) -> Export:
    """An export of these replies. `waits`: whoever asked waits for it however long it takes; else a long one becomes a job.

    Refused: COL-482 for who may not, COL-483 for days the wrong way round, COL-484 for a table unknown; while it is written,
    COL-480 for more columns than the format takes.
    """
    selection = select(act.actor, round_id, chosen)
    round = selection.rounds[-1]
    schema = schema_of(selection.rounds)
    known = [table.name for table in schema.tables]
    for name in wanted.tables:
        if name not in known:
            raise refuse("COL-484", name=name, known=", ".join(known))
    made = file_name(schema, wanted, round.code)
    count = 0 if wanted.format == "codebook" else selection.count
    export = Export.objects.create(
        round=round, person=act.actor.person_id, entity=act.actor.entity, wanted=wanted.to_json(), chosen=chosen.to_json(),
        state=EXPORT.start, replies=count, name=made.name, media_type=made.media_type, asked_at=act.at,
    )  # fmt: skip
    if waits or count <= AT_ONCE:
        export.state = EXPORT.after(export.state, "stream")
        save(export, "state")
    else:
        enqueue("collection.export", export=export.pk)
    act.about(
        export, entity=act.actor.entity, round=round.pk, format=wanted.format, replies=count, which=chosen.which,
        audience=wanted.audience.value,
    )  # fmt: skip
    return export


def stream(actor: Actor, export: Export) -> Iterator[bytes]:
    """The file of an export that is sent at once; at its end the rows are counted in the ledger."""
    tally = Tally()
    size = 0
    for part in _written(actor, export, tally, lambda _done: None):
        size += len(part)
        yield part
    finish(actor, export.pk, tally.rows, size)


@action("collection.export.taken")
def finish(act: Act, export_id: int, rows: dict[str, int], size: int) -> None:
    """It was sent to its end."""
    export = Export.objects.get(pk=export_id, person=act.actor.person_id)
    export.rows, export.size, export.made_at, export.done = rows, size, act.at, export.replies
    save(export, "rows", "size", "made_at", "done")
    act.about(export, rows=sum(rows.values()), bytes=size)


def make(actor: Actor, export_id: int) -> None:
    """The job: write a long export into pieces, a transaction for each, telling how far it is."""
    with acting_as(actor):
        export = policies.access_export(actor, export_id)
        if not EXPORT.allows(export.state, "make"):
            return
        ExportPiece.objects.filter(export=export).delete()
    tally, position, size = Tally(), 0, 0
    for part in _lumps(_written(actor, export, tally, _teller(actor, export_id))):
        with acting_as(actor):
            ExportPiece.objects.create(export_id=export_id, person=actor.person_id, position=position, content=part)
        position, size = position + 1, size + len(part)
    keep(actor, export_id, tally.rows, size)


@action("collection.export.made")
def keep(act: Act, export_id: int, rows: dict[str, int], size: int) -> None:
    """All pieces are there: its person may fetch it for some days."""
    export = policies.access_export(act.actor, export_id)
    export.state = EXPORT.after(export.state, "make")
    export.rows, export.size, export.made_at, export.expires_at = rows, size, act.at, act.at + KEPT
    export.done = export.replies
    save(export, "state", "rows", "size", "made_at", "expires_at", "done")
    act.about(export, rows=sum(rows.values()), bytes=size)


@action("collection.export.failed")
def fail(act: Act, export_id: int, reason: str) -> None:
    """It cannot be made; what was written is thrown away. `reason` is a number of a problem or the kind of an error."""
    export = Export.objects.get(pk=export_id)
    ExportPiece.objects.filter(export=export).delete()
    export.state = EXPORT.after(export.state, "fail") if export.state != "failed" else export.state
    save(export, "state")
    act.about(export, reason=reason)


@action("collection.export.fetched")
def fetch(act: Act, export_id: int) -> Export:
    """Its person fetches the file. NotHere for anybody else; COL-481 when it is not there (any more)."""
    export = policies.access_export(act.actor, export_id)
    if export.state != "made":
        raise refuse("COL-481")
    act.about(export, bytes=export.size)
    return export


def pieces(actor: Actor, export: Export) -> Iterator[bytes]:
    """The bytes of a file that is kept, a transaction for each piece; for its person alone."""
    with acting_as(actor):
        count = ExportPiece.objects.filter(export_id=export.pk).count()
    for position in range(count):
        with acting_as(actor):
            policies.access_export(actor, export.pk)
            row = ExportPiece.objects.filter(export_id=export.pk, position=position).values_list("content").first()
        if row is None:
            raise NotHere
        yield bytes(row[0])


@action("collection.export.thrown_away")
def forget(act: Act, day: date) -> None:
    """Files that have been kept long enough; the choices stay, to be asked for again."""
    old = Export.objects.filter(state="made", expires_at__lt=act.at)
    keys = list(old.values_list("id", flat=True))
    ExportPiece.objects.filter(export_id__in=keys).delete()
    Export.objects.filter(pk__in=keys).update(state=EXPORT.after("made", "expire"))
    act.about("collection.export", count=len(keys))


def _written(actor: Actor, export: Export, tally: Tally, told: Callable[[int], None]) -> Iterator[bytes]:
    wanted, chosen = Wanted.from_json(export.wanted), Chosen.from_json(export.chosen)
    with acting_as(actor), translation.override("zh-hans" if wanted.language == "zh" else wanted.language):
        selection: Selection = select(actor, export.round_id, chosen)
        schema = schema_of(selection.rounds)
        facts = Facts(
            title=Text.from_json(export.round.title).shown_in(wanted.language).text, made=clock.now(),
            rounds=tuple(round.code for round in selection.rounds), chosen=chosen_in_words(chosen, wanted.language),
            banner=_banner(selection), whom="everything" if actor.staff else "own",
        )  # fmt: skip
    yield from write(schema, wanted, _counted(sents(actor, selection, wanted.language), told), facts, tally)


def _banner(selection: Selection) -> str:
    invented = any(round.invented for round in selection.rounds)
    return translation.gettext("Invented replies for demonstration") if invented else ""


def _counted(rows: Iterable[Sent], told: Callable[[int], None]) -> Iterator[Sent]:
    for done, row in enumerate(rows, start=1):
        yield row
        if done % _TOLD == 0:
            told(done)


def _teller(actor: Actor, export_id: int) -> Callable[[int], None]:
    def told(done: int) -> None:
        with acting_as(actor):
            Export.objects.filter(pk=export_id, done__lt=done).update(done=done, replies=F("replies"))

    return told


def _lumps(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Parts put together until they are worth a row."""
    kept: list[bytes] = []
    size = 0
    for part in parts:
        kept.append(part)
        size += len(part)
        if size >= PIECE:
            yield b"".join(kept)
            kept, size = [], 0
    if kept:
        yield b"".join(kept)

"""Files that were read, as the secretariat sees them."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen
from django.db.models import Q

from entraide.kernel.actor import Actor
from entraide.kernel.languages import LANGUAGES, Language, as_language

from .. import policies
from ..domain import codec
from ..domain.tree import Tree
from ..models import Reading


@frozen
class ReadingRow:
    """A file that was read, and what became of it."""

    id: int
    file: int
    file_name: str
    language: Language
    state: str
    read_at: datetime
    corrections: int
    problems: int
    document: int | None


def readings(actor: Actor, state: str = "") -> tuple[ReadingRow, ...]:
    """What was read, the latest first; nothing for anybody but the secretariat."""
    if not actor.staff:
        return ()
    rows = Reading.objects.select_related("file").defer("file__content")
    return tuple(_reading_row(row) for row in (rows.filter(state=state) if state else rows))


def reading(actor: Actor, reading_id: int) -> ReadingRow:
    """One reading; NotHere for anybody but the secretariat."""
    policies.access_reading(actor, reading_id)
    return _reading_row(Reading.objects.select_related("file").defer("file__content").get(pk=reading_id))


def reading_tree(actor: Actor, reading_id: int) -> Tree:
    """The tree of a reading as corrected so far; NotHere for anybody but the secretariat."""
    return codec.from_json(policies.access_reading(actor, reading_id).tree)


def same_paper(actor: Actor, reading_id: int) -> tuple[ReadingRow, ...]:
    """The latest open reading of each other language that bears one of the same symbols."""
    found = policies.access_reading(actor, reading_id)
    named = Q()
    for symbol in codec.from_json(found.tree).masthead.symbols:
        named |= Q(tree__symbols__contains=[symbol])
    if not named:
        return ()
    rows = Reading.objects.filter(named, state="read").exclude(language=found.language).order_by("-id")
    latest: dict[str, Reading] = {}
    for row in rows.select_related("file").defer("file__content"):
        latest.setdefault(row.language, row)
    return tuple(_reading_row(latest[code]) for code in LANGUAGES if code in latest)


def _reading_row(row: Reading) -> ReadingRow:
    return ReadingRow(
        row.pk, row.file_id, row.file.name, as_language(row.language), row.state, row.read_at, row.corrections,
        len(row.tree.get("problems", ())), row.document_id,
    )  # fmt: skip


@frozen
class CorrectionRow:
    """One correction of a reading: where, what was done there, by whom."""

    turn: int
    place: str
    step: str
    made_at: datetime
    made_by: int | None


def corrections(actor: Actor, reading_id: int) -> tuple[CorrectionRow, ...]:
    """The corrections that stand, the last one first; NotHere for anybody but the secretariat."""
    found = policies.access_reading(actor, reading_id)
    rows = found.steps.defer("before").order_by("-turn")
    return tuple(CorrectionRow(row.turn, row.place, row.step, row.made_at, row.made_by) for row in rows)

"""The commands of filed documents."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from entraide.documents import actions, policies, queries
from entraide.documents.domain.codec import to_json
from entraide.documents.domain.correcting import several
from entraide.documents.domain.prefill import found_in
from entraide.documents.domain.reading import MAX_BYTES
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.languages import Language, as_language
from entraide.kernel.problems import NotHere, refuse
from entraide.kernel.text import Text

from .who import actor_from

TEXTS = ("title", "body_name", "session", "place")
DAYS = ("starts_on", "ends_on", "dated")


def _content(source: str) -> bytes:
    if source == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with Path(source).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise refuse("DOC-035", reason=error.strerror or "?") from None


def _received(actor: Actor, args: argparse.Namespace) -> Any:
    name = Path(args.source).name if args.source != "-" else "report"
    return actions.receive_file(actor, content=_content(args.source), name=name, language=args.language)


def file(args: argparse.Namespace) -> int:
    """Read a report and file it, with what is not said on the command line as found in it; all of it or nothing."""
    actor = actor_from(args)
    with acting_as(actor):
        reading = _received(actor, args)
        found = found_in(queries.reading_tree(actor, reading.pk))
        said = {name: value for name in found if (value := getattr(args, name)) is not None}
        document = actions.file_reading(
            actor, reading, **_details({**found, **said}, as_language(reading.language)),
            audience=Audience(args.audience), invented=args.invented,
        )  # fmt: skip
        count = len(queries.paragraphs_of(actor, document.pk))
    print(document.pk, document, f"{count} paragraphs and points", sep="\t")
    return 0


def _details(said: dict[str, Any], language: Language) -> dict[str, Any]:
    """What was found or said, as the action takes it."""
    texts = {
        name: Text().with_version(language, said[name], said["status"]) if said[name] else Text() for name in TEXTS
    }
    days = {name: _day(said[name]) for name in DAYS}
    for name in ("starts_on", "ends_on"):
        if days[name] is None:
            raise refuse("DOC-315", option="--" + name.replace("_", "-"))
    return {**said, **texts, **days, "symbols": several(said["symbols"])}


def _day(value: date | str) -> date | None:
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if value else None


def add_version(args: argparse.Namespace) -> int:
    """File a report as one more language of a document."""
    actor = actor_from(args)
    with acting_as(actor):
        document = policies.access_document(actor, _row(actor, args.to).id)
        version = actions.file_reading_as_version(actor, _received(actor, args), document, status=args.status)
    print(document.pk, document, version.language, sep="\t")
    return 0


def _row(actor: Actor, wanted: str) -> queries.DocumentRow:
    """By symbol, or by number."""
    found = queries.find_document(actor, wanted)
    if found is None and wanted.isascii() and wanted.isdecimal():
        return queries.document(actor, int(wanted))
    if found is None:
        raise NotHere
    return found


def next_symbol(args: argparse.Namespace) -> int:
    """The next free symbol of a series."""
    actor = actor_from(args)
    with acting_as(actor):
        print(queries.next_symbol(actor, args.series))
    return 0


def listing(args: argparse.Namespace) -> int:
    """The documents filed."""
    actor = actor_from(args)
    with acting_as(actor):
        rows = queries.documents(actor, search=args.search)
    if args.json:
        print(json.dumps([_shape(row) for row in rows], ensure_ascii=False, indent=1))
    for row in () if args.json else rows:
        print(row.id, row.label, row.kind, " ".join(row.languages), row.title.shown_in(args.language), sep="\t")
    return 0


def _shape(row: queries.DocumentRow) -> dict[str, Any]:
    return {
        "id": row.id, "symbols": [*row.symbols], "kind": row.kind, "title": dict(row.title.versions),
        "meeting": row.meeting, "agenda_items": [*row.agenda_items], "languages": [*row.languages],
        "dated": row.dated.isoformat() if row.dated else None, "invented": row.invented, "audience": row.audience.value,
    }  # fmt: skip


def show(args: argparse.Namespace) -> int:
    """The text of a document, each paragraph with its permanent identity."""
    actor = actor_from(args)
    with acting_as(actor):
        row = _row(actor, args.symbol)
        language = args.language or row.original_language or next(iter(row.languages), "")
        tree = queries.tree(actor, row.id, language) if language else None
        paragraphs = queries.paragraphs_of(actor, row.id)
    if tree is None:
        raise NotHere
    if args.json:
        print(json.dumps(to_json(tree), ensure_ascii=False, indent=1))
    for paragraph in () if args.json else paragraphs:
        print(paragraph.guid, paragraph.label, paragraph.text.versions[as_language(language)], sep="\t")
    return 0

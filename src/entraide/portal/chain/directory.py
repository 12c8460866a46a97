"""The directory's commands."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

from django.utils import translation

from entraide.directory import actions, queries
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM
from entraide.kernel.languages import as_language
from entraide.kernel.problems import refuse
from entraide.reference.domain.entities import name

from .who import actor_from

MOST_BYTES = 10_000_000


def listing(args: argparse.Namespace) -> int:
    """Authorities, by State in the order of the language."""
    actor = actor_from(args)
    with acting_as(actor), translation.override(args.language):
        rows = queries.authorities(actor, function=args.function, entity=args.entity)
    if args.json:
        print(json.dumps([_shape(row) for row in rows], ensure_ascii=False))
    for row in [] if args.json else rows:
        shown = row.name.shown_in(as_language(args.language)).text
        print(row.id, name(row.entity, args.language), shown, row.standing, sep="\t")
    return 0


def _shape(row: queries.AuthorityRow) -> dict[str, Any]:
    return {
        "id": row.id, "entity": row.entity, "name": row.name.to_json(), "kind": row.record.kind, "standing": row.standing,
        "functions": [one.to_json() for one in row.functions], "mailbox": row.record.mailbox, "invented": row.record.invented,
        "confirmed_on": row.confirmed_on.isoformat() if row.confirmed_on else None,
        "designations": [f"{one.reference}, {one.dated.isoformat()}" for one in row.designations],
        "contact_points": [{"name": one.name, "email": one.email, "language": one.language} for one in row.contact_points],
    }  # fmt: skip


def take_in(args: argparse.Namespace) -> int:
    """Take in a table."""
    count = actions.import_rows(actor_from(args), _rows(args.source))
    print(f"{count} authorities")
    return 0


def ask(args: argparse.Namespace) -> int:
    """Ask focal points for the yearly confirmation."""
    print(f"{actions.ask_for_confirmation(SYSTEM, args.on or clock.now().date())} letters")
    return 0


def _rows(source: str) -> list[dict[str, str]]:
    try:
        data = sys.stdin.buffer.read(MOST_BYTES) if source == "-" else _start(Path(source))
        text = data.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline=""), restval="", strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise refuse("DIR-109", columns="entity, kind, function") from error


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES)

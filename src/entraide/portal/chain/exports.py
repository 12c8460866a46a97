"""The replies of a round taken out on the command line: the same choices, walls and ledger as on the page."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from entraide.collection import policies
from entraide.collection.domain.export.filters import Chosen
from entraide.collection.domain.export.wanted import Wanted
from entraide.collection.exporting import asking
from entraide.foundation.db.context import acting_as

from .who import actor_from


def export(args: argparse.Namespace) -> int:
    """Write the file; say how many rows each table has."""
    actor = actor_from(args)
    wanted, chosen = _wanted(args), _chosen(args)
    with acting_as(actor):
        round = policies.access_round_by_code(actor, args.round)
        asked = asking.ask(actor, round.pk, wanted, chosen, waits=True)
    parts = asking.stream(actor, asked)
    if args.out == "-":
        _write(parts, sys.stdout.buffer)
    else:
        with Path(args.out).open("wb") as file:
            _write(parts, file)
    with acting_as(actor):
        asked.refresh_from_db()
    for table, count in asked.rows.items():
        print(table, count, sep="\t", file=sys.stderr)
    return 0


def _write(parts: Iterable[bytes], file: object) -> None:
    for part in parts:
        file.write(part)  # type: ignore[attr-defined]


def _names(given: str) -> tuple[str, ...]:
    return tuple(name for each in given.split(",") if (name := each.strip()))


def _wanted(args: argparse.Namespace) -> Wanted:
    return Wanted.from_json({
        "format": args.format, "language": args.language, "headings": args.headings, "values": args.values,
        "several": args.several, "beside": _names(args.beside), "missing": args.missing, "tables": _names(args.tables),
        "mark": not args.no_mark, "audience": args.audience,
    })  # fmt: skip


def _chosen(args: argparse.Namespace) -> Chosen:
    entities = tuple(code.upper() for code in _names(args.entities))
    return Chosen(args.which, entities, args.group, (), args.since, args.until, args.earlier)

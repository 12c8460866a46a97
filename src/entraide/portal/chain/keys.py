from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from entraide.foundation.crypto import actions, apart, masters, queries
from entraide.foundation.db.context import acting_as

from .who import actor_from


def _entity(args: argparse.Namespace) -> str | None:
    return "" if args.entity == "-" else args.entity


def status(args: argparse.Namespace) -> int:
    """One key a line; 1 when a key is wrapped by a master key that was not given."""
    with acting_as(actor_from(args)):
        lines = queries.status(_entity(args))
    if args.json:
        rows = [
            {"entity": line.entity, "kind": line.kind, "version": line.version, "state": line.state, "master": line.master,
             "master_known": line.master_known, "made_at": line.made_at.isoformat(), "fields": line.fields}
            for line in lines
        ]  # fmt: skip
        print(json.dumps(rows))
    for line in [] if args.json else lines:
        unknown = "" if line.master_known or line.state == "shredded" else " (unknown)"
        print(line.entity or "-", line.kind, line.version, line.state, line.master + unknown, line.fields, sep="\t")
    return int(any(not line.master_known and line.state != "shredded" for line in lines))


def new(_args: argparse.Namespace) -> int:
    """A master key, as ENTRAIDE_MASTER_KEY and the file master-key hold it."""
    print(masters.fresh())
    return 0


def rotate(args: argparse.Namespace) -> int:
    """Turn the keys of one State or of all, and move their fields; 1 when some did not open."""
    actor, unopened = actor_from(args), 0
    with acting_as(actor):
        wanted = queries.entities_with_keys() if args.entity is None else (_entity(args) or "",)
    for entity in wanted:
        if not args.resume:
            actions.rotate(actor, entity)
        moved = 0
        for field, batch in actions.reseal_all(actor, entity):
            moved += batch.resealed
            unopened += len(batch.unopened)
            for row in batch.unopened:
                print(f"{field.model._meta.db_table} {row} {field.attname}: does not open", file=sys.stderr)
        print(entity or "-", moved, sep="\t")
    return int(unopened > 0)


def rewrap(args: argparse.Namespace) -> int:
    """How many keys were brought under the first master key."""
    print(actions.rewrap(actor_from(args)))
    return 0


def shred(args: argparse.Namespace) -> int:
    """How many keys were destroyed."""
    print(actions.shred(actor_from(args), _entity(args) or "", args.reason))
    print("Backups made before still hold these keys: see the README of foundation/crypto.", file=sys.stderr)
    return 0


def save(args: argparse.Namespace) -> int:
    """Write the file so that its owner alone reads it."""
    text = apart.written(actor_from(args))
    with os.fdopen(os.open(args.file, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    return 0


def load(args: argparse.Namespace) -> int:
    """How many keys were put back."""
    print(apart.put_back(actor_from(args), Path(args.source).read_text(encoding="utf-8")))
    return 0

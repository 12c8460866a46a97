"""Backups, from the command line. What was proven goes to stdout, progress to stderr."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from django.db import DatabaseError

from entraide.foundation.keeping import backup, stamps
from entraide.foundation.keeping.backup import access, envelope
from entraide.foundation.keeping.backup.making import keys_sealed
from entraide.foundation.keeping.backup.restoring import Proven
from entraide.kernel.problems import refuse
from entraide.portal.setup import migrations_digest, say


def make(args: argparse.Namespace) -> int:
    """Write a backup; its name and size."""
    named = args.recipients_file.read_text(encoding="utf-8").splitlines() if args.recipients_file else []
    to = envelope.recipients([*args.recipient, *named])
    if args.with_keys:
        _keys(args.with_keys, envelope.recipients([*args.recipient, *named]))
    made = backup.make(access.configured(), args.out, to, migrations_digest(), say)
    rows = sum(table["rows"] for table in made.manifest["tables"].values())
    print(f"{made.file}\t{made.size} bytes\t{len(made.manifest['tables'])} tables\t{rows} rows")
    _stamp(bytes=made.size, rows=rows, ledger=made.manifest["ledger"]["head"])
    if not args.with_keys:
        say("The keys of this site are not in it (entraide backup --help). Without them sealed fields stay sealed.")
    return 0


def _keys(file: Path, to: list[object]) -> None:
    try:
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as target:
            target.write(keys_sealed(to))
    except FileExistsError:
        raise refuse("OPS-013", file=file.name) from None
    say(f"The keys are in {file}. Keep it apart from the backup.")


def _stamp(**detail: int | str) -> None:
    """A backup made before the upgrade that brings the table of stamps is a backup all the same."""
    try:
        stamps.stamp(stamps.BACKUP, **detail)
    except DatabaseError:
        say("The time of this backup could not be noted; call entraide db migrate.")


def restore(args: argparse.Namespace) -> int:
    """Restore; what was proven."""
    wanted = "" if args.any_version else migrations_digest()
    into = access.configured().into(args.into)
    _tell(backup.restore(into, args.file, envelope.identities(args.identity), wanted, say), args.into)
    return 0


def verify(args: argparse.Namespace) -> int:
    """Restore aside and throw it away; what was proven."""
    _tell(
        backup.verify(access.configured(), args.file, envelope.identities(args.identity), say),
        "a database that was thrown away",
    )
    return 0


def _tell(proven: Proven, where: str) -> None:
    manifest = proven.manifest
    print(f"restored into {where}, from the backup of {manifest['at']} (version {manifest['version']})")
    print(f"{proven.tables} tables with {proven.rows} rows: each equal to the original, by a hash of its rows")
    print("row-level security, grants, triggers, functions, constraints and indexes: equal")
    print(f"ledger: {proven.entries} entries, the chain holds to {manifest['ledger']['head'][:16]}…")
    print(f"left out on purpose: {', '.join(manifest['left_out'])}")

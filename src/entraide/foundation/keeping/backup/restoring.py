"""Bringing a backup back, and proving that what came back is what was kept.

The file is opened to its end before anything is written; the rows come back in one transaction; then everything is measured
again. What does not agree is taken away.
"""

from __future__ import annotations

import secrets
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from attrs import frozen
from psycopg import sql

from entraide import __version__
from entraide.foundation.db import launcher
from entraide.kernel.problems import Refused, refuse

from . import envelope, measuring
from .access import SUPERUSER, Access, program, stepped
from .making import FORMAT, first_complaint
from .measuring import Say


@frozen
class Proven:
    """What a restore has shown to be the same."""

    manifest: dict[str, Any]
    tables: int
    rows: int
    entries: int


def _nothing(_given: Any) -> None:
    """Opening a file to its end without keeping anything."""


def read(file: Path, keys: list[Any]) -> dict[str, Any]:
    """The manifest of a file that opens to its end. Refused with OPS-004, OPS-005."""
    return envelope.open_into(file, keys, envelope.Sink(_nothing, _nothing))


def restore(access: Access, file: Path, keys: list[Any], migrations: str, say: Say) -> Proven:
    """Restore into the empty (or not yet existing) database of `access`. `migrations` empty: of whatever version.

    Refused with OPS-004 to OPS-010; whatever is refused leaves the database as it was.
    """
    say("Opening the file to its end …")
    manifest = read(file, keys)
    if manifest.get("format") != FORMAT or (migrations and manifest["migrations"] != migrations):
        raise refuse("OPS-006", made=manifest.get("version", "?"), here=__version__)
    with _room(access) as created:
        try:
            say(f"Restoring into {access.name} …")
            _poured(access, file, keys, manifest, say)
            return _proven(access, manifest, say)
        except BaseException:
            _taken_away(access, created)
            raise


def verify(access: Access, file: Path, keys: list[Any], say: Say) -> Proven:
    """Restore into a database that is thrown away afterwards, of whatever version the file is."""
    aside = access.into(f"entraide_verify_{secrets.token_hex(6)}")
    try:
        return restore(aside, file, keys, "", say)
    finally:
        _dropped(aside)


@contextmanager
def _room(access: Access) -> Iterator[bool]:
    """An empty database with its roles and grants; whether it was made here."""
    created = not _exists(access)
    if created:
        _create(access)
    with access.connect() as session:
        if session.execute("SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace LIMIT 1").fetchone():
            raise refuse("OPS-007", name=access.name)
        _granted(session)
    yield created


def _exists(access: Access) -> bool:
    """Asked in the database that every server has; where that one is closed to us, the other has to be there."""
    with suppress(Refused, psycopg.Error), access.into(SUPERUSER).connect() as session:
        found = session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [access.name]).fetchone()
        return found is not None
    return True


def _create(access: Access) -> None:
    with access.into(SUPERUSER).connect() as session:
        if access.own:
            _roles(session)
        session.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0").format(
                sql.Identifier(access.name), sql.Identifier(launcher.OWNER if access.own else access.user)
            )
        )


def _roles(session: psycopg.Connection) -> None:
    known = {row[0] for row in session.execute("SELECT rolname FROM pg_roles")}
    wanted = {launcher.OWNER: "LOGIN CREATEDB", launcher.APP: "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB"}
    for name, rights in wanted.items():
        if name not in known:
            session.execute(sql.SQL("CREATE ROLE {} " + rights).format(sql.Identifier(name)))  # type: ignore[arg-type]


def _granted(session: psycopg.Connection) -> None:
    for statement in (*launcher.GRANTS, "CREATE EXTENSION IF NOT EXISTS pg_trgm"):
        session.execute(statement)  # type: ignore[call-overload]


def _poured(access: Access, file: Path, keys: list[Any], manifest: dict[str, Any], say: Say) -> None:
    """All of it in one transaction: pg_restore leaves everything or nothing."""
    with access.connect() as session:
        tool = program("pg_restore", max(session.info.server_version // 10000, int(manifest["postgresql"])))
    arguments = [str(tool), "--single-transaction", "--exit-on-error", "--no-comments", f"--dbname={access.name}"]
    with tempfile.TemporaryFile() as complaints:
        taken = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=complaints, env=access.environment()
        )
        assert taken.stdin is not None
        try:
            with suppress(BrokenPipeError):
                envelope.open_into(file, keys, envelope.Sink(_nothing, taken.stdin.write))
                taken.stdin.close()
            status = taken.wait()
        finally:
            with suppress(ProcessLookupError):
                taken.kill()
            taken.wait()
        if status:
            say(first_complaint(complaints))
            raise refuse("OPS-008", tool="pg_restore", status=status)


def _proven(access: Access, manifest: dict[str, Any], say: Say) -> Proven:
    say("Comparing with what the backup says of itself …")
    with access.connect() as session:
        stepped(session, access)
        kept, _left = measuring.kept_tables(session)
        wrong = measuring.differences(manifest["tables"], measuring.contents(session, kept, say))
        wrong += measuring.differences(manifest["walls"], measuring.walls(session))
        wrong += measuring.differences(manifest["ledger"], measuring.ledger(session))
        if wrong:
            raise refuse("OPS-009", tables=", ".join(wrong[:8]))
        broken = measuring.broken_ledger(session)
    if broken is not None:
        raise refuse("OPS-010", entry=broken.entry)
    rows = sum(table["rows"] for table in manifest["tables"].values())
    return Proven(manifest, len(manifest["tables"]), rows, manifest["ledger"]["entries"])


def _taken_away(access: Access, created: bool) -> None:
    if created:
        _dropped(access)
        return
    owner = launcher.OWNER if access.own else access.user
    with access.connect() as session:
        session.execute(sql.SQL("DROP OWNED BY {} CASCADE").format(sql.Identifier(owner)))
        _granted(session)


def _dropped(access: Access) -> None:
    with access.into(SUPERUSER).connect() as session:
        session.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(access.name)))

"""Making a backup: one snapshot is measured, then dumped and encrypted as it flows."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import psycopg
from attrs import frozen
from django.conf import settings

from entraide import __version__
from entraide.kernel import clock
from entraide.kernel.problems import refuse

from . import envelope, measuring
from .access import Access, program, stepped
from .measuring import Say

FORMAT = 1
_A_STEP = 64 * 1024 * 1024


@frozen
class Made:
    """A backup that was written."""

    file: Path
    size: int
    manifest: dict[str, Any]


def named(at: datetime) -> str:
    """The name of a backup of this moment."""
    return f"entraide-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.age"


def make(access: Access, target: Path, to: list[Any], migrations: str, say: Say) -> Made:
    """Write an encrypted backup to `target` (a folder: named by the time). Refused with OPS-008, OPS-012, OPS-013.

    Nothing stands under the final name until all of it is written.
    """
    target = target / named(clock.wall()) if target.is_dir() else target
    if target.exists():
        raise refuse("OPS-013", file=target.name)
    with access.connect(autocommit=False) as session:
        session.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        session.read_only = True
        stepped(session, access)
        manifest, left = _measured(session, access, migrations, say)
        snapshot = session.execute("SELECT pg_export_snapshot()").fetchone()[0]  # type: ignore[index]
        size = _written(access, target, to, manifest, [*_arguments(access, left), f"--snapshot={snapshot}"], say)
    return Made(target, size, manifest)


def _measured(
    session: psycopg.Connection, access: Access, migrations: str, say: Say
) -> tuple[dict[str, Any], list[str]]:
    say(f"Measuring {access.name} …")
    kept, left = measuring.kept_tables(session)
    manifest = {
        "format": FORMAT, "version": __version__, "migrations": migrations, "at": clock.wall().isoformat(),
        "site": settings.SITE_URL, "postgresql": session.info.server_version // 10000, "left_out": left,
        "tables": measuring.contents(session, kept, say), "walls": measuring.walls(session),
        "ledger": measuring.ledger(session),
    }  # fmt: skip
    return manifest, left


def _arguments(access: Access, left: list[str]) -> list[str]:
    given = ["--format=custom", "--compress=6", "--no-unlogged-table-data", "--no-comments"]
    given += ["--lock-wait-timeout=60000", f"--dbname={access.name}"]
    return [
        *given,
        *([f"--role={access.role}"] if access.role else []),
        *(f"--exclude-table-data=public.{t}" for t in left),
    ]


def _written(
    access: Access, target: Path, to: list[Any], manifest: dict[str, Any], arguments: list[str], say: Say
) -> int:
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    moved = _Progress(say)
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            _pour(access, file, to, manifest, arguments, moved)
            file.flush()
            os.fsync(file.fileno())
        os.link(part, target)
    except FileExistsError:
        raise refuse("OPS-013", file=target.name) from None
    finally:
        part.unlink(missing_ok=True)
    return target.stat().st_size


def _pour(
    access: Access, file: IO[bytes], to: list[Any], manifest: dict[str, Any], arguments: list[str], moved: _Progress
) -> None:
    tool = program("pg_dump", manifest["postgresql"])
    with tempfile.TemporaryFile() as complaints:
        dump = subprocess.Popen(
            [tool, *arguments],
            stdout=subprocess.PIPE,
            stderr=complaints,
            stdin=subprocess.DEVNULL,
            env=access.environment(),
        )

        def finish() -> None:
            if dump.wait():
                moved.say(first_complaint(complaints))
                raise refuse("OPS-008", tool="pg_dump", status=dump.returncode)

        try:
            assert dump.stdout is not None
            envelope.seal(envelope.Source(manifest, dump.stdout, finish, moved), file, to)
        finally:
            with suppress(ProcessLookupError):
                dump.kill()
            dump.wait()


def first_complaint(complaints: IO[bytes]) -> str:
    """The first line in which PostgreSQL's program says what is wrong; what follows may hold rows and stays out."""
    complaints.seek(0)
    lines = complaints.read(20_000).decode(errors="replace").splitlines()
    return next((line[:200] for line in lines if ": error:" in line), "")


class _Progress:
    """Says how much has been written, at every step."""

    def __init__(self, say: Say) -> None:
        self.say, self.total, self.next = say, 0, _A_STEP

    def __call__(self, size: int) -> None:
        self.total += size
        if self.total >= self.next:
            self.say(f"  {self.total // (1024 * 1024)} MB written")
            self.next += _A_STEP


def keys_sealed(to: list[Any]) -> bytes:
    """The signing key and the master keys of this site, encrypted apart from the rows that they open."""
    masters = list(getattr(settings, "MASTER_KEYS", ()))
    content = {"ENTRAIDE_SECRET_KEY": settings.SECRET_KEY, "ENTRAIDE_MASTER_KEY": " ".join(masters)}
    return envelope.seal_bytes(json.dumps(content, indent=2).encode(), to)

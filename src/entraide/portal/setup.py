"""Bringing the platform up: the database, its tables, Django. Used by the command line, by the tests and by `make run`."""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connections

from entraide.foundation.db import launcher

REPOSITORY = Path(__file__).resolve().parents[3]
PACKAGE = Path(__file__).resolve().parents[1]


def say(sentence: str) -> None:
    """Tell the operator, in plain words, what is happening."""
    print(sentence, file=sys.stderr, flush=True)


def cluster() -> launcher.Cluster:
    """Our own PostgreSQL of this installation."""
    return launcher.Cluster(launcher.default_folder(REPOSITORY) / "postgresql")


def count_together() -> None:
    """Say where the web processes keep their counts; read once, when the library of metrics is first imported."""
    data = launcher.default_folder(REPOSITORY)
    memory = Path("/dev/shm")  # noqa: S108 - a place, not a file of ours
    digest = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    folder = memory / f"entraide-metrics-{digest}" if memory.is_dir() else data / "metrics"
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(folder))
    Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).mkdir(parents=True, exist_ok=True, mode=0o700)


def start_database() -> None:
    """Start our own PostgreSQL unless `DATABASE_URL` names a server or `ENTRAIDE_SOCKET` one that runs."""
    if os.environ.get("DATABASE_URL") or os.environ.get("ENTRAIDE_SOCKET"):
        return
    own = cluster()
    if launcher.start(own):
        say(f"PostgreSQL is running in {own.folder}.")
    if launcher.ensure_database(own, "entraide"):
        say("The database has been created.")


def ready() -> None:
    """Django, with the database there. Every command that touches rows calls this first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entraide.portal.settings")
    start_database()
    django.setup()
    if os.environ.get("DATABASE_URL") and not os.environ.get("DATABASE_OWNER_URL"):
        return  # On a server, tables are changed by whoever was given the owner's address, when they say so.
    migrate()


def migrations_digest() -> str:
    """Changes when a migration is added: starting up with nothing new must cost nothing."""
    files = sorted(PACKAGE.glob("**/migrations/*.py"))
    parts = [str(path.relative_to(PACKAGE)).encode() + path.read_bytes() for path in files]
    return hashlib.sha256(b"".join([*parts, django.get_version().encode()])).hexdigest()[:16]


def migrate(always: bool = False) -> None:
    """Bring the tables up to date as their owner, unless they already are."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entraide.portal.settings")
    django.setup()
    if not always and _migrated() == migrations_digest():
        return
    say("Bringing the tables up to date …")
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS entraide_schema (digest text NOT NULL)")
        cursor.execute("DELETE FROM entraide_schema")
        cursor.execute("INSERT INTO entraide_schema VALUES (%s)", [migrations_digest()])
    connections["owner"].close()


def _migrated() -> str:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT to_regclass('entraide_schema')")
        if cursor.fetchone()[0] is None:
            return ""
        cursor.execute("SELECT digest FROM entraide_schema")
        row = cursor.fetchone()
    return row[0] if row else ""


def with_database(target: str) -> Callable[[argparse.Namespace], int]:
    """A command's handler that needs rows: `module:function` of `portal/chain/`, imported once Django is ready."""

    def handler(args: argparse.Namespace) -> int:
        ready()
        module, _colon, name = target.partition(":")
        function: Callable[[argparse.Namespace], int] = getattr(import_module(f"entraide.portal.chain.{module}"), name)
        return function(args)

    return handler


def without_database(target: str) -> Callable[[argparse.Namespace], int]:
    """As `with_database`, for what needs neither rows nor Django; the module is imported only when the command runs."""

    def handler(args: argparse.Namespace) -> int:
        module, _colon, name = target.partition(":")
        function: Callable[[argparse.Namespace], int] = getattr(import_module(f"entraide.portal.chain.{module}"), name)
        return function(args)

    return handler


def without_migrating(target: str) -> Callable[[argparse.Namespace], int]:
    """As `with_database`, but the tables are left as they are: before an upgrade one wants them backed up, not changed."""

    def handler(args: argparse.Namespace) -> int:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entraide.portal.settings")
        start_database()
        django.setup()
        module, _colon, name = target.partition(":")
        function: Callable[[argparse.Namespace], int] = getattr(import_module(f"entraide.portal.chain.{module}"), name)
        return function(args)

    return handler


def add_actor(command: argparse.ArgumentParser) -> None:
    """The option that says on whose behalf a command acts; whoever may run it on the server is trusted to say so."""
    command.add_argument(
        "--as", dest="actor", default="", metavar="EMAIL", help="act as this person (default: the system)"
    )

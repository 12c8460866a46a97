"""`entraide db start|stop|migrate|status`: our own PostgreSQL, and the shape of its tables."""

from __future__ import annotations

import argparse
import os

from entraide.foundation.db import launcher
from entraide.portal.setup import cluster, migrate, start_database


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    room = commands.add_parser("db", help="the database: start, stop, migrate")
    verbs = room.add_subparsers(dest="verb", required=True)
    for name, handler, what in (
        ("start", _start, "start PostgreSQL and bring its tables up to date"),
        ("stop", _stop, "stop PostgreSQL"),
        ("migrate", _migrate, "bring the tables up to date"),
        ("status", _status, "say whether it runs and where"),
        ("shell", _shell, "open psql as the application's role"),
    ):
        verbs.add_parser(name, help=what).set_defaults(handler=handler)


def _start(_args: argparse.Namespace) -> int:
    start_database()
    migrate()
    return 0


def _stop(_args: argparse.Namespace) -> int:
    launcher.stop(cluster())
    return 0


def _migrate(_args: argparse.Namespace) -> int:
    migrate(always=True)
    return 0


def _status(_args: argparse.Namespace) -> int:
    own = cluster()
    print(f"{'running' if launcher.running(own) else 'stopped'} {own.folder}")
    return 0


def _shell(_args: argparse.Namespace) -> int:
    own = cluster()
    tool = str(launcher.binaries() / "psql")
    os.execv(tool, [tool, "-h", str(own.socket), "-U", launcher.APP, "entraide"])  # noqa: S606

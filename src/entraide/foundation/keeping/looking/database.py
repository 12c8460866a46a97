"""The database: who we are in it, what stands around the rows, how its server is set."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connection

from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import Problem, Refused

from .. import tables as shape
from ..backup import access
from .findings import Worse

OLDEST = 15
CLOCKS_APART = 2.0
_SAFE = ("fsync", "full_page_writes", "synchronous_commit")
_SILENT = {"log_error_verbosity": "terse", "log_min_error_statement": "panic", "log_statement": "none"}


def _asked(sql: str) -> list[tuple[object, ...]]:
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def application() -> Iterator[Problem | str]:
    """The role that pages and jobs work as."""
    try:
        (role, strong), = _asked(
            "SELECT rolname, rolsuper OR rolbypassrls OR EXISTS (SELECT 1 FROM pg_class c WHERE c.relkind = 'r'"
            " AND c.relnamespace = 'public'::regnamespace AND c.relowner = r.oid) FROM pg_roles r WHERE rolname = current_user"
        )  # fmt: skip
    except DatabaseError:
        yield Problem("OPS-040")
        return
    if strong:
        yield Problem("OPS-041", {"role": role})
    yield str(role)


def walls() -> Iterator[Problem | str]:
    """Every table that should have row-level security has it, and forced where it should be."""
    known = {
        name: (enabled, forced)
        for name, enabled, forced in _asked(
            "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
    }
    there = {name: forced for name, forced in shape.walled().items() if name in known}
    bare = sorted(name for name, forced in there.items() if not known[name][0] or (forced and not known[name][1]))
    if bare:
        yield Problem("OPS-043", {"tables": ", ".join(bare)})
    yield str(len(there))


def tables() -> Iterator[Problem]:
    """The tables are those of this version."""
    with acting_as(SYSTEM):
        lacking = shape.pending()
    if lacking:
        yield Problem("OPS-044", {"count": len(lacking)})


def server() -> Iterator[Problem | str]:
    """What it promises to keep, and what it writes down."""
    values = dict(_asked("SELECT name, setting FROM pg_settings"))
    version = str(values["server_version"])
    if int(str(values["server_version_num"])) < OLDEST * 10000:
        yield Problem("OPS-045", {"version": version})
    if off := [name for name in _SAFE if values[name] == "off"]:
        yield Problem("OPS-046", {"settings": ", ".join(off)})
    loud = [f"{name} = {values[name]}" for name, wanted in _SILENT.items() if values.get(name, wanted) != wanted]
    if loud:
        yield Problem("OPS-047", {"settings": ", ".join(loud)})
    yield f"PostgreSQL {version}"


def owner() -> Iterator[Problem | Worse]:
    """Whether this process could change tables and make a backup. The web process of a server should not."""
    try:
        way = access.configured()
        with way.connect() as session:
            access.stepped(session, way)
    except Refused as refused:
        problem = refused.problems[0]
        yield Problem("OPS-042") if problem.code == "OPS-040" else Worse("warn", problem)


def clock_() -> Iterator[Problem | str]:
    """This machine and the database agree on the time."""
    (there,), = _asked("SELECT clock_timestamp()")  # fmt: skip
    apart = abs((clock.wall() - there).total_seconds())  # type: ignore[operator]
    if apart > CLOCKS_APART:
        yield Problem("OPS-056", {"seconds": round(apart)})
    yield settings.TIME_ZONE

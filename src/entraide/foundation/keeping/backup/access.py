"""How to reach a database so that every row is read, and PostgreSQL's own programs to do it with.

Our own cluster is entered through its socket as its superuser. On a server the owner of the tables steps into `entraide_keeper`
(BYPASSRLS, reads everything, cannot log in): row-level security is forced on the owner as well, and a dump that it filtered
would look whole.
"""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
from attrs import evolve, field, frozen
from django.conf import settings
from psycopg import sql

from entraide.foundation.db import launcher
from entraide.kernel.problems import refuse

KEEPER = "entraide_keeper"
SUPERUSER = "postgres"


@frozen
class Access:
    """One database and the way in. `role` is what a session steps into; `own` says that the cluster is ours."""

    name: str
    host: str
    port: str = ""
    user: str = SUPERUSER
    password: str = field(default="", repr=False)
    role: str = ""
    own: bool = True

    def into(self, name: str) -> Access:
        """The same way into another database."""
        return evolve(self, name=name)

    def connect(self, autocommit: bool = True) -> psycopg.Connection:
        """A session that reads every row, or an error: never a part of them. Refused with OPS-040."""
        try:
            session = psycopg.connect(
                dbname=self.name, host=self.host or None, port=self.port or None, user=self.user,
                password=self.password or None, autocommit=True, connect_timeout=10,
            )  # fmt: skip
        except psycopg.OperationalError:
            raise refuse("OPS-040") from None
        for statement in ("SET row_security = off", "SET timezone = 'UTC'", "SET bytea_output = 'hex'"):
            session.execute(statement)
        session.execute("SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; SET extra_float_digits = 1")
        session.autocommit = autocommit
        return session

    def environment(self) -> dict[str, str]:
        """For PostgreSQL's programs: no password stands among the arguments, where other users could read it."""
        given = {"PGHOST": self.host, "PGPORT": self.port, "PGUSER": self.user, "PGPASSWORD": self.password}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return {**kept, **{name: value for name, value in given.items() if value}, "PGCONNECT_TIMEOUT": "10"}


def configured() -> Access:
    """The way into the site's database."""
    given = settings.DATABASES["owner"]
    host, port = str(given["HOST"]), str(given.get("PORT", "") or "")
    if not os.environ.get("DATABASE_OWNER_URL") and not settings.DATABASE_URL:
        return Access(str(given["NAME"]), host)
    user, password = str(given["USER"]), str(given.get("PASSWORD", ""))
    return Access(str(given["NAME"]), host, port, user, password, KEEPER, own=False)


def stepped(session: psycopg.Connection, access: Access) -> None:
    """Step into the role that reads every row. Refused with OPS-012 when there is none."""
    if access.role:
        try:
            session.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(access.role)))
        except psycopg.Error:
            raise refuse("OPS-012", role=access.user) from None
    row = session.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user").fetchone()
    if row is None or not row[0]:
        raise refuse("OPS-012", role=access.role or access.user)


def program(name: str, server: int) -> Path:
    """`pg_dump` or `pg_restore` of the server's major version, else the newest there is. Refused with OPS-011."""
    for version in (str(server), ""):
        try:
            folder = launcher.binaries(version)
        except launcher.LauncherError:
            continue
        if (folder / name).exists() and (version or launcher._major(folder) >= server):
            return folder / name
    raise refuse("OPS-011", version=server)

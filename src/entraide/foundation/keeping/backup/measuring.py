"""What two databases have to agree on to be called equal: rows, walls and the ledger."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
from psycopg import sql

from entraide.foundation.audit.ledger import GENESIS, Break, first_break
from entraide.foundation.audit.models import Entry

Say = Callable[[str], None]
NOT_KEPT = ("accounts_session", "django_session")
"""Sessions: a restore must not bring back what somebody has ended since, and whoever holds a backup must not enter with one."""

_TABLES = """
SELECT c.relname, c.relpersistence = 'u' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY c.relname COLLATE "C"
"""
_CONTENT = """
SELECT count(*), encode(sha256(coalesce(string_agg(h, ''::bytea ORDER BY h), ''::bytea)), 'hex')
FROM (SELECT sha256(convert_to(one_row_::text, 'UTF8')) AS h FROM public.{} AS one_row_) AS hashed
"""
_WALLS = {
    "policies": "SELECT tablename, policyname, permissive, roles::text, cmd, qual, with_check FROM pg_policies"
    " WHERE schemaname = 'public'",
    "forced": "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner) FROM pg_class c"
    " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'",
    "grants": "SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants WHERE table_schema = 'public'"
    " AND grantee <> 'postgres'",
    "triggers": "SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace",
    "functions": "SELECT pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner) FROM pg_proc p"
    " WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'"
    " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')",
    "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
}
_CASTS = re.compile(r"::(?:text|character varying)(?:\[\])?|[()\s]")
"""PostgreSQL writes the casts of a list in one of two ways, and in the other once its own words are read back."""


def kept_tables(session: psycopg.Connection) -> tuple[list[str], list[str]]:
    """Tables whose rows a backup holds, and those that it leaves empty."""
    rows = session.execute(_TABLES).fetchall()
    left = [name for name, unlogged in rows if unlogged or name in NOT_KEPT]
    return [name for name, _unlogged in rows if name not in left], left


def contents(session: psycopg.Connection, names: list[str], say: Say) -> dict[str, dict[str, Any]]:
    """Rows and a hash of all of them, whatever order they lie in, for each table."""
    found = {}
    for number, name in enumerate(names, 1):
        count, digest = session.execute(sql.SQL(_CONTENT).format(sql.Identifier(name))).fetchone()  # type: ignore[misc]
        found[name] = {"rows": count, "sha256": digest}
        if number % 25 == 0 or number == len(names):
            say(f"  {number} of {len(names)} tables measured")
    return found


def walls(session: psycopg.Connection) -> dict[str, str]:
    """A digest of everything that stands around the rows."""
    found = {}
    for name, query in _WALLS.items():
        lines = sorted(_CASTS.sub("", json.dumps(row, default=str)) for row in session.execute(query))  # type: ignore[call-overload]
        found[name] = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return found


def _entries(session: psycopg.Connection) -> Iterator[Entry]:
    columns = [field.attname for field in Entry._meta.concrete_fields]
    query = sql.SQL("SELECT {} FROM audit_entry ORDER BY id").format(sql.SQL(", ").join(map(sql.Identifier, columns)))
    with session.transaction(), session.cursor(name="ledger") as cursor:
        cursor.itersize = 2000
        for row in cursor.execute(query):
            yield Entry(**dict(zip(columns, row, strict=True)))


def ledger(session: psycopg.Connection) -> dict[str, Any]:
    """How many entries, and the hash that stands for all of them."""
    row = session.execute(
        "SELECT (SELECT count(*) FROM audit_entry), (SELECT hash FROM audit_entry ORDER BY id DESC LIMIT 1)"
    ).fetchone()
    return {"entries": row[0] if row else 0, "head": (row[1] if row else None) or GENESIS}


def broken_ledger(session: psycopg.Connection) -> Break | None:
    """Where the chain does not hold."""
    return first_break(_entries(session))


def differences(wanted: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """What of `tables`, `walls` or `ledger` is not the same on both sides, by name."""
    return sorted(name for name in {*wanted, *found} if wanted.get(name) != found.get(name))

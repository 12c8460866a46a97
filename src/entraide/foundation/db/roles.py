"""The application refuses to work as a role that could step over row-level security: web, jobs and commands alike."""

from __future__ import annotations

from typing import Any

_ABOVE = """
SELECT r.rolname,
       CASE WHEN r.rolsuper THEN 'is a superuser' WHEN r.rolbypassrls THEN 'has BYPASSRLS' ELSE 'owns tables' END
FROM pg_roles r
WHERE (pg_has_role(session_user, r.oid, 'MEMBER') OR pg_has_role(current_user, r.oid, 'MEMBER'))
  AND (r.rolsuper OR r.rolbypassrls OR EXISTS (
      SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')))
ORDER BY r.rolname = session_user DESC, r.rolsuper DESC LIMIT 1
"""
_ASKED: set[tuple[str, str, str]] = set()


class StepsOverWalls(Exception):
    """The database role could step over row-level security; the message says what to do."""


def above_the_walls(connection: Any) -> str:
    """What is wrong with the role of an open psycopg connection; empty when nothing is."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE)
        row = cursor.fetchone()
    if row is None:
        return ""
    role, why = row
    mine = connection.info.user
    return f"{mine} {why}" if role == mine else f"{mine} is a member of {role}, which {why}"


def refuse_to_step_over(connection: Any) -> None:
    """Raise StepsOverWalls, with the connection closed, unless its role is harmless. Asked once per process and role."""
    info = connection.info
    asked = (info.host, info.dbname, info.user)
    if asked in _ASKED:
        return
    wrong = above_the_walls(connection)
    if wrong:
        connection.close()
        raise StepsOverWalls(
            f"entraide does not start: the database role {wrong} and could step over row-level security. "
            "Let DATABASE_URL name entraide_app, a role that owns nothing (NOSUPERUSER NOBYPASSRLS, a member of no such role); "
            "DATABASE_OWNER_URL is for the owner."
        )
    if not connection.autocommit:
        connection.rollback()
    _ASKED.add(asked)

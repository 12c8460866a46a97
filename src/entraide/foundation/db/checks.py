"""`manage check --database default`: the application's role must not be able to step over row-level security."""

from __future__ import annotations

from typing import Any

from django.core.checks import Error, Tags, register
from django.db import connections


@register(Tags.database)
def application_role(databases: list[str] | None = None, **_kwargs: Any) -> list[Error]:
    """Refuse a superuser, a role with BYPASSRLS and the owner of the tables."""
    if not databases or "default" not in databases:
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid ="
            " c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relowner = r.oid)"
            " FROM pg_roles r WHERE rolname = current_user"
        )
        superuser, bypass, owns = cursor.fetchone()
    if superuser or bypass or owns:
        return [
            Error(
                "The application connects as a role that can step over row-level security.",
                hint="Connect as entraide_app: no superuser, no BYPASSRLS, owner of no table.",
                id="entraide.E001",
            )
        ]
    return []

"""`manage check --database default`: the application's role must not be able to step over row-level security."""

from __future__ import annotations

from typing import Any

from django.core.checks import Error, Tags, register
from django.db import connections

from .roles import StepsOverWalls, above_the_walls


@register(Tags.database)
def application_role(databases: list[str] | None = None, **_kwargs: Any) -> list[Error]:
    """Refuse a superuser, a role with BYPASSRLS, the owner of the tables, and a member of one."""
    if not databases or "default" not in databases:
        return []
    try:
        connections["default"].ensure_connection()
        wrong = above_the_walls(connections["default"].connection)
    except StepsOverWalls as refusal:
        wrong = str(refusal)
    hint = "Connect as entraide_app: no superuser, no BYPASSRLS, owner of no table."
    return (
        [Error(f"The application's role can step over row-level security: {wrong}", hint=hint, id="entraide.E001")]
        if wrong
        else []
    )

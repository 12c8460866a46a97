"""Whether the tables are those of this version."""

from __future__ import annotations

from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from entraide.foundation.db.rls import RowLevelSecurity


@cache
def _on_disk() -> MigrationLoader:
    return MigrationLoader(None)


def wanted() -> frozenset[tuple[str, str]]:
    """Every migration that this version comes with."""
    return frozenset(_on_disk().disk_migrations)


def pending() -> frozenset[tuple[str, str]]:
    """Those that the database has not seen. Raises DatabaseError when it does not answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return wanted() - set(cursor.fetchall())


@cache
def walled() -> dict[str, bool]:
    """Every table that this version puts row-level security on, and whether it is forced on the owner as well."""
    operations = [one for migration in _on_disk().disk_migrations.values() for one in migration.operations]
    return {one.table: one.forced for one in operations if isinstance(one, RowLevelSecurity)}

"""How far a long import is, told to everybody while its transaction is still open.

What a transaction writes is seen by nobody before it ends; the name that a connection gives itself is seen at once, and
gone with it. It holds numbers only.
"""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen
from django.db import connection

_NAME: Final = re.compile(r"entraide import (\d+): (\d+)/(\d+)")


@frozen
class Progress:
    """Authorities written, of how many."""

    done: int
    total: int


def tell(batch: int, done: int, total: int) -> None:
    """Say how far this transaction is; forgotten when it ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('application_name', %s, true)", [f"entraide import {batch}: {done}/{total}"])


def told(batch: int) -> Progress | None:
    """How far an import is; None while nobody is at it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT application_name FROM pg_stat_activity WHERE application_name LIKE %s AND pid <> pg_backend_pid()",
            [f"entraide import {batch}: %"],
        )
        found = cursor.fetchone()
    counted = _NAME.fullmatch(found[0]) if found else None
    return Progress(int(counted[2]), int(counted[3])) if counted else None

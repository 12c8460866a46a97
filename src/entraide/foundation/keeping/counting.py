"""Counting across all processes, without a broker of its own: one upsert into an unlogged table (`migrations/0001`)."""

from __future__ import annotations

import hashlib
import hmac
import math

from attrs import frozen
from django.conf import settings
from django.db import connections


@frozen
class Limit:
    """At most `times` within `seconds`, counted from the first time."""

    times: int
    seconds: int


def sealed(text: str) -> str:
    """What stands in the table instead of an address or an account: nobody reads either out of it."""
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def over(limit: Limit, what: str, whose: str, alias: str = "default") -> int:
    """Count once more; 0 while that is within the limit, else the seconds to wait.

    Outside a transaction the count stands at once, whatever is answered afterwards.
    """
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT * FROM entraide_count(%s, %s)", [sealed(f"{what} {whose}"), limit.seconds])
        counted, remaining = cursor.fetchone()
    return max(1, math.ceil(remaining)) if counted > limit.times else 0


def forget(only_past: bool = True) -> None:
    """Drop what has run out, or everything."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT entraide_forget_all(%s)", [only_past])

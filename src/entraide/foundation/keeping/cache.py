"""Django's cache in PostgreSQL, for what must be the same in every process: failed sign-ins, codes already used.

Values are JSON, so what somebody writes into the table is never run; keys are sealed, so no address stands in it. `LOCATION` is a
connection of its own: what is counted stays counted when the request's transaction is rolled back.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connections

from .counting import sealed

_A_YEAR = 365 * 86400


class SharedCache(BaseCache):
    """The part of Django's cache that sign-in needs, each a single statement."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.alias = location or "default"

    def _ask(self, sql: str, *values: Any) -> Any:
        with connections[self.alias].cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchone()[0]

    def _key(self, key: str, version: int | None) -> str:
        return sealed(self.make_and_validate_key(key, version))

    def _seconds(self, timeout: Any) -> float:
        given = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return _A_YEAR if given is None else float(given)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """What was kept, unless its time is over."""
        kept = self._ask("SELECT entraide_recall(%s)", self._key(key, version))
        return default if kept is None else json.loads(kept)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep a value that JSON can say."""
        self._ask(
            "SELECT entraide_remember(%s, %s, %s)", self._key(key, version), json.dumps(value), self._seconds(timeout)
        )

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep it unless something is kept; of many who try at once exactly one is told true."""
        values = self._key(key, version), json.dumps(value), self._seconds(timeout)
        return bool(self._ask("SELECT entraide_remember_first(%s, %s, %s)", *values))

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep it longer."""
        value = self.get(key, version=version)
        if value is not None:
            self.set(key, value, timeout, version)
        return value is not None

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget it; whether there was anything."""
        return bool(self._ask("SELECT entraide_forget(%s)", self._key(key, version)))

    def clear(self) -> None:
        """Forget everything, counts included."""
        self._ask("SELECT entraide_forget_all(false)")

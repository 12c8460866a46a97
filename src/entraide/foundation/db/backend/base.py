"""Django's PostgreSQL backend, which also knows what this transaction has been told, and refuses a role above the walls."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base

from entraide.foundation.db.roles import refuse_to_step_over

Told = tuple[str, str, str, str, str, str]
"""Clearance, entity, party, person, powers, roles: the settings that row-level security reads."""
NOBODY: Told = ("", "", "", "", "", "")


class DatabaseWrapper(base.DatabaseWrapper):  # type: ignore[misc]
    """Keeps `told` in step with PostgreSQL, where these settings go back with a savepoint and end with the transaction."""

    told: Told = NOBODY

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told_at: dict[str, Told] = {}

    def _forget(self) -> None:
        self.told = NOBODY
        self._told_at.clear()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection, whose role cannot step over the walls unless it is the owner's, for migrations."""
        self._forget()
        connection = super().get_new_connection(conn_params)
        if self.alias == "default":
            refuse_to_step_over(connection)
        return connection

    def _savepoint(self, sid: str) -> None:
        super()._savepoint(sid)
        self._told_at[sid] = self.told

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)
        self.told = self._told_at.pop(sid, NOBODY)

    def _savepoint_commit(self, sid: str) -> None:
        super()._savepoint_commit(sid)
        self._told_at.pop(sid, None)

    def _commit(self) -> None:
        self._forget()
        super()._commit()

    def _rollback(self) -> None:
        self._forget()
        super()._rollback()

    def _close(self) -> None:
        self._forget()
        super()._close()

"""Where browsers' sessions are kept: `SESSION_ENGINE`. Nobody reads the table; a session is asked for by its key.

Loading one also brings whoever it belongs to, with what they hold: one question to the database for each request.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM

from .models import Session

FROM = "entraide_from"
"""The key of a session under which stands where it came from: `{"address": …, "agent": …}`."""


def digest(key: str | None) -> str:
    """What is kept of a session's key; empty for none."""
    return hashlib.sha256(key.encode()).hexdigest()[:40] if key else ""


class SessionStore(SessionBase):
    """A session of the table `accounts_session`. `who` is the person it belongs to, as the database told it."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.who: dict[str, Any] | None = None

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and a new key, for a key that is unknown or too old."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT session_data, who FROM entraide_arrival(%s)", [digest(self.session_key)])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        self.who = json.loads(row[1]) if row[1] else None
        return self.decode(row[0])

    def exists(self, session_key: str) -> bool:
        """Whether this key is in use."""
        with acting_as(SYSTEM):
            return Session.objects.filter(session_key=digest(session_key)).exists()

    def create(self) -> None:
        """A new, empty session under a key of its own."""
        while True:
            self._session_key = self._get_new_session_key()
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Keep it. A session that was ended meanwhile is not brought back to life: UpdateError."""
        if self.session_key is None:
            self.create()
            return
        held = self._get_session(no_load=must_create)
        came = held.get(FROM, {})
        values = {
            "session_data": self.encode(held), "expire_date": self.get_expiry_date(), "person_id": held.get(SESSION_KEY),
            "address": came.get("address") or None, "agent": str(came.get("agent", ""))[:200],
        }  # fmt: skip
        with acting_as(SYSTEM):
            rows = Session.objects.filter(session_key=digest(self.session_key))
            if must_create:
                self._add(values)
            elif rows.update(**values) != 1:
                raise UpdateError

    def _add(self, values: dict[str, Any]) -> None:
        try:
            with transaction.atomic():
                Session.objects.create(session_key=digest(self.session_key), **values)
        except IntegrityError as error:
            raise CreateError from error

    def delete(self, session_key: str | None = None) -> None:
        """End it."""
        if key := session_key or self.session_key:
            with acting_as(SYSTEM):
                Session.objects.filter(session_key=digest(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Throw away what is too old."""
        with acting_as(SYSTEM):
            Session.objects.filter(expire_date__lt=timezone.now()).delete()

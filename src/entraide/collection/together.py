"""Submissions that arrive at the same moment are committed together: one transaction, one wait for the disk.

Whoever comes first writes for all who are waiting by then, and hands the pen to the next. Alone, nobody waits for anybody.
Each is answered only when its own has been committed.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping, Sequence
from threading import Event, Lock
from typing import Any

from attrs import define, field
from django.db import DatabaseError, OperationalError, connection, transaction
from psycopg import Cursor

MOST = 32
_RECEIVE = (
    "SELECT collection_receive(x.given, (%b::bytea[])[x.at]) FROM jsonb_array_elements(%t::text::jsonb)"
    " WITH ORDINALITY AS x(given, at) ORDER BY x.at"
)


@define(eq=False)
class _Ticket:
    given: str
    body: bytes
    called: Event = field(factory=Event)
    leads: bool = False
    answer: str = ""
    error: BaseException | None = None


class Together:
    """The queue of one process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: deque[_Ticket] = deque()
        self._busy = False

    def write(self, given: Mapping[str, Any], body: bytes) -> str:
        """What `collection_receive` answers, once it is committed."""
        ticket = _Ticket(json.dumps(given, ensure_ascii=False, separators=(",", ":")), body)
        if connection.in_atomic_block:
            # What is written here stands only when the transaction around it ends: nobody else may wait for that.
            return _ask([ticket])[0]
        with self._lock:
            if self._busy:
                self._waiting.append(ticket)
            else:
                self._busy = ticket.leads = True
        if not ticket.leads:
            ticket.called.wait()
        if ticket.leads:
            self._lead(ticket)
        if ticket.error is not None:
            raise ticket.error
        return ticket.answer

    def _lead(self, own: _Ticket) -> None:
        with self._lock:
            batch = [own, *(self._waiting.popleft() for _ in range(min(MOST, len(self._waiting))))]
        try:
            _write(batch)
        finally:
            for ticket in batch[1:]:
                ticket.called.set()
            with self._lock:
                following = self._waiting.popleft() if self._waiting else None
                self._busy = following is not None
            if following is not None:
                following.leads = True
                following.called.set()


def _write(batch: Sequence[_Ticket]) -> None:
    """All at once; when that fails, one by one, so that nobody pays for another's reply."""
    try:
        answers = _ask(batch)
    except DatabaseError as error:
        if len(batch) == 1 and not isinstance(error, OperationalError):
            batch[0].error = error
            return
        for ticket in batch:
            try:
                ticket.answer = _ask([ticket])[0]
            except DatabaseError as own:
                ticket.error = own
        return
    except BaseException as error:
        for ticket in batch:
            ticket.error = error
        return
    for ticket, answer in zip(batch, answers, strict=True):
        ticket.answer = answer


def _ask(batch: Sequence[_Ticket]) -> list[str]:
    # Outside of a transaction the statement is one; inside of one (a story) a failure must not end what surrounds it.
    if connection.in_atomic_block:
        with transaction.atomic():
            return _rows(batch)
    return _rows(batch)


def _rows(batch: Sequence[_Ticket]) -> list[str]:
    """Asked of the driver itself: the statement is planned once for each connection, and no byte of a body is quoted."""
    connection.ensure_connection()
    given = f"[{','.join(ticket.given for ticket in batch)}]"
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        cursor.execute(_RECEIVE, [[ticket.body for ticket in batch], given], prepare=True)
        return [str(row[0]) for row in cursor.fetchall()]


TOGETHER = Together()

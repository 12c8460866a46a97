"""Who is asking, told to PostgreSQL for the length of a transaction, so that row-level security can answer.

The setting is local to the transaction: pooled connections cannot carry it from one person to the next. The connection knows
what it has been told (`db/backend`), so nothing is said twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from entraide.kernel.actor import ANONYMOUS, Actor

from .backend.base import Told

_current: ContextVar[Actor] = ContextVar("entraide_actor", default=ANONYMOUS)


def current_actor() -> Actor:
    """On whose behalf the database is being asked right now."""
    return _current.get()


def _powers(actor: Actor) -> str:
    """`all` for the system; else the powers that are open, for `entraide_wields`."""
    return "all" if actor.system else " ".join(sorted(actor.powers))


def _said_of(actor: Actor) -> Told:
    clearance = "staff" if actor.staff else "entity" if actor.entity else "public"
    party = "yes" if actor.party else "no"
    return clearance, actor.entity, party, str(actor.person_id or ""), _powers(actor), " ".join(sorted(actor.roles))


def _tell(told: Told) -> None:
    if connection.told == told:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('entraide.clearance', %s, true), set_config('entraide.entity', %s, true),"
            " set_config('entraide.party', %s, true), set_config('entraide.person', %s, true),"
            " set_config('entraide.powers', %s, true), set_config('entraide.roles', %s, true)",
            told,
        )
    connection.told = told


@contextmanager
def acting_as(actor: Actor, savepoint: bool = True) -> Iterator[None]:
    """A transaction (or savepoint) in which rows are seen and written with this person's eyes and hands.

    `savepoint=False` saves two round trips where something is only read inside a transaction.
    """
    token = _current.set(actor)
    before: Told = connection.told
    try:
        with transaction.atomic(savepoint=savepoint):
            _tell(_said_of(actor))
            yield
    finally:
        _current.reset(token)
        # What a released savepoint was told stays told, so the outer person is told again; a rollback did so by itself.
        if connection.in_atomic_block and not connection.needs_rollback:
            _tell(before)

"""What has to be done every day, without anybody's cron table: reminders, confirmations asked for, a walk along the ledger.

    @daily("directory.ask_for_confirmation")
    def ask(day: date) -> None:
        actions.ask_for_confirmation(SYSTEM, on=day)

Rooms register in their `tasks.py`. The job worker looks every hour; `entraide site daily` looks now. A duty runs in one
transaction with its entry in the table of runs and under a lock of its own: twice at once, and once more on the same day, do
nothing. A duty that fails has written nothing, holds up no other, and is tried again an hour later.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from typing import Literal, TypeVar

from attrs import frozen
from django.db import connection, transaction
from django.utils import timezone

from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM

from .models import DutyRun

logger = logging.getLogger("entraide.duties")
Duty = TypeVar("Duty", bound=Callable[[date], None])
_DUTIES: dict[str, Callable[[date], None]] = {}
_LOCK = 0x64757479  # "duty"


@frozen
class Outcome:
    """What became of one duty. `reason` is the kind of error."""

    duty: str
    state: Literal["done", "failed", "already", "busy"]
    reason: str = ""


def daily(name: str) -> Callable[[Duty], Duty]:
    """Register a duty under `room.verb`; it is given the day in the site's time zone."""

    def register(duty: Duty) -> Duty:
        if name in _DUTIES:
            raise ValueError(f"{name} is registered twice")
        _DUTIES[name] = duty
        return duty

    return register


def duties() -> tuple[str, ...]:
    """The names of all duties."""
    return tuple(sorted(_DUTIES))


def today() -> date:
    """The day it is where the site is."""
    return timezone.localdate(clock.now())


def run_due() -> tuple[Outcome, ...]:
    """Run every duty that has not yet been done today."""
    day = today()
    return tuple(_run(name, day) for name in duties())


def _run(name: str, day: date) -> Outcome:
    with acting_as(SYSTEM):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, name])
            if not cursor.fetchone()[0]:
                return Outcome(name, "busy")
        if DutyRun.objects.filter(duty=name, day=day, failed="").exists():
            return Outcome(name, "already")
        reason = _tried(name, day)
        DutyRun.objects.update_or_create(duty=name, day=day, defaults={"ran_at": clock.wall(), "failed": reason[:120]})
    return Outcome(name, "failed" if reason else "done", reason)


def _tried(name: str, day: date) -> str:
    """Empty when it went well, else the kind of error: its words may be somebody's."""
    try:
        with transaction.atomic():
            _DUTIES[name](day)
    except Exception as error:
        logger.exception("a daily duty failed", extra={"duty": name})
        return type(error).__name__
    return ""


def last_runs() -> dict[str, tuple[date, str]]:
    """For each duty that ever ran: the last day and the kind of error, empty when it went well."""
    with acting_as(SYSTEM):
        rows = DutyRun.objects.order_by("duty", "-day").distinct("duty").values_list("duty", "day", "failed")
        return {duty: (day, failed) for duty, day, failed in rows}

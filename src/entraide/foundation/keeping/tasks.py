"""The worker's clock, and the duties that are nobody's in particular."""

from __future__ import annotations

from datetime import date, timedelta

from procrastinate.contrib.django import app

from entraide.foundation.accounts.session_engine import SessionStore
from entraide.foundation.audit import queries as audit

from . import counting, stamps
from .duties import daily, run_due
from .models import DutyRun

KEPT_DAYS = 400


@app.periodic(cron="7 * * * *", periodic_id="keeping.daily")
@app.task(name="keeping.daily", queueing_lock="keeping.daily")
def look(timestamp: int) -> None:
    """Every hour, whatever is due today: a worker that slept through the night catches up."""
    run_due()


@daily("keeping.forget")
def forget(day: date) -> None:
    """Counts that have run out, sessions that have ended, runs of last year."""
    counting.forget()
    SessionStore.clear_expired()
    DutyRun.objects.filter(day__lt=day - timedelta(days=KEPT_DAYS)).delete()


@daily("keeping.verify_ledger")
def verify_ledger(day: date) -> None:
    """Walk the whole chain, so that a break is found within a day."""
    count, broken = audit.verify()
    stamps.stamp(stamps.LEDGER, entries=count, broken=broken.entry if broken else None)

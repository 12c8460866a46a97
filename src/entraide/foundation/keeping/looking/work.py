"""Work that is done while nobody looks: jobs, letters, daily duties, the ledger's walk, backups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection

from entraide.foundation.audit import queries as audit
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import Problem

from .. import duties as daily
from .. import stamps
from .findings import Worse

PATIENCE = timedelta(minutes=15)
HEARTBEAT = timedelta(minutes=3)
_JOBS = """
SELECT (SELECT extract(epoch FROM now() - min(coalesce(j.scheduled_at, e.at))) FROM procrastinate_jobs j
        JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
        WHERE j.status = 'todo' AND coalesce(j.scheduled_at, now()) <= now()),
       (SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'),
       (SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')),
       (SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers)
"""
_LETTERS = "SELECT count(*), extract(epoch FROM now() - min(written_at)) FROM mail_message WHERE sent_at IS NULL"


def _row(sql: str) -> tuple[float | None, ...]:
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(sql)
        return tuple(None if value is None else float(value) for value in cursor.fetchone())


def jobs() -> Iterator[Problem | str]:
    """The worker is alive, keeps up, and nothing has been given up."""
    oldest, failed, waiting, heartbeat = _row(_JOBS)
    if heartbeat is None or heartbeat > HEARTBEAT.total_seconds():
        yield Problem("OPS-062")
    if oldest is not None and oldest > PATIENCE.total_seconds():
        yield Problem("OPS-060", {"minutes": round(oldest / 60)})
    if failed:
        yield Problem("OPS-061", {"count": int(failed)})
    yield str(int(waiting or 0))


def letters() -> Iterator[Problem | str]:
    """Letters leave within the hour."""
    count, oldest = _row(_LETTERS)
    if oldest is not None and oldest > 3600:
        yield Problem("OPS-054", {"count": int(count or 0), "hours": round(oldest / 3600)})
    yield str(int(count or 0))


def duties() -> Iterator[Problem | str]:
    """Each was done today or yesterday."""
    runs, since = daily.last_runs(), daily.today() - timedelta(days=1)
    undone = [name for name in daily.duties() if name not in runs or runs[name][0] < since or runs[name][1]]
    if undone:
        yield Problem("OPS-063", {"duties": ", ".join(undone)})
    yield str(len(daily.duties()))


def ledger() -> Iterator[Problem | str]:
    """Somebody has walked the chain lately, by the clock, by command or on the page, and it held."""
    walks = []
    if done := stamps.last(stamps.LEDGER):
        walks.append((done.at, done.detail.get("entries", 0), done.detail.get("broken")))
    with acting_as(SYSTEM):
        walk = audit.latest_verification()
    if walk is not None and walk.finished_at:
        walks.append((walk.finished_at, walk.entries, walk.broken))
    newest = max(walks, key=lambda one: one[0], default=None)
    if newest is None or clock.wall() - newest[0] > timedelta(days=2):
        yield Problem("OPS-064")
    if newest is not None:
        if newest[2]:
            yield Problem("OPS-065", {"entry": newest[2]})
        yield f"{newest[0]:%Y-%m-%d}: {newest[1]}"


def backup() -> Iterator[Problem | Worse | str]:
    """There is a recent one."""
    done = stamps.last(stamps.BACKUP)
    if done is None:
        yield Problem("OPS-067")
        return
    days = (clock.wall() - done.at).days
    if days >= 2:
        problem = Problem("OPS-068", {"days": days})
        yield Worse("fail", problem) if days > 7 else problem
    yield f"{done.at:%Y-%m-%d %H:%M}"

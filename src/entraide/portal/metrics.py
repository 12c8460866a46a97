"""Figures for a monitor (Prometheus): how many, how long, how much waits. No identifiers, no addresses, no paths.

With several web processes the counts stand in small files that all of them share: `PROMETHEUS_MULTIPROC_DIR`, which has to be
set before this module is imported (`wsgi.py` and `entraide site web` do).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.db import DatabaseError, connection
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import REGISTRY
from prometheus_client.values import MutexValue, ValueClass

from entraide.foundation.db.context import acting_as
from entraide.foundation.keeping import stamps
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM

CONTENT_TYPE = CONTENT_TYPE_LATEST
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
_STEPS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 10.0)
_requests = Counter("entraide_requests", "Requests answered", ["view", "method", "status"])
_seconds = Histogram("entraide_request_seconds", "Time to answer", ["view"], buckets=_STEPS)
_limited = Counter("entraide_limited", "Requests answered with 429", ["rule"])

_AMOUNTS = """
SELECT 'entraide_jobs_waiting', count(*)::float8 FROM procrastinate_jobs WHERE status IN ('todo', 'doing')
UNION ALL SELECT 'entraide_jobs_failed', count(*) FROM procrastinate_jobs WHERE status = 'failed'
UNION ALL SELECT 'entraide_mail_waiting', count(*) FROM mail_message WHERE sent_at IS NULL
UNION ALL SELECT 'entraide_ledger_entries', coalesce(max(id), 0) FROM audit_entry
UNION ALL SELECT 'entraide_database_connections', count(*) FROM pg_stat_activity WHERE datname = current_database()
UNION ALL SELECT 'entraide_database_bytes', pg_database_size(current_database())
"""


@cache
def _counted(view: str, method: str, hundreds: int) -> tuple[Counter, Histogram]:
    """Views, methods and classes of status are few: finding the two again is what would cost."""
    return _requests.labels(view, method, f"{hundreds}xx"), _seconds.labels(view)


def count_request(view: str, method: str, status: int, seconds: float) -> None:
    """One request has been answered."""
    counter, histogram = _counted(view, method if method in _METHODS else "other", status // 100)
    counter.inc()
    histogram.observe(seconds)


def count_limited(rule: str) -> None:
    """One request was held up by a limit."""
    _limited.labels(rule).inc()


class _Amounts:
    """What stands in the database at this moment."""

    def collect(self) -> Iterator[Metric]:
        """One gauge each; only that it is away when the database is."""
        try:
            with acting_as(SYSTEM), connection.cursor() as cursor:
                cursor.execute(_AMOUNTS)
                amounts = dict(cursor.fetchall())
            done = stamps.last(stamps.BACKUP)
        except DatabaseError:
            yield _gauge("entraide_database_up", 0)
            return
        yield _gauge("entraide_database_up", 1)
        for name, amount in amounts.items():
            yield _gauge(name, amount)
        age = (clock.wall() - done.at).total_seconds() if done else float("inf")
        yield _gauge("entraide_backup_age_seconds", age)


def _gauge(name: str, value: float) -> Metric:
    return GaugeMetricFamily(name, name.removeprefix("entraide_").replace("_", " "), value=value)


def exposition() -> bytes:
    """The page that Prometheus reads."""
    shared = CollectorRegistry()
    if ValueClass is not MutexValue:
        MultiProcessCollector(shared)
        counted = generate_latest(shared)
    else:
        counted = generate_latest(REGISTRY)
    amounts = CollectorRegistry()
    amounts.register(_Amounts())  # type: ignore[arg-type]
    return counted + generate_latest(amounts)


def cleared(folder: Path) -> None:
    """An empty folder for the processes that are about to start."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in folder.glob("*.db"):
        left.unlink(missing_ok=True)


def ended(pid: int) -> None:
    """A web process has ended: what it counted stays counted."""
    mark_process_dead(pid)

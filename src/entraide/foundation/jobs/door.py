"""Queue a job, run what is queued."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM

from .worker import QueueConnector

Job = TypeVar("Job", bound=Callable[..., None])
_JOBS: dict[str, Callable[..., None]] = {}
_QUEUE = JobManager(QueueConnector())


AT_ONCE = RetryStrategy(max_attempts=3)
PATIENTLY = RetryStrategy(max_attempts=8, exponential_wait=4)
"""After 4, 16, 64 seconds and so on: about a day in all, as long as a mail server may be away."""


def job(verb: str, patiently: bool = False) -> Callable[[Job], Job]:
    """Make a function a job: `@job("mail.send")`. Its arguments are ids. `patiently`: what others keep waiting is tried for a day."""

    def register(function: Job) -> Job:
        app.task(name=verb, retry=PATIENTLY if patiently else AT_ONCE)(function)
        _JOBS[verb] = function
        return function

    return register


def enqueue(verb: str, at: datetime | None = None, **ids: int | str) -> None:
    """Queue a job in the present transaction, for the moment `at`: if that is rolled back, the job was never there."""
    # Inside a worker the application's own connector is the worker's: a job it queues has to wait for our commit as well.
    configure_task(name=verb, job_manager=_QUEUE, schedule_at=at).defer(**ids)


def waiting() -> int:
    """How many jobs are not yet done."""
    with acting_as(SYSTEM, savepoint=False):
        return ProcrastinateJob.objects.filter(status__in=["todo", "doing"]).count()


def jobs() -> dict[str, Callable[..., None]]:
    """Every job by its verb."""
    return dict(_JOBS)


def run_waiting(limit: int = 1000) -> int:
    """Run what is queued here and now, in this process and transaction: for tests and for loading the example.

    The queue's own worker does it in production; this reads the same rows and calls the same functions.
    """
    done = 0
    while done < limit:
        with acting_as(SYSTEM):
            row: Any = ProcrastinateJob.objects.filter(status="todo").order_by("id").first()
        if row is None:
            return done
        _JOBS[row.task_name](**row.args)
        with acting_as(SYSTEM):
            ProcrastinateJob.objects.filter(pk=row.pk)._raw_delete("default")
        done += 1
    return done

"""Queue a job, run what is queued."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

Job = TypeVar("Job", bound=Callable[..., None])
_JOBS: dict[str, Callable[..., None]] = {}


def job(verb: str) -> Callable[[Job], Job]:
    """Make a function a job: `@job("mail.send")`. Its arguments are ids."""

    def register(function: Job) -> Job:
        app.task(name=verb, retry=3)(function)
        _JOBS[verb] = function
        return function

    return register


def enqueue(verb: str, at: datetime | None = None, **ids: int | str) -> None:
    """Queue a job in the present transaction, for the moment `at`: if that is rolled back, the job was never there."""
    app.configure_task(verb, schedule_at=at).defer(**ids)


def waiting() -> int:
    """How many jobs are not yet done."""
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
        row: Any = ProcrastinateJob.objects.filter(status="todo").order_by("id").first()
        if row is None:
            return done
        _JOBS[row.task_name](**row.args)
        ProcrastinateJob.objects.filter(pk=row.pk)._raw_delete("default")
        done += 1
    return done

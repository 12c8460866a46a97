"""The queue behind its walls: whoever acts may queue, nobody but the queue and the staff looks in, and the worker works."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.db import DatabaseError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import enqueue, waiting
from entraide.foundation.mail.post import outbox, post
from entraide.kernel.actor import SYSTEM


def worker(*more: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The worker as systemd starts it, until the queue is empty."""
    return subprocess.run(
        [sys.executable, "-m", "django", "procrastinate", "worker", "--one-shot", "--concurrency=1", *more],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "entraide.portal.settings", **environment},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_whoever_acts_may_queue_and_none_but_the_staff_looks_in(cast):
    with acting_as(cast("jo")):
        enqueue("mail.send", message_id=1)
    for name, seen in (("jo", 0), ("pilar", 0), ("samira", 0), ("nadia", 1)):
        with acting_as(cast(name)):
            assert ProcrastinateJob.objects.count() == seen
            assert ProcrastinateEvent.objects.count() == seen
            if not seen:
                with connection.cursor() as cursor:
                    cursor.execute("UPDATE procrastinate_jobs SET args = '{}'")
                    assert cursor.rowcount == 0
                    cursor.execute("DELETE FROM procrastinate_jobs")
                    assert cursor.rowcount == 0
                    cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, 1)")
                    assert cursor.fetchone() == (None,), "fetching finds nothing"


def test_without_a_person_nothing_is_queued(db):
    with pytest.raises(DatabaseError, match="nobody was told"), transaction.atomic():
        connection.cursor().execute(
            "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('default', 'mail.send', 0, NULL, NULL, '{}', NULL)]"
            "::procrastinate_job_to_defer_v1[])"
        )
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        connection.cursor().execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('default', 'mail.send')"
        )
    assert waiting() == 0


def test_the_real_worker_sends_what_waits(committed):
    post("test", to="x@example.org", subject="Subject", body="Body", language="en")
    assert waiting() == 1
    done = worker()
    assert done.returncode == 0, done.stderr
    assert waiting() == 0
    with acting_as(SYSTEM):
        assert outbox()[0].sent_at is not None
        # The worker's clock may strike meanwhile and lay a job of its own beside this one.
        sent = ProcrastinateJob.objects.order_by("id").first()
        assert sent.status == "succeeded"
        assert [event.type for event in ProcrastinateEvent.objects.filter(job_id=sent.pk).order_by("id")] == [
            "deferred",
            "started",
            "succeeded",
        ]

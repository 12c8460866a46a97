"""The queue's own walls: anybody whom this transaction was told may queue a job, only the queue and the staff see one.

Procrastinate queues through a function that returns the numbers of what it inserted, and PostgreSQL lets nobody have returned
what he may not read. So that function becomes the owner's, who is not held by these walls, and asks first that somebody was
told. Should a later release queue through another function, queuing fails and the first test says so.
"""

from django.db import migrations

from entraide.foundation.db.rls import RowLevelSecurity

QUEUE = "entraide_queue()"
TABLES = ("jobs", "events", "periodic_defers", "workers")
DEFER = """
CREATE OR REPLACE FUNCTION procrastinate_defer_jobs_v1(jobs procrastinate_job_to_defer_v1[]) RETURNS bigint[]
LANGUAGE plpgsql {security} AS $$
DECLARE
    job_ids bigint[];
BEGIN
    {asked}
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name, (job).task_name, (job).priority, (job).lock, (job).queueing_lock, (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;
    RETURN job_ids;
END;
$$
"""
ASKED = "IF NOT (entraide_told() OR entraide_queue()) THEN RAISE EXCEPTION 'nobody was told'; END IF;"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("db", "0002_told"), ("procrastinate", "0041_post_retry_failed_job")]
    operations = [
        *(
            RowLevelSecurity(f"procrastinate_{table}", read=QUEUE, write=QUEUE, forced=False)
            for table in TABLES
        ),
        migrations.RunSQL(
            DEFER.format(security="SECURITY DEFINER SET search_path = public, pg_temp", asked=ASKED),
            DEFER.format(security="", asked=""),
        ),
    ]

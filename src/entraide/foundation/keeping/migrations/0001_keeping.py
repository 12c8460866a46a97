from django.db import migrations, models

from entraide.foundation.db.rls import STAFF_ONLY, RowLevelSecurity

FORWARDS = """
-- Counts and short-lived facts that all processes share. Unlogged: a crash or a failover forgets them, a backup leaves them out.
-- They are needed before anybody is known, so functions of the owner reach them; the application's role itself sees no row.
CREATE UNLOGGED TABLE keeping_counter (key text PRIMARY KEY, times integer NOT NULL, ends timestamptz NOT NULL);
CREATE UNLOGGED TABLE keeping_fact (key text PRIMARY KEY, value text NOT NULL, ends timestamptz NOT NULL);
ALTER TABLE keeping_counter ENABLE ROW LEVEL SECURITY;
ALTER TABLE keeping_fact ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION entraide_count(given text, seconds double precision, OUT counted integer, OUT remaining double precision)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO keeping_counter AS c VALUES (given, 1, clock_timestamp() + make_interval(secs => seconds))
    ON CONFLICT (key) DO UPDATE SET
        times = CASE WHEN c.ends > clock_timestamp() THEN c.times + 1 ELSE 1 END,
        ends = CASE WHEN c.ends > clock_timestamp() THEN c.ends ELSE excluded.ends END
    RETURNING c.times, extract(epoch FROM c.ends - clock_timestamp())::double precision $$;

CREATE FUNCTION entraide_recall(given text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT value FROM keeping_fact WHERE key = given AND ends > clock_timestamp() $$;

CREATE FUNCTION entraide_remember(given text, said text, seconds double precision) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO keeping_fact VALUES (given, said, clock_timestamp() + make_interval(secs => seconds))
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, ends = excluded.ends $$;

CREATE FUNCTION entraide_remember_first(given text, said text, seconds double precision) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH written AS (
        INSERT INTO keeping_fact AS f VALUES (given, said, clock_timestamp() + make_interval(secs => seconds))
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, ends = excluded.ends WHERE f.ends <= clock_timestamp()
        RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM written) $$;

CREATE FUNCTION entraide_forget(given text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (DELETE FROM keeping_fact WHERE key = given AND ends > clock_timestamp() RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM gone) $$;

CREATE FUNCTION entraide_forget_all(only_past boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM keeping_counter WHERE NOT only_past OR ends <= clock_timestamp();
    DELETE FROM keeping_fact WHERE NOT only_past OR ends <= clock_timestamp() $$;
"""
BACKWARDS = """
DROP FUNCTION entraide_forget_all(boolean); DROP FUNCTION entraide_forget(text);
DROP FUNCTION entraide_remember_first(text, text, double precision);
DROP FUNCTION entraide_remember(text, text, double precision); DROP FUNCTION entraide_recall(text);
DROP FUNCTION entraide_count(text, double precision); DROP TABLE keeping_fact; DROP TABLE keeping_counter;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("db", "0001_walls")]
    operations = [
        migrations.CreateModel(
            name="DutyRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("duty", models.CharField(max_length=80)),
                ("day", models.DateField()),
                ("ran_at", models.DateTimeField()),
                ("failed", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "db_table": "keeping_dutyrun",
                "constraints": [models.UniqueConstraint(fields=("duty", "day"), name="one_run_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Stamp",
            fields=[
                ("name", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("detail", models.JSONField(default=dict)),
            ],
            options={"db_table": "keeping_stamp"},
        ),
        RowLevelSecurity("keeping_dutyrun", read=STAFF_ONLY),
        RowLevelSecurity("keeping_stamp", read=STAFF_ONLY),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]

"""What authorities are sought by, and the one function that looks into it.

As in the search of passages (decision 0006), row-level security lets PostgreSQL use no index whose operator might leak. So the
keys are walled for everybody but their owner, whose function asks `entraide_admits` of every row itself. The vocabulary, by
which a misspelt word is corrected, is read by that function alone.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

from entraide.foundation.db.rls import BY_AUDIENCE, OWN_OR_STAFF, RowLevelSecurity

TRIGGERS = """
CREATE FUNCTION directory_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $words$
BEGIN
    INSERT INTO directory_soughtword (word) SELECT unnest(NEW.words) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $words$;
CREATE TRIGGER words AFTER INSERT OR UPDATE OF words ON directory_sought FOR EACH ROW EXECUTE FUNCTION directory_words();

CREATE FUNCTION directory_sought_by(state text, audience text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE WHEN state = 'withdrawn' AND audience <> 'secretariat' THEN 'state' ELSE audience END $$;
CREATE FUNCTION directory_sought_audience() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $audience$
BEGIN
    UPDATE directory_sought SET audience = directory_sought_by(NEW.state, NEW.audience), entity = NEW.entity
    WHERE authority_id = NEW.id;
    RETURN NULL;
END $audience$;
CREATE TRIGGER sought AFTER UPDATE OF state, audience, entity ON directory_authority
    FOR EACH ROW EXECUTE FUNCTION directory_sought_audience();
"""
UNTRIGGER = """
DROP TRIGGER sought ON directory_authority;
DROP FUNCTION directory_sought_audience();
DROP FUNCTION directory_sought_by(text, text);
DROP TRIGGER words ON directory_sought;
DROP FUNCTION directory_words();
"""
LOOK = """
CREATE FUNCTION directory_look(exact text[], alike text[], loose text[], most integer)
RETURNS TABLE (authority bigint, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off
SET pg_trgm.similarity_threshold = 0.34 AS $look$
DECLARE
    groups tsquery[] := ARRAY[]::tsquery[];
    plain tsquery;
    meant tsquery;
    every tsquery;
    either tsquery;
    known boolean;
    held integer;
BEGIN
    FOR turn IN 1 .. coalesce(array_length(exact, 1), 0) LOOP
        meant := exact[turn]::tsquery;
        plain := CASE WHEN plain IS NULL THEN meant ELSE plain || meant END;
        known := EXISTS (SELECT 1 FROM directory_soughtword w WHERE w.word = loose[turn]);
        IF alike[turn] <> '' THEN meant := meant || alike[turn]::tsquery; END IF;
        IF loose[turn] <> '' AND NOT known THEN
            SELECT coalesce(string_agg(quote_literal(c.word), ' | '), '')::tsquery || meant INTO meant FROM (
                SELECT w.word FROM directory_soughtword w WHERE w.word % loose[turn]
                ORDER BY similarity(w.word, loose[turn]) DESC, w.word LIMIT 6
            ) c;
        END IF;
        groups := groups || meant;
        every := CASE WHEN every IS NULL THEN meant ELSE every && meant END;
        either := CASE WHEN either IS NULL THEN meant ELSE either || meant END;
    END LOOP;
    IF every IS NULL THEN RETURN; END IF;
    RETURN QUERY SELECT c.authority_id, c.score FROM (
        SELECT s.authority_id, s.rank AS place,
               (3 * ts_rank('{0.1, 0.3, 0.7, 1.0}', s.keys, plain) + ts_rank('{0.1, 0.3, 0.7, 1.0}', s.keys, either))::real AS score
        FROM (SELECT a.authority_id, a.rank, a.keys FROM directory_sought a
              WHERE a.keys @@ every AND (a.audience = 'public' OR entraide_admits(a.audience, a.entity)) LIMIT 600) s
    ) c ORDER BY c.score DESC, c.place, c.authority_id LIMIT most;
    GET DIAGNOSTICS held = ROW_COUNT;
    IF held > 0 OR array_length(groups, 1) = 1 THEN RETURN; END IF;
    RETURN QUERY SELECT c.authority_id, c.score FROM (
        SELECT s.authority_id, s.rank AS place,
               ((SELECT count(*) FROM unnest(groups) g WHERE s.keys @@ g)
                + ts_rank('{0.1, 0.3, 0.7, 1.0}', s.keys, either))::real AS score
        FROM (SELECT a.authority_id, a.rank, a.keys FROM directory_sought a
              WHERE a.keys @@ either AND (a.audience = 'public' OR entraide_admits(a.audience, a.entity)) LIMIT 600) s
    ) c ORDER BY c.score DESC, c.place, c.authority_id LIMIT most;
END $look$
"""
SIGNATURE = "directory_look(text[], text[], text[], integer)"


class Migration(migrations.Migration):
    dependencies = [("db", "0001_walls"), ("directory", "0004_drafts")]
    operations = [
        migrations.CreateModel(
            name="Sought",
            fields=[
                ("authority", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="sought", serialize=False, to="directory.authority")),
                ("entity", models.CharField(max_length=12)),
                ("audience", models.CharField(default="public", max_length=12)),
                ("rank", models.PositiveSmallIntegerField(default=99)),
                ("words", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ("keys", django.contrib.postgres.search.SearchVectorField(null=True)),
            ],
            options={"db_table": "directory_sought"},
        ),
        migrations.CreateModel(
            name="SoughtWord",
            fields=[("word", models.CharField(max_length=60, primary_key=True, serialize=False))],
            options={"db_table": "directory_soughtword"},
        ),
        RowLevelSecurity("directory_sought", read=BY_AUDIENCE, write=OWN_OR_STAFF, forced=False),
        RowLevelSecurity("directory_soughtword", read="false", write="false", forced=False),
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS pg_trgm", migrations.RunSQL.noop),
        migrations.RunSQL(
            "CREATE INDEX directory_sought_keys ON directory_sought USING gin (keys) WITH (fastupdate = off)",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "CREATE INDEX directory_soughtword_alike ON directory_soughtword USING gin (word gin_trgm_ops)",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            # Some two kilobytes of keys stay in their row: ranking reads hundreds of them at once.
            "ALTER TABLE directory_sought SET (toast_tuple_target = 8160)",
            "ALTER TABLE directory_sought RESET (toast_tuple_target)",
        ),
        migrations.RunSQL(TRIGGERS, UNTRIGGER),
        migrations.RunSQL(LOOK, f"DROP FUNCTION {SIGNATURE}"),
        migrations.RunSQL(f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC", migrations.RunSQL.noop),
    ]

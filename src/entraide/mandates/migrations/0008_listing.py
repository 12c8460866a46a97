"""Pages of the register: rows in the order of their day, joined over facets and words by one function of the owner.

The facets stay behind their wall there too (it is forced); the words are asked without one, since whoever does not pass
the facet `all` of a mandate never learns whether its words were found. Facets sort by their bytes, so that all names of
one kind are walked by skipping from one to the next.
"""

from django.db import migrations, models

LANGUAGES = {
    "ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "ru": "russian", "zh": "simple",
}  # fmt: skip

LISTED = f"""
CREATE FUNCTION mandates_listed(
    facets text[], languages text[], queries text[], by_due boolean, from_day date, from_id bigint, backwards boolean,
    most integer
) RETURNS TABLE (mandate bigint, day date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $listed$
DECLARE
    stands text := CASE WHEN by_due THEN 'f.due_on' ELSE 'f.day' END;
    upwards boolean := by_due <> backwards;
    built text;
    listed text;
    newest integer := 600;
    found integer;
    worded text[] := ARRAY[]::text[];
    asked tsquery;
    configuration regconfig;
BEGIN
    FOR turn IN 1 .. coalesce(array_length(languages, 1), 0) LOOP
        configuration := CASE languages[turn] {" ".join(f"WHEN '{code}' THEN 'pg_catalog.{name}'" for code, name in LANGUAGES.items())}
            ELSE 'pg_catalog.simple' END;
        asked := to_tsquery(configuration, queries[turn]);
        CONTINUE WHEN numnode(asked) = 0;
        worded := worded || format('(g.language = %L AND g.vector @@ %L::tsquery)', languages[turn], asked);
    END LOOP;
    IF languages <> ARRAY[]::text[] AND worded = ARRAY[]::text[] THEN RETURN; END IF;
    built := format('SELECT f.mandate_id, %s FROM mandates_facet f', stands);
    FOR turn IN 2 .. array_length(facets, 1) LOOP
        built := built || format(
            ' JOIN mandates_facet f%1$s ON f%1$s.mandate_id = f.mandate_id AND f%1$s.facet = %2$L', turn, facets[turn]
        );
    END LOOP;
    built := built || format(' WHERE f.facet = %L', facets[1]);
    IF by_due THEN built := built || ' AND f.due_on IS NOT NULL'; END IF;
    IF from_id IS NOT NULL THEN
        built := built || format(' AND (%s, f.mandate_id) %s (%L::date, %s)', stands,
                                 CASE WHEN upwards THEN '>' ELSE '<' END, from_day, from_id);
    END IF;
    listed := format(' ORDER BY %1$s %2$s, f.mandate_id %2$s LIMIT ', stands, CASE WHEN upwards THEN 'ASC' ELSE 'DESC' END);
    IF worded = ARRAY[]::text[] THEN
        RETURN QUERY EXECUTE built || listed || most;
        RETURN;
    END IF;
    -- Common words fill a page out of the next mandates in their order; only rarer ones are worth asking the index for.
    RETURN QUERY EXECUTE format('SELECT c.mandate_id, c.%1$I FROM (', substr(stands, 3)) || built || listed || newest
        || ') c WHERE EXISTS (SELECT 1 FROM (SELECT g.language, g.vector FROM mandates_gist g'
        || ' WHERE g.mandate_id = c.mandate_id OFFSET 0) g WHERE ' || array_to_string(worded, ' OR ') || ')'
        || replace(listed, 'f.', 'c.') || most;
    GET DIAGNOSTICS found = ROW_COUNT;
    IF found < most THEN
        RETURN QUERY EXECUTE 'WITH worded AS MATERIALIZED (SELECT DISTINCT g.mandate_id FROM mandates_gist g WHERE '
            || array_to_string(worded, ' OR ') || ') ' || built
            || ' AND f.mandate_id IN (SELECT w.mandate_id FROM worded w)' || listed || (most - found) || ' OFFSET ' || found;
    END IF;
END $listed$
"""
SIGNATURE = "mandates_listed(text[], text[], text[], boolean, date, bigint, boolean, integer)"


class Migration(migrations.Migration):
    dependencies = [("mandates", "0007_case_turn")]
    operations = [
        migrations.AlterField("facet", "facet", models.CharField(db_collation="C", max_length=160)),
        migrations.RunSQL(
            "ALTER TABLE mandates_facet ALTER COLUMN facet SET STATISTICS 1000",
            "ALTER TABLE mandates_facet ALTER COLUMN facet SET STATISTICS -1",
        ),
        migrations.RunSQL(
            # The same rule; what is public is let through before PostgreSQL asks its settings, row by row, who is reading.
            "ALTER POLICY may_read ON mandates_facet USING (audience = 'public' OR entraide_admits(audience, entity))",
            "ALTER POLICY may_read ON mandates_facet USING (entraide_admits(audience, entity))",
        ),
        migrations.RunSQL(LISTED, f"DROP FUNCTION {SIGNATURE}"),
        migrations.RunSQL(f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC", migrations.RunSQL.noop),
    ]

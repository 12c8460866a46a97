"""The index of passages, and the one function that looks into it.

Row-level security lets PostgreSQL use no index whose operator might leak, and `@@` is such an operator. So the search of
passages is a function of the tables' owner. It never relies on the walls (an owner may be able to step over them): it asks
`entraide_admits` of every document itself, inside the search, so that not even a count tells of what one may not read.
"""

from django.db import migrations

VECTOR = """
ALTER TABLE documents_passage ADD COLUMN vector tsvector GENERATED ALWAYS AS (
    CASE language
        WHEN 'ar' THEN to_tsvector('pg_catalog.arabic', words)
        WHEN 'en' THEN to_tsvector('pg_catalog.english', words)
        WHEN 'es' THEN to_tsvector('pg_catalog.spanish', words)
        WHEN 'fr' THEN to_tsvector('pg_catalog.french', words)
        WHEN 'ru' THEN to_tsvector('pg_catalog.russian', words)
        ELSE to_tsvector('pg_catalog.simple', words)
    END
) STORED
"""
# One index a language: a word is looked for only where its language is searched, and titles apart, as they come first.
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
INDEXES = [
    f"CREATE INDEX documents_passage_{code} ON documents_passage USING gin (vector) WHERE language = '{code}'"
    for code in LANGUAGES
] + ["CREATE INDEX documents_passage_titles ON documents_passage USING gin (vector) WHERE position = 0"]

FOUND = """
CREATE FUNCTION documents_found(
    languages text[], queries text[], preferred text, most integer,
    body text, meeting bigint, item text, state text, kind text, year integer, session text
) RETURNS TABLE (passage bigint, document bigint, language text, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $found$
DECLARE
    code text;
    asked tsquery;
    configuration regconfig;
    place text;
BEGIN
    FOR turn IN 1 .. coalesce(array_length(languages, 1), 0) LOOP
        code := languages[turn];
        configuration := CASE code WHEN 'ar' THEN 'pg_catalog.arabic' WHEN 'en' THEN 'pg_catalog.english'
            WHEN 'es' THEN 'pg_catalog.spanish' WHEN 'fr' THEN 'pg_catalog.french'
            WHEN 'ru' THEN 'pg_catalog.russian' ELSE 'pg_catalog.simple' END;
        asked := to_tsquery(configuration, queries[turn]);
        CONTINUE WHEN numnode(asked) = 0;
        FOREACH place IN ARRAY ARRAY['p.position = 0', 'p.position > 0'] LOOP
            RETURN QUERY EXECUTE format($query$
                SELECT c.id, c.document_id, c.language::text,
                       (ts_rank(c.vector, $1, 1) * CASE WHEN c.position = 0 THEN 8 ELSE 1 END
                        * CASE WHEN c.language = $2 THEN 4 ELSE 1 END)::real
                FROM (
                    SELECT p.id, p.document_id, p.language, p.position, p.vector
                    FROM documents_passage p JOIN documents_document d ON d.id = p.document_id
                    WHERE p.language = %L AND %s AND p.vector @@ $1
                      AND entraide_admits(d.audience, d.entity)
                      AND ($4 = '' OR EXISTS (SELECT 1 FROM unnest(d.symbols) s
                                              WHERE s = $4 OR starts_with(s, $4 || '/'))
                           OR EXISTS (SELECT 1 FROM meetings_meeting m JOIN meetings_body b ON b.id = m.body_id
                                      WHERE m.id = d.meeting_id AND b.code = $4))
                      AND ($5 IS NULL OR d.meeting_id = $5)
                      AND ($6 = '' OR d.agenda_items @> ARRAY[$6]::varchar[])
                      AND ($7 = '' OR d.states @> ARRAY[$7]::varchar[])
                      AND ($8 = '' OR d.kind = $8)
                      AND ($9 IS NULL OR (d.dated >= make_date($9, 1, 1) AND d.dated < make_date($9 + 1, 1, 1)))
                      AND ($10 = '' OR EXISTS (SELECT 1 FROM unnest(d.symbols) s
                                               WHERE strpos(s || '/', '/' || $10 || '/') > 0))
                    LIMIT $3
                ) c $query$, code, place)
            USING asked, preferred, most, body, meeting, item, state, kind, year, session;
        END LOOP;
    END LOOP;
END $found$
"""
NOBODY_ELSE = (
    "REVOKE ALL ON FUNCTION documents_found(text[], text[], text, integer, text, bigint, text, text, text, integer, text)"
    " FROM PUBLIC"
)


class Migration(migrations.Migration):
    dependencies = [("db", "0001_walls"), ("meetings", "0002_walls"), ("documents", "0004_edition_walls")]
    operations = [
        migrations.RunSQL(VECTOR, "ALTER TABLE documents_passage DROP COLUMN vector"),
        *(migrations.RunSQL(index, migrations.RunSQL.noop) for index in INDEXES),
        migrations.RunSQL(
            FOUND,
            "DROP FUNCTION documents_found(text[], text[], text, integer, text, bigint, text, text, text, integer, text)",
        ),
        migrations.RunSQL(NOBODY_ELSE, migrations.RunSQL.noop),
    ]

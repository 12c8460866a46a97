"""The index of the register: facets for filters, gists for words.

Row-level security lets PostgreSQL use no index whose operator might leak, and those of arrays and of text search are such
operators; the wall of an addressee would be asked row by row. So what a register is filtered by are rows of plain equality,
kept by triggers, walled by the audience they carry; and the words are found by a function of the tables' owner, which asks
`entraide_admits` of every row itself, so that not even a count tells of what one may not read.
"""

from django.db import migrations

from entraide.foundation.db.rls import BY_AUDIENCE, STAFF_ONLY, RowLevelSecurity

LANGUAGES = {
    "ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "ru": "russian", "zh": "simple",
}  # fmt: skip

INDEXES = [
    "CREATE INDEX mandates_facet_by_day ON mandates_facet (facet, day DESC, mandate_id DESC)"
    " INCLUDE (audience, entity, acted_after)",
    "CREATE INDEX mandates_facet_by_due ON mandates_facet (facet, due_on, mandate_id) INCLUDE (audience, entity)"
    " WHERE due_on IS NOT NULL",
]

REINDEX = """
CREATE FUNCTION mandates_reindex(which bigint[]) RETURNS void LANGUAGE plpgsql AS $reindex$
BEGIN
    DELETE FROM mandates_facet WHERE mandate_id = ANY(which);
    INSERT INTO mandates_facet (mandate_id, facet, day, due_on, acted_after, audience, entity)
    SELECT DISTINCT m.id, left(f.facet, 160), coalesce(m.adopted_on, d.dated, DATE '0001-01-01'), m.due_on,
           greatest(m.first_action_on - coalesce(m.adopted_on, d.dated), 0), d.audience, d.entity
    FROM mandates_mandate m
    JOIN documents_paragraph p ON p.guid = m.paragraph_id
    JOIN documents_document d ON d.id = p.document_id
    CROSS JOIN LATERAL (
        SELECT 'all' AS facet
        UNION ALL SELECT 'life:' || m.life
        UNION ALL SELECT 'act:' || m.act
        UNION ALL SELECT 'strength:' || m.strength
        UNION ALL SELECT 'document:' || d.id
        UNION ALL SELECT 'session:' || d.meeting_id WHERE d.meeting_id IS NOT NULL
        UNION ALL SELECT 'body:' || coalesce(m.body_id, g.body_id)
            FROM (SELECT (SELECT t.body_id FROM meetings_meeting t WHERE t.id = d.meeting_id) AS body_id) g
            WHERE coalesce(m.body_id, g.body_id) IS NOT NULL
        UNION ALL SELECT 'due:' || m.due_meeting_id WHERE m.due_meeting_id IS NOT NULL
        UNION ALL SELECT 'reporting' WHERE m.reporting
        UNION ALL SELECT 'topic:' || topic FROM unnest(m.topics) topic
        UNION ALL SELECT one.facet FROM mandates_addressee a CROSS JOIN LATERAL (
            SELECT 'who:' || a.kind || '/' || lower(coalesce(nullif(a.entity, ''), nullif(a.name, ''), left(a.text, 60))) AS who
        ) w CROSS JOIN LATERAL (VALUES
            ('kind:' || a.kind), ('kind:' || a.kind || '|' || a.implementation), ('state:' || a.implementation),
            ('answer:' || a.response), (w.who), (w.who || '|' || a.implementation)
        ) one(facet) WHERE a.mandate_id = m.id
        UNION ALL SELECT 'open' WHERE m.life IN ('adopted', 'endorsed')
            AND EXISTS (SELECT 1 FROM mandates_addressee a WHERE a.mandate_id = m.id
                        AND a.implementation NOT IN ('implemented', 'not_applicable'))
            AND NOT EXISTS (SELECT 1 FROM mandates_mandate i WHERE i.parent_id = m.id)
        UNION ALL SELECT 'acted' WHERE m.first_action_on IS NOT NULL
        UNION ALL SELECT 'passes_on' WHERE EXISTS (SELECT 1 FROM mandates_mandate i WHERE i.parent_id = m.id)
    ) f
    WHERE m.id = ANY(which) AND m.life <> 'proposed' AND NOT m.proposal ? 'rejected_because';
END $reindex$
"""
TRIGGERS = """
CREATE FUNCTION mandates_mandate_facets() RETURNS trigger LANGUAGE plpgsql AS $facets$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.parent_id IS NOT NULL THEN PERFORM mandates_reindex(ARRAY[OLD.parent_id]); END IF;
        RETURN NULL;
    END IF;
    PERFORM mandates_reindex(ARRAY[NEW.id]);
    IF TG_OP = 'INSERT' AND NEW.parent_id IS NOT NULL THEN PERFORM mandates_reindex(ARRAY[NEW.parent_id]); END IF;
    RETURN NULL;
END $facets$;
CREATE TRIGGER facets AFTER INSERT OR DELETE OR UPDATE OF life, act, strength, topics, body_id, due_on, due_meeting_id,
    adopted_on, first_action_on, reporting, parent_id, paragraph_id, proposal ON mandates_mandate
    FOR EACH ROW EXECUTE FUNCTION mandates_mandate_facets();

CREATE FUNCTION mandates_addressee_facets() RETURNS trigger LANGUAGE plpgsql AS $facets$
BEGIN
    PERFORM mandates_reindex(ARRAY[CASE WHEN TG_OP = 'DELETE' THEN OLD.mandate_id ELSE NEW.mandate_id END]);
    RETURN NULL;
END $facets$;
CREATE TRIGGER facets AFTER INSERT OR DELETE OR UPDATE OF mandate_id, kind, name, text, entity, response, implementation
    ON mandates_addressee FOR EACH ROW EXECUTE FUNCTION mandates_addressee_facets();

CREATE FUNCTION mandates_document_facets() RETURNS trigger LANGUAGE plpgsql AS $facets$
BEGIN
    PERFORM mandates_reindex(ARRAY(SELECT m.id FROM mandates_mandate m JOIN documents_paragraph p
                                   ON p.guid = m.paragraph_id WHERE p.document_id = NEW.id));
    UPDATE mandates_gist SET audience = NEW.audience, entity = NEW.entity WHERE mandate_id IN (
        SELECT m.id FROM mandates_mandate m JOIN documents_paragraph p ON p.guid = m.paragraph_id
        WHERE p.document_id = NEW.id);
    RETURN NULL;
END $facets$;
CREATE TRIGGER mandates_facets AFTER UPDATE OF audience, entity, meeting_id, dated ON documents_document
    FOR EACH ROW EXECUTE FUNCTION mandates_document_facets();
"""
UNTRIGGER = """
DROP TRIGGER mandates_facets ON documents_document;
DROP TRIGGER facets ON mandates_addressee;
DROP TRIGGER facets ON mandates_mandate;
DROP FUNCTION mandates_document_facets();
DROP FUNCTION mandates_addressee_facets();
DROP FUNCTION mandates_mandate_facets();
DROP FUNCTION mandates_reindex(bigint[]);
"""
FILL = """
DO $fill$ BEGIN
    PERFORM set_config('entraide.clearance', 'staff', true);
    PERFORM mandates_reindex(ARRAY(SELECT id FROM mandates_mandate));
    PERFORM set_config('entraide.clearance', '', true);
END $fill$
"""
VECTOR = f"""
ALTER TABLE mandates_gist ADD COLUMN vector tsvector GENERATED ALWAYS AS (
    CASE language {" ".join(f"WHEN '{code}' THEN to_tsvector('pg_catalog.{name}', words)" for code, name in LANGUAGES.items())}
        ELSE to_tsvector('pg_catalog.simple', words)
    END
) STORED
"""
GISTS = [
    f"CREATE INDEX mandates_gist_{code} ON mandates_gist USING gin (vector) WHERE language = '{code}'"
    for code in LANGUAGES
]
FOUND = f"""
CREATE FUNCTION mandates_found(languages text[], queries text[], most integer)
RETURNS TABLE (mandate bigint, language text, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $found$
DECLARE
    code text;
    asked tsquery;
    configuration regconfig;
BEGIN
    FOR turn IN 1 .. coalesce(array_length(languages, 1), 0) LOOP
        code := languages[turn];
        configuration := CASE code {" ".join(f"WHEN '{code}' THEN 'pg_catalog.{name}'" for code, name in LANGUAGES.items())}
            ELSE 'pg_catalog.simple' END;
        asked := to_tsquery(configuration, queries[turn]);
        CONTINUE WHEN numnode(asked) = 0;
        RETURN QUERY EXECUTE format($query$
            SELECT c.mandate_id, c.language::text, ts_rank(c.vector, $1, 1)
            FROM (
                SELECT g.mandate_id, g.language, g.vector FROM mandates_gist g
                WHERE g.language = %L AND g.vector @@ $1 AND entraide_admits(g.audience, g.entity)
                LIMIT $2
            ) c $query$, code)
        USING asked, most;
    END LOOP;
END $found$
"""
SIGNATURE = "mandates_found(text[], text[], integer)"


class Migration(migrations.Migration):
    dependencies = [
        ("db", "0001_walls"), ("documents", "0006_corrections"), ("meetings", "0004_programme_walls"),
        ("mandates", "0005_history"),
    ]  # fmt: skip
    operations = [
        RowLevelSecurity("mandates_change", read=STAFF_ONLY, write=STAFF_ONLY),
        RowLevelSecurity("mandates_facet", read=BY_AUDIENCE, write=STAFF_ONLY),
        RowLevelSecurity("mandates_gist", read=BY_AUDIENCE, write=STAFF_ONLY, forced=False),
        migrations.RunSQL(
            "ALTER POLICY may_read ON mandates_mandate USING (entraide_staff() OR (life <> 'proposed'"
            " AND NOT proposal ? 'rejected_because'"
            " AND EXISTS (SELECT 1 FROM documents_paragraph p WHERE p.guid = paragraph_id)))",
            "ALTER POLICY may_read ON mandates_mandate USING (entraide_staff() OR (life <> 'proposed'"
            " AND NOT proposal ? 'rejected_because'))",
        ),
        migrations.RunSQL(
            "ALTER POLICY may_read ON mandates_evidence USING (entraide_staff() OR (validated_at IS NOT NULL"
            " AND withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM mandates_mandate m WHERE m.id = mandate_id)))",
            "ALTER POLICY may_read ON mandates_evidence USING (entraide_staff() OR (validated_at IS NOT NULL"
            " AND withdrawn_at IS NULL))",
        ),
        *(migrations.RunSQL(index, migrations.RunSQL.noop) for index in INDEXES),
        migrations.RunSQL(REINDEX, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, UNTRIGGER),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(VECTOR, "ALTER TABLE mandates_gist DROP COLUMN vector"),
        *(migrations.RunSQL(index, migrations.RunSQL.noop) for index in GISTS),
        migrations.RunSQL(FOUND, f"DROP FUNCTION {SIGNATURE}"),
        migrations.RunSQL(f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC", migrations.RunSQL.noop),
    ]

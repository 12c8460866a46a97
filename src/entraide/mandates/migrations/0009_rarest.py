"""What drafts are compared by, and figures that are right and quick.

`mandates_rarest` tells which words of a draft stand in fewest mandates, by the statistics that PostgreSQL keeps of the
words: of a word that is hidden from a reader it says no more than that it is not among the most common. The days to the
first action are empty again where there was none.
"""

from importlib import import_module

from django.db import migrations

LANGUAGES = {
    "ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "ru": "russian", "zh": "simple",
}  # fmt: skip

BEFORE = import_module("entraide.mandates.migrations.0006_register_index")
_AFTER = "greatest(m.first_action_on - coalesce(m.adopted_on, d.dated), 0)"
# PostgreSQL's greatest() passes over what is null: without the question, what nobody acted on had been acted on at once.
REINDEX = BEFORE.REINDEX.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(
    _AFTER, f"CASE WHEN m.first_action_on IS NOT NULL THEN {_AFTER} END"
)
if REINDEX.count("CASE WHEN m.first_action_on") != 1:
    raise ValueError("the function of migration 0006 has changed")

RAREST = f"""
CREATE FUNCTION mandates_rarest(language text, words text[], most integer) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $rarest$
    WITH common AS (
        SELECT c.word, c.share
        FROM pg_stats s,
             ROWS FROM (unnest(s.most_common_elems::text::text[]), unnest(s.most_common_elem_freqs)) c(word, share)
        WHERE s.schemaname = 'public' AND s.tablename = 'mandates_gist' AND s.attname = 'vector' AND c.word IS NOT NULL
    ), asked AS (
        SELECT w.word, min(w.turn) AS turn, min((tsvector_to_array(to_tsvector(
            CASE language {" ".join(f"WHEN '{code}' THEN 'pg_catalog.{name}'::regconfig" for code, name in LANGUAGES.items())}
                ELSE 'pg_catalog.simple'::regconfig END, w.word)))[1]) AS lexeme
        FROM unnest(words) WITH ORDINALITY w(word, turn) GROUP BY w.word
    )
    SELECT coalesce(array_agg(r.word), ARRAY[]::text[]) FROM (
        SELECT a.word FROM asked a LEFT JOIN common c ON c.word = a.lexeme
        WHERE a.lexeme IS NOT NULL ORDER BY coalesce(c.share, 0), a.turn LIMIT most
    ) r
$rarest$
"""
RAREST_SIGNATURE = "mandates_rarest(text, text[], integer)"


class Migration(migrations.Migration):
    dependencies = [("mandates", "0008_listing")]
    operations = [
        migrations.RunSQL(
            # Indexes alone answer only where the table was swept lately; figures of the register are counted from them.
            "ALTER TABLE mandates_facet SET (autovacuum_vacuum_scale_factor = 0.01,"
            " autovacuum_vacuum_insert_scale_factor = 0.01)",
            "ALTER TABLE mandates_facet RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_insert_scale_factor)",
        ),
        migrations.RunSQL(REINDEX, migrations.RunSQL.noop),
        migrations.RunSQL(BEFORE.FILL, migrations.RunSQL.noop),
        migrations.RunSQL(RAREST, f"DROP FUNCTION {RAREST_SIGNATURE}"),
        migrations.RunSQL(f"REVOKE ALL ON FUNCTION {RAREST_SIGNATURE} FROM PUBLIC", migrations.RunSQL.noop),
    ]

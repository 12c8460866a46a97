"""Who may read and write what States wrote and how it was coded, and the index of the words.

A passage has the audience of its answer. What single coders said is for the secretariat; a coder writes in their own name
only, and no row ever changes: taking back is another row.
"""

from django.db import migrations

from entraide.foundation.db.rls import BY_AUDIENCE, STAFF_ONLY, RowLevelSecurity

VECTOR = """
ALTER TABLE analysis_passage ADD COLUMN vector tsvector GENERATED ALWAYS AS (
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
# The subquery looks through the wall of passages: whoever may read none of a set's does not know that it has any.
SOME_PASSAGE = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM analysis_passage p WHERE p.submission = ANY (submissions))"
OWN_NAME = f"{STAFF_ONLY} AND coder::text = entraide_person()"
QUOTED = f"{STAFF_ONLY} OR (state = 'cleared' AND {BY_AUDIENCE})"


def never(table):
    for name, event, each in (("never_changes", "UPDATE OR DELETE", "ROW"), ("never_emptied", "TRUNCATE", "STATEMENT")):
        yield migrations.RunSQL(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION entraide_never()",
            f"DROP TRIGGER {name} ON {table}",
        )


class Migration(migrations.Migration):
    dependencies = [("db", "0002_told"), ("audit", "0002_walls"), ("analysis", "0040_coding")]
    operations = [
        RowLevelSecurity("analysis_passageset", read=SOME_PASSAGE, write="false", insert=STAFF_ONLY),
        RowLevelSecurity("analysis_passage", read=BY_AUDIENCE, write="false", insert=STAFF_ONLY),
        RowLevelSecurity("analysis_coding", read=STAFF_ONLY, write="false", insert=OWN_NAME),
        RowLevelSecurity("analysis_quotation", read=QUOTED, write=STAFF_ONLY),
        *never("analysis_passageset"),
        *never("analysis_passage"),
        *never("analysis_coding"),
        migrations.RunSQL(VECTOR, "ALTER TABLE analysis_passage DROP COLUMN vector"),
    ]

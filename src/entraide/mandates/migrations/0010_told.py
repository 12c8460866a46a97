from django.db import migrations

from entraide.foundation.db.rls import STAFF_ONLY, ReplacedWall, RowLevelSecurity

# What is public is let through before PostgreSQL asks, row by row, who is reading; whether anybody was told it asks once.
FACETS = "audience = 'public' OR entraide_admits(audience, entity)"
# As migration 0006 has made them: written down again, so that the page of walls says what stands.
MANDATES = (
    "entraide_staff() OR (life <> 'proposed' AND NOT proposal ? 'rejected_because'"
    " AND EXISTS (SELECT 1 FROM documents_paragraph p WHERE p.guid = paragraph_id))"
)
EVIDENCE = (
    "entraide_staff() OR (validated_at IS NOT NULL AND withdrawn_at IS NULL"
    " AND EXISTS (SELECT 1 FROM mandates_mandate m WHERE m.id = mandate_id))"
)


def wall(table: str, read: str, was: str) -> ReplacedWall:
    return ReplacedWall(table, read=read, was=RowLevelSecurity(table, was, STAFF_ONLY))


class Migration(migrations.Migration):
    dependencies = [("db", "0002_told"), ("mandates", "0009_rarest")]
    operations = [
        wall("mandates_facet", f"(SELECT entraide_told()) AND ({FACETS})", FACETS),
        wall("mandates_mandate", MANDATES, MANDATES),
        wall("mandates_evidence", EVIDENCE, EVIDENCE),
    ]

from django.db import migrations

from entraide.foundation.db.rls import RowLevelSecurity

# Who asks is the same for every row: written as a sub-select, it is asked once for a statement.
STAFF = "(SELECT entraide_staff())"
OWN = "entity = (SELECT entraide_entity())"
SPEAKS = "(SELECT entraide_is('focal_point'))"
READS = "(SELECT entraide_is('focal_point') OR entraide_is('observer'))"
ADMITS = "(audience IN ('public', 'parties', 'members', 'state') AND entraide_admits(audience, entity))"
# The tables below are asked with the reader's own eyes: what they cannot see is not there.
RECORD = "EXISTS (SELECT 1 FROM analysis_caserecord r WHERE r.id = {column})"
MINE = "EXISTS (SELECT 1 FROM analysis_caserecord r WHERE r.id = {column} AND r.entity = (SELECT entraide_entity()))"
BOTH = f"{RECORD.format(column='left_id')} AND {RECORD.format(column='right_id')}"
EITHER_MINE = f"{MINE.format(column='left_id')} OR {MINE.format(column='right_id')}"
AS_RECEIVED = """
CREATE FUNCTION analysis_as_received() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before analysis_caserecord;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        before := OLD;
        IF OLD.current AND NOT NEW.current THEN before.current := false; END IF;
        IF OLD.withdrawn_at IS NULL THEN
            before.withdrawn_at := NEW.withdrawn_at;
            before.withdrawn_by := NEW.withdrawn_by;
            before.withdrawn_why := NEW.withdrawn_why;
        END IF;
        IF NEW IS NOT DISTINCT FROM before THEN RETURN NEW; END IF;
    END IF;
    RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME;
END $$
"""


def never(table: str, function: str = "entraide_never") -> list[migrations.RunSQL]:
    """Triggers that refuse to change, delete or empty."""
    return [
        migrations.RunSQL(
            f"CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
            f"DROP TRIGGER never_changes ON {table}",
        ),
        migrations.RunSQL(
            f"CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION entraide_never()",
            f"DROP TRIGGER never_emptied ON {table}",
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("db", "0003_roles"), ("audit", "0002_walls"), ("analysis", "0020_cases")]
    operations = [
        RowLevelSecurity(
            "analysis_caserecord",
            read=f"{STAFF} OR ({OWN} AND {READS}) OR {ADMITS}",
            write=f"{STAFF} OR ({OWN} AND {SPEAKS})",
        ),
        RowLevelSecurity(
            "analysis_casesuspect",
            read=f"{STAFF} OR ({OWN} AND {SPEAKS})",
            write=f"{STAFF} OR ({OWN} AND {SPEAKS})",
        ),
        RowLevelSecurity(
            "analysis_casenormal",
            read=f"{STAFF} OR ({OWN} AND {READS}) OR {ADMITS}",
            write=f"{STAFF} OR ({OWN} AND {SPEAKS})",
        ),
        RowLevelSecurity(
            "analysis_caseupload",
            read=f"{STAFF} OR ({OWN} AND {SPEAKS})",
            write=f"{STAFF} OR ({OWN} AND {SPEAKS})",
        ),
        RowLevelSecurity("analysis_linkrun", read=STAFF, write=STAFF),
        RowLevelSecurity("analysis_caselink", read=f"{STAFF} OR ({READS} AND ({EITHER_MINE}))", write=STAFF),
        RowLevelSecurity("analysis_caselinkevidence", read=f"{STAFF} OR ({READS} AND {BOTH})", write=STAFF),
        RowLevelSecurity(
            "analysis_casecluster",
            read=f"{STAFF} OR ({OWN} AND {READS}) OR (audience IN ('public', 'parties', 'members', 'state') AND"
            " entraide_admits(audience, owner))",
            write=STAFF,
        ),
        RowLevelSecurity(
            "analysis_judgement",
            read=f"{STAFF} OR ({OWN} AND {READS})",
            write="false",
            insert=f"({STAFF} AND entity = '') OR ({OWN} AND {SPEAKS})",
        ),
        migrations.RunSQL(AS_RECEIVED, "DROP FUNCTION analysis_as_received()"),
        *never("analysis_caserecord", "analysis_as_received"),
        *never("analysis_judgement"),
    ]

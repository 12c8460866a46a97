from django.db import migrations

from entraide.foundation.db.rls import BY_AUDIENCE, STAFF_ONLY, ReplacedWall, RowLevelSecurity

FIRST = RowLevelSecurity("analysis_frozenset", read=STAFF_ONLY, write="false", insert=STAFF_ONLY)
OPENED = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM analysis_setopening o WHERE o.frozen_set_id = analysis_frozenset.id)"


class Migration(migrations.Migration):
    dependencies = [("db", "0001_walls"), ("audit", "0002_walls"), ("analysis", "0010_set_tables")]
    operations = [
        RowLevelSecurity("analysis_settable", read=STAFF_ONLY, write="false", insert=STAFF_ONLY),
        RowLevelSecurity("analysis_setopening", read=BY_AUDIENCE, write=STAFF_ONLY),
        ReplacedWall("analysis_frozenset", OPENED, FIRST),
        migrations.RunSQL(
            "CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON analysis_settable "
            "FOR EACH ROW EXECUTE FUNCTION entraide_never()",
            "DROP TRIGGER never_changes ON analysis_settable",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER never_emptied BEFORE TRUNCATE ON analysis_settable "
            "FOR EACH STATEMENT EXECUTE FUNCTION entraide_never()",
            "DROP TRIGGER never_emptied ON analysis_settable",
        ),
    ]

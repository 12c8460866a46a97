from django.db import migrations

from entraide.foundation.db.rls import STAFF_ONLY, RowLevelSecurity


class Migration(migrations.Migration):
    dependencies = [("db", "0001_walls"), ("audit", "0002_walls"), ("analysis", "0001_initial")]
    operations = [
        RowLevelSecurity("analysis_frozenset", read=STAFF_ONLY, write="false", insert=STAFF_ONLY),
        migrations.RunSQL(
            "CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON analysis_frozenset "
            "FOR EACH ROW EXECUTE FUNCTION entraide_never()",
            "DROP TRIGGER never_changes ON analysis_frozenset",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER never_emptied BEFORE TRUNCATE ON analysis_frozenset "
            "FOR EACH STATEMENT EXECUTE FUNCTION entraide_never()",
            "DROP TRIGGER never_emptied ON analysis_frozenset",
        ),
    ]

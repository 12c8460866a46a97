from django.db import migrations

from entraide.foundation.db.rls import STAFF_ONLY, RowLevelSecurity


class Migration(migrations.Migration):
    dependencies = [("db", "0001_walls"), ("audit", "0001_initial")]
    operations = [
        RowLevelSecurity("audit_entry", read=STAFF_ONLY, write="false", insert=STAFF_ONLY),
        migrations.RunSQL(
            """CREATE FUNCTION entraide_never() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME; END $$""",
            "DROP FUNCTION entraide_never()",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON audit_entry "
            "FOR EACH ROW EXECUTE FUNCTION entraide_never()",
            "DROP TRIGGER never_changes ON audit_entry",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_entry "
            "FOR EACH STATEMENT EXECUTE FUNCTION entraide_never()",
            "DROP TRIGGER never_emptied ON audit_entry",
        ),
    ]

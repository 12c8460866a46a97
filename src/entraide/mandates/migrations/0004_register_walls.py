from django.db import migrations

from entraide.foundation.db.rls import STAFF_ONLY, RowLevelSecurity

SHOWN = "EXISTS (SELECT 1 FROM mandates_mandate m WHERE m.id = mandate_id)"


class Migration(migrations.Migration):
    dependencies = [("db", "0001_walls"), ("mandates", "0003_register")]
    operations = [
        RowLevelSecurity(
            "mandates_relation",
            read=f"{SHOWN} AND (other_id IS NULL OR EXISTS (SELECT 1 FROM mandates_mandate o WHERE o.id = other_id))",
            write=STAFF_ONLY,
        ),
        RowLevelSecurity("mandates_assignment", read=STAFF_ONLY, write=STAFF_ONLY),
        RowLevelSecurity("mandates_case", read=STAFF_ONLY, write=STAFF_ONLY),
        migrations.RunSQL(
            "ALTER POLICY may_read ON mandates_evidence USING (entraide_staff() OR (validated_at IS NOT NULL AND withdrawn_at IS NULL))",
            "ALTER POLICY may_read ON mandates_evidence USING (entraide_staff() OR validated_at IS NOT NULL)",
        ),
    ]

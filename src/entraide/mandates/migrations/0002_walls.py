from django.db import migrations

from entraide.foundation.db.rls import STAFF_ONLY, RowLevelSecurity


class Migration(migrations.Migration):
    dependencies = [("db", "0001_walls"), ("mandates", "0001_initial")]
    operations = [
        RowLevelSecurity("mandates_mandate", read="entraide_staff() OR (life <> 'proposed' AND NOT proposal ? 'rejected_because')", write=STAFF_ONLY),
        RowLevelSecurity("mandates_addressee", read="EXISTS (SELECT 1 FROM mandates_mandate m WHERE m.id = mandate_id)", write=STAFF_ONLY),
        RowLevelSecurity("mandates_evidence", read="entraide_staff() OR validated_at IS NOT NULL", write=STAFF_ONLY),
    ]

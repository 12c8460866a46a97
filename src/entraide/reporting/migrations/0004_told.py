from django.db import migrations

from entraide.foundation.db.rls import STAFF_ONLY, ReplacedWall, RowLevelSecurity

WAS = "entraide_staff() OR state = 'issued'"


class Migration(migrations.Migration):
    dependencies = [("db", "0002_told"), ("reporting", "0003_counted")]
    operations = [
        ReplacedWall(
            "reporting_report",
            read="entraide_staff() OR (entraide_told() AND state = 'issued')",
            was=RowLevelSecurity("reporting_report", WAS, STAFF_ONLY),
        ),
    ]

from django.db import migrations

from entraide.foundation.db.rls import STAFF_ONLY, RowLevelSecurity


class Migration(migrations.Migration):
    dependencies = [("db", "0001_walls"), ("reporting", "0001_initial")]
    operations = [
        RowLevelSecurity("reporting_report", read="entraide_staff() OR state = 'issued'", write=STAFF_ONLY),
        RowLevelSecurity("reporting_livingfigure", read="EXISTS (SELECT 1 FROM reporting_report r WHERE r.id = report_id)", write=STAFF_ONLY),
        RowLevelSecurity("reporting_reportfile", read="EXISTS (SELECT 1 FROM reporting_report r WHERE r.id = report_id)", write=STAFF_ONLY),
    ]

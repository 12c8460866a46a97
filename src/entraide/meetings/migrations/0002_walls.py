from django.db import migrations

from entraide.foundation.db.rls import STAFF_ONLY, RowLevelSecurity


class Migration(migrations.Migration):
    dependencies = [("db", "0001_walls"), ("meetings", "0001_initial")]
    operations = [
        RowLevelSecurity("meetings_body", read="true", write=STAFF_ONLY),
        RowLevelSecurity("meetings_meeting", read="true", write=STAFF_ONLY),
        RowLevelSecurity("meetings_agendaitem", read="true", write=STAFF_ONLY),
        RowLevelSecurity("meetings_statement", read="true", write=STAFF_ONLY),
    ]

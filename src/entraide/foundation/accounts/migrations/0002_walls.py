from django.db import migrations

from entraide.foundation.db.rls import STAFF_ONLY, RowLevelSecurity


class Migration(migrations.Migration):
    dependencies = [("db", "0001_walls"), ("accounts", "0001_initial")]
    operations = [
        RowLevelSecurity("accounts_invitation", read=STAFF_ONLY, write=STAFF_ONLY),
    ]

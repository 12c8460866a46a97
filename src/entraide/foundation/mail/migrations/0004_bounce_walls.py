from django.db import migrations

from entraide.foundation.db.rls import STAFF_ONLY, RowLevelSecurity


class Migration(migrations.Migration):
    dependencies = [("db", "0002_told"), ("mail", "0003_bounces")]
    operations = [RowLevelSecurity("mail_bounce", read=STAFF_ONLY, write=STAFF_ONLY)]

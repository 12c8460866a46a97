from django.db import migrations

from entraide.foundation.db.rls import OWN_OR_STAFF, STAFF_ONLY, RowLevelSecurity


class Migration(migrations.Migration):
    dependencies = [("db", "0001_walls"), ("crypto", "0001_initial")]
    operations = [
        RowLevelSecurity("crypto_key", read=OWN_OR_STAFF, write=STAFF_ONLY),
    ]

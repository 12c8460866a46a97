from django.db import migrations

from entraide.foundation.db.rls import BY_AUDIENCE, OWN_OR_STAFF, RowLevelSecurity


class Migration(migrations.Migration):
    dependencies = [("db", "0001_walls"), ("files", "0001_initial")]
    operations = [
        RowLevelSecurity("files_storedfile", read=BY_AUDIENCE, write=OWN_OR_STAFF),
    ]

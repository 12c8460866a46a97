from django.db import migrations

from entraide.foundation.db.rls import BY_AUDIENCE, OWN_OR_STAFF, STAFF_ONLY, RowLevelSecurity


class Migration(migrations.Migration):
    dependencies = [("db", "0001_walls"), ("directory", "0001_initial")]
    operations = [
        RowLevelSecurity("directory_authority", read=BY_AUDIENCE, write=OWN_OR_STAFF),
        RowLevelSecurity("directory_designation", read="EXISTS (SELECT 1 FROM directory_authority a WHERE a.id = authority_id)", write=STAFF_ONLY),
        RowLevelSecurity("directory_contactpoint", read=BY_AUDIENCE, write=OWN_OR_STAFF),
    ]

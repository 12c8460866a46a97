from django.db import migrations

from entraide.foundation.db.rls import BY_AUDIENCE, OWN_OR_STAFF, STAFF_ONLY, ReplacedWall, RowLevelSecurity

# Persons: their own State, and the secretariat while a power session for them is open. What the secretariat does without one
# (letters, imports, replacements) is done by `persons.py` with the eyes of the system, which shows nobody.
WHILE_OPEN = (
    "CASE WHEN (SELECT entraide_staff()) THEN (SELECT entraide_wields('restricted_contacts'))"
    " ELSE entraide_admits(audience, entity) END"
)


class Migration(migrations.Migration):
    dependencies = [("directory", "0030_batches"), ("directory", "0020_sought"), ("accounts", "0004_doors")]
    operations = [
        ReplacedWall(
            "directory_contactpoint",
            read=WHILE_OPEN,
            write=OWN_OR_STAFF,
            insert=STAFF_ONLY,
            was=RowLevelSecurity("directory_contactpoint", read=BY_AUDIENCE, write=OWN_OR_STAFF, insert=STAFF_ONLY),
        ),
    ]

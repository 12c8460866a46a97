from django.db import migrations

from entraide.foundation.db.rls import BY_AUDIENCE, STAFF_ONLY, RowLevelSecurity
from entraide.reference.domain.entities import entities


def organisations_speak_as_such(apps, schema_editor):
    """Statements recorded before there were capacities."""
    codes = [each.code for each in entities("organisation")]
    schema_editor.execute("SELECT set_config('entraide.clearance', 'staff', true)")
    schema_editor.execute("UPDATE meetings_statement SET capacity = 'organisation' WHERE entity = ANY(%s)", [codes])
    schema_editor.execute("SELECT set_config('entraide.clearance', '', true)")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_programme")]
    operations = [
        RowLevelSecurity("meetings_sitting", read="true", write=STAFF_ONLY),
        RowLevelSecurity("meetings_officer", read="true", write=STAFF_ONLY),
        RowLevelSecurity("meetings_attendance", read=BY_AUDIENCE, write=STAFF_ONLY),
        migrations.RunPython(organisations_speak_as_such, migrations.RunPython.noop),
    ]

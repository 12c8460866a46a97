from django.db import migrations

from entraide.foundation.db.rls import STAFF_ONLY, TOLD, ReplacedWall, RowLevelSecurity

TABLES = ("body", "meeting", "agendaitem", "statement", "sitting", "officer")


class Migration(migrations.Migration):
    dependencies = [("db", "0002_told"), ("meetings", "0004_programme_walls")]
    operations = [
        ReplacedWall(f"meetings_{table}", read=TOLD, was=RowLevelSecurity(f"meetings_{table}", "true", STAFF_ONLY))
        for table in TABLES
    ]

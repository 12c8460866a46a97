from django.db import migrations

from entraide.foundation.db.rls import STAFF_ONLY, TOLD, ReplacedWall, RowLevelSecurity

TABLES = ("questionnaire", "questionnaireversion", "round_paragraphs")


class Migration(migrations.Migration):
    dependencies = [("db", "0002_told"), ("collection", "0002_walls")]
    operations = [
        ReplacedWall(f"collection_{table}", read=TOLD, was=RowLevelSecurity(f"collection_{table}", "true", STAFF_ONLY))
        for table in TABLES
    ]

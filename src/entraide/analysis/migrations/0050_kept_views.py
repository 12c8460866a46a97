from django.db import migrations, models

from entraide.foundation.db.rls import RowLevelSecurity

OWN = "entraide_told() AND person::text = entraide_person()"
READ = f"({OWN}) OR (entraide_staff() AND shared) OR (entraide_staff() AND entraide_person() = '')"


class Migration(migrations.Migration):
    dependencies = [("db", "0002_told"), ("analysis", "0041_coding_walls")]
    operations = [
        migrations.CreateModel(
            name="KeptView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.BigIntegerField()),
                ("name", models.CharField(max_length=160)),
                ("asked", models.JSONField(default=list)),
                ("shared", models.BooleanField(default=False)),
                ("kept_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "frozen_set",
                    models.ForeignKey(on_delete=models.PROTECT, related_name="views", to="analysis.frozenset"),
                ),
            ],
            options={"db_table": "analysis_keptview", "ordering": ["-kept_at", "-id"]},
        ),
        RowLevelSecurity("analysis_keptview", read=READ, write=OWN),
    ]

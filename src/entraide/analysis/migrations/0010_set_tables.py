import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_initial"),
        ("analysis", "0002_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="SetTable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("file", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile")),
                ("frozen_set", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tables", to="analysis.frozenset")),
            ],
            options={"db_table": "analysis_settable", "ordering": ["frozen_set_id", "name", "part"]},
        ),
        migrations.AddConstraint(
            model_name="settable",
            constraint=models.UniqueConstraint(fields=("frozen_set", "name", "part"), name="one_such_table"),
        ),
        migrations.CreateModel(
            name="SetOpening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("audience", models.CharField(max_length=12)),
                ("entity", models.CharField(blank=True, default="", max_length=12)),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.BigIntegerField(blank=True, null=True)),
                ("frozen_set", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="opening", to="analysis.frozenset")),
            ],
            options={"db_table": "analysis_setopening"},
        ),
    ]

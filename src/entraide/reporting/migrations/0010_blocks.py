import django.db.models.deletion
from django.db import migrations, models

from entraide.foundation.db.rls import STAFF_ONLY, NarrowedWall, RowLevelSecurity

DRAFT = "EXISTS (SELECT 1 FROM reporting_report r WHERE r.id = report_id AND r.state = 'draft')"
ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
WHO = [("by", models.BigIntegerField(blank=True, null=True)), ("name", models.CharField(default="", max_length=200))]


def _of(name):
    return (
        "report",
        models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name=name, to="reporting.report"),
    )


class Migration(migrations.Migration):
    """Blocks, changes, comments and clearances are the secretariat's; of an issued report they never change."""

    dependencies = [("reporting", "0004_told")]
    operations = [
        migrations.AddField("report", "basis", models.JSONField(default=dict)),
        migrations.CreateModel(
            name="Composition",
            fields=[
                ID,
                ("structure", models.JSONField(default=dict)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField()),
                ("saved_by", models.BigIntegerField(blank=True, null=True)),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="composition", to="reporting.report"
                    ),
                ),
            ],
            options={"db_table": "reporting_composition"},
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ID,
                ("revision", models.PositiveIntegerField()),
                ("verb", models.CharField(max_length=16)),
                ("block", models.CharField(default="", max_length=12)),
                ("language", models.CharField(default="", max_length=2)),
                ("patch", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                *WHO,
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                _of("changes"),
            ],
            options={"db_table": "reporting_change", "ordering": ["-revision"]},
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ID,
                ("block", models.CharField(max_length=12)),
                ("text", models.TextField()),
                ("state", models.CharField(default="open", max_length=12)),
                ("at", models.DateTimeField()),
                *WHO,
                _of("remarks"),
                (
                    "thread",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="answers",
                        to="reporting.remark",
                    ),
                ),
            ],
            options={"db_table": "reporting_remark", "ordering": ["id"]},
        ),
        migrations.CreateModel(
            name="Clearance",
            fields=[
                ID,
                ("revision", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                *WHO,
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                _of("clearances"),
            ],
            options={"db_table": "reporting_clearance", "ordering": ["-id"]},
        ),
        migrations.AddConstraint(
            "change", models.UniqueConstraint(fields=("report", "revision"), name="one_change_a_revision")
        ),
        RowLevelSecurity("reporting_composition", read=STAFF_ONLY),
        RowLevelSecurity("reporting_change", read=STAFF_ONLY),
        RowLevelSecurity("reporting_remark", read=STAFF_ONLY),
        RowLevelSecurity("reporting_clearance", read=STAFF_ONLY),
        NarrowedWall("reporting_composition", "of_a_draft", write=DRAFT),
        NarrowedWall("reporting_change", "of_a_draft", write=DRAFT),
        NarrowedWall("reporting_remark", "of_a_draft", write=DRAFT),
        NarrowedWall("reporting_clearance", "of_a_draft", write=DRAFT),
    ]

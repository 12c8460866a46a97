import django.db.models.deletion
from django.db import migrations, models

from entraide.foundation.db.rls import STAFF_ONLY, RowLevelSecurity

# The tables' owner is held by the walls too: it moves the rows with the secretariat's eyes.
MOVE = """
SET CONSTRAINTS ALL IMMEDIATE;
SELECT set_config('entraide.clearance', 'staff', true);
INSERT INTO reporting_counted (figure_id, submissions, audience) SELECT id, submissions, audience FROM reporting_livingfigure;
UPDATE reporting_livingfigure SET replies = jsonb_array_length(submissions);
SELECT set_config('entraide.clearance', '', true);
"""


class Migration(migrations.Migration):
    """The submissions counted stand apart from the figure: a row of a table is read whole or not at all."""

    dependencies = [("reporting", "0002_walls")]
    operations = [
        migrations.CreateModel(
            name="Counted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("submissions", models.JSONField(default=list)),
                ("audience", models.CharField(max_length=12)),
                (
                    "figure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="counted", to="reporting.livingfigure"
                    ),
                ),
            ],
            options={"db_table": "reporting_counted"},
        ),
        migrations.AddField("livingfigure", "replies", models.PositiveIntegerField(default=0)),
        RowLevelSecurity(
            "reporting_counted",
            read="EXISTS (SELECT 1 FROM reporting_livingfigure f WHERE f.id = figure_id) AND entraide_admits(audience, '')",
            write=STAFF_ONLY,
        ),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.RemoveField("livingfigure", "submissions"),
    ]

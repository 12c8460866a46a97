"""An issued report is a record: the walls let nobody change its figures, its files or itself."""

from django.db import migrations

from entraide.foundation.db.rls import NarrowedWall

DRAFT = "EXISTS (SELECT 1 FROM reporting_report r WHERE r.id = report_id AND r.state = 'draft')"
OF_A_FIGURE = (
    "EXISTS (SELECT 1 FROM reporting_livingfigure f JOIN reporting_report r ON r.id = f.report_id "
    "WHERE f.id = figure_id AND r.state = 'draft')"
)
# The row that is changed must be a draft; what it becomes may be issued.
ITSELF = [
    "CREATE POLICY issued_stands_update ON reporting_report AS RESTRICTIVE FOR UPDATE "
    "USING (state = 'draft') WITH CHECK (state IN ('draft', 'issued'))",
    "CREATE POLICY issued_stands_delete ON reporting_report AS RESTRICTIVE FOR DELETE USING (state = 'draft')",
]
BACK = [f"DROP POLICY issued_stands_{deed} ON reporting_report" for deed in ("update", "delete")]


class Migration(migrations.Migration):
    dependencies = [("db", "0002_told"), ("reporting", "0010_blocks")]
    operations = [
        NarrowedWall("reporting_livingfigure", "of_a_draft", write=DRAFT),
        NarrowedWall("reporting_reportfile", "of_a_draft", write=DRAFT),
        NarrowedWall("reporting_counted", "of_a_draft", write=OF_A_FIGURE),
        migrations.RunSQL(ITSELF, BACK),
    ]

"""What a coding confirmed of what was proposed; the part of a passage that is quoted; whom a set's words are opened to."""

from django.db import migrations, models

from entraide.foundation.db.rls import STAFF_ONLY, ReplacedWall, RowLevelSecurity

SOME_PASSAGE = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM analysis_passage p WHERE p.submission = ANY (submissions))"
FIRST = RowLevelSecurity("analysis_passageset", read=SOME_PASSAGE, write="false", insert=STAFF_ONLY)
# The subquery looks through the wall of openings: whom the figures were not opened to does not know that there are words.
OPENED = (
    f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM analysis_setopening o WHERE o.frozen_set_id = analysis_passageset.frozen_set_id)"
)


class Migration(migrations.Migration):
    dependencies = [("analysis", "0050_kept_views")]
    operations = [
        migrations.AddField("coding", "proposed", models.JSONField(blank=True, default=dict)),
        migrations.AddField("quotation", "begins", models.PositiveIntegerField(default=0)),
        migrations.AddField("quotation", "ends", models.PositiveIntegerField(default=0)),
        migrations.AddConstraint(
            "quotation",
            models.CheckConstraint(
                name="part_of_a_passage",
                condition=models.Q(begins=0, ends=0) | models.Q(begins__lt=models.F("ends")),
            ),
        ),
        ReplacedWall("analysis_passageset", OPENED, FIRST),
    ]

from django.db import migrations, models

FILL = """
DO $fill$ BEGIN
    PERFORM set_config('entraide.clearance', 'staff', true);
    UPDATE mandates_mandate m SET first_action_on = f.day FROM (
        SELECT mandate_id, min(coalesce(happened_on, (submitted_at AT TIME ZONE 'UTC')::date)) AS day
        FROM mandates_evidence WHERE validated_at IS NOT NULL AND withdrawn_at IS NULL GROUP BY mandate_id
    ) f WHERE f.mandate_id = m.id AND m.first_action_on IS NULL;
    PERFORM set_config('entraide.clearance', '', true);
END $fill$
"""
"""What was validated before there was a day of the first action has one now."""


class Migration(migrations.Migration):
    dependencies = [("mandates", "0006_register_index")]
    operations = [
        migrations.AddField(model_name="case", name="turn", field=models.UUIDField(blank=True, null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]

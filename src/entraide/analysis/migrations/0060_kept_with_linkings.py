from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("analysis", "0042_proposals_and_parts")]
    operations = [
        migrations.AddField("linkrun", "people", models.JSONField(default=list)),
        migrations.AddField("linkrun", "unknown", models.JSONField(default=list)),
    ]

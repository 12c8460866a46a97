from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("analysis", "0050_kept_views")]
    operations = [
        migrations.AddField("linkrun", "people", models.JSONField(default=list)),
        migrations.AddField("linkrun", "unknown", models.JSONField(default=list)),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0041_bounced_persons")]
    operations = [
        migrations.AddField("designation", "effect", models.CharField(default="designation", max_length=16)),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0040_persons_behind_a_power")]
    operations = [
        migrations.AddField("contactpoint", "bounced_at", models.DateTimeField(blank=True, null=True)),
    ]

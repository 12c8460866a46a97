from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mandates", "0006_register_index")]
    operations = [
        migrations.AddField(model_name="case", name="turn", field=models.UUIDField(blank=True, null=True)),
    ]

import django.db.models.deletion
from django.db import migrations, models

from entraide.foundation.db.rls import STAFF_ONLY, RowLevelSecurity


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0005_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('turn', models.PositiveIntegerField()),
                ('place', models.CharField(max_length=60)),
                ('step', models.CharField(default='set', max_length=12)),
                ('before', models.JSONField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.BigIntegerField(null=True)),
                ('reading', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='documents.reading')),
            ],
            options={
                'db_table': 'documents_correction',
                'ordering': ['reading_id', 'turn'],
            },
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.UniqueConstraint(fields=('reading', 'turn'), name='one_turn_a_correction'),
        ),
        RowLevelSecurity('documents_correction', read=STAFF_ONLY, write=STAFF_ONLY),
    ]

import django.db.models.deletion
from django.db import migrations, models

from entraide.foundation.db.rls import RowLevelSecurity

# An export is of the person who asked for it; the system (staff without a person) makes and throws away.
MINE = "entraide_told() AND (person::text = entraide_person() OR (entraide_staff() AND entraide_person() = ''))"


class Migration(migrations.Migration):

    dependencies = [
        ('collection', '0031_walls_between_experts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.BigIntegerField(blank=True, null=True)),
                ('entity', models.CharField(blank=True, max_length=12)),
                ('wanted', models.JSONField(default=dict)),
                ('chosen', models.JSONField(default=dict)),
                ('state', models.CharField(default='waiting', max_length=12)),
                ('replies', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('rows', models.JSONField(default=dict)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('media_type', models.CharField(blank=True, max_length=120)),
                ('size', models.BigIntegerField(default=0)),
                ('asked_at', models.DateTimeField()),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exports', to='collection.round')),
            ],
            options={
                'db_table': 'collection_export',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='ExportPiece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.BigIntegerField(blank=True, null=True)),
                ('position', models.PositiveIntegerField()),
                ('content', models.BinaryField()),
                ('export', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pieces', to='collection.export')),
            ],
            options={
                'db_table': 'collection_exportpiece',
                'ordering': ['export_id', 'position'],
                'constraints': [models.UniqueConstraint(fields=('export', 'position'), name='one_piece_a_position')],
            },
        ),
        RowLevelSecurity('collection_export', read=MINE, write=MINE),
        RowLevelSecurity('collection_exportpiece', read=MINE, write=MINE),
    ]

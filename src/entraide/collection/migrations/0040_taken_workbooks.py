import django.db.models.deletion
from django.db import migrations, models

from entraide.foundation.db.rls import RowLevelSecurity

# What stood in a draft before: for whoever brought the workbook, and nobody else of the State either.
MINE = "entity = entraide_entity() AND taken_by::text = entraide_person()"


class Migration(migrations.Migration):

    dependencies = [
        ('collection', '0070_exports'),
    ]

    operations = [
        migrations.CreateModel(
            name='TakenWorkbook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entity', models.CharField(max_length=12)),
                ('batch', models.UUIDField()),
                ('section', models.CharField(blank=True, max_length=60)),
                ('name', models.CharField(max_length=200)),
                ('language', models.CharField(max_length=2)),
                ('cells', models.JSONField()),
                ('taken_at', models.DateTimeField()),
                ('taken_by', models.BigIntegerField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('reply', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='workbooks', to='collection.reply')),
            ],
            options={
                'db_table': 'collection_takenworkbook',
                'ordering': ['-taken_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('batch', 'section'), name='one_section_a_workbook')],
            },
        ),
        RowLevelSecurity("collection_takenworkbook", read=MINE, write=MINE),
    ]

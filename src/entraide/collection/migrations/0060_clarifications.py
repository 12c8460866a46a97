import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('collection', '0010_drafts_and_files'),
        ('files', '0003_in_pieces'),
    ]

    operations = [
        migrations.CreateModel(
            name='Thread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entity', models.CharField(max_length=12)),
                ('kind', models.CharField(max_length=12)),
                ('asker', models.CharField(max_length=12)),
                ('path', models.CharField(blank=True, max_length=200)),
                ('section', models.CharField(blank=True, max_length=60)),
                ('asked_path', models.CharField(blank=True, max_length=200)),
                ('asked_cell', models.JSONField(default=dict)),
                ('state', models.CharField(default='open', max_length=12)),
                ('due', models.DateField(blank=True, null=True)),
                ('opened_at', models.DateTimeField()),
                ('opened_by', models.BigIntegerField(blank=True, null=True)),
                ('moved_at', models.DateTimeField()),
                ('told_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'collection_thread',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ThreadMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entity', models.CharField(max_length=12)),
                ('kind', models.CharField(max_length=12)),
                ('side', models.CharField(max_length=12)),
                ('move', models.CharField(max_length=12)),
                ('text', models.TextField(blank=True)),
                ('corrects', models.BooleanField(default=False)),
                ('before', models.JSONField(blank=True, null=True)),
                ('after', models.JSONField(blank=True, null=True)),
                ('said_at', models.DateTimeField()),
                ('said_by', models.BigIntegerField(blank=True, null=True)),
            ],
            options={
                'db_table': 'collection_threadmessage',
                'ordering': ['id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='asked_back_with_reason',
        ),
        migrations.AddField(
            model_name='decision',
            name='letter',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile'),
        ),
        migrations.AddField(
            model_name='decision',
            name='letter_date',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='decision',
            name='letter_reference',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='decision',
            name='threads',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name='submission',
            name='letter_date',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='submission',
            name='letter_reference',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['accepted', 'undone', 'confirmed']), models.Q(('reason', ''), _negated=True), _connector='OR'), name='asked_back_with_reason'),
        ),
        migrations.AddField(
            model_name='thread',
            name='reply',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='threads', to='collection.reply'),
        ),
        migrations.AddField(
            model_name='thread',
            name='submission',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='threads', to='collection.submission'),
        ),
        migrations.AddField(
            model_name='threadmessage',
            name='submission',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='collection.submission'),
        ),
        migrations.AddField(
            model_name='threadmessage',
            name='thread',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='collection.thread'),
        ),
        migrations.AddIndex(
            model_name='thread',
            index=models.Index(fields=['reply', 'state'], name='thread_of_reply'),
        ),
        migrations.AddConstraint(
            model_name='thread',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('asker__in', ['secretariat', 'state']), ('kind', 'official')), models.Q(('asker', 'secretariat'), ('kind', 'internal')), models.Q(('asker', 'state'), ('kind', 'national')), _connector='OR'), name='asked_by_its_side'),
        ),
    ]

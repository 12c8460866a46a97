import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from entraide.foundation.db.rls import STAFF_ONLY, RowLevelSecurity

# A form's files stand behind the form's own wall: the secretariat's, and of those who were asked in a round of it.
ASKED = "entraide_staff() OR EXISTS (SELECT 1 FROM collection_round r WHERE r.version_id = collection_formmedia.version_id)"
# A file is its keeper's until it is sent; then it is read by both and changed by nobody.
OWN = "entity = entraide_entity()"
KEPT = f"({OWN} AND keeper = 'state') OR (entraide_staff() AND keeper = 'secretariat')"
SEEN = f"{KEPT} OR (sent_at IS NOT NULL AND ({OWN} OR entraide_staff()))"


def never(table: str, name: str, when: str = "") -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {when} EXECUTE FUNCTION entraide_never()",
        f"DROP TRIGGER {name} ON {table}",
    )


class Migration(migrations.Migration):

    dependencies = [
        ('collection', '0004_rounds_that_remember'),
        ('files', '0003_in_pieces'),
    ]

    operations = [
        migrations.CreateModel(
            name='QuestionnaireDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(default='open', max_length=12)),
                ('version', models.CharField(max_length=40)),
                ('title', models.JSONField(default=dict)),
                ('xform', models.TextField()),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), default=list, size=None)),
                ('changes', models.JSONField(default=list)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.BigIntegerField(blank=True, null=True)),
                ('previous', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='collection.questionnaireversion')),
                ('published', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='collection.questionnaireversion')),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='collection.questionnaire')),
                ('xlsform', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
            ],
            options={
                'db_table': 'collection_questionnairedraft',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='FormMedia',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('media_type', models.CharField(max_length=60)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('md5', models.CharField(max_length=32)),
                ('content', models.BinaryField()),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='media', to='collection.questionnaireversion')),
                ('draft', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='media', to='collection.questionnairedraft')),
            ],
            options={
                'db_table': 'collection_formmedia',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='AnswerFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entity', models.CharField(max_length=12)),
                ('keeper', models.CharField(default='state', max_length=12)),
                ('section', models.CharField(blank=True, max_length=60)),
                ('name', models.CharField(max_length=120)),
                ('media_type', models.CharField(max_length=80)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('content', models.BinaryField()),
                ('uploaded_at', models.DateTimeField()),
                ('uploaded_by', models.BigIntegerField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('reply', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='collection.reply')),
            ],
            options={
                'db_table': 'collection_answerfile',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('reply', 'name'), name='one_such_file_in_a_reply')],
            },
        ),
        migrations.AddConstraint(
            model_name='questionnairedraft',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('questionnaire',), name='one_open_draft'),
        ),
        migrations.AddConstraint(
            model_name='questionnairedraft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published__isnull', False), ('state', 'published')), models.Q(models.Q(('state', 'published'), _negated=True), ('published__isnull', True)), _connector='OR'), name='published_when_published'),
        ),
        migrations.AddConstraint(
            model_name='formmedia',
            constraint=models.UniqueConstraint(fields=('draft', 'name'), name='one_such_file_in_a_draft'),
        ),
        migrations.AddConstraint(
            model_name='formmedia',
            constraint=models.UniqueConstraint(fields=('version', 'name'), name='one_such_file_in_a_version'),
        ),
        migrations.AddConstraint(
            model_name='formmedia',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('draft__isnull', False), ('version__isnull', True)), models.Q(('draft__isnull', True), ('version__isnull', False)), _connector='OR'), name='of_a_draft_or_a_version'),
        ),
        RowLevelSecurity("collection_questionnairedraft", read=STAFF_ONLY),
        RowLevelSecurity("collection_formmedia", read=ASKED),
        RowLevelSecurity("collection_answerfile", read=SEEN, write=KEPT),
        never("collection_questionnaireversion", "never_changes"),
        never("collection_formmedia", "never_changes", "WHEN (OLD.version_id IS NOT NULL)"),
        never("collection_answerfile", "never_changes", "WHEN (OLD.sent_at IS NOT NULL)"),
    ]

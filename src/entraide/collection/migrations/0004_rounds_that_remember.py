import django.contrib.postgres.fields
import django.db.models.deletion
import entraide.collection.domain.reminding
from django.db import migrations, models

from entraide.foundation.db.rls import OWN_OR_STAFF, ReplacedWall, RowLevelSecurity

OWN = "entity = entraide_entity()"
# A State's draft is its own; what the secretariat enters on its behalf is a draft of the secretariat's.
KEPT = f"({OWN} AND keeper = 'state') OR (entraide_staff() AND keeper = 'secretariat')"
# From a letter the secretariat may send for a State; otherwise only the State itself.
SENT = f"{OWN} OR (entraide_staff() AND letter_id IS NOT NULL)"


class Migration(migrations.Migration):

    dependencies = [
        ('collection', '0003_told'),
        ('files', '0003_in_pieces'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='draftcell',
            name='one_cell_a_path',
        ),
        migrations.AddField(
            model_name='draftcell',
            name='keeper',
            field=models.CharField(default='state', max_length=12),
        ),
        migrations.AddField(
            model_name='draftcell',
            name='section',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='questionnaireversion',
            name='changes',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='questionnaireversion',
            name='identities',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='questionnaireversion',
            name='previous',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='following', to='collection.questionnaireversion'),
        ),
        migrations.AddField(
            model_name='reply',
            name='late_until',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='reply',
            name='note_verbale',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='round',
            name='audience',
            field=models.CharField(default='secretariat', max_length=12),
        ),
        migrations.AddField(
            model_name='round',
            name='grace_days',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='round',
            name='opens_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='round',
            name='previous',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='following', to='collection.round'),
        ),
        migrations.AddField(
            model_name='round',
            name='reminders',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), default=entraide.collection.domain.reminding.reminder_days, size=None),
        ),
        migrations.AddField(
            model_name='submission',
            name='letter',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile'),
        ),
        migrations.AddConstraint(
            model_name='draftcell',
            constraint=models.UniqueConstraint(fields=('reply', 'keeper', 'path'), name='one_cell_a_path'),
        ),
        ReplacedWall("collection_draftcell", read=KEPT, write=KEPT, was=RowLevelSecurity("collection_draftcell", read=OWN, write=OWN)),
        ReplacedWall("collection_submission", read=OWN_OR_STAFF, insert=SENT, was=RowLevelSecurity("collection_submission", read=OWN_OR_STAFF, write="false", insert=OWN)),
    ]

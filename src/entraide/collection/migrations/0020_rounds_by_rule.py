import django.db.models.deletion
from django.db import migrations, models

from entraide.foundation.db.rls import OWN_OR_STAFF, STAFF_ONLY, RowLevelSecurity

# Of a change that concerns everybody, those learn who were asked; of one that concerns a State, that State.
TOLD_OF = (
    "entraide_staff() OR entity = entraide_entity() OR (entity = '' AND EXISTS"
    " (SELECT 1 FROM collection_reply r WHERE r.round_id = collection_roundchange.round_id))"
)


class Migration(migrations.Migration):
    dependencies = [("collection", "0040_taken_workbooks")]
    operations = [
        migrations.AddField("round", "note_verbale_on", models.DateField(blank=True, null=True)),
        migrations.AddField("reply", "state_at_close", models.CharField(blank=True, default="", max_length=16), preserve_default=False),
        migrations.AddField("reply", "snoozed_until", models.DateField(blank=True, null=True)),
        migrations.AddField("reply", "sharing", models.JSONField(default=dict)),
        migrations.AddField("reply", "started_at", models.DateTimeField(blank=True, null=True)),
        migrations.CreateModel(
            name="RoundChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entity", models.CharField(blank=True, max_length=12)),
                ("kind", models.CharField(max_length=16)),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                ("reason", models.TextField(blank=True)),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.BigIntegerField(blank=True, null=True)),
                ("round", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="collection.round")),
            ],
            options={"db_table": "collection_roundchange", "ordering": ["-id"]},
        ),
        migrations.CreateModel(
            name="Inviting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("function", models.CharField(blank=True, max_length=40)),
                ("chosen", models.JSONField(default=list)),
                ("done", models.PositiveIntegerField(default=0)),
                ("passed_over", models.JSONField(default=list)),
                ("started_at", models.DateTimeField()),
                ("started_by", models.BigIntegerField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("round", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="invitings", to="collection.round")),
            ],
            options={"db_table": "collection_inviting", "ordering": ["-id"]},
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entity", models.CharField(max_length=12)),
                ("deadline", models.DateField()),
                ("days", models.SmallIntegerField()),
                ("questions", models.PositiveIntegerField(default=0)),
                ("sent_at", models.DateTimeField()),
                ("reply", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="collection.reply")),
            ],
            options={"db_table": "collection_reminder", "ordering": ["id"]},
        ),
        migrations.AddConstraint("reminder", models.UniqueConstraint(fields=("reply", "deadline", "days"), name="reminded_once")),
        RowLevelSecurity("collection_roundchange", read=TOLD_OF, write="false", insert=STAFF_ONLY),
        RowLevelSecurity("collection_inviting", read=STAFF_ONLY, write=STAFF_ONLY),
        RowLevelSecurity("collection_reminder", read=OWN_OR_STAFF, write=STAFF_ONLY),
        migrations.RunSQL(
            "CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON collection_roundchange "
            "FOR EACH ROW EXECUTE FUNCTION entraide_never()",
            "DROP TRIGGER never_changes ON collection_roundchange",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER never_emptied BEFORE TRUNCATE ON collection_roundchange "
            "FOR EACH STATEMENT EXECUTE FUNCTION entraide_never()",
            "DROP TRIGGER never_emptied ON collection_roundchange",
        ),
    ]

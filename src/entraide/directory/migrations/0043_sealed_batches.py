import base64
import json
import uuid

from django.db import migrations, models

from entraide.foundation.crypto.fields import SealedField, seal

TABLE = "directory_batch"


def seal_tables(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT set_config('entraide.clearance', 'staff', true)")
        cursor.execute(f"SELECT id, plain_content, plain_plan::text FROM {TABLE}")
        for number, content, plan in cursor.fetchall():
            guid = uuid.uuid4()
            texts = {"content": base64.b64encode(bytes(content)).decode(), "plan": json.dumps(json.loads(plan), ensure_ascii=False)}
            empty = {"content": not content, "plan": not json.loads(plan)}
            sealed = [None if empty[name] else seal("", TABLE, str(guid), name, text) for name, text in texts.items()]
            cursor.execute(f"UPDATE {TABLE} SET guid = %s, content = %s, plan = %s WHERE id = %s", [guid, *sealed, number])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("directory", "0042_acts_and_what_they_did"), ("crypto", "0002_walls")]
    operations = [
        migrations.AddField("batch", "guid", models.UUIDField(default=uuid.uuid4, editable=False, null=True)),
        migrations.AddField("batch", "entity", models.CharField(blank=True, default="", editable=False, max_length=12)),
        migrations.RenameField("batch", "content", "plain_content"),
        migrations.AddField("batch", "content", SealedField(blank=True, null=True)),
        migrations.RenameField("batch", "plan", "plain_plan"),
        migrations.AddField("batch", "plan", SealedField(blank=True, null=True)),
        migrations.RunPython(seal_tables, migrations.RunPython.noop),
        migrations.AlterField("batch", "guid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
        migrations.RemoveField("batch", "plain_content"),
        migrations.RemoveField("batch", "plain_plan"),
    ]

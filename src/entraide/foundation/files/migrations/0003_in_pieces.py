from django.db import migrations


class Migration(migrations.Migration):
    """Bytes stand uncompressed from now on: a piece of a large file is then read without the rest of it."""

    dependencies = [("files", "0002_walls")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE files_storedfile ALTER COLUMN content SET STORAGE EXTERNAL",
            "ALTER TABLE files_storedfile ALTER COLUMN content SET STORAGE EXTENDED",
        ),
    ]

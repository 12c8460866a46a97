from django.db import migrations

from entraide.foundation.db.rls import STAFF_ONLY, RowLevelSecurity

OF_DOCUMENT = "EXISTS (SELECT 1 FROM documents_document d WHERE d.id = document_id)"


class Migration(migrations.Migration):
    dependencies = [("db", "0001_walls"), ("documents", "0003_editions")]
    operations = [
        RowLevelSecurity("documents_edition", read=OF_DOCUMENT, write=STAFF_ONLY),
        RowLevelSecurity("documents_passage", read=OF_DOCUMENT, write=STAFF_ONLY, forced=False),
    ]

from django.db import migrations

from entraide.foundation.db.rls import BY_AUDIENCE, STAFF_ONLY, RowLevelSecurity


class Migration(migrations.Migration):
    dependencies = [("db", "0001_walls"), ("documents", "0001_initial")]
    operations = [
        RowLevelSecurity("documents_reading", read=STAFF_ONLY, write=STAFF_ONLY),
        RowLevelSecurity("documents_document", read=BY_AUDIENCE, write=STAFF_ONLY),
        RowLevelSecurity("documents_version", read="EXISTS (SELECT 1 FROM documents_document d WHERE d.id = document_id)", write=STAFF_ONLY),
        RowLevelSecurity("documents_paragraph", read="EXISTS (SELECT 1 FROM documents_document d WHERE d.id = document_id)", write=STAFF_ONLY),
    ]

from django.db import migrations

from entraide.foundation.db.rls import OWN_OR_STAFF, STAFF_ONLY, RowLevelSecurity


class Migration(migrations.Migration):
    dependencies = [("db", "0001_walls"), ("audit", "0002_walls"), ("collection", "0001_initial")]
    operations = [
        RowLevelSecurity("collection_questionnaire", read="true", write=STAFF_ONLY),
        RowLevelSecurity("collection_questionnaireversion", read="true", write=STAFF_ONLY),
        RowLevelSecurity("collection_round", read="entraide_staff() OR EXISTS (SELECT 1 FROM collection_reply r WHERE r.round_id = collection_round.id)", write=STAFF_ONLY),
        RowLevelSecurity("collection_round_paragraphs", read="true", write=STAFF_ONLY),
        RowLevelSecurity("collection_reply", read=OWN_OR_STAFF, write=OWN_OR_STAFF, insert=STAFF_ONLY),
        RowLevelSecurity("collection_draftcell", read="entity = entraide_entity()", write="entity = entraide_entity()"),
        RowLevelSecurity("collection_submission", read=OWN_OR_STAFF, write="false", insert="entity = entraide_entity()"),
        RowLevelSecurity("collection_decision", read=OWN_OR_STAFF, write="false", insert=STAFF_ONLY),
        migrations.RunSQL(
            "CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON collection_submission "
            "FOR EACH ROW EXECUTE FUNCTION entraide_never()",
            "DROP TRIGGER never_changes ON collection_submission",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER never_emptied BEFORE TRUNCATE ON collection_submission "
            "FOR EACH STATEMENT EXECUTE FUNCTION entraide_never()",
            "DROP TRIGGER never_emptied ON collection_submission",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON collection_decision "
            "FOR EACH ROW EXECUTE FUNCTION entraide_never()",
            "DROP TRIGGER never_changes ON collection_decision",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER never_emptied BEFORE TRUNCATE ON collection_decision "
            "FOR EACH STATEMENT EXECUTE FUNCTION entraide_never()",
            "DROP TRIGGER never_emptied ON collection_decision",
        ),
    ]

from django.db import migrations

from entraide.foundation.db.rls import OWN_OR_STAFF, STAFF_ONLY, ReplacedWall, RowLevelSecurity

STAFF, OWN = "entraide_staff()", "(entity = entraide_entity() AND NOT entraide_staff())"
# Official: secretariat and State. Internal: the secretariat. National: the State, and nobody else, the secretariat least.
INSIDE = f"CASE kind WHEN 'official' THEN {STAFF} OR {OWN} WHEN 'internal' THEN {STAFF} WHEN 'national' THEN {OWN} ELSE false END"
ASKED = f"({INSIDE}) AND CASE asker WHEN 'secretariat' THEN {STAFF} WHEN 'state' THEN {OWN} ELSE false END"
SAID = (
    f"({INSIDE}) AND CASE side WHEN 'secretariat' THEN {STAFF} WHEN 'state' THEN {OWN} ELSE false END"
    " AND EXISTS (SELECT 1 FROM collection_thread t WHERE t.id = collection_threadmessage.thread_id"
    " AND t.kind = collection_threadmessage.kind AND t.entity = collection_threadmessage.entity)"
)
# The secretariat decides; a State withdraws, reinstates and confirms what is its own, the secretariat only from its letter.
DECIDED = (
    f"({STAFF} AND (verdict IN ('accepted', 'asked_back', 'undone')"
    " OR (verdict IN ('withdrawn', 'reinstated') AND letter_id IS NOT NULL)))"
    f" OR ({OWN} AND verdict IN ('withdrawn', 'reinstated', 'confirmed'))"
)


def never(table, name, event, each):
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION entraide_never()",
        f"DROP TRIGGER {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("db", "0002_told"), ("audit", "0002_walls"), ("collection", "0060_clarifications")]
    operations = [
        RowLevelSecurity("collection_thread", read=INSIDE, write=INSIDE, insert=ASKED),
        RowLevelSecurity("collection_threadmessage", read=INSIDE, write="false", insert=SAID),
        never("collection_threadmessage", "never_changes", "UPDATE OR DELETE", "ROW"),
        never("collection_threadmessage", "never_emptied", "TRUNCATE", "STATEMENT"),
        ReplacedWall(
            "collection_decision", read=OWN_OR_STAFF, insert=DECIDED,
            was=RowLevelSecurity("collection_decision", read=OWN_OR_STAFF, write="false", insert=STAFF_ONLY),
        ),
    ]

from django.db import migrations

from entraide.foundation.db.rls import NarrowedWall, RowLevelSecurity

# Who asks is the same for every row: written as a sub-select, it is asked once for a statement.
STAFF = "(SELECT entraide_staff())"
SYSTEM = "(SELECT entraide_wields('system'))"
OWN = "entity = (SELECT entraide_entity())"
SPEAKS = "(SELECT entraide_is('focal_point'))"
READS = "(SELECT entraide_is('focal_point') OR entraide_is('observer'))"

# A live delegation of the person who asks: given to them, or to the nomination under which they came in.
MINE = """(person::text = entraide_person() OR nomination IN
        (SELECT n.id FROM accounts_nomination n WHERE n.state = 'active' AND n.person_id::text = entraide_person()))"""
MINE_OPEN = f"entraide_is('expert') AND d.state IN ('offered', 'at_work') AND {MINE}"
FUNCTIONS = f"""
CREATE FUNCTION collection_delegated(wanted bigint) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT EXISTS (SELECT 1 FROM collection_delegation d WHERE d.reply_id = wanted AND {MINE_OPEN}) $$;

CREATE FUNCTION collection_delegated_in(wanted bigint, part text) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT EXISTS (SELECT 1 FROM collection_delegation d WHERE d.reply_id = wanted AND d.section = part AND {MINE_OPEN}) $$;
"""
AWAY = "DROP FUNCTION collection_delegated_in(bigint, text); DROP FUNCTION collection_delegated(bigint);"


class Migration(migrations.Migration):
    dependencies = [
        ("db", "0003_roles"),
        ("accounts", "0005_walls"),
        ("collection", "0030_delegation"),
    ]
    operations = [
        RowLevelSecurity(
            "collection_delegation",
            read=f"{SYSTEM} OR ({OWN} AND ({READS} OR {MINE}))",
            write=f"{OWN} AND ({SPEAKS} OR {MINE})",
            insert=f"{OWN} AND {SPEAKS}",
        ),
        migrations.RunSQL(FUNCTIONS, AWAY),
        RowLevelSecurity(
            "collection_sectionmark",
            read=f"{STAFF} OR ({OWN} AND ({READS} OR collection_delegated_in(reply_id, section)))",
            write=f"{OWN} AND ({SPEAKS} OR collection_delegated_in(reply_id, section))",
        ),
        RowLevelSecurity(
            "collection_signature",
            read=f"{STAFF} OR ({OWN} AND ({READS} OR collection_delegated(reply_id)))",
            write=f"{OWN} AND ({SPEAKS} OR collection_delegated(reply_id))",
            insert=f"{OWN} AND {SPEAKS}",
        ),
        # An expert of the State sees a reply through a delegation and writes its sections; observers read; what was sent is
        # the focal point's.
        NarrowedWall(
            "collection_reply",
            "between_experts",
            read=f"{STAFF} OR {READS} OR collection_delegated(id)",
            write=f"{STAFF} OR {SPEAKS} OR collection_delegated(id)",
        ),
        NarrowedWall(
            "collection_draftcell",
            "between_experts",
            read=f"{STAFF} OR {READS} OR collection_delegated(reply_id)",
            write=f"{STAFF} OR {SPEAKS} OR collection_delegated_in(reply_id, section)",
        ),
        NarrowedWall(
            "collection_submission", "between_experts", read=f"{STAFF} OR {READS}", write=f"{STAFF} OR {SPEAKS}"
        ),
        NarrowedWall("collection_decision", "between_experts", read=f"{STAFF} OR {READS}"),
        NarrowedWall(
            "collection_thread",
            "between_experts",
            read=f"{STAFF} OR {READS} OR collection_delegated_in(reply_id, section)",
            write=f"{STAFF} OR {SPEAKS} OR collection_delegated_in(reply_id, section)",
        ),
        NarrowedWall(
            "collection_threadmessage",
            "between_experts",
            read="EXISTS (SELECT 1 FROM collection_thread t WHERE t.id = thread_id)",
        ),
    ]

"""Walls of the tables that devices fill, and the one function through which a submission comes in.

`collection_receive` does in one statement what has to hold together: the key is asked again, the form must still take, the
reply is written or found to be there already, and the ledger gets its entry. It looks with the eyes of the staff, as
`audit_append` does, since a device stands for nobody who could be told; what it may touch hangs on the key alone.
"""

from django.db import migrations

from entraide.foundation.db.rls import OWN_OR_STAFF, STAFF_ONLY, RowLevelSecurity

OF_A_ROUND = (
    "entraide_staff() OR EXISTS (SELECT 1 FROM collection_reply r WHERE r.round_id = collection_project.round_id)"
)
OF_A_PROJECT = "entraide_staff() OR EXISTS (SELECT 1 FROM collection_project p WHERE p.id = {table}.project_id)"
# What a State's device sent to a round is the State's own, like its drafts; a collection of the secretariat's has no entity.
CONTENT = "entity = entraide_entity() OR (entraide_staff() AND entity = '')"
OWN = "entraide_staff() OR person_id::text = entraide_person()"

AS_RECEIVED = """
CREATE FUNCTION collection_as_received() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before collection_instanceversion;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        before := OLD;
        before.current := NEW.current;
        IF NEW IS NOT DISTINCT FROM before THEN RETURN NEW; END IF;
    END IF;
    RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME;
END $$
"""

RECEIVE = """
CREATE FUNCTION collection_receive(given jsonb, body bytea) RETURNS text LANGUAGE plpgsql AS $receive$
DECLARE
    clearance text := coalesce(current_setting('entraide.clearance', true), '');
    before text := coalesce(current_setting('entraide.entity', true), '');
    moment timestamptz := (given->>'moment')::timestamptz;
    form bigint := (given->>'form')::bigint;
    whose text := given->>'entity';
    answer text;
    fresh bigint;
    number bigint;
    there collection_instanceversion;
BEGIN
    PERFORM set_config('entraide.clearance', 'staff', true), set_config('entraide.entity', whose, true);
    -- The ledger's lock first: two batches that hold each other's replies could otherwise wait for each other.
    PERFORM pg_advisory_xact_lock(1701737586);
    answer := collection_takes(given, form, whose);
    IF answer = '' THEN
        fresh := nextval('collection_instance_id_seq');
        INSERT INTO collection_instanceversion (instance_id, form_id, version_id, entity, guid, name, xml, sha256, valid,
            current, person, key_id, device, agent, created_at)
        VALUES (fresh, form, (given->>'version')::bigint, whose, given->>'guid', given->>'name', body, given->>'sha256',
            (given->>'valid')::boolean, true, (given->>'person')::bigint, (given->>'key')::bigint,
            given->>'device', given->>'agent', moment)
        ON CONFLICT (form_id, entity, guid) DO NOTHING RETURNING id INTO number;
        IF number IS NULL THEN
            SELECT * INTO there FROM collection_instanceversion v
            WHERE v.form_id = form AND v.entity = whose AND v.guid = given->>'guid';
            answer := CASE WHEN there.sha256 = given->>'sha256' THEN 'same ' || there.id ELSE 'conflict' END;
        ELSE
            INSERT INTO collection_instance (id, form_id, entity, reply_id, guid, key_id, person, device, version_id, valid,
                findings, review_state, edits, created_at)
            VALUES (fresh, form, whose, (given->>'reply')::bigint, given->>'guid', (given->>'key')::bigint,
                (given->>'person')::bigint, given->>'device', (given->>'version')::bigint, (given->>'valid')::boolean,
                given->'findings', '', 0, moment);
            PERFORM audit_append((given->>'wall')::timestamptz, (given->>'person')::bigint, given->>'called', given->>'held',
                given->>'verb', 'collection.instance', fresh::text, whose, given->'detail',
                replace(given->>'line', chr(1), fresh::text));
            answer := 'created ' || number;
        END IF;
    END IF;
    PERFORM set_config('entraide.clearance', clearance, true), set_config('entraide.entity', before, true);
    RETURN answer;
END $receive$
"""

TAKES = """
CREATE FUNCTION collection_takes(given jsonb, form bigint, whose text) RETURNS text LANGUAGE plpgsql STABLE AS $takes$
DECLARE
    asked record;
BEGIN
    IF given->>'key' IS NOT NULL THEN
        PERFORM 1 FROM collection_appkey k
        WHERE k.id = (given->>'key')::bigint AND k.digest = given->>'digest' AND k.project_id = (given->>'project')::bigint
            AND k.revoked_at IS NULL AND k.entity = whose AND k.reply_id IS NOT DISTINCT FROM (given->>'reply')::bigint;
        IF NOT FOUND THEN RETURN 'key'; END IF;
    END IF;
    SELECT f.state, f.questionnaire_id, p.archived, r.state AS round, r.version_id, y.late_until, v.questionnaire_id AS answered
    INTO asked FROM collection_projectform f JOIN collection_project p ON p.id = f.project_id
    LEFT JOIN collection_round r ON r.id = p.round_id
    LEFT JOIN collection_reply y ON y.id = (given->>'reply')::bigint
    LEFT JOIN collection_questionnaireversion v ON v.id = (given->>'version')::bigint
    WHERE f.id = form AND f.project_id = (given->>'project')::bigint;
    IF NOT FOUND THEN RETURN 'form'; END IF;
    IF asked.answered IS DISTINCT FROM asked.questionnaire_id OR coalesce(asked.version_id, (given->>'version')::bigint)
        <> (given->>'version')::bigint THEN RETURN 'version'; END IF;
    IF asked.state = 'closed' OR asked.archived THEN RETURN 'closed'; END IF;
    IF asked.round = 'closed' AND coalesce(asked.late_until < (given->>'moment')::date, true) THEN RETURN 'closed'; END IF;
    RETURN '';
END $takes$
"""


def never(table: str, name: str, function: str = "entraide_never") -> migrations.RunSQL:
    """A trigger that refuses to change or delete a row."""
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON collection_{table} FOR EACH ROW EXECUTE FUNCTION {function}()",
        f"DROP TRIGGER {name} ON collection_{table}",
    )


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_appending"), ("collection", "0050_devices")]
    operations = [
        RowLevelSecurity("collection_project", read=OF_A_ROUND, write=STAFF_ONLY),
        RowLevelSecurity(
            "collection_projectform", read=OF_A_PROJECT.format(table="collection_projectform"), write=STAFF_ONLY
        ),
        RowLevelSecurity("collection_appkey", read=OWN_OR_STAFF, write=OWN_OR_STAFF),
        RowLevelSecurity("collection_accesstoken", read=OWN, write=OWN),
        RowLevelSecurity("collection_instance", read=OWN_OR_STAFF, write=OWN_OR_STAFF),
        RowLevelSecurity("collection_instanceversion", read=CONTENT, write=CONTENT),
        RowLevelSecurity("collection_instancefile", read=CONTENT, write=CONTENT),
        RowLevelSecurity("collection_instancepiece", read=CONTENT, write=CONTENT),
        RowLevelSecurity("collection_remark", read=OWN_OR_STAFF, write="false", insert=OWN_OR_STAFF),
        RowLevelSecurity("collection_stray", read=CONTENT, write="false", insert=CONTENT),
        migrations.RunSQL(AS_RECEIVED, "DROP FUNCTION collection_as_received()"),
        never("instanceversion", "as_received", "collection_as_received"),
        never("remark", "never_changes"),
        never("stray", "never_changes"),
        migrations.RunSQL(TAKES, "DROP FUNCTION collection_takes(jsonb, bigint, text)"),
        migrations.RunSQL(RECEIVE, "DROP FUNCTION collection_receive(jsonb, bytea)"),
    ]

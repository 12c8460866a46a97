from django.db import migrations

from entraide.foundation.db.rls import NarrowedWall

# A letter says what the whole reply says: of a State's people an expert, who has some sections, reads none of them.
WHOLE = (
    "audience <> 'state' OR (SELECT NOT entraide_is('expert') OR entraide_staff()"
    " OR entraide_is('focal_point') OR entraide_is('observer'))"
)
# An expert's saving voids a signature, so its wall lets experts write; what was signed, and what was sent, stays as it is.
AS_SIGNED = """
CREATE FUNCTION collection_as_signed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    after collection_signature;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.voided_at IS NULL AND OLD.submission_id IS NULL THEN
        after := NEW;
        after.voided_at := OLD.voided_at;
        after.voided_by := OLD.voided_by;
        after.voided_for := OLD.voided_for;
        after.submission_id := OLD.submission_id;
        IF after IS NOT DISTINCT FROM OLD THEN RETURN NEW; END IF;
    END IF;
    RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("db", "0003_roles"), ("files", "0003_in_pieces"), ("collection", "0051_device_walls")]
    operations = [
        NarrowedWall("files_storedfile", "letters", read=WHOLE),
        migrations.RunSQL(AS_SIGNED, "DROP FUNCTION collection_as_signed()"),
        migrations.RunSQL(
            "CREATE TRIGGER as_signed BEFORE UPDATE OR DELETE ON collection_signature"
            " FOR EACH ROW EXECUTE FUNCTION collection_as_signed()",
            "DROP TRIGGER as_signed ON collection_signature",
        ),
    ]

from django.db import migrations, models

from entraide.foundation.db.rls import STAFF_ONLY, TOLD, NarrowedWall, RowLevelSecurity

# A letter says what the whole reply says: of a State's people an expert, who has some sections, reads none of them. Which files
# are letters stands in tables that an expert does not see, so their numbers, and nothing else, stand in one of their own.
KEPT_APART = """
CREATE FUNCTION collection_letter_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO collection_letterfile (file_id) VALUES (NEW.letter_id) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER letter_kept AFTER INSERT ON collection_submission
    FOR EACH ROW WHEN (NEW.letter_id IS NOT NULL) EXECUTE FUNCTION collection_letter_kept();
CREATE TRIGGER letter_kept AFTER INSERT ON collection_decision
    FOR EACH ROW WHEN (NEW.letter_id IS NOT NULL) EXECUTE FUNCTION collection_letter_kept();
"""
BACK = """
DROP TRIGGER letter_kept ON collection_submission;
DROP TRIGGER letter_kept ON collection_decision;
DROP FUNCTION collection_letter_kept();
"""
WHOLE = (
    "audience <> 'state' OR (SELECT NOT entraide_is('expert') OR entraide_staff()"
    " OR entraide_is('focal_point') OR entraide_is('observer'))"
    " OR NOT EXISTS (SELECT 1 FROM collection_letterfile one WHERE one.file_id = files_storedfile.id)"
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
        migrations.CreateModel(
            name="LetterFile",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=models.deletion.PROTECT, primary_key=True, related_name="+", serialize=False,
                        to="files.storedfile",
                    ),
                ),
            ],
            options={"db_table": "collection_letterfile"},
        ),
        RowLevelSecurity("collection_letterfile", read=TOLD, write="false", insert=f"{STAFF_ONLY} OR entraide_is('focal_point')"),
        migrations.RunSQL(KEPT_APART, BACK),
        NarrowedWall("files_storedfile", "letters", read=WHOLE),
        migrations.RunSQL(AS_SIGNED, "DROP FUNCTION collection_as_signed()"),
        migrations.RunSQL(
            "CREATE TRIGGER as_signed BEFORE UPDATE OR DELETE ON collection_signature"
            " FOR EACH ROW EXECUTE FUNCTION collection_as_signed()",
            "DROP TRIGGER as_signed ON collection_signature",
        ),
    ]

"""A State writes beside reports of its own only, and judges in its own name: what actions keep to, kept by the walls too."""

from django.db import migrations

from entraide.foundation.db.rls import NarrowedWall

STAFF = "(SELECT entraide_staff())"
OWN = "r.entity = (SELECT entraide_entity())"
OF_ITS_RECORD = f"{STAFF} OR EXISTS (SELECT 1 FROM analysis_caserecord r WHERE r.id = record_id AND {OWN})"
NAMED = (
    f"{STAFF} AND (person IS NULL OR person::text = entraide_person() OR entraide_person() = '') OR ("
    "entity <> '' AND person::text = entraide_person() "
    f'AND EXISTS (SELECT 1 FROM analysis_caserecord r WHERE r.report IN ("left", "right") AND {OWN}))'
)


class Migration(migrations.Migration):
    dependencies = [("db", "0003_roles"), ("analysis", "0060_kept_with_linkings")]
    operations = [
        NarrowedWall("analysis_casesuspect", "beside_ones_own", write=OF_ITS_RECORD),
        NarrowedWall("analysis_casenormal", "beside_ones_own", write=OF_ITS_RECORD),
        NarrowedWall("analysis_judgement", "in_ones_own_name", write=NAMED),
    ]

from django.db import migrations

from entraide.foundation.db.rls import NarrowedWall

STAFF = "(SELECT entraide_staff())"
SPEAKS = "(SELECT entraide_is('focal_point'))"
READS = "(SELECT entraide_is('focal_point') OR entraide_is('observer'))"


class Migration(migrations.Migration):
    dependencies = [("collection", "0020_rounds_by_rule")]
    operations = [
        # A file is read and given by those who work with its section.
        NarrowedWall(
            "collection_answerfile",
            "between_experts",
            read=f"{STAFF} OR {READS} OR collection_delegated_in(reply_id, section)",
            write=f"{STAFF} OR {SPEAKS} OR collection_delegated_in(reply_id, section)",
        ),
    ]

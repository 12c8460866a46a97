"""Five thousand authorities filed at once: what was done for every row is done once for a statement, or for some hundred rows.

- The index of keys takes new rows in heaps of half a megabyte, and sorts them in when the heap is full; a look-up reads the
  heap as well, in less than a millisecond.
- The vocabulary is filled once for a statement.
- A change that leaves state, audience and State of an entry as they are does not touch what is filed of it.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("entraide.directory.migrations.0020_sought")
WORDS = """
DROP TRIGGER words ON directory_sought;
CREATE OR REPLACE FUNCTION directory_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $words$
BEGIN
    INSERT INTO directory_soughtword (word) SELECT DISTINCT unnest(filed.words) FROM filed ORDER BY 1 ON CONFLICT DO NOTHING;
    RETURN NULL;
END $words$;
CREATE TRIGGER words AFTER INSERT ON directory_sought REFERENCING NEW TABLE AS filed
    FOR EACH STATEMENT EXECUTE FUNCTION directory_words();
CREATE TRIGGER words_again AFTER UPDATE ON directory_sought REFERENCING NEW TABLE AS filed
    FOR EACH STATEMENT EXECUTE FUNCTION directory_words();
DROP TRIGGER sought ON directory_authority;
CREATE TRIGGER sought AFTER UPDATE OF state, audience, entity ON directory_authority FOR EACH ROW
    WHEN ((OLD.state, OLD.audience, OLD.entity) IS DISTINCT FROM (NEW.state, NEW.audience, NEW.entity))
    EXECUTE FUNCTION directory_sought_audience();
"""
_WAS = BEFORE.TRIGGERS.partition("CREATE FUNCTION directory_sought_by")[0].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
BACK = f"""
DROP TRIGGER words_again ON directory_sought;
DROP TRIGGER words ON directory_sought;
{_WAS}
DROP TRIGGER sought ON directory_authority;
CREATE TRIGGER sought AFTER UPDATE OF state, audience, entity ON directory_authority
    FOR EACH ROW EXECUTE FUNCTION directory_sought_audience();
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0043_sealed_batches")]
    operations = [
        migrations.RunSQL(
            "ALTER INDEX directory_sought_keys SET (fastupdate = on, gin_pending_list_limit = 512)",
            "ALTER INDEX directory_sought_keys RESET (gin_pending_list_limit);"
            "ALTER INDEX directory_sought_keys SET (fastupdate = off)",
        ),
        migrations.RunSQL(WORDS, BACK),
    ]

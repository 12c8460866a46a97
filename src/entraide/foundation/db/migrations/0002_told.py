"""Without having been told who asks, in this very transaction, PostgreSQL answers with nothing: not even what is public."""

from importlib import import_module

from django.db import migrations

FORWARDS = """
-- Settings are local to a transaction: at its end they are empty again, and nobody has been told.
CREATE FUNCTION entraide_told() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('entraide.clearance', true), '') IN ('public', 'entity', 'staff') $$;

-- The queue's own connection says so for its whole life: it sees jobs and nothing else.
CREATE FUNCTION entraide_queue() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('entraide.clearance', true), '') IN ('queue', 'staff') $$;

-- The same rule as kernel.actor.Actor.admits; a test holds the two together.
CREATE OR REPLACE FUNCTION entraide_admits(audience text, owner text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT CASE current_setting('entraide.clearance', true)
       WHEN 'staff' THEN true
       WHEN 'public' THEN audience = 'public'
       WHEN 'entity' THEN audience IN ('public', 'members')
           OR (coalesce(owner, '') <> '' AND owner = entraide_entity() AND audience <> 'secretariat')
           OR (audience = 'parties' AND coalesce(current_setting('entraide.party', true), '') = 'yes')
       ELSE false END $$;
"""
BEFORE = import_module("entraide.foundation.db.migrations.0001_walls")
_RULE = BEFORE.FORWARDS[BEFORE.FORWARDS.index("CREATE FUNCTION entraide_admits") :]
BACKWARDS = _RULE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION") + (
    "DROP FUNCTION entraide_queue(); DROP FUNCTION entraide_told();"
)


class Migration(migrations.Migration):
    dependencies = [("db", "0001_walls")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]

from django.db import migrations

FORWARDS = """
CREATE FUNCTION entraide_staff() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('entraide.clearance', true), '') = 'staff' $$;

CREATE FUNCTION entraide_entity() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(coalesce(current_setting('entraide.entity', true), ''), '') $$;

CREATE FUNCTION entraide_person() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('entraide.person', true), '') $$;

-- The same rule as kernel.actor.Actor.admits; a test holds the two together.
CREATE FUNCTION entraide_admits(audience text, owner text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT entraide_staff()
       OR audience = 'public'
       OR (coalesce(owner, '') <> '' AND owner = entraide_entity() AND audience <> 'secretariat')
       OR (audience = 'parties' AND coalesce(current_setting('entraide.party', true), '') = 'yes'
           AND coalesce(owner, '') IS DISTINCT FROM entraide_entity())
       OR (audience = 'members' AND entraide_entity() IS NOT NULL) $$;
"""
BACKWARDS = """
DROP FUNCTION entraide_admits(text, text); DROP FUNCTION entraide_person();
DROP FUNCTION entraide_entity(); DROP FUNCTION entraide_staff();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]

from django.db import migrations

FORWARDS = """
-- The roles held for `entraide.entity`, so that a wall can stand between the experts of a State and its focal point.
CREATE FUNCTION entraide_is(role text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT role = ANY (string_to_array(coalesce(current_setting('entraide.roles', true), ''), ' ')) $$;
"""


class Migration(migrations.Migration):
    dependencies = [("db", "0002_told")]
    operations = [migrations.RunSQL(FORWARDS, "DROP FUNCTION entraide_is(text)")]

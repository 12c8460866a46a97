from django.db import migrations

# A number without content: everybody may know that something changed. The ledger's wall is forced on its owner too, so the
# owner, in whose name the function looks, is let read it by a policy of its own.
FORWARDS = """
CREATE POLICY owner_may_count ON audit_entry FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION entraide_edition() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT coalesce(max(id), 0) FROM audit_entry $$;
"""
BACKWARDS = "DROP FUNCTION entraide_edition(); DROP POLICY owner_may_count ON audit_entry;"


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_appending")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]

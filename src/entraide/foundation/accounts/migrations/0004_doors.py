from django.db import migrations

# The doors through which a person is found before anybody is known. Each looks with the eyes of the system for the length
# of one statement and puts back what was set; a session is found by whoever holds its key.
DOORS = """
CREATE FUNCTION entraide_wields(power text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('entraide.powers', true), '') = 'all'
       OR power = ANY (string_to_array(coalesce(current_setting('entraide.powers', true), ''), ' ')) $$;

CREATE FUNCTION entraide_held(wanted bigint) RETURNS jsonb LANGUAGE sql STABLE AS
$$ SELECT jsonb_build_object(
    'memberships', (SELECT coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'entity', m.entity, 'party', m.party,
        'exercise', m.exercise, 'until', m.until) ORDER BY m.id), '[]') FROM accounts_membership m
        WHERE m.person_id = wanted),
    'powers', (SELECT coalesce(jsonb_agg(jsonb_build_object('power', s.power, 'session', s.session,
        'ends_at', s.ends_at)), '[]') FROM accounts_powersession s
        WHERE s.person_id = wanted AND s.ended_at IS NULL),
    'second_factor', EXISTS (SELECT 1 FROM mfa_authenticator a WHERE a.user_id = wanted AND a.type <> 'recovery_codes')) $$;

CREATE FUNCTION entraide_arrival(digest text) RETURNS TABLE (session_data text, who jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    clearance text := coalesce(current_setting('entraide.clearance', true), '');
    powers text := coalesce(current_setting('entraide.powers', true), '');
BEGIN
    PERFORM set_config('entraide.clearance', 'staff', true), set_config('entraide.powers', 'all', true);
    RETURN QUERY SELECT s.session_data, to_jsonb(p) || entraide_held(p.id)
        FROM accounts_session s LEFT JOIN accounts_person p ON p.id = s.person_id
        WHERE s.session_key = digest AND s.expire_date > now();
    UPDATE accounts_session SET seen_at = now()
        WHERE session_key = digest AND seen_at < now() - interval '10 minutes';
    PERFORM set_config('entraide.clearance', clearance, true), set_config('entraide.powers', powers, true);
END $$;

CREATE FUNCTION entraide_holds(wanted bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    clearance text := coalesce(current_setting('entraide.clearance', true), '');
    powers text := coalesce(current_setting('entraide.powers', true), '');
    found jsonb;
BEGIN
    PERFORM set_config('entraide.clearance', 'staff', true), set_config('entraide.powers', 'all', true);
    found := entraide_held(wanted);
    PERFORM set_config('entraide.clearance', clearance, true), set_config('entraide.powers', powers, true);
    RETURN found;
END $$;
"""
SHUT = """
DROP FUNCTION entraide_holds(bigint); DROP FUNCTION entraide_arrival(text); DROP FUNCTION entraide_held(bigint);
DROP FUNCTION entraide_wields(text);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("db", "0001_walls"),
        ("accounts", "0003_life"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]
    operations = [
        migrations.RunSQL(DOORS, SHUT),
        # Sessions are kept in accounts_session, under a digest of their key.
        migrations.RunSQL("DROP TABLE IF EXISTS django_session", migrations.RunSQL.noop),
    ]

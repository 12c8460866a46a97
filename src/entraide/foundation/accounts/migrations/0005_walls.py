from django.db import migrations

from entraide.foundation.db.rls import STAFF_ONLY, RowLevelSecurity

SYSTEM = "entraide_wields('system')"
OWN = "person_id::text = entraide_person()"
OWN_LOGIN = "user_id::text = entraide_person() OR entraide_wields('system')"
SAME_ENTITY = (
    "EXISTS (SELECT 1 FROM accounts_membership m WHERE m.person_id = accounts_person.id AND m.entity = entraide_entity())"
    " OR EXISTS (SELECT 1 FROM accounts_nomination n WHERE n.person_id = accounts_person.id AND n.entity = entraide_entity())"
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_doors"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]
    operations = [
        RowLevelSecurity(
            "accounts_person",
            read=f"entraide_staff() OR id::text = entraide_person() OR {SAME_ENTITY}",
            write=f"{SYSTEM} OR id::text = entraide_person()",
            insert=SYSTEM,
        ),
        RowLevelSecurity(
            "accounts_membership",
            read=f"entraide_staff() OR {OWN} OR entity = entraide_entity()",
            write=SYSTEM,
        ),
        RowLevelSecurity(
            "accounts_nomination",
            read=f"entraide_staff() OR {OWN} OR entity = entraide_entity()",
            write=SYSTEM,
        ),
        RowLevelSecurity("accounts_session", read=f"{OWN} OR entraide_wields('manage_accounts')", write=SYSTEM),
        RowLevelSecurity("accounts_powersession", read=f"{STAFF_ONLY} OR {OWN}", write=SYSTEM),
        RowLevelSecurity("accounts_person_groups", read=SYSTEM, write=SYSTEM),
        RowLevelSecurity("accounts_person_user_permissions", read=SYSTEM, write=SYSTEM),
        RowLevelSecurity("mfa_authenticator", read=OWN_LOGIN, write=OWN_LOGIN),
        RowLevelSecurity("account_emailaddress", read=OWN_LOGIN, write=OWN_LOGIN),
        RowLevelSecurity("account_emailconfirmation", read=SYSTEM, write=SYSTEM),
        RowLevelSecurity("socialaccount_socialaccount", read=OWN_LOGIN, write=OWN_LOGIN),
        RowLevelSecurity("socialaccount_socialapp", read=SYSTEM, write=SYSTEM),
        RowLevelSecurity("socialaccount_socialtoken", read=SYSTEM, write=SYSTEM),
    ]

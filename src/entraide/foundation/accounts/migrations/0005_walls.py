from django.db import migrations

from entraide.foundation.db.rls import RowLevelSecurity

# Who asks is the same for every row: written as a sub-select, it is asked once for a statement.
STAFF = "(SELECT entraide_staff())"
SYSTEM = "(SELECT entraide_wields('system'))"
ME = "(SELECT entraide_person())"
MINE = "(SELECT entraide_entity())"
OWN = f"person_id::text = {ME}"
OWN_LOGIN = f"{SYSTEM} OR user_id::text = {ME}"
SAME_ENTITY = (
    f"id IN (SELECT m.person_id FROM accounts_membership m WHERE m.entity = {MINE})"
    f" OR id IN (SELECT n.person_id FROM accounts_nomination n WHERE n.entity = {MINE} AND n.person_id IS NOT NULL)"
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
            read=f"{STAFF} OR id::text = {ME} OR {SAME_ENTITY}",
            write=f"{SYSTEM} OR id::text = {ME}",
            insert=SYSTEM,
        ),
        RowLevelSecurity(
            "accounts_membership",
            read=f"{STAFF} OR {OWN} OR entity = {MINE}",
            write=SYSTEM,
        ),
        RowLevelSecurity(
            "accounts_nomination",
            read=f"{STAFF} OR {OWN} OR entity = {MINE}",
            write=SYSTEM,
        ),
        RowLevelSecurity("accounts_session", read=f"(SELECT entraide_wields('manage_accounts')) OR {OWN}", write=SYSTEM),
        RowLevelSecurity("accounts_powersession", read=f"{STAFF} OR {OWN}", write=SYSTEM),
        RowLevelSecurity("accounts_person_groups", read=SYSTEM, write=SYSTEM),
        RowLevelSecurity("accounts_person_user_permissions", read=SYSTEM, write=SYSTEM),
        RowLevelSecurity("mfa_authenticator", read=OWN_LOGIN, write=OWN_LOGIN),
        RowLevelSecurity("account_emailaddress", read=OWN_LOGIN, write=OWN_LOGIN),
        RowLevelSecurity("account_emailconfirmation", read=SYSTEM, write=SYSTEM),
        RowLevelSecurity("socialaccount_socialaccount", read=OWN_LOGIN, write=OWN_LOGIN),
        RowLevelSecurity("socialaccount_socialapp", read=SYSTEM, write=SYSTEM),
        RowLevelSecurity("socialaccount_socialtoken", read=SYSTEM, write=SYSTEM),
    ]

"""Every table has its wall, or stands in the list of those that need none, with the reason."""

import pytest
from django.apps import apps
from django.db import connection

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import ANONYMOUS, SYSTEM, Actor, Role
from entraide.kernel.audience import Audience

pytestmark = pytest.mark.django_db

EXEMPT = {
    "accounts_person": "signing in has to find a person before anybody is known; pages reach it through accounts.queries",
    "accounts_membership": "read with the person, to know who is asking",
    "accounts_person_groups": "Django's own join table, unused",
    "accounts_person_user_permissions": "Django's own join table, unused",
}
UNFORCED = {
    "documents_passage": "walled for everybody but its owner, whose function `documents_found` asks the audience itself: an"
    " index is never used through a policy whose operator might leak",
    "directory_sought": "as documents_passage: its function `directory_look` asks the audience itself",
    "directory_soughtword": "read by `directory_look` alone, to correct what was typed; the policies let nobody in",
    "mandates_gist": "as documents_passage: its function `mandates_found` asks the audience itself",
}


def tables() -> set[str]:
    ours = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("entraide.")]
    return {model._meta.db_table for model in ours}


def walled() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        return {row[0] for row in cursor.fetchall()}


def walled_but_for_the_owner() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND NOT relforcerowsecurity")
        return {row[0] for row in cursor.fetchall()}


def test_every_table_has_a_wall_or_a_reason():
    assert walled_but_for_the_owner() == set(UNFORCED)
    missing = tables() - walled() - set(EXEMPT) - set(UNFORCED)
    assert not missing, f"no row-level security on {missing}"
    assert not (set(EXEMPT) & walled()), "an exemption that is no longer needed"


def test_we_connect_as_a_role_that_cannot_step_over_the_walls():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        assert cursor.fetchone() == (0,)


ACTORS = {
    "system": SYSTEM,
    "officer": Actor(1, "O", frozenset({Role.OFFICER})),
    "egypt": Actor(2, "E", frozenset({Role.FOCAL_POINT}), "EGY", party=True),
    "peru": Actor(3, "P", frozenset({Role.FOCAL_POINT}), "PER", party=False),
    "observer": Actor(4, "G", frozenset({Role.OBSERVER})),
    "public": ANONYMOUS,
}


@pytest.mark.parametrize("name", ACTORS)
@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("owner", ["", "EGY", "PER"])
def test_the_database_and_the_policies_tell_the_same_rule(name, audience, owner):
    actor = ACTORS[name]
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute("SELECT entraide_admits(%s, %s)", [audience.value, owner])
        assert bool(cursor.fetchone()[0]) == actor.admits(audience, owner)

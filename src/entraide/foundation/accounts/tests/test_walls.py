"""Strangers at every table of accounts: PostgreSQL itself shows them nothing, whatever the code forgets."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.db import DatabaseError, connection, transaction
from tests.cast import person

from entraide.foundation.accounts import actions
from entraide.foundation.accounts.models import Invitation, Membership, Nomination, Person, PowerSession, Session
from entraide.foundation.accounts.queries import actor_of
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import ANONYMOUS, SYSTEM, Actor, Power, Role

pytestmark = pytest.mark.django_db

TABLES = (
    Person, Membership, Nomination, Invitation, Session, PowerSession, Authenticator, EmailAddress, SocialAccount, SocialApp,
)  # fmt: skip


@pytest.fixture
def everybody(cast, notes, as_):
    """One row at least in every table, all of them Egypt's, Nadia's or of people not yet known."""
    samira, nadia = person("samira"), cast("nadia")
    as_("samira")
    notes.come(nadia, notes.name(nadia, name="Amal", entity="EGY", role=Role.EXPERT))
    actions.open_power(nadia, Power.READ_OUTBOX, minutes=15, reason="A lost letter", session="s")
    with acting_as(SYSTEM):
        Authenticator.objects.create(user=samira, type="totp", data={"secret": "x"})
        EmailAddress.objects.create(user=samira, email=samira.email, verified=True)
        SocialAccount.objects.create(user=samira, provider="justice-egy", uid="1")
        SocialApp.objects.create(provider="openid_connect", name="x", client_id="x")


def seen(actor: Actor) -> dict[str, int]:
    with acting_as(actor):
        return {model.__name__: model.objects.count() for model in TABLES}


def test_there_is_something_to_hide(everybody):
    assert all(seen(SYSTEM).values())


def test_without_anybody_asking_there_is_nothing(everybody):
    assert not any(model.objects.exists() for model in TABLES)
    with connection.cursor() as cursor:
        for model in TABLES:
            cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')
            assert cursor.fetchone() == (0,), model


def test_jo_sees_nothing(everybody):
    assert not any(seen(ANONYMOUS).values())


def test_pilar_of_peru_sees_herself(everybody, cast):
    rows = seen(cast("pilar"))
    assert rows == {**dict.fromkeys(rows, 0), "Person": 1, "Membership": 1}


def test_samira_sees_the_people_of_egypt_and_her_own_keys(everybody, cast):
    with acting_as(cast("samira")):
        assert set(Person.objects.values_list("name", flat=True)) == {"Samira", "Amal"}
        assert Nomination.objects.count() == 1
    rows = seen(cast("samira"))
    assert (rows["Authenticator"], rows["Session"], rows["Invitation"], rows["SocialApp"]) == (1, 1, 0, 0)


def test_an_officer_reads_people_but_no_keys_and_no_sessions(everybody, cast):
    rows = seen(cast("nadia"))
    assert rows["Person"] == 3
    assert rows["Authenticator"] == rows["Session"] == rows["SocialAccount"] == rows["EmailAddress"] == 0
    managing = Actor(cast("nadia").person_id, "N", frozenset({Role.OFFICER}), powers=frozenset({Power.MANAGE_ACCOUNTS}))
    assert seen(managing)["Session"] == 1
    assert seen(managing)["Authenticator"] == 0


@pytest.mark.parametrize("name", ["pilar", "nadia", "jo"])
def test_nobody_changes_or_makes_what_is_not_theirs(everybody, cast, name):
    samira = person("samira")
    with acting_as(cast(name)):
        assert Person.objects.filter(pk=samira.pk).update(is_superuser=True) == 0
        assert Membership.objects.filter(person=samira).update(role="director", entity="") == 0
        assert Session.objects.filter(person=samira).delete()[0] == 0
        for make in (
            lambda: Membership.objects.create(person=samira, role="director"),
            lambda: Authenticator.objects.create(user=samira, type="recovery_codes", data={}),
            lambda: Session.objects.create(session_key="x", session_data="", expire_date=clock.now(), person=samira),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                make()


def test_a_sessions_key_is_not_in_the_database(as_):
    browser = as_("samira")
    with acting_as(SYSTEM):
        (kept,) = Session.objects.values_list("session_key", flat=True)
    assert kept != browser.cookies["sessionid"].value
    stranger = as_("jo")
    stranger.cookies["sessionid"] = kept
    assert not stranger.get("/").context["actor"].known


def test_the_doors_put_back_what_was_set(cast):
    with acting_as(cast("pilar")):
        actor_of(person("samira"))
        with connection.cursor() as cursor:
            cursor.execute("SELECT entraide_arrival('nobody'), current_setting('entraide.powers')")
            cursor.execute("SELECT current_setting('entraide.clearance'), current_setting('entraide.powers')")
            assert cursor.fetchone() == ("entity", "")


def test_a_page_costs_one_question_to_know_who_asks(as_, django_assert_max_num_queries):
    browser = as_("samira")
    browser.get("/waiting/")
    with django_assert_max_num_queries(5) as asked:
        browser.get("/waiting/")
    told = [query["sql"] for query in asked.captured_queries]
    assert sum("entraide_arrival" in sql for sql in told) == 1
    assert not [sql for sql in told if "accounts_person" in sql or "accounts_membership" in sql]

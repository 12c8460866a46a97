"""Personal links: used by somebody else, expired, used twice, unknown; and the second factor of the secretariat."""

from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from entraide.foundation.accounts.actions import invite
from entraide.foundation.accounts.models import Invitation, Person
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import run_waiting
from entraide.foundation.mail.post import outbox
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM, Role
from entraide.kernel.problems import Refused
from tests.cast import PASSPHRASE, person

pytestmark = pytest.mark.django_db


def link_for(email="hala@example.org", role=Role.FOCAL_POINT, entity="JOR"):
    _invitation, secret = invite(SYSTEM, email=email, name="Hala", role=role, entity=entity, language="ar")
    return reverse("invitation", args=[secret])


def english() -> Client:
    browser = Client()
    browser.cookies["django_language"] = "en"
    return browser


def test_the_link_speaks_the_language_of_whoever_is_invited(db):
    page = Client().get(link_for()).content.decode()
    assert 'lang="ar" dir="rtl"' in page


def test_a_link_works_once(db):
    link = link_for()
    first = english().post(link, {"name": "Hala", "passphrase": PASSPHRASE})
    assert first.status_code == 302
    second = english().post(link, {"name": "Somebody", "passphrase": PASSPHRASE})
    assert second.status_code == 422
    assert "ACC-003" in second.content.decode()
    with acting_as(SYSTEM):
        assert Person.objects.filter(email="hala@example.org").count() == 1


def test_a_link_used_by_somebody_else_is_refused_without_telling_the_address(as_):
    page = as_("luc").post(link_for(), {})
    assert page.status_code == 422
    said = page.content.decode()
    assert "ACC-004" in said
    assert "hala@example.org" not in said


def test_an_expired_link_sends_another_to_the_same_address_only(db):
    with clock.at(clock.now() - timedelta(days=11)):
        link = link_for()
    page = english().get(link)
    assert page.status_code == 422
    assert "ACC-002" in page.content.decode()
    assert english().post(link, {"name": "H", "passphrase": PASSPHRASE}).status_code == 422
    assert english().post(f"{link}again/").status_code == 302
    run_waiting()
    with acting_as(SYSTEM):
        letters = outbox()
        assert [letter.to for letter in letters] == ["hala@example.org"]
        assert Invitation.objects.get().times_sent == 2
    assert "ACC-001" in english().get(link).content.decode()


def test_an_unknown_link_looks_like_an_old_one(db):
    page = english().get(reverse("invitation", args=["not-a-secret"]))
    assert page.status_code == 422
    assert "ACC-001" in page.content.decode()


def test_who_has_an_account_signs_in_first(as_):
    person("luc")
    link = link_for(email="luc@example.org", entity="FRA")
    stranger = english().post(link, {"name": "Not Luc", "passphrase": PASSPHRASE})
    assert "ACC-008" in stranger.content.decode()
    assert as_("luc").post(link, {}).status_code == 302


def test_a_weak_passphrase_is_refused_and_the_link_lives_on(db):
    link = link_for()
    weak = english().post(link, {"name": "Hala", "passphrase": "password"})
    assert "ACC-007" in weak.content.decode()
    assert english().post(link, {"name": "Hala", "passphrase": PASSPHRASE}).status_code == 302


def test_nobody_signs_up(db):
    assert english().post("/accounts/signup/", {"email": "x@example.org", "password1": PASSPHRASE}).status_code == 200
    with acting_as(SYSTEM):
        assert not Person.objects.filter(email="x@example.org").exists()


def test_the_secretariat_sets_up_a_second_factor_first(as_):
    with override_settings(STAFF_NEED_TOTP=True):
        assert as_("nadia").get("/")["Location"] == reverse("mfa_activate_totp")
        page = as_("nadia").get("/", follow=True)
        assert page.status_code == 200
        assert as_("samira").get("/").status_code == 200
        assert Client().get("/").status_code == 200


def test_an_officer_invites_no_director_and_a_focal_point_only_experts_of_her_state(cast):
    for name, role, entity in (
        ("nadia", Role.DIRECTOR, ""),
        ("samira", Role.EXPERT, "FRA"),
        ("tarek", Role.EXPERT, "EGY"),
    ):
        with pytest.raises(Refused):
            invite(cast(name), email="x@example.org", name="X", role=role, entity=entity)
    invite(cast("samira"), email="x@example.org", name="X", role=Role.EXPERT, entity="EGY")


@pytest.mark.parametrize("name", ["samira", "grace", "jo"])
@pytest.mark.parametrize("page", ["people", "ledger", "outbox"])
def test_the_desk_is_the_secretariats(as_, name, page):
    assert as_(name).get(reverse(page)).status_code == 404


@pytest.mark.parametrize("page", ["people", "ledger", "outbox"])
def test_the_secretariat_sits_at_its_desk(as_, page):
    assert as_("viktor").get(reverse(page)).status_code == 200


def test_viktor_invites_a_focal_point_by_the_name_of_the_state(as_):
    sent = as_("viktor").post(
        reverse("people"),
        {"name": "Hala", "email": "hala@example.org", "role": "focal_point", "entity": "الأردن", "language": "ar"},
    )
    assert sent.status_code == 302
    with acting_as(SYSTEM):
        assert Invitation.objects.get().entity == "JOR"

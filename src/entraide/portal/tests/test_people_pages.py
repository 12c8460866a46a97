"""The pages of people: nominations, profiles, powers, sessions, for whom one acts."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse
from tests.cast import PASSPHRASE, person

from entraide.foundation.accounts import actions
from entraide.foundation.accounts.models import Invitation, Nomination, PowerSession, Session
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import run_waiting
from entraide.foundation.mail.post import outbox
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM, Power, Role
from entraide.kernel.problems import Refused

pytestmark = pytest.mark.django_db

NOTE = {
    "reference": "NV 12/2026", "dated": "2026-11-02", "role": "focal_point", "entity": "Jordanie", "name": "Hala Haddad",
    "title": "Judge", "email": "hala@example.org", "language": "en",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


def browser(language: str = "en") -> Client:
    client = Client()
    client.cookies["django_language"] = language
    return client


def signed_in(name: str) -> Client:
    """Somebody who signed in by the form, so that their passphrase was asked for just now."""
    person(name)
    client = browser()
    client.post(reverse("account_login"), {"login": f"{name}@example.org", "password": PASSPHRASE})
    client.post(reverse("account_reauthenticate"), {"password": PASSPHRASE})
    return client


def link_to(email: str) -> str:
    run_waiting()
    with acting_as(SYSTEM):
        letter = next(letter for letter in outbox() if letter.to == email and "/invitations/" in letter.body)
    return re.search(r"/invitations/[^\s]+/", letter.body)[0]


def wield(client: Client, power: Power = Power.MANAGE_ACCOUNTS) -> None:
    opened = client.post(reverse("powers"), {"power": power, "minutes": "15", "reason": "Asked by note NV 9"})
    assert opened.status_code == 302
    assert opened["Location"] == reverse("powers")


def test_from_the_note_to_somebody_who_acts(as_):
    nadia = as_("nadia")
    recorded = nadia.post(reverse("nomination_new"), NOTE)
    assert recorded.status_code == 302
    page = recorded["Location"]
    hala = browser()
    came = hala.post(link_to("hala@example.org"), {"name": "Hala Hadad", "title": "Judge", "passphrase": PASSPHRASE})
    assert came["Location"] == reverse("waiting")
    for address in ("/", "/collection/replies/", "/directory/", "/people/"):
        assert hala.get(address)["Location"] == reverse("waiting")
    assert "compares your profile" in hala.get(reverse("waiting")).content.decode()
    shown = nadia.get(page).content.decode()
    assert shown.count("govuk-tag--red") == 1
    assert "Hala Hadad" in shown
    assert "Compare profiles" in nadia.get("/").content.decode()
    assert nadia.post(page, {"verb": "ask_back", "reason": ""}).status_code == 422
    nadia.post(page, {"verb": "ask_back", "reason": "Two d in Haddad?"})
    assert "Two d in Haddad?" in hala.get(reverse("waiting")).content.decode()
    said = {"name": "Hala Haddad", "title": "Judge", "phone": "+962 6 000 0000", "language": "en"}
    assert hala.post(reverse("profile"), said).status_code == 302
    assert "govuk-tag--red" not in nadia.get(page).content.decode()
    nadia.post(page, {"verb": "approve"})
    assert hala.get("/").context["actor"].entity == "JOR"
    run_waiting()
    with acting_as(SYSTEM):
        kinds = [letter.kind for letter in outbox() if letter.to == "hala@example.org"]
    assert kinds == ["accounts.approved", "accounts.asked_back", "accounts.invitation"]
    hala.post(reverse("profile"), {**said, "name": "Somebody else", "title": "Chief judge"})
    with acting_as(SYSTEM):
        assert Nomination.objects.get().person.name == "Hala Haddad"
        assert Nomination.objects.get().person.title == "Chief judge"


@pytest.mark.parametrize("name", ["pilar", "grace", "jo", "tarek"])
def test_strangers_find_no_people(as_, name):
    as_("nadia").post(reverse("nomination_new"), NOTE)
    with acting_as(SYSTEM):
        nomination = Nomination.objects.get()
    samira = person("samira")
    stranger = as_(name)
    for address in (
        reverse("person", args=[samira.pk]), reverse("nomination", args=[nomination.pk]), reverse("people"),
        reverse("powers") if name != "jo" else reverse("people"), reverse("person", args=[999_999]),
    ):  # fmt: skip
        assert stranger.get(address).status_code in ((404, 302) if address == reverse("powers") else (404,)), address
    for address, sent in (
        (reverse("nomination", args=[nomination.pk]), {"verb": "approve"}),
        (reverse("person_left", args=[samira.pk]), {}),
        (reverse("person_sign_out", args=[samira.pk]), {}),
    ):
        assert stranger.post(address, sent).status_code == 404, address
    with acting_as(SYSTEM):
        assert Nomination.objects.get().state == "invited"
        assert person("samira").is_active


def test_a_focal_point_keeps_the_experts_of_her_state(as_):
    samira = as_("samira")
    sent = {**NOTE, "role": "expert", "entity": "FRA", "name": "Amal", "email": "amal@example.org"}
    assert samira.post(reverse("nomination_new"), {**sent, "role": "focal_point"}).status_code == 422
    assert samira.post(reverse("nomination_new"), sent).status_code == 302
    with acting_as(SYSTEM):
        assert (Nomination.objects.get().entity, Nomination.objects.get().by_state) == ("EGY", True)
    assert "Amal" in samira.get(reverse("nominations")).content.decode()
    assert "Amal" not in as_("luc").get(reverse("nominations")).content.decode()
    person("tarek")
    ours = samira.get(reverse("our_people")).content.decode()
    assert "Tarek" in ours
    assert "tarek@example.org" not in ours
    assert as_("tarek").get(reverse("our_people")).status_code == 404


def test_contacts_are_masked_until_a_power_is_open(as_):
    actor = person("samira")
    with acting_as(SYSTEM):
        actor.phone = "+20 2 0000 0000"
        actor.save()
    page = reverse("person", args=[actor.pk])
    nadia = signed_in("nadia")
    closed = nadia.get(page).content.decode()
    assert "samira@example.org" not in closed
    assert "+20 2 0000 0000" not in closed
    assert "samira@example.org" not in nadia.get(reverse("people")).content.decode()
    assert nadia.get(reverse("people"), {"words": "samira@"}).context["count"] == 0
    wield(nadia, Power.RESTRICTED_CONTACTS)
    opened = nadia.get(page).content.decode()
    assert "samira@example.org" in opened
    assert "+20 2 0000 0000" in opened
    assert "15 minutes left" in opened
    assert nadia.post(reverse("person_left", args=[actor.pk])).status_code == 422


def test_what_letters_say_is_read_with_a_power():
    nadia = signed_in("nadia")
    actions.invite(SYSTEM, email="x@example.org", name="X", role=Role.EXPERT, entity="JOR")
    nadia.post(reverse("nomination_new"), NOTE)
    assert "/invitations/" not in nadia.get(reverse("outbox")).content.decode()
    wield(nadia, Power.READ_OUTBOX)
    assert "/invitations/" in nadia.get(reverse("outbox")).content.decode()


def test_a_power_asks_for_the_passphrase_again_and_ends_by_hand(as_):
    nadia = as_("nadia")
    assert nadia.get(reverse("powers"))["Location"].startswith(reverse("account_reauthenticate"))
    sent = {"power": Power.MANAGE_ACCOUNTS, "minutes": "15", "reason": "Asked by note"}
    nadia.post(reverse("powers"), sent)
    with acting_as(SYSTEM):
        assert not PowerSession.objects.exists()
    nadia = signed_in("nadia")
    wield(nadia)
    assert Power.MANAGE_ACCOUNTS in nadia.get("/").context["actor"].powers
    assert not signed_in("nadia").get("/").context["actor"].powers
    with acting_as(SYSTEM):
        row = PowerSession.objects.get()
    assert as_("viktor").post(reverse("power_end", args=[row.pk])).status_code == 404
    nadia.post(reverse("power_end", args=[row.pk]))
    assert not nadia.get("/").context["actor"].powers


def test_an_officer_cuts_somebody_off_with_the_power_to(as_):
    samira, luc = as_("samira"), as_("luc")
    target = person("samira")
    nadia = signed_in("nadia")
    assert nadia.post(reverse("person_left", args=[target.pk])).status_code == 422
    assert samira.get("/").context["actor"].known
    wield(nadia)
    page = nadia.get(reverse("person", args=[target.pk])).content.decode()
    assert "This person has left" in page
    assert nadia.post(reverse("person_left", args=[target.pk])).status_code == 302
    assert not samira.get("/").context["actor"].known
    wrong = browser().post(reverse("account_login"), {"login": "samira@example.org", "password": PASSPHRASE})
    assert wrong.status_code == 200
    assert luc.get("/").context["actor"].known
    nadia.post(reverse("person_sign_out", args=[person("luc").pk]))
    assert not luc.get("/").context["actor"].known
    assert "closed an account" in nadia.get(reverse("person", args=[target.pk])).content.decode()


def test_sessions_are_listed_and_ended(as_):
    here, there, third = as_("samira"), as_("samira"), as_("samira")
    there.get("/", headers={"User-Agent": "Firefox on Windows"})
    page = here.get(reverse("sessions")).content.decode()
    assert "Firefox, Windows" in page
    with acting_as(SYSTEM):
        other = Session.objects.get(agent="Firefox on Windows").pk
    assert as_("luc").post(reverse("session_end", args=[other])).status_code == 404
    assert here.post(reverse("session_end", args=[other])).status_code == 302
    assert not there.get("/").context["actor"].known
    here.post(reverse("sessions_end_others"))
    assert not third.get("/").context["actor"].known
    assert here.get("/").context["actor"].known


def test_a_person_chooses_for_whom_to_act(as_):
    samira = as_("samira")
    actions.enrol(SYSTEM, email="samira@example.org", name="", password="", role=Role.OBSERVER, entity="ICOM")
    home = samira.get("/")
    assert home.context["actor"].entity == "EGY"
    assert 'value="ICOM"' in home.content.decode()
    assert samira.post(reverse("acting_for"), {"entity": "FRA"}).status_code == 404
    samira.post(reverse("acting_for"), {"entity": "ICOM"})
    actor = samira.get("/").context["actor"]
    assert (actor.entity, actor.roles) == ("ICOM", {Role.OBSERVER})
    assert samira.get(reverse("our_people")).status_code == 404


def test_wrong_passphrases_are_numbered_in_six_languages():
    person("samira")
    for language, word in (("en", "passphrase is wrong"), ("fr", "phrase secrète"), ("ar", "عبارة المرور")):
        page = browser(language).post(reverse("account_login"), {"login": "samira@example.org", "password": "x"})
        assert "ACC-031" in page.content.decode()
        assert word in page.content.decode()


def test_links_say_what_is_wrong_with_them(as_):
    with clock.at(clock.now()):
        invited, secret = actions.invite(SYSTEM, email="hala@example.org", name="Hala", role=Role.EXPERT, entity="JOR")
    link = reverse("invitation", args=[secret])
    assert "ACC-004" in as_("luc").post(link, {}).content.decode()
    with acting_as(SYSTEM):
        one, other = (Invitation.objects.select_related("nomination").get(pk=invited.pk) for _copy in range(2))
    actions.accept_invitation(SYSTEM, one, name="Hala", password=PASSPHRASE)
    with pytest.raises(Refused, match="ACC-003"):
        actions.accept_invitation(SYSTEM, other, name="Hala", password=PASSPHRASE)
    _invited, secret = actions.invite(SYSTEM, email="hala@example.org", name="Hala", role=Role.EXPERT, entity="PER")
    assert (
        "ACC-008"
        in browser()
        .post(reverse("invitation", args=[secret]), {"name": "x", "passphrase": PASSPHRASE})
        .content.decode()
    )
    with acting_as(SYSTEM):
        nomination = Nomination.objects.get(entity="PER")
    actions.withdraw(SYSTEM, nomination)
    assert "ACC-022" in browser().get(reverse("invitation", args=[secret])).content.decode()


@override_settings(STAFF_NEED_TOTP=True)
def test_a_passkey_counts_as_a_second_factor(as_):
    nadia = as_("nadia")
    assert nadia.get("/")["Location"] == reverse("mfa_activate_totp")
    with acting_as(SYSTEM):
        person("nadia").authenticator_set.create(type="webauthn", data={"name": "Key", "credential": {}})
    assert nadia.get("/").status_code == 200


@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "account_change_password"]
)
def test_pages_of_signing_in_look_like_ours_and_hold_no_script(name):
    page = signed_in("samira").get(reverse(name))
    text = page.content.decode()
    assert page.status_code == 200
    assert "e-header__name" in text
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", text)
    assert not re.search(r"\s(style|on[a-z]+)=\"", text)


def test_the_list_asks_few_questions_however_it_is_narrowed(as_, django_assert_max_num_queries):
    nadia = as_("nadia")
    nadia.get(reverse("people"))
    with django_assert_max_num_queries(12):
        assert nadia.get(reverse("people"), {"state": "active", "role": "officer"}).context["count"] == 1
    for state in ("waiting", "without_role", "left"):
        assert nadia.get(reverse("people"), {"state": state}).context["count"] == 0
    assert nadia.get(reverse("people"), {"page": "9999"}).status_code == 200

"""Guessing is held up, and holds up nobody but whoever guesses."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests.cast import PASSPHRASE, person

from entraide.portal import settings as house

pytestmark = pytest.mark.django_db
ATTACKER, OWNER = "203.0.113.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()
    yield
    cache.clear()


def sign_in(address: str, passphrase: str = PASSPHRASE, who: str = "nadia", **headers: str) -> bool:
    sent = {"login": f"{who}@example.org", "password": passphrase}
    answer = Client().post(reverse("account_login"), sent, REMOTE_ADDR=address, **headers)
    assert answer.status_code in (200, 302, 429)
    return answer.status_code == 302


def test_twelve_wrong_guesses_from_elsewhere_do_not_keep_an_officer_out():
    person("nadia")
    assert not any(sign_in(ATTACKER, f"guess {number}") for number in range(12))
    assert sign_in(OWNER)


def test_whoever_guesses_is_held_up_even_with_the_right_one():
    person("nadia")
    assert not any(sign_in(ATTACKER, f"guess {number}") for number in range(6))
    assert not sign_in(ATTACKER)


def test_guessing_at_many_accounts_from_one_address_is_held_up():
    for name in ("nadia", "viktor", "samira"):
        person(name)
        assert not any(sign_in(ATTACKER, f"guess {number}", name) for number in range(4))
    assert not sign_in(ATTACKER, who="luc" if person("luc") else "")


def test_a_few_mistakes_of_ones_own_are_forgiven():
    person("nadia")
    assert not any(sign_in(OWNER, f"slip {number}") for number in range(3))
    assert sign_in(OWNER)


def test_behind_a_proxy_the_address_is_what_the_proxy_saw(settings):
    """What a client itself puts into X-Forwarded-For stands before what the proxy adds, and counts for nothing."""
    assert house.ALLAUTH_TRUSTED_PROXY_COUNT == 0
    person("nadia")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(12):
        forged = f"192.0.2.{number}, {ATTACKER}"
        assert not sign_in("127.0.0.1", f"guess {number}", HTTP_X_FORWARDED_FOR=forged)
    assert not sign_in("127.0.0.1", HTTP_X_FORWARDED_FOR=f"192.0.2.99, {ATTACKER}")
    assert sign_in("127.0.0.1", HTTP_X_FORWARDED_FOR=OWNER)


def test_without_a_proxy_a_forged_address_counts_for_nothing():
    person("nadia")
    assert not any(sign_in(ATTACKER, f"guess {n}", HTTP_X_FORWARDED_FOR=f"192.0.2.{n}") for n in range(6))
    assert not sign_in(ATTACKER, HTTP_X_FORWARDED_FOR=OWNER)

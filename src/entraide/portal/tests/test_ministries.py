"""A ministry with a login of its own: a provider on this machine that says who somebody is, and what we make of it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from tests.cast import person

from entraide.foundation.accounts import actions
from entraide.foundation.accounts.domain.ministries import ministries
from entraide.foundation.accounts.models import Person
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
KEY = "a key that only this test knows, long enough for it"


class Ministry:
    """An OpenID Connect provider. `claims` is whoever signs in there next."""

    def __init__(self) -> None:
        self.claims: dict[str, object] = {}
        self.broken = False
        ministry = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                where = urlsplit(self.path).path
                self.say(ministry.told() if where.endswith("openid-configuration") else ministry.claims)

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self.say({"error": "server_error"} if ministry.broken else ministry.tokens())

            def say(self, content: dict[str, object]) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(content).encode())

            def log_message(self, *_said: object) -> None:
                """Tests are quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def told(self) -> dict[str, object]:
        return {
            "issuer": self.url, "authorization_endpoint": f"{self.url}/authorize", "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo", "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }  # fmt: skip

    def tokens(self) -> dict[str, object]:
        now = int(time.time())
        claims = {**self.claims, "iss": self.url, "aud": "entraide", "iat": now, "exp": now + 60}
        return {"access_token": "t", "token_type": "Bearer", "id_token": jwt.encode(claims, KEY, algorithm="HS256")}


@pytest.fixture
def egypt(settings, monkeypatch) -> Iterator[Ministry]:
    """The ministry of justice of Egypt."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    ministry = Ministry()
    row = {
        "id": "justice-egy",
        "name": "Justice",
        "entity": "EGY",
        "server_url": ministry.url,
        "client_id": "entraide",
        "secret": "s",
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [one.app() for one in ministries(json.dumps([row]))]}
    }
    yield ministry
    ministry.server.shutdown()
    ministry.server.server_close()


def come(ministry: Ministry, browser: Client, **claims: object):
    """Walk to the ministry and back."""
    ministry.claims = {"sub": "17", "email_verified": True, **claims}
    sent = browser.post(reverse("openid_connect_login", args=["justice-egy"]))
    assert sent["Location"].startswith(f"{ministry.url}/authorize?")
    asked = parse_qs(urlsplit(sent["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    back = reverse("openid_connect_callback", args=["justice-egy"])
    return browser.get(back, {"code": "c", "state": asked["state"][0]})


def english() -> Client:
    browser = Client()
    browser.cookies["django_language"] = "en"
    return browser


def accounts() -> tuple[int, int]:
    with acting_as(SYSTEM):
        return Person.objects.count(), SocialAccount.objects.count()


def test_the_page_of_signing_in_offers_the_ministry(egypt):
    assert "Sign in with the account of Justice" in english().get(reverse("account_login")).content.decode()


def test_samira_signs_in_at_her_ministry_and_again(egypt):
    samira, browser = person("samira"), english()
    assert come(egypt, browser, email="Samira@example.org").status_code == 302
    assert browser.get("/").context["actor"].person_id == samira.pk
    again = english()
    come(egypt, again, email="changed@example.org")
    assert again.get("/").context["actor"].person_id == samira.pk
    assert accounts() == (1, 1)
    assert samira.has_usable_password()


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"email": "nobody@example.org"}, "ACC-040"),
        ({"email": "luc@example.org"}, "ACC-040"),
        ({"email": "samira@example.org", "email_verified": False}, "ACC-041"),
        ({"email": "samira@example.org", "email_verified": "false"}, "ACC-041"),
        ({}, "ACC-041"),
    ],
)
def test_a_ministry_opens_no_account_but_of_its_own_known_people(egypt, claims, code):
    person("samira")
    person("luc")
    browser = english()
    page = come(egypt, browser, **claims)
    assert page.status_code == 403
    assert code in page.content.decode()
    assert not browser.get("/").context["actor"].known
    assert accounts() == (2, 0)


def test_who_has_left_finds_the_ministrys_door_shut(egypt):
    samira = person("samira")
    come(egypt, english(), email=samira.email)
    actions.leave(SYSTEM, samira)
    browser = english()
    assert "ACC-040" in come(egypt, browser, email=samira.email).content.decode()
    assert not browser.get("/").context["actor"].known


def test_a_ministry_that_does_not_answer_is_said_so(egypt):
    egypt.broken = True
    page = come(egypt, english(), email="samira@example.org")
    assert "ACC-042" in page.content.decode()


def test_a_state_that_was_not_asked_for_is_refused(egypt):
    person("samira")
    egypt.claims = {"sub": "17", "email": "samira@example.org", "email_verified": True}
    browser = english()
    page = browser.get(reverse("openid_connect_callback", args=["justice-egy"]), {"code": "c", "state": "forged"})
    assert "ACC-042" in page.content.decode()
    assert not browser.get("/").context["actor"].known

"""What every answer carries, what is counted, what probes hear, and what no log line ever holds."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys

import pytest
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from django.urls import path, reverse

from entraide.foundation.db.context import acting_as
from entraide.foundation.files.store import keep
from entraide.foundation.keeping import logs, tables
from entraide.kernel.actor import SYSTEM
from entraide.kernel.audience import Audience
from entraide.portal import guard, urls

pytestmark = pytest.mark.django_db
SECRET = "the-draft-of-Egypt-7c1f"


def stored() -> str:
    with acting_as(SYSTEM):
        return reverse("file", args=[keep(b"<script>", "draft.html", audience=Audience.PUBLIC)])


PLACES = {
    "page": lambda: Client().get("/"),
    "signed in": lambda: Client().get("/accounts/login/"),
    "not found": lambda: Client().get("/nowhere/"),
    "refused form": lambda: Client(enforce_csrf_checks=True).post("/accounts/login/", {}),
    "no such request": lambda: Client().get("/meetings/%00/"),
    "styles": lambda: Client().get("/static/entraide/entraide.css"),
    "api": lambda: Client().get("/api/documents/"),
    "api refused": lambda: Client().get("/api/documents/?meeting=x"),
    "file": lambda: Client().get(stored()),
    "probe": lambda: Client().get("/health/live"),
}


@pytest.mark.parametrize("place", PLACES)
def test_every_answer_carries_the_headers_of_safety(place):
    answer = PLACES[place]()
    policy = answer["Content-Security-Policy"]
    for said in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert said in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == ("cross-origin" if place.startswith("api") else "same-origin")
    assert "camera=()" in answer["Permissions-Policy"]
    if place != "styles":
        assert {"Cookie", "Accept-Language"} <= set(re.split(r",\s*", answer["Vary"]))
        assert "Cache-Control" in answer.headers


def test_a_page_may_load_our_own_scripts_and_a_saved_file_may_do_nothing():
    assert "script-src 'self'" in PLACES["page"]()["Content-Security-Policy"]
    assert PLACES["file"]()["Content-Security-Policy"].endswith("sandbox")


@pytest.mark.parametrize("name", ["nadia", "samira"])
@pytest.mark.parametrize("address", ["/", "/nowhere/", "/api/documents/", "/directory/"])
def test_nobody_keeps_what_somebody_who_signed_in_was_shown(as_, name, address):
    assert "no-store" in as_(name).get(address)["Cache-Control"]


def test_with_https_cookies_belong_to_this_host_alone():
    code = (
        "from entraide.portal import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.LANGUAGE_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE,"
        " s.SECURE_HSTS_SECONDS, s.SECURE_SSL_REDIRECT, s.CONTENT_SECURITY_POLICY['DIRECTIVES']['upgrade-insecure-requests'])"
    )
    environment = {"ENTRAIDE_SITE_URL": "https://entraide.example.org", "ENTRAIDE_SECRET_KEY": "x" * 50}
    said = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **environment}, capture_output=True, text=True, check=True
    ).stdout.split()
    assert said == ["__Host-session", "__Host-csrf", *["True"] * 5, "Lax", "31536000", "True", "True"]


class TestLimits:
    @pytest.fixture(autouse=True)
    def _counted(self, settings):
        settings.RATE_LIMITS = True

    def sign_in(self, **more):
        return Client().post(reverse("account_login"), {"login": "x@example.org", "password": "x"}, **more)

    def test_the_thirty_first_sign_in_waits(self):
        assert {self.sign_in(REMOTE_ADDR="192.0.2.1").status_code for _ in range(30)} == {200}
        answer = self.sign_in(REMOTE_ADDR="192.0.2.1")
        assert answer.status_code == 429
        assert 0 < int(answer["Retry-After"]) <= 300
        assert "OPS-020" in answer.content.decode()
        assert self.sign_in(REMOTE_ADDR="192.0.2.2").status_code == 200

    def test_it_is_said_in_the_readers_language(self, as_, monkeypatch):
        monkeypatch.setattr(guard, "_wait", lambda rule, request: 7)
        arabic = Client().get("/api/documents/", HTTP_ACCEPT_LANGUAGE="ar")
        assert arabic.status_code == 429
        assert arabic["Retry-After"] == "7"
        assert "انتظروا 7" in arabic.json()["problems"][0]["message"]
        page = Client().get(stored(), HTTP_ACCEPT_LANGUAGE="ru")
        assert 'lang="ru"' in page.content.decode()
        samira = as_("samira")
        del samira.cookies["django_language"]
        assert 'lang="ar"' in samira.get(stored()).content.decode()

    def test_who_is_known_is_counted_as_a_person_and_not_by_the_ministrys_address(self, as_, monkeypatch):
        asked = []
        monkeypatch.setattr(guard, "over", lambda limit, what, whose: asked.append((what, whose)) or 0)
        as_("samira").get("/api/documents/")
        Client().get("/api/documents/", REMOTE_ADDR="2001:db8:1:2:3::4")
        Client().get("/")
        Client().get("/directory/")
        assert [what for what, _whose in asked] == ["api", "api"]
        assert asked[0][1].startswith("person ")
        assert asked[1][1] == "2001:db8:1:2::"

    def test_asking_for_link_after_link_ends(self):
        again = reverse("invitation_again", args=["nobodys"])
        answers = [Client().post(again).status_code for _ in range(6)]
        assert answers == [422] * 5 + [429]

    def test_a_database_that_does_not_count_lets_people_in(self, monkeypatch):
        def broken(*_args):
            raise DatabaseError

        monkeypatch.setattr(guard, "over", broken)
        assert Client().get("/api/documents/").status_code == 200


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "seen"),
    [
        (0, "192.0.2.1", "203.0.113.9", "192.0.2.1"),
        (1, "127.0.0.1", "203.0.113.9, 192.0.2.1", "192.0.2.1"),
        (2, "127.0.0.1", "203.0.113.9, 192.0.2.1, 10.0.0.1", "192.0.2.1"),
        (1, "192.0.2.1", "", "192.0.2.1"),
        (0, "::ffff:192.0.2.1", "", "192.0.2.1"),
        (0, "", "", "unknown"),
        (1, "127.0.0.1", "<script>", "unknown"),
    ],
)
def test_the_address_is_what_our_own_proxy_saw(settings, proxies, remote, forwarded, seen):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert guard.client_address(RequestFactory().get("/", REMOTE_ADDR=remote, **extra)) == seen


class TestProbes:
    def test_alive_without_a_database_and_by_any_name(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            answer = Client().get("/health/live", HTTP_HOST="10.0.0.7")
        assert (answer.status_code, answer.content) == (200, b"alive\n")

    def test_ready_as_the_right_role_with_every_table(self, monkeypatch):
        assert Client().get("/health/ready").content == b"ready\n"
        monkeypatch.setattr(tables, "wanted", lambda: frozenset({("portal", "0099_tomorrow")}))
        answer = Client().get("/health/ready")
        assert (answer.status_code, answer.content) == (503, b"migrations\n")

    def test_not_ready_when_the_database_does_not_answer(self, monkeypatch):
        def gone():
            raise DatabaseError(SECRET)

        monkeypatch.setattr(connection, "cursor", gone)
        answer = Client().get("/health/ready")
        assert (answer.status_code, answer.content) == (503, b"database\n")

    def test_metrics_count_by_view_and_carry_no_identifiers(self, as_):
        as_("samira").get("/directory/470011470011/")
        as_("samira").get(f"/nowhere/{SECRET}/")
        said = Client().get("/metrics", HTTP_HOST="127.0.0.1:8000").content.decode()
        assert re.search(r'entraide_requests_total\{method="GET",status="4xx",view="directory:detail"\} [1-9]', said)
        for name in ("jobs_waiting", "jobs_failed", "mail_waiting", "ledger_entries", "database_connections"):
            assert re.search(rf"^entraide_{name} \d", said, re.MULTILINE), name
        assert "entraide_request_seconds_bucket" in said
        for word in ("470011470011", SECRET, "nowhere", "samira", "EGY"):
            assert word not in said

    def test_metrics_tell_that_the_database_is_away(self, monkeypatch):
        def gone():
            raise DatabaseError

        monkeypatch.setattr(connection, "cursor", gone)
        said = Client().get("/metrics", HTTP_HOST="127.0.0.1").content.decode()
        assert "entraide_database_up 0.0" in said
        assert "entraide_requests_total" in said

    @pytest.mark.parametrize(
        "headers",
        [
            {"REMOTE_ADDR": "192.0.2.1"},
            {"HTTP_X_FORWARDED_FOR": "192.0.2.1"},
            {"HTTP_HOST": "testserver"},
            {"HTTP_AUTHORIZATION": "Bearer guess", "token": "right"},
            {"HTTP_HOST": "127.0.0.1", "token": "right"},
        ],
    )
    def test_metrics_are_not_there_for_others(self, settings, headers):
        given = {"HTTP_HOST": "127.0.0.1", **headers}
        settings.METRICS_TOKEN = given.pop("token", "")
        assert Client().get("/metrics", **given).status_code == 404

    def test_metrics_for_whoever_has_the_token(self, settings):
        settings.METRICS_TOKEN = "right"
        assert Client().get("/metrics", REMOTE_ADDR="192.0.2.1", HTTP_AUTHORIZATION="Bearer right").status_code == 200


class Ours(logging.Handler):
    """Everything that any logger says, as it would be written."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record):
        self.lines += [logs.Lines().format(record), logs.Plain().format(record)]


def raising(request, word):
    if request.GET.get("how") == "sql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s::int", [SECRET])
    logging.getLogger("somebody.elses").error(f"could not read {SECRET} of %s", SECRET, extra={"view": SECRET})
    logging.getLogger("entraide.room").error("a reading failed", extra={"draft": SECRET})
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        raise ValueError(f"cannot use {SECRET}") from error


class TestLogs:
    @pytest.fixture
    def written(self):
        handler = Ours()
        root = logging.getLogger()
        requests = logging.getLogger("entraide.request")
        before = root.level, requests.level
        root.setLevel(logging.DEBUG)
        requests.setLevel(logging.INFO)
        root.addHandler(handler)
        yield handler.lines
        root.removeHandler(handler)
        root.setLevel(before[0])
        requests.setLevel(before[1])

    @pytest.fixture
    def pages(self, settings, monkeypatch):
        monkeypatch.setattr(
            urls, "urlpatterns", [path("broken/<str:word>/", raising, name="broken"), *urls.urlpatterns]
        )
        from django.urls import clear_url_caches  # noqa: PLC0415

        clear_url_caches()
        yield
        clear_url_caches()

    @pytest.mark.parametrize("how", ["python", "sql"])
    def test_a_secret_in_every_place_is_in_no_line(self, as_, written, pages, how):
        samira = as_("samira")
        samira.raise_request_exception = False
        headers = {
            "HTTP_REFERER": f"http://testserver/{SECRET}",
            "HTTP_USER_AGENT": SECRET,
            "HTTP_X_REQUEST_ID": SECRET,
        }
        answer = samira.post(
            f"/broken/{SECRET}/?how={how}&q={SECRET}", {"words": SECRET}, HTTP_X_CUSTOM=SECRET, **headers
        )
        assert answer.status_code == 500
        assert SECRET not in answer.content.decode()
        for address in (f"/{SECRET}/", f"/directory/?words={SECRET}", f"/invitations/{SECRET}/"):
            samira.get(address)
        Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": SECRET, "password": SECRET})
        Client().get("/", HTTP_HOST=f"{SECRET}.example.org")
        all_of_it = "\n".join(written)
        assert SECRET not in all_of_it
        assert "Samira" not in all_of_it
        assert "samira@" not in all_of_it
        lines = [json.loads(line) for line in written if line.startswith("{")]
        failed = next(line for line in lines if line.get("status") == 500)
        assert (failed["view"], failed["method"], failed["event"]) == ("broken", "POST", "answered")
        assert isinstance(failed["person"], int)
        error = next(line for line in lines if "errors" in line)
        kinds = [told["type"] for told in error["errors"]]
        assert ("builtins.ValueError" in kinds) if how == "python" else any("DataError" in kind for kind in kinds)
        assert any("test_guard.py:" in frame for frame in error["errors"][0]["frames"])
        assert len({line["request"] for line in lines if line.get("view") == "broken"}) == 1

    def test_the_proxys_id_is_taken_from_a_proxy_only(self, written, settings):
        given = "0123456789abcdef" * 2
        Client().get("/", HTTP_X_REQUEST_ID=given)
        assert given not in "".join(written)
        settings.BEHIND_PROXY = True
        Client().get("/", HTTP_X_REQUEST_ID=given)
        assert given in "".join(written)
        Client().get("/", HTTP_X_REQUEST_ID=f"{SECRET}")
        assert SECRET not in "".join(written)

    def test_django_writes_through_our_lines_alone(self):
        assert logging.getLogger("django").handlers == []
        assert logging.getLogger("django.request").propagate

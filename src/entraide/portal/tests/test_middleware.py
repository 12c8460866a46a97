"""What a request may bring in and what it may leave behind."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from tests.cast import PASSPHRASE, person

from entraide.foundation.accounts.models import Session
from entraide.foundation.db.context import acting_as
from entraide.foundation.mail.post import outbox, post
from entraide.kernel.actor import SYSTEM
from entraide.portal.middleware import ActingPerson

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", [200, 302, 400, 403, 404, 405, 409, 422, 429, 500, 503])
def test_what_is_answered_with_400_or_more_has_written_nothing(status):
    def view(request: HttpRequest) -> HttpResponse:
        post("test", to="x@example.org", subject="Subject", body="Body", language="en")
        return HttpResponse(status=status)

    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert ActingPerson(view)(request).status_code == status
    with acting_as(SYSTEM):
        assert len(outbox()) == (1 if status < 400 else 0)


@pytest.mark.parametrize("place", ["value", "key", "query value", "query key", "path"])
def test_a_nul_is_refused_wherever_it_stands(as_, place):
    nul = "hm\0"
    samira = as_("samira")
    answers = {
        "value": lambda: samira.post("/language/", {"language": nul}),
        "key": lambda: samira.post("/language/", {nul: "en"}),
        "query value": lambda: samira.get("/directory/", {"words": nul}),
        "query key": lambda: samira.get("/directory/", {nul: "x"}),
        "path": lambda: samira.get("/meetings/%00/"),
    }
    assert answers[place]().status_code == 400


@pytest.mark.parametrize("before", ["²", "٣", "-1", "1e9", "9" * 30, "x"])
def test_the_ledger_passes_over_what_is_no_number(as_, before):
    assert as_("nadia").get(reverse("ledger"), {"before": before}).status_code == 200


def test_signing_in_works_after_a_wrong_passphrase(db, client):
    person("samira")
    wrong = client.post(reverse("account_login"), {"login": "samira@example.org", "password": "wrong"})
    assert wrong.status_code == 200
    right = client.post(reverse("account_login"), {"login": "samira@example.org", "password": PASSPHRASE})
    assert right.status_code == 302
    with acting_as(SYSTEM):
        assert Session.objects.get().person.email == "samira@example.org"

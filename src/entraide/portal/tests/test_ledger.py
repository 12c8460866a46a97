"""The ledger's pages: found again by what one asks, verified in the background, and closed to strangers."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse

from entraide.foundation.audit.ledger import append
from entraide.foundation.audit.sightings import Door, saw
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import run_waiting
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM
from entraide.portal.urls import urlpatterns as real

LEDGER, SIGHTINGS = "/ledger/", "/ledger/sightings/"


def text(client, address, **data):
    return client.get(address, data).content.decode()


def written(count, verb="documents.document.filed", entity=""):
    with acting_as(SYSTEM):
        for number in range(count):
            append(SYSTEM, verb, clock.wall(), "documents.document", str(number), entity)


def test_nadia_asks_the_ledger(as_, cast):
    nadia = as_("nadia")
    written(120)
    written(1, "meetings.body.recorded", "EGY")
    assert "recorded a body" in text(nadia, LEDGER)
    only = text(nadia, LEDGER, entity="Egypt")
    assert "recorded a body" in only
    assert "documents.document 0 · EGY" in only
    assert "documents.document 119" not in only
    first = text(nadia, LEDGER, verb="documents.document.filed")
    assert "documents.document 119" in first
    older = first.split('href="?verb=')[1].split('"')[0].replace("&amp;", "&")
    second = nadia.get(f"{LEDGER}?verb={older}").content.decode()
    assert "documents.document 0<" in second
    assert "documents.document 119" not in second
    assert "No entry fits." in text(nadia, LEDGER, day="1999-01-01")
    for nonsense in ({"before": "x"}, {"person": "x"}, {"day": "x"}, {"object_id": "9" * 200}, {"before": "9" * 18}):
        assert nadia.get(LEDGER, nonsense).status_code == 200


def test_a_page_costs_the_same_however_far_back(as_, db):
    written(250)
    nadia, costs = as_("nadia"), []
    nadia.get(LEDGER)  # what a session asks once
    for before in ("", "150"):
        with CaptureQueriesContext(connection) as asked:
            nadia.get(LEDGER, {"before": before})
        costs.append(len(asked))
        assert not any("COUNT(" in query["sql"] and "audit_entry" in query["sql"] for query in asked)
    assert costs[0] == costs[1]


def test_nadia_has_the_chain_walked(as_, db):
    nadia = as_("nadia")
    assert "Nobody has had the chain walked yet." in text(nadia, LEDGER)
    written(5)
    assert nadia.post(reverse("ledger_verify")).status_code == 302
    assert "The chain is being walked: 0 per cent." in text(nadia, LEDGER)
    run_waiting()
    page = text(nadia, LEDGER)
    assert "6 entries; the chain holds." in page
    assert "Asked for by <bdi>Nadia</bdi>" in page
    assert nadia.get(reverse("ledger_verify")).status_code == 405


@pytest.mark.parametrize("name", ["jo", "samira", "tarek", "pilar", "grace"])
def test_strangers_have_no_ledger(as_, name):
    assert as_(name).get(LEDGER).status_code == 404
    assert as_(name).post(reverse("ledger_verify")).status_code == 404


def test_who_saw_whom_is_the_directors_and_each_states_own(as_, cast):
    luc = cast("luc")
    with acting_as(luc):
        saw(luc, "directory.contactpoint", [41, 42], "EGY", Door.EXPORT)
        saw(luc, "directory.contactpoint", [77], "PER", Door.PAGE)
    viktor = text(as_("viktor"), SIGHTINGS)
    assert "EGY · 41, 42" in viktor
    assert "PER · 77" in viktor
    assert "PER · 77" not in text(as_("viktor"), SIGHTINGS, object="41")
    samira = text(as_("samira"), SIGHTINGS, entity="PER")
    assert "EGY · 41, 42" in samira
    assert "in an export" in samira
    assert "PER · 77" not in samira
    for name in ("jo", "nadia", "tarek", "grace"):
        assert as_(name).get(SIGHTINGS).status_code == 404


def shown_persons(request, status):
    """A page of a room that hands out restricted persons."""
    saw(request.actor, "directory.contactpoint", [status], "EGY", Door.PAGE)
    return HttpResponse("persons", status=status)


urlpatterns = [path("shown/<int:status>/", shown_persons), *real]


@pytest.mark.urls(__name__)
def test_a_viewing_is_kept_only_when_something_was_shown(as_, db):
    for status in (200, 404):
        assert as_("luc").get(f"/shown/{status}/").status_code == status
    seen = text(as_("viktor"), SIGHTINGS)
    assert "EGY · 200" in seen
    assert "EGY · 404" not in seen

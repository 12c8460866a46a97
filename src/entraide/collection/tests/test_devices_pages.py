"""The pages about devices: who sees what arrived, what the judge marked, and how it comes into the draft."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from entraide.collection import actions, queries
from entraide.collection.models import Instance
from entraide.collection.tests.devices import Device, collection_of, device_for, forget, sent
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

BODY = (
    "<respondent><authority>Ministry of Justice</authority></respondent><law><specific_offence>no</specific_offence></law>"
    "<institutions><specialised_unit>perhaps</specialised_unit></institutions>"
)


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget()
    yield
    forget()


def page(response):
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.fixture
def sent_by_egypt(cast, round, reply):
    project = actions.connect_round(cast("samira"), round)
    device = device_for(cast("samira"), project, reply("EGY"), "Tablet of the museum")[0]
    with acting_as(SYSTEM):
        form = project.forms.select_related("version").get()
    assert device.send(sent("uuid:1", BODY, form=form.form_id, version=form.version.version)).status_code == 201
    assert device.send(sent("uuid:2", form="another")).status_code == 404
    with acting_as(SYSTEM):
        return project, Instance.objects.get()


def test_the_focal_point_connects_a_round_makes_a_key_and_sends_with_it(as_, round):
    samira = as_("samira")
    listed = page(samira.get(reverse("collection:devices")))
    assert "Trafficking in cultural property" in listed
    connected = samira.post(reverse("collection:devices_connect", args=[round.pk]))
    made = page(samira.post(connected.url + "keys/", {"name": "Tablet"}))
    token, project = re.search(r"/v1/key/([^/]+)/projects/(\d+)", made).groups()
    assert Device(token, int(project)).get("/formList").content.count(b"<xform>") == 1
    assert token not in page(samira.get(connected.url))
    key = re.search(r"keys/(\d+)/revoke/", page(samira.get(connected.url))).group(1)
    samira.post(f"{connected.url}keys/{key}/revoke/")
    assert Device(token, int(project)).get("/formList").status_code == 401


def test_what_arrived_stands_with_its_findings_and_what_was_refused_beside_it(as_, sent_by_egypt):
    project, instance = sent_by_egypt
    for name in ("samira", "nadia"):
        listed = page(as_(name).get(reverse("collection:devices_project", args=[project.pk])))
        assert "Tablet of the museum" in listed
        assert ("COL-405" in listed) == (name == "samira")
        shown = page(as_(name).get(reverse("collection:devices_arrival", args=[instance.pk])))
        assert "COL-024" in shown
        assert ("Take these answers" in shown) == ("Ministry" in shown) == ("perhaps" in shown) == (name == "samira")


def test_strangers_find_no_such_page(as_, cast, sent_by_egypt):
    project, instance = sent_by_egypt
    with acting_as(cast("samira")):
        version = instance.versions.get()
        stray = project.strays.get()
    own = {
        "devices_arrival": [instance.pk], "devices_version": [instance.pk, version.pk],
        "devices_stray": [project.pk, stray.pk],
    }  # fmt: skip
    for name in ("tarek", "luc", "pilar", "grace", "jo"):
        for view, args in own.items():
            assert as_(name).get(reverse(f"collection:{view}", args=args)).status_code in (302, 404), (name, view)
        for view in ("devices_take", "devices_review", "devices_remark"):
            answer = as_(name).post(reverse(f"collection:{view}", args=[instance.pk]), {"body": "x"})
            assert answer.status_code in (302, 404), (name, view)
    assert "Tablet of the museum" not in page(as_("luc").get(reverse("collection:devices_project", args=[project.pk])))
    for view, args in own.items():
        expected = 200 if view == "devices_arrival" else 404 if view == "devices_stray" else 422
        assert as_("nadia").get(reverse(f"collection:{view}", args=args)).status_code == expected, view
    with acting_as(SYSTEM):
        assert not Instance.objects.get().remarks.exists()


def test_sections_are_chosen_and_taken_into_the_draft(as_, cast, sent_by_egypt, reply):
    _project, instance = sent_by_egypt
    url = reverse("collection:devices_arrival", args=[instance.pk])
    shown = page(as_("samira").get(url))
    given = {name: re.search(rf'name="{name}" value="([^"]+)"', shown).group(1) for name in ("version", "base")}
    taken = as_("samira").post(f"{url}take/", {**given, "section": ["respondent"]})
    assert taken.url == reverse("collection:reply", args=[reply("EGY").pk])
    with acting_as(cast("samira")):
        draft = queries.draft(cast("samira"), reply("EGY").pk)
    assert draft.value("/data/respondent/authority") == "Ministry of Justice"
    assert not draft.value("/data/law/specific_offence")
    assert as_("samira").post(f"{url}take/", given).status_code == 422


def test_the_secretariat_reviews_and_both_comment(as_, sent_by_egypt):
    _project, instance = sent_by_egypt
    url = reverse("collection:devices_arrival", args=[instance.pk])
    as_("nadia").post(f"{url}review/", {"state": "hasIssues"})
    as_("nadia").post(f"{url}comment/", {"body": "Which unit?"})
    as_("samira").post(f"{url}comment/", {"body": "There is none."})
    shown = page(as_("samira").get(url))
    assert "has issues" in shown
    assert shown.index("Which unit?") < shown.index("There is none.")
    assert as_("samira").post(f"{url}review/", {"state": "approved"}).status_code == 422


def test_a_token_is_made_shown_once_and_ended(as_, client):
    nadia = as_("nadia")
    shown = page(nadia.post(reverse("collection:devices_token"), {"name": "Nightly export"}))
    token = re.search(r'<bdi dir="ltr">([\w-]{60,})</bdi>', shown).group(1)
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get("/v1/users/current", headers=headers).json()["displayName"] == "Nadia"
    listed = page(nadia.get(reverse("collection:devices")))
    assert "Nightly export" in listed
    assert token not in listed
    nadia.post(reverse("collection:devices_token_end", args=[re.search(r"tokens/(\d+)/end", listed).group(1)]))
    assert client.get("/v1/users/current", headers=headers).status_code == 401


def test_a_collection_of_the_secretariats_own_is_nobody_elses(as_, cast):
    form = collection_of(cast("nadia"))
    made = as_("nadia").post(reverse("collection:devices_create"), {"name": "Visits"})
    assert made.status_code == 302
    for name in ("samira", "pilar"):
        assert as_(name).get(reverse("collection:devices_project", args=[form.project_id])).status_code == 404

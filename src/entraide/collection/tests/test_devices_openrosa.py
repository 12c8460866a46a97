"""OpenRosa: what a telephone asks for and sends, and what is kept of it."""

from __future__ import annotations

import pytest
from lxml import etree

from entraide.collection import actions
from entraide.collection.models import Instance, InstanceFile, InstanceVersion, Stray
from entraide.collection.tests.devices import collection_of, device_for, forget, sent
from entraide.foundation.audit.models import Entry
from entraide.foundation.audit.verifying import verify
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget()
    yield
    forget()


@pytest.fixture
def form(cast):
    return collection_of(cast("nadia"))


@pytest.fixture
def device(cast, form):
    return device_for(cast("nadia"), form.project)[0]


def rows(model, **asked):
    with acting_as(SYSTEM):
        return list(model.objects.filter(**asked).order_by("pk"))


def message(response):
    return etree.fromstring(response.content)[0].text


def test_the_server_says_what_it_takes(device):
    answer = device.head("/submission")
    assert answer.status_code == 204
    assert answer["X-OpenRosa-Version"] == "1.0"
    assert answer["X-OpenRosa-Accept-Content-Length"] == "100000000"
    assert device.client.head(device.base + "/submission").status_code == 400  # without the header of OpenRosa


def test_forms_are_listed_with_the_address_of_the_site_whatever_host_was_asked(device, form, settings):
    settings.SITE_URL = "https://collect.example.org"
    answer = device.get("/formList", HTTP_HOST="127.0.0.1")
    listed = etree.fromstring(answer.content)[0]
    told = {etree.QName(one).localname: one.text for one in listed}
    assert (told["formID"], told["version"], told["name"]) == ("visits", "1", "Trial")
    assert told["downloadUrl"] == f"https://collect.example.org{device.base}/forms/visits.xml"
    assert told["hash"].startswith("md5:")
    path = told["downloadUrl"].removeprefix("https://collect.example.org")
    assert b'id="visits"' in device.client.get(path).content
    assert device.get("/formList?formID=other").content.count(b"<xform>") == 0


def test_a_submission_is_kept_byte_for_byte_and_entered_in_the_ledger(device):
    xml = sent("uuid:1")
    answer = device.send(xml)
    assert answer.status_code == 201
    assert answer["X-OpenRosa-Version"] == "1.0"
    (version,) = rows(InstanceVersion)
    assert bytes(version.xml) == xml
    assert (version.valid, rows(Instance)[0].findings, version.guid) == (True, [], "uuid:1")
    with acting_as(SYSTEM):
        entry = Entry.objects.get(verb="collection.instance.received")
        assert (entry.object_id, entry.name) == (str(version.instance_id), "Tablet 1")
        assert verify()[1] is None
    assert "Cairo" not in str(entry.detail)


def test_the_same_once_more_is_the_same_and_something_else_under_its_name_is_not(device):
    assert device.send(sent("uuid:1")).status_code == 201
    assert device.send(sent("uuid:1")).status_code == 201
    assert len(rows(Instance)) == 1
    other = device.send(sent("uuid:1", "<museum>Luxor</museum>"))
    assert other.status_code == 409
    assert "COL-410" in message(other)
    assert [(one.code, b"Luxor" in bytes(one.xml)) for one in rows(Stray)] == [("COL-410", True)]


def test_files_may_come_later_with_the_same_xml(device):
    xml = sent("uuid:1", "<museum>Cairo</museum><photo>mask.jpg</photo>")
    assert device.send(xml).status_code == 201
    (file,) = rows(InstanceFile)
    assert (file.name, file.arrived_at) == ("mask.jpg", None)
    assert device.send(xml, mask_jpg=b"\xff\xd8" * 400_000).status_code == 201
    (file,) = rows(InstanceFile)
    assert file.size == 800_000
    assert file.arrived_at is not None


def test_what_the_rules_forbid_is_kept_and_marked_never_refused_and_never_silent(device):
    assert device.send(sent("uuid:1", "<objects>many</objects><colour>red</colour>")).status_code == 201
    (version,) = rows(Instance)
    assert not version.valid
    assert {(one["code"], one["path"]) for one in version.findings} == {
        ("COL-021", "/data/museum"), ("COL-023", "/data/objects"), ("COL-026", "/data/colour"),
    }  # fmt: skip


def test_a_correction_is_the_next_version_and_an_old_one_cannot_be_corrected(device):
    device.send(sent("uuid:1"))
    assert device.send(sent("uuid:2", "<museum>Giza</museum>", replaces="uuid:1")).status_code == 201
    assert device.send(sent("uuid:2", "<museum>Giza</museum>", replaces="uuid:1")).status_code == 201
    assert [(one.guid, one.current) for one in rows(InstanceVersion)] == [("uuid:1", False), ("uuid:2", True)]
    (instance,) = rows(Instance)
    assert (instance.review_state, instance.edits, instance.guid) == ("edited", 1, "uuid:1")
    assert device.send(sent("uuid:3", replaces="uuid:1")).status_code == 409  # COL-413
    assert device.send(sent("uuid:4", replaces="uuid:9")).status_code == 404  # COL-406
    assert device.send(sent("uuid:2", replaces="uuid:2")).status_code == 409  # COL-412
    assert [one.code for one in rows(Stray)] == ["COL-413", "COL-406", "COL-412"]
    with acting_as(SYSTEM):
        assert verify()[1] is None


def test_another_form_or_version_is_answered_as_central_answers_and_what_came_is_kept(device):
    unknown = device.send(sent("uuid:1", version="7"))
    assert (unknown.status_code, "COL-404" in message(unknown)) == (404, True)
    assert device.send(sent("uuid:2", form="other")).status_code == 404
    assert device.send(sent("uuid:2", form="other")).status_code == 404
    assert [(one.code, one.form_id, one.version) for one in rows(Stray)] == [
        ("COL-404", "visits", "7"), ("COL-405", "other", "1"),
    ]  # fmt: skip


def test_a_form_that_is_closed_takes_nothing_but_loses_nothing(cast, device, form):
    actions.change_form(cast("nadia"), form, "closing")
    assert device.get("/formList").content.count(b"<xform>") == 0
    assert device.send(sent("uuid:1")).status_code == 201
    actions.change_form(cast("nadia"), form, "closed")
    assert device.send(sent("uuid:2")).status_code == 409
    assert [one.code for one in rows(Stray)] == ["COL-411"]


def test_a_key_that_was_revoked_opens_nothing_from_that_moment(cast, form):
    device, key = device_for(cast("nadia"), form.project)
    assert device.send(sent("uuid:1")).status_code == 201
    actions.revoke_key(cast("nadia"), key)
    refused = device.send(sent("uuid:2"))
    assert (refused.status_code, "COL-401" in message(refused)) == (401, True)
    assert device.send(sent("uuid:3", form="other")).status_code == 401
    assert device.get("/formList").status_code == 401
    assert len(rows(Instance)) == 1
    assert rows(Stray) == []


def test_wrong_keys_are_counted(device, settings):
    settings.RATE_LIMITS = True
    device.base = device.base.replace("/key/", "/key/x")
    answers = [device.get("/formList").status_code for _ in range(22)]
    assert answers[0] == 401
    assert answers[-1] == 429


def test_a_message_comes_in_the_language_of_the_device(device):
    device.headers["Accept-Language"] = "ar-EG"
    assert "الاستمارة" in message(device.send(sent("uuid:1", version="7")))

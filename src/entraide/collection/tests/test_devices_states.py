"""A round's project: each State sends for itself, sees its own, and takes what it sent into its draft."""

from __future__ import annotations

import base64

import pytest
from django.db import connection
from django.test import Client
from tests.cast import PASSPHRASE

from entraide.collection import actions, policies, queries
from entraide.collection.domain.answers import Cell
from entraide.collection.models import AppKey, Instance, InstancePiece, InstanceVersion, Project, Remark, Stray
from entraide.collection.tests.devices import collection_of, device_for, forget, sent
from entraide.foundation.accounts.models import Membership
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Role
from entraide.kernel.problems import NotHere, Refused

pytestmark = pytest.mark.django_db

ANSWERS = (
    "<respondent><authority>وزارة الآثار</authority></respondent><law><specific_offence>no</specific_offence></law>"
    "<institutions><specialised_unit>perhaps</specialised_unit></institutions>"
)


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget()
    yield
    forget()


@pytest.fixture
def project(cast, round):
    return actions.connect_round(cast("samira"), round)


@pytest.fixture
def devices(cast, project, reply):
    """One of Egypt and one of France."""
    return {
        entity: device_for(cast(name), project, reply(entity), f"Tablet {entity}")[0]
        for name, entity in (("samira", "EGY"), ("luc", "FRA"))
    }


def form_of(project):
    with acting_as(SYSTEM):
        return project.forms.select_related("version").get()


def answered(project, guid, body=ANSWERS, **more):
    form = form_of(project)
    return sent(guid, body, form=form.form_id, version=form.version.version, **more)


def instance(cast, name, entity):
    with acting_as(cast(name)):
        row = Instance.objects.get(entity=entity)
        return policies.access_arrival(cast(name), row.pk)


def test_only_who_was_asked_connects_a_round_and_only_for_themselves(cast, round, project, reply):
    with acting_as(SYSTEM):
        assert Project.objects.count() == 1
    actions.connect_round(cast("luc"), round)
    with acting_as(SYSTEM):
        assert Project.objects.count() == 1
    for name in ("pilar", "grace", "jo"):
        with pytest.raises((NotHere, Refused)):
            actions.connect_round(cast(name), round)
    with pytest.raises(Refused):
        actions.make_key(cast("luc"), project, name="Spy", reply=reply("EGY"))
    with pytest.raises(Refused):
        actions.make_key(cast("tarek"), project, name="Mine", reply=reply("EGY"))
    with pytest.raises(Refused):
        actions.make_key(cast("nadia"), project, name="Whose?")
    assert actions.make_key(cast("nadia"), project, name="For Egypt", reply=reply("EGY")).row.entity == "EGY"


def test_the_same_id_from_two_states_is_two_replies_and_tells_nobody_of_the_other(devices, project):
    xml = answered(project, "uuid:same")
    assert devices["EGY"].send(xml).status_code == 201
    other = answered(project, "uuid:same", "<law><specific_offence>yes</specific_offence></law>")
    assert devices["FRA"].send(other).status_code == 201
    assert devices["FRA"].send(xml).status_code == 409
    with acting_as(SYSTEM):
        assert sorted(Instance.objects.values_list("entity", flat=True)) == ["EGY", "FRA"]


def test_nobody_corrects_what_another_state_sent(cast, devices, project):
    devices["EGY"].send(answered(project, "uuid:1"))
    refused = devices["FRA"].send(answered(project, "uuid:2", replaces="uuid:1"))
    assert refused.status_code == 404
    with acting_as(SYSTEM):
        assert Instance.objects.count() == 1
    with acting_as(cast("luc")):
        assert Stray.objects.get().entity == "FRA"


def bearer(cast, name):
    actor = cast(name)
    token = actions.make_token(actor, entity=actor.entity).token
    return Client(headers={"Authorization": f"Bearer {token}"})


def test_through_the_interface_a_state_finds_its_own_and_nothing_else(cast, devices, project):
    form = form_of(project)
    collection = collection_of(cast("nadia"))
    devices["EGY"].send(answered(project, "uuid:egypt"))
    base = f"/v1/projects/{project.pk}/forms/{form.form_id}"
    paths = ("submissions/uuid:egypt", "submissions/uuid:egypt.xml", "submissions/uuid:egypt/versions/uuid:egypt.xml")
    for name, status in (("samira", 200), ("tarek", 404), ("luc", 404), ("pilar", 404)):
        client = bearer(cast, name)
        assert {client.get(f"{base}/{path}").status_code for path in paths} == {status}, name
    luc = bearer(cast, "luc")
    assert luc.get(f"{base}/submissions").json() == []
    assert luc.get(f"{base}.svc/Submissions").json()["value"] == []
    assert luc.get(f"{base}.svc/Submissions('uuid:egypt')").status_code == 404
    assert len(luc.get(f"{base}/submissions.csv").getvalue().splitlines()) == 1
    assert [one["id"] for one in luc.get("/v1/projects").json()] == [project.pk]
    assert [one["displayName"] for one in luc.get(f"/v1/projects/{project.pk}/app-users").json()] == ["Tablet FRA"]
    assert luc.get(f"/v1/projects/{collection.project_id}/forms/visits").status_code == 404
    assert bearer(cast, "pilar").get(f"/v1/projects/{project.pk}").status_code == 404
    assert (
        luc.patch(f"{base}/submissions/uuid:egypt", {"reviewState": "approved"}, "application/json").status_code == 404
    )
    samira = bearer(cast, "samira")
    refused = samira.patch(f"{base}/submissions/uuid:egypt", {"reviewState": "approved"}, "application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, 403.1)
    assert samira.post(f"/v1/projects/{project.pk}/forms", "<x/>", "application/xml").status_code == 403


def test_the_secretariat_knows_that_something_arrived_and_reads_no_word_of_it(cast, devices, project):
    form = form_of(project)
    devices["EGY"].send(answered(project, "uuid:egypt"))
    base, nadia = f"/v1/projects/{project.pk}/forms/{form.form_id}", bearer(cast, "nadia")
    (listed,) = nadia.get(f"{base}/submissions").json()
    assert (listed["entity"], listed["valid"], listed["currentVersion"]) == ("EGY", False, None)
    assert "COL-024" in {one["code"] for one in listed["findings"]}
    one = f"{base}/submissions/uuid:egypt"
    for path in (f"{one}.xml", f"{one}/versions", f"{one}/diffs", f"{one}/attachments", f"{base}.svc/Submissions",
                 f"{base}/submissions.csv", f"{base}/submissions.csv.zip"):  # fmt: skip
        assert nadia.get(path).status_code == 403, path
    with acting_as(cast("nadia")):
        assert InstanceVersion.objects.count() == 0


def test_a_person_sends_for_their_own_state_alone(cast, project):
    form = form_of(project)
    url = f"/v1/projects/{project.pk}/forms/{form.form_id}/submissions"
    made = bearer(cast, "samira").post(url, answered(project, "uuid:s"), "application/xml")
    assert (made.status_code, made.json()["entity"]) == (200, "EGY")
    assert bearer(cast, "tarek").post(url, answered(project, "uuid:t"), "application/xml").status_code == 404
    assert bearer(cast, "nadia").post(url, answered(project, "uuid:n"), "application/xml").status_code == 403
    assert bearer(cast, "pilar").post(url, answered(project, "uuid:p"), "application/xml").status_code == 404


def test_the_walls_stand_in_the_tables_too(cast, devices, project, as_):
    devices["EGY"].send(answered(project, "uuid:1"))
    collection = collection_of(cast("nadia"))
    device_for(cast("nadia"), collection.project)[0].send(sent("uuid:2"))
    for name, expected in (("samira", 1), ("luc", 0), ("pilar", 0), ("jo", 0), ("nadia", 2)):
        with acting_as(cast(name)):
            assert Instance.objects.count() == expected, name
            assert InstanceVersion.objects.count() == min(expected, 1), name
            assert AppKey.objects.filter(entity="EGY").count() == (1 if name in ("samira", "nadia") else 0), name
            assert Project.objects.count() == {"pilar": 0, "jo": 0, "nadia": 2}.get(name, 1), name
            assert Stray.objects.count() == Remark.objects.count() == InstancePiece.objects.count() == 0
    with acting_as(cast("luc")):
        assert Instance.objects.update(review_state="rejected") == 0
    with pytest.raises(Exception, match="never change"), acting_as(cast("samira")), connection.cursor() as cursor:
        cursor.execute("UPDATE collection_instanceversion SET xml = 'x'")


def test_the_focal_point_takes_what_was_sent_as_a_whole_or_by_section(cast, devices, project, reply):
    devices["EGY"].send(answered(project, "uuid:1"))
    row = instance(cast, "samira", "EGY")
    with acting_as(cast("samira")):
        offered = actions.offer(cast("samira"), row)
    form = queries.form_of(row.reply.round.version_id)
    wanted = offered.in_sections(form)
    assert set(wanted) == {"respondent", "law", "institutions"}
    assert [one.path for one in offered.findings] == ["/data/institutions/specialised_unit"]
    actions.take_instance(cast("samira"), row, version_id=offered.version_id, base=offered.base, sections=("law",))
    with acting_as(cast("samira")):
        draft = queries.draft(cast("samira"), reply("EGY").pk)
    assert draft.value("/data/law/specific_offence") == "no"
    assert not draft.value("/data/respondent/authority")
    with pytest.raises(Refused, match="COL-317"):  # the draft is another one now
        actions.take_instance(cast("samira"), row, version_id=offered.version_id, base=offered.base)
    with acting_as(cast("samira")):
        offered = actions.offer(cast("samira"), row)
    actions.take_instance(cast("samira"), row, version_id=offered.version_id, base=offered.base)
    with acting_as(cast("samira")):
        assert actions.offer(cast("samira"), row).changes == ()


def test_what_the_device_left_blank_stays_and_so_does_what_stands_beside_a_value(cast, devices, project, reply):
    kept = Cell("no", source="Penal code", comment="Since 1983")
    actions.save_cells(
        cast("samira"), reply("EGY"), {"/data/law/specific_offence": kept, "/data/funds/funds_estimated": Cell("no")}
    )
    devices["EGY"].send(answered(project, "uuid:1"))
    row = instance(cast, "samira", "EGY")
    with acting_as(cast("samira")):
        offered = actions.offer(cast("samira"), row)
    actions.take_instance(cast("samira"), row, version_id=offered.version_id, base=offered.base)
    with acting_as(cast("samira")):
        draft = queries.draft(cast("samira"), reply("EGY").pk)
    assert draft.cell("/data/law/specific_offence") == kept
    assert draft.value("/data/funds/funds_estimated") == "no"
    assert draft.value("/data/respondent/authority") == "وزارة الآثار"


def test_neither_the_expert_nor_the_secretariat_takes_anything(cast, devices, project):
    devices["EGY"].send(answered(project, "uuid:1"))
    row = instance(cast, "samira", "EGY")
    for name in ("tarek", "nadia"):
        with acting_as(cast(name)), pytest.raises(Refused, match="COL-304"):
            actions.offer(cast(name), row)
    with pytest.raises(NotHere):
        instance(cast, "tarek", "EGY")


def test_a_round_that_is_closed_takes_nothing_but_loses_nothing(cast, devices, project, round):
    actions.close_round(cast("nadia"), round)
    assert devices["EGY"].send(answered(project, "uuid:late")).status_code == 409
    assert devices["EGY"].get("/formList").content.count(b"<xform>") == 0
    with acting_as(cast("samira")):
        assert (Stray.objects.get().code, Stray.objects.get().entity) == ("COL-411", "EGY")


def basic(name, passphrase=PASSPHRASE):
    return {"Authorization": "Basic " + base64.b64encode(f"{name}@example.org:{passphrase}".encode()).decode()}


def test_a_device_may_show_a_passphrase_but_not_past_a_second_factor(cast, project, settings):
    cast("samira")
    cast("nadia")
    headers = {"X-OpenRosa-Version": "1.0"}
    url = f"/v1/projects/{project.pk}/formList"
    assert Client().get(url, headers=headers).status_code == 401
    assert Client().get(url, headers={**headers, **basic("samira")}).status_code == 200
    assert Client().get(url, headers={**headers, **basic("samira", "wrong")}).status_code == 401
    assert Client().get(url, headers={**headers, **basic("pilar")}).status_code in (401, 404)
    given = {"email": "nadia@example.org", "password": PASSPHRASE}
    assert Client().post("/v1/sessions", given, "application/json").status_code == 200
    settings.STAFF_NEED_TOTP = True
    refused = Client().post("/v1/sessions", given, "application/json")
    assert (refused.status_code, refused.json()["details"]["number"]) == (401, "COL-402")
    assert "token" in refused.json()["message"]


def test_guessing_at_a_passphrase_is_stopped(cast, settings):
    settings.RATE_LIMITS = True
    cast("samira")
    given = {"email": "samira@example.org", "password": "guess"}
    answers = [Client().post("/v1/sessions", given, "application/json").status_code for _ in range(23)]
    assert (answers[0], answers[-1]) == (401, 429)
    right = {"email": "samira@example.org", "password": PASSPHRASE}
    assert Client().post("/v1/sessions", right, "application/json").status_code == 429


def test_a_token_ends_when_it_is_ended_and_with_the_role(cast, project):
    client = bearer(cast, "luc")
    assert client.get("/v1/users/current").json()["displayName"] == "Luc"
    assert client.delete("/v1/sessions/current").json() == {"success": True}
    assert client.get("/v1/users/current").status_code == 401
    client = bearer(cast, "luc")
    with acting_as(SYSTEM):
        Membership.objects.filter(person__email="luc@example.org", role=Role.FOCAL_POINT).update(
            until="2020-01-01T00:00Z"
        )
    assert client.get("/v1/users/current").status_code == 401


def test_no_cookie_opens_the_interface(as_):
    assert as_("nadia").get("/v1/projects").status_code == 401
    assert as_("nadia").post("/v1/projects", {"name": "x"}, "application/json").status_code == 401


def test_no_page_of_another_site_writes_with_a_passphrase_that_the_browser_remembers(cast, project):
    cast("samira")
    url, given = f"/v1/projects/{project.pk}/app-users", {"displayName": "Tablet of somebody else"}
    for origin, status in (("https://evil.example", 403), ("null", 403), (None, 200)):
        headers = {**basic("samira"), **({"Origin": origin} if origin else {})}
        assert Client().post(url, given, "application/json", headers=headers).status_code == status, origin

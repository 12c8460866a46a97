"""The secretariat's pages: what Nadia records there, and that nobody else finds them."""

from __future__ import annotations

import icalendar
import pytest

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.kernel.text import Text
from entraide.meetings import actions, queries
from entraide.meetings.models import Body, Sitting
from entraide.meetings.tests.recorded import MORNING, meeting

pytestmark = pytest.mark.usefixtures("anybody")

SITTING = {
    "number": "1", "day": "2012-10-17", "starts": "10:00", "ends": "13:00", "zone": "Europe/Vienna", "room": "Board Room A",
    "agenda_items": ["1 b", "5"],
}  # fmt: skip


@pytest.fixture
def held(cast):
    return meeting(cast("nadia"))


def text(response) -> str:
    return response.content.decode()


def test_nadia_records_a_body_and_its_meeting(as_):
    nadia = as_("nadia")
    assert "No meeting has been recorded yet." in text(nadia.get("/meetings/"))
    said = {
        "code": "ARC",
        "name_en": "Conference on Archives",
        "act_kind": "decision",
        "act_label": "2/6",
        "parent": "",
    }
    page = text(nadia.post("/meetings/bodies/new/", {**said, "act_kind": ""}))
    assert "MEE-011" in page
    assert "Conference on Archives" in page
    assert not Body.objects.exists()
    assert nadia.post("/meetings/bodies/new/", {**said, "mandate_fr": "Veiller aux archives"}).status_code == 302
    body = Body.objects.get()
    page = text(nadia.get(f"/meetings/bodies/{body.pk}/"))
    assert "Decision 2/6" in page
    assert "Veiller aux archives" in page
    days = {
        "body": body.pk,
        "starts_on": "2030-05-06",
        "ends_on": "2030-05-07",
        "sittings": 0,
        "title_fr": "Première réunion",
    }
    assert nadia.post("/meetings/new/", days).status_code == 302
    assert "MEE-029" in text(nadia.post("/meetings/new/", {**days, "title_fr": "Une autre"}))
    row = queries.meetings()[0]
    assert (row.title.versions, row.body.code) == ({"fr": "Première réunion"}, "ARC")
    listing = text(as_("jo").get("/meetings/"))
    assert "To come" in listing
    assert "Past" not in listing
    assert "Première réunion" in listing


def test_nadia_corrects_body_and_meeting(as_, held):
    nadia = as_("nadia")
    edit = f"/meetings/bodies/{held.body_id}/edit/"
    assert "Working Group on Archives" in text(nadia.get(edit))
    nadia.post(edit, {"name_en": "Group on Archives", "parent": "", "act_kind": "", "act_label": ""})
    assert queries.body(held.body_id).name.versions == {"en": "Group on Archives"}
    days = {"starts_on": "2012-10-16", "ends_on": "2012-10-18", "sittings": "4", "place_en": "Vienna"}
    assert nadia.post(f"/meetings/{held.pk}/edit/", days).status_code == 302
    assert queries.meeting(held.pk).place.versions == {"en": "Vienna"}
    page = text(nadia.post(f"/meetings/{held.pk}/edit/", {**days, "ends_on": "2012-10-01"}))
    assert "MEE-003" in page
    assert nadia.post(f"/meetings/bodies/{held.body_id}/remove/").status_code == 422
    assert nadia.post(f"/meetings/{held.pk}/remove/").status_code == 302
    assert nadia.post(f"/meetings/bodies/{held.body_id}/remove/").status_code == 302
    assert queries.bodies() == ()


def test_nadia_keeps_the_programme(as_, held):
    nadia, page = as_("nadia"), f"/meetings/{held.pk}/programme/"
    assert "Nothing is recorded here yet." in text(nadia.get(page))
    assert nadia.post(page, SITTING).status_code == 302
    assert "MEE-014" in text(nadia.post(page, SITTING))
    row = queries.sittings(held.pk)[0]
    assert 'value="2"' in text(nadia.get(page))
    nadia.post(f"{page}{row.id}/", {**SITTING, "starts": "09:30"})
    assert "09:30" in text(nadia.get(f"{page}{row.id}/"))
    nadia.post(f"{page}{row.id}/cancel/", {"cancelled": "yes"})
    seen = text(as_("jo").get(f"/meetings/{held.pk}/"))
    assert all(words in seen for words in ("09:30–13:00", "Europe/Vienna", "Cancelled", "Board Room A", "1 (b) and 5"))
    assert "Sitting 1" in text(nadia.get(f"{page}{row.id}/remove/"))
    nadia.post(f"{page}{row.id}/remove/")
    assert queries.sittings(held.pk) == ()


def test_nadia_keeps_the_agenda(as_, held):
    nadia, page = as_("nadia"), f"/meetings/{held.pk}/agenda/"
    nadia.post(page, {"label": "2", "title_en": "Follow-up"})
    item = next(row for row in queries.agenda(held.pk) if row.label == "2")
    nadia.post(f"{page}{item.id}/move/", {"up": "yes"})
    nadia.post(f"{page}{item.id}/", {"label": "2 a", "title_en": "Follow-up to all"})
    first = queries.agenda(held.pk)[0]
    assert (first.label, first.title.versions["en"]) == ("2 a", "Follow-up to all")
    assert "Move down" in text(nadia.get(page))
    nadia.post(f"{page}{item.id}/remove/")
    assert [row.label for row in queries.agenda(held.pk)] == ["1 b", "4", "5"]


def test_nadia_pastes_lists_of_names(as_, held):
    nadia = as_("nadia")
    nadia.post(f"/meetings/{held.pk}/attendance/", {
        "names": "Antigua and Barbuda, Egypt and France\nAtlantis", "capacity": "party", "audience": "public", "delegates": "",
    })  # fmt: skip
    nadia.post(
        f"/meetings/{held.pk}/statements/", {"names": "Turkey", "group": "", "agenda_items": ["4"], "sitting": ""}
    )
    nadia.post(f"/meetings/{held.pk}/statements/", {"names": "Egypt", "group": "AFR", "sitting": ""})
    nadia.post(f"/meetings/{held.pk}/statements/", {"names": "", "other_group": "Friends of Archives", "sitting": ""})
    nadia.post(
        f"/meetings/{held.pk}/officers/", {"role": "co_chair", "name": "A. Nonymous (invented)", "entity": "PER"}
    )
    page = text(as_("jo").get(f"/meetings/{held.pk}/"))
    for words in (
        "Antigua and Barbuda", "Atlantis", "Turkey", "Group of African States (Egypt)", "Friends of Archives",
        "Co-chair: <bdi>A. Nonymous (invented)</bdi>", "Peru",
    ):  # fmt: skip
        assert words in page
    assert "Change the" not in page
    for part, rows in (
        ("attendance", queries.attendance(SYSTEM, held.pk)),
        ("statements", queries.statements(held.pk)),
        ("officers", queries.officers(held.pk)),
    ):
        assert "Remove" in text(nadia.get(f"/meetings/{held.pk}/{part}/"))
        for row in rows:
            assert nadia.post(f"/meetings/{held.pk}/{part}/{row.id}/remove/").status_code == 302
        assert "Nothing is recorded here yet." in text(nadia.get(f"/meetings/{held.pk}/{part}/"))


def test_strangers_find_none_of_it(as_, cast, held):
    nadia = cast("nadia")
    with acting_as(nadia):
        sitting = actions.record_sitting(nadia, held, **MORNING)
        item = held.agenda.first()
    here = f"/meetings/{held.pk}"
    pages = [
        "/meetings/new/", "/meetings/bodies/new/", f"/meetings/bodies/{held.body_id}/edit/",
        f"/meetings/bodies/{held.body_id}/remove/", f"{here}/edit/", f"{here}/remove/",
        *(f"{here}/{part}/" for part in ("programme", "agenda", "officers", "attendance", "statements")),
        f"{here}/programme/{sitting.pk}/", f"{here}/programme/{sitting.pk}/remove/", f"{here}/agenda/{item.pk}/",
    ]  # fmt: skip
    posts = [*pages, f"{here}/programme/{sitting.pk}/cancel/", f"{here}/agenda/{item.pk}/move/"]
    for name in ("samira", "grace", "jo"):
        browser = as_(name)
        assert {page: browser.get(page).status_code for page in pages} == dict.fromkeys(pages, 404)
        assert {page: browser.post(page, SITTING).status_code for page in posts} == dict.fromkeys(posts, 404)
    assert [row.cancelled for row in queries.sittings(held.pk)] == [False]
    own = as_("nadia")
    assert {own.get(page).status_code for page in pages} == {200}
    for missing in (
        f"{here}/nothing/",
        f"{here}/nothing/1/remove/",
        f"{here}/programme/99999/",
        "/meetings/99999/agenda/",
    ):
        assert own.get(missing).status_code == 404


def test_everybody_takes_the_calendar(as_, cast, held):
    nadia = cast("nadia")
    jo = as_("jo")
    whole = icalendar.Calendar.from_ical(jo.get("/meetings/calendar.ics").content).events
    assert [(str(event["summary"]), event.start.isoformat()) for event in whole] == [
        ("Working Group on Archives", "2012-10-17")
    ]
    with acting_as(nadia):
        sitting = actions.record_sitting(nadia, held, **MORNING, room="Room A", agenda_items=["1 b", "5"])
        actions.record_sitting(nadia, held, **{**MORNING, "number": 2, "starts_at": sitting.starts_at.replace(day=18),
                                               "ends_at": sitting.ends_at.replace(day=18)})  # fmt: skip
    answer = jo.get(f"/meetings/{held.pk}/calendar.ics?language=fr")
    assert (answer["Content-Type"], answer["Content-Language"]) == ("text/calendar; charset=utf-8", "fr")
    first, _second = icalendar.Calendar.from_ical(answer.content).events
    assert str(first["summary"]) == "Groupe de travail sur les archives, séance 1, points 1 b) et 5 de l’ordre du jour"
    assert str(first["description"]) == "1 b) Ordre du jour\n5 Loans"
    assert str(first["uid"]).startswith(str(sitting.uid))
    assert (str(first["status"]), first["sequence"]) == ("CONFIRMED", 0)
    with acting_as(nadia):
        actions.set_cancelled(nadia, Sitting.objects.get(pk=sitting.pk))
    again = icalendar.Calendar.from_ical(jo.get("/meetings/calendar.ics?language=zz").content).events[0]
    assert (str(again["status"]), again["sequence"], again["uid"]) == ("CANCELLED", 1, first["uid"])
    assert "meeting 1, agenda items 1 (b) and 5" in str(again["summary"])
    assert jo.get("/meetings/99999/calendar.ics").status_code == 404


def test_the_list_can_be_of_one_body(as_, cast, held):
    other = meeting(cast("nadia"), body_code="LIB", body_name=Text.of(en="Libraries"), agenda=())
    page = text(as_("jo").get(f"/meetings/?body={other.body_id}"))
    assert f"/meetings/{other.pk}/" in page
    assert f'"/meetings/{held.pk}/"' not in page
    assert as_("jo").get("/meetings/?body=x").status_code == 200

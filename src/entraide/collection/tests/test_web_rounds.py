"""Nadia at her browser: terms, addressees, board, map, course, reminders, grants; Samira sees days and sharing; strangers nothing."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from django.apps import apps
from openpyxl import load_workbook

from entraide.collection import actions, queries
from entraide.collection.domain.terms import Terms
from entraide.collection.models import Inviting, Reply, Round
from entraide.directory import persons
from entraide.directory import queries as directory
from entraide.directory.domain.entry import Contact
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import run_waiting
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM
from entraide.kernel.text import Text
from entraide.reference.domain import entities

from .conftest import COMPLETE, LUC, SAMIRA, cells, only_reply, seen
from .test_web_answering import text, url

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
PATH = "/data/practices/good_practice"


def in_days(days: int):
    return clock.now().date() + timedelta(days=days)


def enter(code: str, *emails: str) -> None:
    """An authority for cultural property with these contact points."""
    authority = apps.get_model("directory", "Authority").objects.create(
        entity=code, name=Text.of("en", en=f"Office of {code}").to_json(), kind="contact_point", state="confirmed",
        functions=[{"instrument": "", "article": "", "function": "cultural_property"}], languages=["fr"],
    )  # fmt: skip
    for email in emails:
        persons.add(authority, Contact(f"Point {code}", email, "fr"))


def rows_of(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_a_round_is_prepared_with_all_its_terms_and_changed_later(as_, version, round, paragraph_guid):
    nadia = as_("nadia")
    page = text(nadia.get(url("open") + f"?paragraph={paragraph_guid}"))
    assert 'name="reminders_before" value="30, 14, 7, 1"' in page
    sent = {
        "code": "next", "version": version.pk, "deadline": in_days(40).isoformat(), "opens_on": in_days(4).isoformat(),
        "grace_days": "5", "note_verbale": "CU 2027/3", "note_verbale_on": "2026-01-07", "previous": round.pk,
        "audience": "parties", "reminders_before": "٢١، 7", "reminders_after": "3", "title_en": "Next", "title_ar": "التالي",
        "paragraph": str(paragraph_guid),
    }  # fmt: skip
    assert nadia.post(url("open"), {**sent, "reminders_before": "soon"}).status_code == 422
    assert nadia.post(url("open"), sent).status_code == 302
    with acting_as(SYSTEM):
        made = Round.objects.get(code="next")
    assert (made.state, made.reminders, made.audience, made.previous_id) == ("prepared", [-21, -7, 3], "parties", round.pk)
    page = text(nadia.get(url("change_round", made.pk)))
    assert 'value="21, 7"' in page
    again = {**sent, "deadline": in_days(50).isoformat(), "reason": "The group asked for it."}
    assert "COL-345" in text(nadia.post(url("change_round", made.pk), {**again, "reason": ""}))
    assert nadia.post(url("change_round", made.pk), again).status_code == 302
    assert "The group asked for it." in text(nadia.get(url("round", made.pk)))


def test_addressees_are_chosen_with_a_preview_and_several_hundred_go_at_once(as_, cast, open_round, version):
    made = open_round("many", SAMIRA)
    with acting_as(SYSTEM):
        group = next(one.code for one in entities.groups() if "FRA" in one.members)
        members = [code for code in entities.group(group).members if code != "AND"][:25]
        for code in members:
            enter(code, *([f"{code}@example.org".lower()] if code != members[-1] else []))
        enter("EGY", "office@example.org")
    nadia = as_("nadia")
    page = text(nadia.get(url("invite", made.pk), {"function": "cultural_property", "kind": "state", "group": group}))
    keys = re.findall(r'name="contact" value="([^"]+)" checked', page)
    assert len(keys) == 24
    assert "Andorra" in page and "COL-356" in page
    assert "asked=AND" in page
    assert f"Point {members[0]}" not in page
    to = url("invite", made.pk) + f"?function=cultural_property&group={group}"
    gone = nadia.post(to, {"contact": keys, f"note-{members[0]}": "=CU 2026/9"})
    assert gone.headers["Location"] == url("round", made.pk)
    assert "0 of 24" in text(nadia.get(url("round", made.pk)))
    assert "COL-352" in text(nadia.post(to, {"contact": keys}))
    run_waiting()
    with acting_as(SYSTEM):
        assert Reply.objects.filter(round=made).count() == 25
        assert Inviting.objects.get().ended_at is not None
    rows = rows_of(nadia.get(url("addressees", made.pk)))
    assert [row[4] for row in rows if row[0] == members[0]] == ["'=CU 2026/9"]
    assert len(rows) == 26
    assert not any("@" in cell for row in rows for cell in row)


def test_a_list_sent_twice_asks_nobody_twice(cast, open_round, version):
    made, nadia = open_round("twice", LUC), cast("nadia")
    with acting_as(SYSTEM):
        enter("FRA", "luc@example.org")
        enter("PER", "point@example.org")
        keys = {one.entity: one for one in directory.contacts_for(SYSTEM, "cultural_property")}
    chosen = [("FRA", keys["FRA"].key, ""), ("PER", keys["PER"].key, "CU 9"), ("BRA", "999-9", "")]
    actions.start_inviting(nadia, made, "cultural_property", chosen)
    run_waiting()
    (row,) = [seen(nadia, queries.last_inviting, made.pk)]
    assert (row.done, dict(row.passed_over)) == (3, {"BRA": "COL-354", "FRA": "COL-312"})
    with acting_as(SYSTEM):
        assert Reply.objects.get(round=made, entity="PER").note_verbale == "CU 9"


def test_the_board_is_filtered_exported_and_reads_without_colour(as_, cast, round, reply):
    actions.save_cells(cast("samira"), reply("EGY"), cells(COMPLETE))
    nadia = as_("nadia")
    page = text(nadia.get(url("round", round.pk)))
    assert "✓" in page and "not begun" in page and "not yet signed" in page
    assert "&lt;" not in page.split("<main", 1)[1], "no markup is shown as text"
    only = text(nadia.get(url("round", round.pk), {"state": "drafting", "sort": "last", "q": "egy"}))
    assert "1 of 2 shown" in only
    assert "France</bdi>" not in only
    assert nadia.get(url("round", round.pk), {"state": "nonsense", "sort": "'"}).status_code == 200
    rows = rows_of(nadia.get(url("board_file", round.pk, "csv"), {"owing": "not_begun"}))
    assert [row[0] for row in rows[1:]] == ["FRA"]
    book = load_workbook(io.BytesIO(nadia.get(url("board_file", round.pk, "xlsx")).content))
    assert [row[0].value for row in book.active.iter_rows(min_row=2)] == ["EGY", "FRA"]
    assert nadia.get(url("board_file", round.pk, "exe")).status_code == 404


def test_every_page_of_a_round_comes_in_six_languages(as_, cast, round, reply):
    actions.save_cells(cast("samira"), reply("EGY"), cells(COMPLETE))
    actions.submit(cast("samira"), reply("EGY"), declared_name="S", declared_function="F")
    with acting_as(SYSTEM):
        other = Round.objects.get(code="other-2026")
    terms = actions.terms_of(round)
    actions.change_round(cast("nadia"), round, Terms.of({**terms.columns(), "previous_id": other.pk}), "The same subject.")
    nadia = as_("nadia")
    for language in LANGUAGES:
        nadia.cookies["django_language"] = language
        for name in ("round", "course", "reminders", "change_round", "invite"):
            page = nadia.get(url(name, round.pk))
            assert page.status_code == 200
            assert f'lang="{language}"' in text(page)
        course = text(nadia.get(url("course", round.pk)))
        assert course.count("<svg") >= 3
        assert "<title id=\"curve-title\">" in course
        assert nadia.get(url("grants", reply("FRA").pk)).status_code == 200
    nadia.cookies["django_language"] = "en"
    course = text(nadia.get(url("course", round.pk)))
    assert "1 of 2" in course
    assert "submitted in the round before" in course


def test_what_one_state_is_granted(as_, cast, round, reply):
    nadia, france = as_("nadia"), reply("FRA")
    put_off = in_days(9).isoformat()
    assert nadia.post(url("grants", france.pk), {"deed": "snooze", "until": put_off}).status_code == 302
    assert "put off until" in text(nadia.get(url("reminders", round.pk)))
    assert "COL-345" in text(nadia.post(url("grants", france.pk), {"deed": "undo"}))
    assert nadia.post(url("grants", france.pk), {"deed": "dance"}).status_code == 404
    actions.close_round(cast("nadia"), round)
    page = nadia.post(url("grants", france.pk), {"deed": "admit", "until": in_days(5).isoformat(), "reason": "Strike."})
    assert page.status_code == 302
    hub = text(as_("luc").get(url("reply", france.pk)))
    assert "Strike." in hub
    assert "although the round is closed" in hub
    assert "Strike." not in text(as_("samira").get(url("reply", reply("EGY").pk)))
    assert "let in late" in text(nadia.get(url("round", round.pk)))


def test_closing_while_somebody_types_loses_nothing(as_, cast, round, reply):
    samira, egypt = as_("samira"), reply("EGY")
    actions.close_round(cast("nadia"), round)
    sent = {"shown": [PATH], PATH: "A register of <dealers>.", "next": "hub"}
    page = samira.post(url("section", egypt.pk, "practices"), sent)
    assert page.status_code == 422
    for said in ("COL-302", "COL-355", "A register of &lt;dealers&gt;.", f'name="{PATH}"'):
        assert said in text(page)
    actions.admit_late(cast("nadia"), reply("EGY"), in_days(3), "It closed while she typed.")
    again = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', text(page)))
    again = {name: value.replace("&lt;", "<").replace("&gt;", ">") for name, value in again.items() if "csrf" not in name}
    assert samira.post(url("section", egypt.pk, "practices"), again).status_code == 302
    assert seen(cast("samira"), queries.draft, egypt.pk).value(PATH) == "A register of <dealers>."


def test_who_may_read_an_answer_stands_beside_it(as_, cast, round, reply):
    samira, egypt = as_("samira"), reply("EGY")
    section = url("section", egypt.pk, "institutions")
    page = text(samira.get(section))
    assert "Shared with: the secretariat only (default of this questionnaire)" in page
    path = "/data/institutions/stolen_objects_database"
    assert samira.post(section, {"shown": path, path: "yes", f"{path}|audience": "public"}).status_code == 302
    assert samira.post(url("share", egypt.pk, "institutions"), {"audience": "parties"}).status_code == 302
    page = text(samira.get(section))
    assert "Shared with: the public (chosen for this answer)" in page
    assert "Shared with: States parties (chosen for this section)" in page
    for name in ("check", "print"):
        assert "Shared with: the public (chosen for this answer)" in text(samira.get(url(name, egypt.pk)))
    actions.save_cells(cast("samira"), reply("EGY"), cells({one: it for one, it in COMPLETE.items() if one != path}))
    actions.submit(cast("samira"), reply("EGY"), declared_name="S", declared_function="F")
    receipt = text(samira.get(url("receipt", egypt.pk, 1)))
    assert re.search(r"the public: [1-9]", receipt)
    assert "States parties: 1" in receipt


def test_before_it_opens_the_hub_tells_when(as_, cast, version, open_round):
    terms = Terms(Text.of("en", en="Early"), in_days(30), opens_on=in_days(3))
    made = only_reply(open_round("early", SAMIRA, terms=terms))
    samira = as_("samira")
    assert "This questionnaire opens on" in text(samira.get(url("reply", made.pk)))
    page = samira.post(url("section", made.pk, "practices"), {"shown": PATH, PATH: "Early."})
    assert (page.status_code, "COL-340" in text(page)) == (422, True)
    assert samira.get(url("print", made.pk)).status_code == 200


@pytest.mark.parametrize("name", ["samira", "pilar", "grace", "jo"])
def test_the_rooms_of_the_secretariat_are_not_there_for_others(as_, round, reply, name):
    client = as_(name)
    places = [url(one, round.pk) for one in ("change_round", "invite", "addressees", "course", "reminders")]
    places += [url("board_file", round.pk, "csv"), url("grants", reply("EGY").pk)]
    for place in places:
        assert client.get(place).status_code == 404, place
        assert client.post(place, {"deed": "undo"}).status_code == 404, place
    if name != "samira":
        assert client.post(url("share", reply("EGY").pk, "law"), {"audience": "public"}).status_code == 404
    with acting_as(SYSTEM):
        assert Reply.objects.get(pk=reply("EGY").pk).sharing == {}

"""Nadia takes the round out; Samira her own replies. Nobody else's file, and nobody's link, opens for another."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from entraide.collection import actions, queries
from entraide.collection.domain.answers import Cell
from entraide.collection.domain.export.filters import Chosen
from entraide.collection.domain.export.wanted import Wanted
from entraide.collection.exporting import asking
from entraide.collection.exporting.choosing import select
from entraide.collection.models import Decision, Export, ExportPiece, Submission
from entraide.foundation.audit.models import Entry
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import run_waiting
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import NotHere, Refused
from entraide.reference.domain import entities as reference

from .conftest import COMPLETE, cells, delegated
from .exporting import tables
from .test_web_answering import text

CSV = {"format": "csv", "language": "ar", "headings": "names", "values": "labels", "several": "one", "missing": "column",
       "audience": "secretariat", "which": "standing", "beside": ["missing"], "mark": "on"}  # fmt: skip


def address(name: str, number: int) -> str:
    return reverse(f"collection:{name}", args=[number])


def content(response: Any) -> bytes:
    assert response.status_code == 200, response.content
    return b"".join(response.streaming_content)


def answered(cast: Any, reply: Any, name: str, entity: str, **more: str) -> Submission:
    """Cleared and submitted by its focal point."""
    row = reply(entity)
    actions.save_cells(cast(name), row, {**cells(COMPLETE), **cells(more)})
    return actions.submit(cast(name), reply(entity), declared_name=name, declared_function="Head")


@pytest.fixture
def submitted(cast, round, reply) -> Any:
    """Egypt and France have sent; France has drafted on."""
    more = {"/data/respondent/authority": "=HYPERLINK(1)", "/data/figures/cases[1]/case_year": "2012"}
    sent = answered(cast, reply, "samira", "EGY"), answered(cast, reply, "luc", "FRA")
    actions.correct(cast("luc"), reply("FRA"))
    actions.save_cells(cast("luc"), reply("FRA"), cells(more))
    return sent


def told(verb: str) -> list[Any]:
    with acting_as(SYSTEM):
        return list(Entry.objects.filter(verb=verb).order_by("pk"))


def test_the_officer_takes_a_round_out_with_labels_in_arabic(as_, round, submitted):
    nadia = as_("nadia")
    page = text(nadia.get(address("taking", round.pk)))
    assert all(word in page for word in ("Take replies out", "Egypt", "SPSS", "African States"))
    found = tables(content(nadia.post(address("taking", round.pk), CSV)))
    assert [(row["entity"], row["entity_name"], row["state"]) for row in found["replies"]] == [
        ("EGY", "مصر", "أُرسل"), ("FRA", "فرنسا", "أُرسل"),
    ]  # fmt: skip
    assert found["replies"][0]["law.specific_offence"] == "لا"
    assert found["replies"][0]["respondent.authority"] == "وزارة العدل"
    assert found["figures.cases"] == []
    (asked,), (taken,) = told("collection.export.asked"), told("collection.export.taken")
    assert (asked.detail["replies"], asked.detail["round"], taken.detail["rows"]) == (2, round.pk, 2)
    assert "وزارة" not in json.dumps([asked.detail, taken.detail], ensure_ascii=False)


def test_a_workbook_says_for_whom_it_is_and_what_was_chosen(as_, round, submitted):
    sent = {**CSV, "format": "xlsx", "language": "fr", "audience": "public", "entities": ["FRA"]}
    book = openpyxl.load_workbook(io.BytesIO(content(as_("nadia").post(address("taking", round.pk), sent))))
    notes = {row[0].value: row[1].value for row in book["Notes"].iter_rows()}
    assert notes["Destinataires de ce fichier"].startswith("Tout le monde")
    assert "France" in notes.values()
    head = [cell.value for cell in book["replies"][1]]
    row = dict(zip(head, (cell.value for cell in book["replies"][2]), strict=True))
    assert (row["entity"], row["law.specific_offence"], row["funds.funds_estimated"]) == ("FRA", "Non", None)


def test_a_focal_point_takes_draft_and_sent_of_the_own_state_alone(as_, round, submitted):
    sent = {**CSV, "which": "all", "entities": ["EGY"], "format": "jsonl"}
    rows = [json.loads(line) for line in content(as_("luc").post(address("taking", round.pk), sent)).splitlines()]
    assert [(row["entity"], row["number"], row["state"]) for row in rows] == [("FRA", 1, "submitted"), ("FRA", 0, "draft")]
    assert rows[1]["answers"]["respondent"]["authority"]["value"] == "=HYPERLINK(1)"
    assert rows[1]["answers"]["figures"]["cases"][0]["case_year"]["value"] == 2012
    page = text(as_("luc").get(address("taking", round.pk)))
    assert ("Egypt" in page, "The draft only" in page) == (False, True)


def test_a_draft_is_never_in_the_secretariats_file(as_, cast, round, submitted):
    for which in ("all", "draft"):
        response = as_("nadia").post(address("taking", round.pk), {**CSV, "which": which})
        if which == "all":
            assert b"HYPERLINK" not in content(response)
        else:
            assert response.status_code == 422
    with acting_as(cast("nadia")):
        assert select(cast("nadia"), round.pk, Chosen(which="draft")).count == 0


@pytest.mark.parametrize("name,status", [("pilar", 404), ("grace", 404), ("tarek", 404), ("jo", None)])
def test_others_find_no_such_page(as_, round, submitted, name, status):
    for response in (as_(name).get(address("taking", round.pk)), as_(name).post(address("taking", round.pk), CSV)):
        assert response.status_code == status or (status is None and response.status_code in (302, 404))


def long_export(monkeypatch: Any, client: Any, round: Any, **more: Any) -> Export:
    """One that becomes a job."""
    monkeypatch.setattr(asking, "AT_ONCE", 0)
    page = client.post(address("taking", round.pk), {**CSV, "which": "all", **more})
    assert page.status_code == 302
    with acting_as(SYSTEM):
        export = Export.objects.get()
    assert page.headers["Location"] == address("export", export.pk)
    return export


def test_a_long_export_becomes_a_job_whose_link_is_for_one_person(as_, round, submitted, monkeypatch):
    samira = as_("samira")
    export = long_export(monkeypatch, samira, round)
    waiting = samira.get(address("export", export.pk))
    assert (waiting.headers["Refresh"], "being made" in text(waiting)) == ("5", True)
    assert samira.get(address("export_file", export.pk)).status_code == 422
    run_waiting()
    made = text(samira.get(address("export", export.pk)))
    assert "Kept until" in made
    response = samira.get(address("export_file", export.pk))
    data = content(response)
    assert int(response.headers["Content-Length"]) == len(data)
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
    assert [row["entity"] for row in tables(data)["replies"]] == ["EGY", "EGY"]
    for name in ("luc", "nadia", "viktor", "tarek", "pilar", "grace", "jo"):
        for place in ("export", "export_file"):
            assert as_(name).get(address(place, export.pk)).status_code in (302, 404), (name, place)
        assert as_(name).post(address("export_again", export.pk)).status_code in (302, 403, 404)
    assert [entry.verb for entry in told("collection.export.fetched")] == ["collection.export.fetched"]


def test_the_walls_of_the_tables(cast, round, submitted, monkeypatch, as_):
    export = long_export(monkeypatch, as_("samira"), round)
    run_waiting()
    for name, seen in (("samira", 1), ("luc", 0), ("nadia", 0), ("viktor", 0), ("pilar", 0), ("jo", 0)):
        with acting_as(cast(name)):
            assert (Export.objects.count(), bool(ExportPiece.objects.count())) == (seen, bool(seen)), name
            if not seen:
                assert Export.objects.filter(pk=export.pk).update(person=1) == 0
    assert Export.objects.count() == 0  # nobody was told


def test_files_are_thrown_away_and_can_be_asked_for_again(as_, round, submitted, monkeypatch):
    export = long_export(monkeypatch, as_("nadia"), round)
    run_waiting()
    with clock.at(clock.now() + timedelta(days=8)):
        assert as_("nadia").get(address("export_file", export.pk)).status_code == 422
        asking.forget(SYSTEM, clock.now().date())
    with acting_as(SYSTEM):
        assert (Export.objects.get().state, ExportPiece.objects.count()) == ("gone", 0)
    monkeypatch.setattr(asking, "AT_ONCE", 1000)
    again = as_("nadia").post(address("export_again", export.pk))
    assert len(tables(content(again))["replies"]) == 2
    page = text(as_("nadia").get(address("taking", round.pk) + f"?as={export.pk}"))
    assert re.search(r'value="csv"[^>]* checked', page)
    assert as_("luc").get(address("taking", round.pk) + f"?as={export.pk}").status_code == 404


def test_whoever_lost_the_right_meanwhile_gets_nothing(as_, cast, round, submitted, monkeypatch):
    export = long_export(monkeypatch, as_("samira"), round)
    monkeypatch.setattr("entraide.collection.exporting.jobs.actor_of", lambda _person, _entity: cast("tarek"))
    run_waiting()
    with acting_as(SYSTEM):
        assert (Export.objects.get(pk=export.pk).state, ExportPiece.objects.count()) == ("failed", 0)
    assert "could not be made" in text(as_("samira").get(address("export", export.pk)))


def test_what_stands_is_what_analysis_would_freeze(cast, round, reply):
    nadia = cast("nadia")
    submitted = answered(cast, reply, "samira", "EGY"), answered(cast, reply, "luc", "FRA")
    actions.accept(nadia, submitted[1])
    actions.correct(cast("luc"), reply("FRA"))
    answered(cast, reply, "luc", "FRA", **{"/data/respondent/authority": "Ministère"})
    actions.ask_back(nadia, submitted[0], "Question 6, please.")
    with acting_as(nadia):
        frozen = {row.id for row in queries.submissions_to_freeze(nadia, round.pk)}
        found = {
            which: {key for key, _verdict in select(nadia, round.pk, Chosen(which=which)).submissions}
            for which in ("standing", "accepted", "all")
        }
        assert Decision.objects.count() == 2
    assert found["standing"] == frozen == {submitted[1].pk}
    assert found["accepted"] == {submitted[1].pk}
    assert len(found["all"]) == 3


def test_filters(cast, round, submitted):
    nadia, today = cast("nadia"), clock.now().date()

    def entities(**more: Any) -> list[str]:
        with acting_as(nadia):
            keys = [key for key, _verdict in select(nadia, round.pk, Chosen(**more)).submissions]
            return sorted(Submission.objects.filter(pk__in=keys).values_list("entity", flat=True))

    assert entities() == ["EGY", "FRA"]
    assert entities(entities=("FRA",)) == ["FRA"]
    assert entities(states=("accepted",)) == []
    assert entities(states=("submitted",)) == ["EGY", "FRA"]
    assert (entities(since=today), entities(until=today - timedelta(days=1))) == (["EGY", "FRA"], [])
    (group,) = [one.code for one in reference.groups() if "EGY" in one.members]
    assert entities(group=group) == ["EGY"]
    with acting_as(nadia), pytest.raises(Refused) as refusal:
        select(nadia, round.pk, Chosen(since=today, until=today - timedelta(days=1)))
    assert refusal.value.problems[0].code == "COL-483"


def test_an_expert_is_told_who_may(cast, round, reply):
    delegated(cast("samira"), reply("EGY"), "law")
    with acting_as(cast("tarek")), pytest.raises(Refused) as refusal:
        select(cast("tarek"), round.pk, Chosen())
    assert refusal.value.problems[0].code == "COL-482"
    with acting_as(cast("pilar")), pytest.raises(NotHere):
        select(cast("pilar"), round.pk, Chosen())


def test_an_empty_round_gives_an_empty_table(as_, round):
    with zipfile.ZipFile(io.BytesIO(content(as_("nadia").post(address("taking", round.pk), CSV)))) as archive:
        assert archive.read("replies.csv").count(b"\r\n") == 1


@pytest.mark.parametrize("form", ["sav", "dta", "sqlite", "codebook"])
def test_other_formats_come_through_the_page(as_, round, submitted, form):
    response = as_("nadia").post(address("taking", round.pk), {**CSV, "format": form})
    assert len(content(response)) > 2000
    assert 'filename="heritage-2026-' in response.headers["Content-Disposition"]


@pytest.mark.parametrize("wrong", [{"format": "pdf"}, {"which": "everything"}, {"since": "yesterday"}, {"entities": ["XXX"]}, {}])
def test_wrong_choices_are_said_and_nothing_is_noted(as_, round, wrong):
    response = as_("nadia").post(address("taking", round.pk), {**CSV, **wrong} if wrong else {})
    assert response.status_code == 422
    assert told("collection.export.asked") == []


def test_choices_are_kept_as_they_are():
    wanted = Wanted(format="sav", language="ru", beside=("audience", "source"), tables=("replies",), mark=False)
    assert Wanted.from_json(json.loads(json.dumps(wanted.to_json()))) == wanted
    chosen = Chosen("all", ("EGY",), "x", ("accepted",), clock.now().date(), None, True)
    assert Chosen.from_json(json.loads(json.dumps(chosen.to_json()))) == chosen
    assert Wanted.from_json({"format": "pdf", "audience": "nobody"}) == Wanted()


def test_the_page_knows_of_figures_that_are_missing(as_, cast, round, reply):
    row = reply("EGY")
    actions.save_cells(cast("samira"), row, {**cells(COMPLETE), "/data/law/maximum_penalty": Cell(missing="not_available", comment="x")})
    sent = {**CSV, "which": "draft", "missing": "cell", "beside": ["comment"]}
    found = tables(content(as_("samira").post(address("taking", round.pk), sent)))
    assert (found["replies"][0]["law.maximum_penalty"], found["replies"][0]["law.maximum_penalty.comment"]) == ("غير متاح", "x")

"""Nadia imports a table: sees what it would do, takes it or a part of it, and undoes it; nobody else can."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from django.db import connection

from entraide.directory import actions, queries
from entraide.directory.domain.exchange.opening import open_sheet
from entraide.directory.domain.exchange.sheets import write_csv, write_xlsx
from entraide.directory.exchange import leaving, receiving, taking
from entraide.directory.exchange.taking import Choice
from entraide.directory.models import Batch, BatchEntry
from entraide.foundation.audit.models import Entry
from entraide.foundation.crypto.actions import shred
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import run_waiting
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import NotHere, Refused

from .entries import museums, with_power

pytestmark = pytest.mark.django_db


def book(*rows):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as made:
        sheet = made.add_worksheet()
        for turn, row in enumerate(rows):
            sheet.write_row(turn, 0, row)
    return out.getvalue()


HEAD = ("État", "Autorité centrale", "Type", "Compétence", "Tél.", "Courriel", "Personne de contact",
        "Courriel de la personne de contact", "Note verbale", "Date de la note")  # fmt: skip
FRANCE = ("France", "Bureau de l’entraide", "Ministère de la justice", "Entraide judiciaire; Extradition", "+33 1 44 77 60 60",
          "bureau@example.org", "Luc", "luc.b@example.org", "NV 7", "17/10/2025")  # fmt: skip
PERU = ("Pérou", "Ministère public", "procureur", "extradition", "", "mp@example.org", "", "", "", "")


def guessed(actor, batch):
    with acting_as(actor):
        return receiving.columns(actor, batch).mapping


def uploaded(actor, content, language="fr", name="table.xlsx"):
    batch = receiving.receive(actor, content, name, language)
    receiving.map_columns(actor, batch, guessed(actor, batch), language)
    with acting_as(actor):
        return batch, receiving.steps(Batch.objects.get(pk=batch))


def refused(*codes):
    return pytest.raises(Refused, match=" ".join(codes))


def exported(actor):
    with acting_as(actor):
        return leaving.entries(actor, "xlsx", withdrawn=True, language="en")


def test_a_table_of_others_headings_is_understood_taken_and_undone(cast):
    nadia = cast("nadia")
    batch, steps = uploaded(nadia, book(("Répertoire 2025",), HEAD, FRANCE, PERU))
    assert [(step.kind, step.after.entity) for step in steps] == [("new", "FRA"), ("faulty", "PER")]
    assert [(one.code, one.place) for one in steps[1].problems] == [("DIR-305", "C4"), ("DIR-103", "4")]
    record = steps[0].after
    assert (record.name.versions, record.kind) == ({"fr": "Bureau de l’entraide"}, "justice_ministry")
    assert [one.triple for one in record.functions] == [
        ("UNTOC", "18(13)", "mutual_legal_assistance"), ("UNTOC", "16", "extradition"),
    ]  # fmt: skip
    assert taking.take(nadia, batch) == {"new": 1, "changed": 0}
    with acting_as(nadia):
        (row,) = queries.authorities(with_power(nadia))
    assert (row.standing, row.record, row.designations[0].reference) == ("confirmed", record, "NV 7")
    assert [one.email for one in row.contact_points] == ["luc.b@example.org"]
    with acting_as(nadia):
        line = Entry.objects.get(verb="directory.batch.taken")
    assert (line.object_id, line.detail) == (str(batch), {"new": 1, "changed": 0})
    assert taking.undo(nadia, batch) == 1
    with acting_as(nadia):
        (row,) = queries.authorities(nadia)
        assert (row.standing, row.contact_points, row.designations) == ("withdrawn", (), ())
    with refused("DIR-314"):
        taking.undo(nadia, batch)
    with acting_as(cast("jo")):
        assert queries.authorities(cast("jo")) == ()


def test_what_left_comes_back_the_same_in_every_language_and_form(cast):
    nadia = cast("nadia")
    actions.record_authority(nadia, museums(acronym="MP"))
    rows = exported(nadia)
    for language in ("ar", "en", "es", "fr", "ru", "zh"):
        content = write_xlsx(rows, language, addresses=True, persons=True, kept=True)
        _batch, steps = uploaded(nadia, content, language)
        assert [(step.kind, dict(step.cells)) for step in steps] == [("same", {})], language
    content = "".join(write_csv(rows, addresses=True, persons=True, kept=True)).encode()
    assert [step.kind for step in uploaded(nadia, content)[1]] == ["same"]


def changed_copy(actor, **more):
    """The workbook that left, with cells changed by a person."""
    content = write_xlsx(exported(actor), "en", addresses=True, persons=True, kept=True)
    sheet = open_sheet(content)
    mapping = receiving.guessed(sheet.headings)
    rows = [[more.get(mapping[place], cell) for place, cell in enumerate(row)] for row in sheet.rows]
    return book(sheet.headings, *rows)


def test_a_change_is_shown_field_by_field_and_undone_to_what_was(cast):
    nadia = cast("nadia")
    made = actions.record_authority(nadia, museums())
    batch, (step,) = uploaded(nadia, changed_copy(nadia, acronym="MUSE", emails="new@example.org [requests]", hours="mon-thu 9:00-15:00",
                                                  time_zone="Africa/Cairo"), "en")  # fmt: skip
    assert step.kind == "changed"
    assert dict(step.cells) == {
        "acronym": ("", "MUSE"), "emails": ("museums@example.org", "new@example.org [requests]"),
        "hours": ("", "mon-thu 09:00-15:00"), "time_zone": ("", "Africa/Cairo"),
    }  # fmt: skip
    taking.take(nadia, batch)
    with acting_as(nadia):
        assert queries.authority(nadia, made.pk).record.mailbox == "new@example.org"
    taking.undo(nadia, batch)
    with acting_as(nadia):
        row = queries.authority(nadia, made.pk)
    assert (row.record, row.version) == (museums(), 3)


def test_who_changed_it_meanwhile_is_not_overwritten(cast):
    nadia, viktor = cast("nadia"), cast("viktor")
    made = actions.record_authority(nadia, museums())
    copy = changed_copy(nadia, acronym="MUSE")
    early, _steps = uploaded(nadia, copy, "en")
    actions.correct_authority(viktor, made, museums(acronym="VIK"))
    with refused("DIR-311"):
        taking.take(nadia, early)
    batch, (step,) = uploaded(nadia, copy, "en")
    assert (step.kind, step.cells["acronym"], step.problems[0].code) == ("conflict", ("VIK", "MUSE"), "DIR-309")
    with refused("DIR-312"):
        taking.take(nadia, batch)
    assert taking.take(nadia, batch, Choice(over=frozenset({0}))) == {"new": 0, "changed": 1}
    with acting_as(nadia):
        made.refresh_from_db()
    actions.correct_authority(viktor, made, museums(acronym="VIK 2"))
    with refused("DIR-313"):
        taking.undo(nadia, batch)


def test_a_similar_name_is_a_question(cast):
    nadia = cast("nadia")
    made = actions.record_authority(nadia, museums())
    rows = ("State", "Name (English)", "Kind", "Competence", "Acronym"), ("Egypt", "The Museum Police", "police", "firearms", "MP")
    batch, (step,) = uploaded(nadia, book(*rows), "en")
    assert (step.kind, step.near) == ("doubtful", (made.pk,))
    with refused("DIR-312"):
        taking.take(nadia, batch)
    taking.take(nadia, batch, Choice(meant={0: made.pk}))
    with acting_as(nadia):
        (row,) = queries.authorities(nadia)
    assert [one.function for one in row.functions] == ["cultural_property", "firearms"]
    batch, _steps = uploaded(nadia, book(rows[0], ("Egypt", "Museums Polices", "police", "firearms", "MP")), "en")
    taking.take(nadia, batch, Choice(meant={0: 0}))
    with acting_as(nadia):
        assert len(queries.authorities(nadia)) == 2


def test_faulty_rows_come_back_to_be_mended(cast):
    nadia = cast("nadia")
    batch, _steps = uploaded(nadia, book(HEAD, FRANCE, PERU))
    with acting_as(nadia):
        content = taking.faulty(nadia, batch, "fr")
    sheet = open_sheet(content)
    assert sheet.rows[0][1:4] == ["Pérou", "Ministère public", "procureur"]
    assert "C3 DIR-305" in sheet.rows[0][-1]
    rows = [[cell.replace("procureur", "Ministère public") if place == 3 else cell for place, cell in enumerate(row)] for row in sheet.rows]
    _batch, (step,) = uploaded(nadia, book(sheet.headings, *rows))
    assert (step.kind, step.after.kind) == ("new", "prosecutor")


def test_much_is_a_job_that_can_be_left(cast, monkeypatch):
    nadia = cast("nadia")
    monkeypatch.setattr(taking, "IN_THE_BACKGROUND", 1)
    head = ("State", "Name", "Kind", "Competence")
    batch, _steps = uploaded(nadia, book(head, *(("France", f"Office {number}", "court", "extradition") for number in "123")), "en")
    assert taking.start(nadia, batch) is True
    with acting_as(nadia):
        assert run_waiting() == 1
        kept = Batch.objects.get(pk=batch)
        assert (kept.state, kept.counts["made"], kept.content, kept.plan) == ("taken", 3, None, None)
        assert BatchEntry.objects.count() == 3


def test_strangers_find_no_batch(cast):
    nadia = cast("nadia")
    batch, _steps = uploaded(nadia, book(HEAD, FRANCE))
    for name in ("jo", "samira", "pilar", "grace"):
        stranger = cast(name)
        with acting_as(stranger):
            assert (Batch.objects.count(), BatchEntry.objects.count()) == (0, 0)
            for call in (receiving.access, receiving.columns):
                with pytest.raises(NotHere):
                    call(stranger, batch)
            with pytest.raises(NotHere):
                taking.faulty(stranger, batch, "en")
        with refused("DIR-203"):
            receiving.receive(stranger, book(HEAD, FRANCE), "x", "en")
        for call in (taking.take, taking.start, receiving.drop):
            with pytest.raises(NotHere):
                call(stranger, batch)


def test_the_mapping_of_a_person_is_remembered(cast):
    nadia = cast("nadia")
    rows = ("State", "Name", "Kind", "Competence", "Zimmer"), ("France", "Office", "court", "extradition", "AA")
    batch = receiving.receive(nadia, book(*rows), "a.xlsx", "en")
    assert guessed(nadia, batch)[4] == ""
    receiving.map_columns(nadia, batch, ["entity", "name", "kind", "function", "acronym"], "en")
    again = receiving.receive(nadia, book(*rows), "b.xlsx", "en")
    assert guessed(nadia, again)[4] == "acronym"
    other = receiving.receive(cast("viktor"), book(*rows), "c.xlsx", "en")
    assert guessed(cast("viktor"), other)[4] == ""


def test_who_does_not_see_persons_only_adds_to_them(cast):
    nadia = cast("nadia")
    made = actions.record_authority(nadia, museums())
    actions.name_contact_point(nadia, made, name="Amal", email="amal@example.org")
    head = ("State", "Name", "Kind", "Competence", "Contact person", "Contact email")
    batch, (step,) = uploaded(nadia, book(head, ("Egypt", "Museums Police", "police", "firearms", "Hala", "hala@example.org")), "en")
    assert (step.kind, step.replaces) == ("changed", False)
    taking.take(nadia, batch)
    with acting_as(nadia):
        row = queries.authority(with_power(nadia), made.pk)
    assert {one.email for one in row.contact_points} == {"amal@example.org", "hala@example.org"}


def test_a_table_that_waits_shows_no_person_to_whoever_has_the_database_without_its_keys(cast):
    nadia = cast("nadia")
    head = ("State", "Name", "Kind", "Competence", "Contact person", "Contact email")
    table = book(head, ("Egypt", "Museums Police", "police", "firearms", "Hala Invented", "hala@example.org"))
    batch, (step,) = uploaded(nadia, table, "en")
    assert [one.email for one in step.contacts] == ["hala@example.org"]
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(b)::text, b.content, b.plan FROM directory_batch b WHERE id = %s", [batch])
        row, content, plan = cursor.fetchone()
        assert receiving.content_of(Batch.objects.get(pk=batch)) == table
    for stolen in (row.encode(), bytes(content), bytes(plan)):
        assert b"Hala" not in stolen and b"hala@" not in stolen
        assert b"PK\x03\x04" not in stolen, "nor the workbook itself"
    shred(cast("viktor"), "", "The secretariat moves")
    with acting_as(nadia), pytest.raises(NotHere):
        receiving.steps(Batch.objects.get(pk=batch))

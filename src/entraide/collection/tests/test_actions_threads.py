"""Nadia asks Egypt about a figure; Samira asks Tarek; Viktor notes something within the house. Each sees their own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from entraide.collection import actions, policies, queries
from entraide.collection.domain.answers import Cell
from entraide.collection.models import Thread, ThreadMessage
from entraide.foundation.audit.models import Entry
from entraide.foundation.db.context import acting_as
from entraide.foundation.mail.post import outbox
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import NotHere, Refused

from .conftest import COMPLETE, cells, delegated, seen

FIGURE = "/data/figures/offences_2021"
ROW = "/data/figures/cases[2]/case_year"


def sent(cast, reply, **more):
    actions.save_cells(cast("samira"), reply("EGY"), cells({**COMPLETE, FIGURE: "12", **more}))
    return actions.submit(cast("samira"), reply("EGY"), declared_name="Samira", declared_function="Focal point")


def codes(refusal) -> list[str]:
    return [problem.code for problem in refusal.value.problems]


def ask(actor, reply, kind="official", text="Please check.", **more):
    return actions.open_thread(actor, reply, kind=kind, text=text, **more)


def letters(kind: str):
    with acting_as(SYSTEM):
        return [letter for letter in outbox() if letter.kind == kind]


def row_of(actor, reply, thread):
    return seen(actor, queries.thread_row, reply("EGY").pk, thread.pk)


def test_the_officers_story(cast, round, reply):
    """Asks back on one figure; the State corrects it; the correction is a new version; the board tells the story."""
    nadia, samira, first = cast("nadia"), cast("samira"), sent(cast, reply)
    thread = ask(nadia, reply("EGY"), path=FIGURE, text="Twelve, after 120 last year?", due=clock.now().date())
    decision = actions.ask_back(nadia, first)
    assert (decision.threads, decision.reason, reply("EGY").state) == ([thread.pk], "14", "asked_back")
    (asked,) = seen(samira, queries.waiting_threads)
    assert (asked.path, asked.kind, asked.overdue) == (FIGURE, "official", False)

    actions.answer_thread(samira, thread, "A nought was missing.", Cell("120"))
    assert reply("EGY").state == "drafting"
    row = row_of(nadia, reply, thread)
    assert (row.state, row.messages[-1].corrects) == ("answered", True)
    assert "120" not in str(row.messages[-1]), "what is drafted stays within the State until it is sent"
    second = actions.submit(samira, reply("EGY"), declared_name="Samira", declared_function="Focal point")
    changed = row_of(nadia, reply, thread).messages[-1]
    assert (changed.move, changed.before.value, changed.after.value, changed.number) == ("changed", "12", "120", 2)

    (board,) = [one for one in seen(nadia, queries.board, round.pk) if one.entity == "EGY"]
    assert (board.state, board.versions, board.questions, board.late) == ("submitted", 2, 1, False)
    actions.accept(nadia, second, "Thank you.")
    assert row_of(samira, reply, thread).state == "closed"
    kinds = [event.kind for event in reversed(seen(nadia, queries.timeline, reply("EGY").pk))]
    story = [
        "invited",
        "submitted",
        "thread_asked",
        "asked_back",
        "thread_answered",
        "submitted",
        "thread_changed",
        "accepted",
    ]
    assert [kind for kind in kinds if kind in story] == story
    (standing,) = seen(nadia, queries.submissions_to_freeze, round.pk)
    assert (standing.number, standing.accepted, standing.answers.value(FIGURE)) == (2, True, "120")
    (board,) = [one for one in seen(nadia, queries.board, round.pk) if one.entity == "EGY"]
    assert (board.state, board.questions) == ("accepted", 0)


def test_words_alone_leave_the_reply_where_it_is(cast, reply):
    sent(cast, reply)
    thread = ask(cast("nadia"), reply("EGY"), path=FIGURE)
    actions.answer_thread(cast("samira"), thread, "It is right.")
    assert (reply("EGY").state, row_of(cast("nadia"), reply, thread).awaits) == ("submitted", "secretariat")
    actions.ask_again(cast("nadia"), thread, "Which source?")
    assert row_of(cast("samira"), reply, thread).may_answer
    actions.answer_thread(cast("samira"), thread, "The police.")
    actions.close_thread(cast("nadia"), thread)
    for deed in (actions.answer_thread, actions.ask_again, actions.close_thread):
        with pytest.raises(Refused) as refusal:
            deed(cast("samira" if deed is actions.answer_thread else "nadia"), thread, "Once more.")
        assert codes(refusal) == ["COL-452"]


def test_another_value_in_the_next_version_is_an_answer_by_itself(cast, reply):
    first = sent(cast, reply)
    thread = ask(cast("nadia"), reply("EGY"), path=FIGURE)
    other = ask(cast("nadia"), reply("EGY"), path="/data/practices/good_practice")
    actions.ask_back(cast("nadia"), first)
    actions.save_cells(cast("samira"), reply("EGY"), cells({FIGURE: "13"}))
    second = actions.submit(cast("samira"), reply("EGY"), declared_name="S", declared_function="F")
    assert row_of(cast("nadia"), reply, thread).state == "answered"
    assert row_of(cast("nadia"), reply, other).state == "open"
    with pytest.raises(Refused) as refusal:
        actions.accept(cast("nadia"), second)
    assert codes(refusal) == ["COL-457"]
    actions.close_thread(cast("nadia"), other, "Not needed.")
    actions.accept(cast("nadia"), second)


def test_internal_is_the_secretariats_and_national_is_the_states(cast, reply):
    sent(cast, reply)
    delegated(cast("samira"), reply("EGY"), "figures")
    internal = ask(cast("nadia"), reply("EGY"), "internal", "Ask the desk officer.", path=FIGURE)
    national = ask(cast("samira"), reply("EGY"), "national", "Is this yours?", path=FIGURE)
    assert [one.id for one in seen(cast("viktor"), queries.threads, reply("EGY").pk)] == [internal.pk]
    assert [one.id for one in seen(cast("tarek"), queries.threads, reply("EGY").pk)] == [national.pk]
    actions.answer_thread(cast("tarek"), national, "It is; twelve.")
    actions.answer_thread(cast("viktor"), internal, "Asked.")
    for name, thread in (
        ("nadia", national),
        ("samira", internal),
        ("pilar", national),
        ("luc", internal),
        ("jo", national),
    ):
        for door in (policies.access_thread, queries.thread_row):
            with pytest.raises(NotHere):
                seen(cast(name), door, reply("EGY").pk, thread.pk)
        with pytest.raises((Refused, NotHere)):
            actions.answer_thread(cast(name), thread, "Let me in.")
    assert "national" not in {event.thread_kind for event in seen(cast("nadia"), queries.timeline, reply("EGY").pk)}
    assert "internal" not in {event.thread_kind for event in seen(cast("samira"), queries.timeline, reply("EGY").pk)}
    with acting_as(SYSTEM):
        (entry,) = Entry.objects.filter(verb="collection.thread.opened", object_id=str(national.pk))
    assert entry.detail == {"reply": reply("EGY").pk, "kind": "national"}


@pytest.mark.parametrize(
    ("name", "kinds"),
    [("nadia", {"official", "internal"}), ("viktor", {"official", "internal"}), ("samira", {"official", "national"}),
     ("tarek", {"official", "national"}), ("pilar", set()), ("grace", set()), ("jo", set()), ("luc", set())],
)  # fmt: skip
def test_the_tables_themselves_show_each_side_its_own(cast, reply, name, kinds):
    sent(cast, reply)
    delegated(cast("samira"), reply("EGY"), "figures")
    made = {kind: ask(cast(who), reply("EGY"), kind, path=FIGURE)
            for who, kind in (("nadia", "official"), ("nadia", "internal"), ("samira", "national"))}  # fmt: skip
    with acting_as(cast(name)):
        assert set(Thread.objects.values_list("kind", flat=True)) == kinds
        assert set(ThreadMessage.objects.values_list("kind", flat=True)) == kinds
        assert Thread.objects.update(state="closed") == len(kinds)
        assert ThreadMessage.objects.update(text="x") == 0
        hidden = [one for kind, one in made.items() if kind not in kinds]
        for thread in hidden:
            with pytest.raises(DatabaseError), transaction.atomic():
                ThreadMessage.objects.create(
                    thread=thread, entity="EGY", kind=thread.kind, side="state", move="answered", said_at=clock.now()
                )
            with pytest.raises(DatabaseError), transaction.atomic():
                Thread.objects.create(
                    reply_id=thread.reply_id, entity="EGY", kind=thread.kind, asker=thread.asker, opened_at=clock.now(),
                    moved_at=clock.now(),
                )  # fmt: skip


def test_nobody_speaks_for_the_other_side_nor_under_another_kind(cast, reply):
    sent(cast, reply)
    official = ask(cast("nadia"), reply("EGY"), path=FIGURE)
    for name, side, kind in (
        ("samira", "secretariat", "official"),
        ("nadia", "state", "official"),
        ("samira", "state", "national"),
    ):
        with acting_as(cast(name)), pytest.raises(DatabaseError), transaction.atomic():
            ThreadMessage.objects.create(
                thread=official, entity="EGY", kind=kind, side=side, move="answered", said_at=clock.now()
            )


def test_what_was_said_never_changes(cast, reply):
    sent(cast, reply)
    ask(cast("nadia"), reply("EGY"), path=FIGURE)
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(SYSTEM):
        ThreadMessage.objects.get().save(force_update=True)
    with acting_as(SYSTEM):
        assert ThreadMessage.objects.get().text == "Please check."


@pytest.mark.parametrize(
    ("name", "kind", "allowed"),
    [("nadia", "official", True), ("nadia", "national", False), ("samira", "official", True), ("samira", "internal", False),
     ("tarek", "official", False), ("tarek", "national", True), ("pilar", "national", False), ("jo", "official", False)],
)  # fmt: skip
def test_who_may_ask_what(cast, reply, name, kind, allowed):
    sent(cast, reply)
    delegated(cast("samira"), reply("EGY"), "figures")
    if allowed:
        assert ask(cast(name), reply("EGY"), kind, path=FIGURE).kind == kind
        return
    with pytest.raises(Refused) as refusal:
        ask(cast(name), reply("EGY"), kind, path=FIGURE)
    assert codes(refusal)[0] in ("COL-451", "COL-305")


def test_an_expert_is_not_the_states_voice(cast, reply):
    sent(cast, reply)
    thread = ask(cast("nadia"), reply("EGY"), path=FIGURE)
    delegated(cast("samira"), reply("EGY"), "figures")
    with pytest.raises(Refused) as refusal:
        actions.answer_thread(cast("tarek"), thread, "Twelve.")
    assert codes(refusal) == ["COL-456"]
    with pytest.raises(Refused) as refusal:
        actions.close_thread(cast("samira"), thread)
    assert codes(refusal) == ["COL-456"]


def test_the_focal_point_asks_the_secretariat_without_showing_the_draft(cast, reply):
    actions.save_cells(cast("samira"), reply("EGY"), cells({FIGURE: "99"}))
    thread = ask(cast("samira"), reply("EGY"), path=FIGURE, text="Seized or recovered?")
    with acting_as(cast("nadia")):
        assert Thread.objects.get(pk=thread.pk).asked_cell == {}
    assert [one.id for one in seen(cast("nadia"), queries.waiting_threads)] == [thread.pk]
    actions.answer_thread(cast("nadia"), thread, "Seized.")
    assert [one.id for one in seen(cast("samira"), queries.waiting_threads)] == [thread.pk]
    actions.close_thread(cast("samira"), thread)


@pytest.mark.parametrize(
    "place",
    [{"path": "/data/law/nothing"}, {"path": "/data/figures/cases/case_year"}, {"path": ROW}, {"path": "/data/law[2]/acts"},
     {"path": "/data/figures/cases[999]/case_year"}, {"path": "/data/figures/cases[²]/case_year"}, {"section": "no-such"},
     {"path": "'; DROP TABLE x; --"}, {"path": "/data/figures/cases[1][2]/case_year"}, {"path": "x" * 5000}],
)  # fmt: skip
def test_a_place_that_the_form_does_not_have(cast, reply, place):
    sent(cast, reply)
    with pytest.raises(Refused) as refusal:
        ask(cast("nadia"), reply("EGY"), **place)
    assert codes(refusal) == ["COL-450"]


def test_rows_sections_and_the_whole_are_places(cast, reply):
    kind = queries.form_of(reply("EGY").round.version_id).question("/data/figures/cases/object_type").choices[0].value
    rows = {f"/data/figures/cases[{row}]/case_year": str(2020 + row) for row in (1, 2, 3)}
    sent(cast, reply, **rows, **{f"/data/figures/cases[{row}]/object_type": kind for row in (1, 2, 3)})
    for place, section in (
        ({"path": ROW}, "figures"),
        ({"path": "/data/figures/cases[2]"}, "figures"),
        ({"section": "law"}, "law"),
        ({}, ""),
    ):
        assert ask(cast("nadia"), reply("EGY"), **place).section == section
    third = ask(cast("nadia"), reply("EGY"), path="/data/figures/cases[3]/case_year")
    actions.correct(cast("samira"), reply("EGY"))
    actions.remove_row(cast("samira"), reply("EGY"), "/data/figures/cases", 2)
    rows = {one.id: one for one in seen(cast("samira"), queries.threads, reply("EGY").pk)}
    assert (rows[third.pk].path, rows[third.pk].asked_path) == (
        "/data/figures/cases[2]/case_year",
        "/data/figures/cases[3]/case_year",
    )
    assert sorted(one.path for one in rows.values()) == ["", "", "", "", "/data/figures/cases[2]/case_year"]


@pytest.mark.parametrize(
    ("text", "code"), [("", "COL-453"), (" \n\t ", "COL-453"), ("\x00\x07", "COL-453"), ("x" * 50_001, "COL-454")]
)
def test_texts_that_are_none(cast, reply, text, code):
    sent(cast, reply)
    with pytest.raises(Refused) as refusal:
        ask(cast("nadia"), reply("EGY"), text=text)
    assert codes(refusal) == [code]


def test_a_long_text_is_kept_whole_without_its_control_characters(cast, reply):
    sent(cast, reply)
    text = "سؤال\r\n" + "y" * 49_990
    ask(cast("nadia"), reply("EGY"), text="\x00\x1b" + text)
    (row,) = seen(cast("samira"), queries.threads, reply("EGY").pk)
    assert row.messages[0].text == text.replace("\r\n", "\n")


def test_a_day_that_has_passed(cast, reply):
    sent(cast, reply)
    with pytest.raises(Refused) as refusal:
        ask(cast("nadia"), reply("EGY"), due=clock.now().date() - timedelta(days=1))
    assert codes(refusal) == ["COL-455"]


def test_what_is_overdue_is_outstanding_and_marked(cast, reply):
    sent(cast, reply)
    thread = ask(cast("nadia"), reply("EGY"), path=FIGURE, due=clock.now().date())
    with acting_as(SYSTEM):
        Thread.objects.filter(pk=thread.pk).update(due=clock.now().date() - timedelta(days=3))
        (one,) = queries.open_clarifications(reply("EGY"))
    assert (one.path, one.overdue) == (FIGURE, True)
    assert seen(cast("samira"), queries.waiting_threads)[0].overdue
    (board,) = [row for row in seen(cast("nadia"), queries.board, reply("EGY").round_id) if row.entity == "EGY"]
    assert board.overdue


def test_letters_say_that_something_awaits_in_the_readers_language_once_an_hour(cast, reply):
    sent(cast, reply)
    for path in (FIGURE, "/data/practices/good_practice"):
        thread = ask(cast("nadia"), reply("EGY"), path=path, text="A secret question.")
    (letter,) = letters("collection.question")
    assert (letter.to, letter.language) == ("samira@example.org", "ar")
    assert "/threads/" in letter.body
    actions.answer_thread(cast("samira"), thread, "A secret answer.")
    (answer,) = letters("collection.answer")
    assert (answer.to, answer.language) == ("nadia@example.org", "fr")
    assert "secret" not in letter.body + letter.subject + answer.body + answer.subject
    delegated(cast("samira"), reply("EGY"), "figures")
    ask(cast("samira"), reply("EGY"), "national", "Tarek?", path=FIGURE)
    assert {one.to for one in letters("collection.question")} == {"samira@example.org", "tarek@example.org"}


def test_an_expert_takes_part_in_the_clarifications_of_own_sections_alone(cast, reply):
    sent(cast, reply)
    delegated(cast("samira"), reply("EGY"), "practices")
    for path in (FIGURE, "", "/data/practices/good_practice"):
        ask(cast("samira"), reply("EGY"), "national", path=path)
    found = seen(cast("tarek"), queries.threads, reply("EGY").pk)
    assert [one.path for one in found] == ["/data/practices/good_practice"]
    with acting_as(cast("tarek")):
        assert set(Thread.objects.values_list("section", flat=True)) == {"practices"}
        assert ThreadMessage.objects.count() == 1
        assert Thread.objects.filter(section="figures").update(due=None) == 0

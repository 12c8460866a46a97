"""Decisions taken back, entry from a letter, withdrawal, late replies, differences, what a time line tells to whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from entraide.collection import actions, queries
from entraide.collection.domain.answers import Cell
from entraide.collection.models import Decision, DraftCell, Reply, Round, Submission
from entraide.foundation.db.context import acting_as
from entraide.foundation.files.store import access_file
from entraide.foundation.mail.post import outbox
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import NotHere, Refused

from .conftest import COMPLETE, LUC, cells, delegated, seen
from .test_actions_threads import FIGURE, codes, sent

YEARS = {"/data/respondent/first_year": "2021", "/data/respondent/last_year": "2023"}
PDF = b"%PDF-1.7 a letter"


def letter(content=PDF, name="NV 12.pdf", reference="NV 12/2026", dated=None):
    return actions.Letter(content, name, reference, dated or clock.now().date())


def entered(cast, reply, values=None, **more):
    nadia = cast("nadia")
    actions.save_entry(nadia, reply("EGY"), cells(values or {**COMPLETE, **YEARS, FIGURE: "40"}))
    return actions.submit_entry(
        nadia,
        reply("EGY"),
        **{"letter": letter(), "declared_name": "H. E. the Minister", "declared_function": "Minister"} | more,
    )


def later(minutes: int):
    """As if it had been decided some minutes ago: what is decided never changes, so the clock goes on instead."""
    return clock.now() + timedelta(minutes=minutes)


def test_a_decision_is_taken_back_while_nobody_has_acted_on_it(cast, round, reply):
    first = sent(cast, reply)
    actions.ask_back(cast("nadia"), first, "Wrong State.")
    actions.undo_decision(cast("viktor"), first)
    assert (reply("EGY").state, seen(cast("samira"), queries.sent, reply("EGY").pk)[0].verdict) == ("submitted", "")
    actions.accept(cast("nadia"), first)
    actions.undo_decision(cast("nadia"), first)
    (row,) = seen(cast("nadia"), queries.submissions_to_freeze, round.pk)
    assert not row.accepted
    actions.ask_back(cast("nadia"), first, "Now really.")
    actions.save_cells(cast("samira"), reply("EGY"), cells({FIGURE: "1"}))
    with pytest.raises(Refused) as refusal:
        actions.undo_decision(cast("nadia"), first)
    assert codes(refusal) == ["COL-458"]
    with acting_as(SYSTEM):
        assert [one.verdict for one in Decision.objects.all()] == [
            "asked_back",
            "undone",
            "accepted",
            "undone",
            "asked_back",
        ]


def test_remarks_are_tidied_and_read_by_the_state(cast, reply):
    first = sent(cast, reply)
    actions.accept(cast("nadia"), first, "\x00 Thank\r\nyou.\x1b ")
    (row,) = seen(cast("samira"), queries.sent, reply("EGY").pk)
    assert (row.verdict, row.reason) == ("accepted", "Thank\nyou.")


def test_not_for_long(cast, reply, monkeypatch):
    first = sent(cast, reply)
    actions.accept(cast("nadia"), first)
    moment = later(16)
    monkeypatch.setattr(clock, "now", lambda: moment)
    with pytest.raises(Refused) as refusal:
        actions.undo_decision(cast("nadia"), first)
    assert codes(refusal) == ["COL-458"]
    with pytest.raises(Refused) as refusal:
        actions.undo_decision(cast("samira"), first)
    assert codes(refusal) == ["COL-303"]


def test_two_officers_deciding_at_once_the_second_is_told(cast, reply):
    """Both have the page of the same version open; each holds what was read before the other decided."""
    first = sent(cast, reply)
    with acting_as(SYSTEM):
        hers, his = (Submission.objects.select_related("reply__round").get(pk=first.pk) for _who in range(2))
    actions.accept(cast("nadia"), hers)
    with pytest.raises(Refused) as refusal:
        actions.ask_back(cast("viktor"), his, "Question 6.")
    assert codes(refusal) == ["COL-301"]
    assert reply("EGY").state == "accepted"


def test_entered_from_a_letter(cast, round, reply):
    samira, nadia = cast("samira"), cast("nadia")
    actions.save_cells(samira, reply("EGY"), cells({FIGURE: "7"}))
    version = entered(cast, reply)
    assert (version.number, version.channel, version.letter_reference, reply("EGY").state) == (
        1,
        "letter",
        "NV 12/2026",
        "submitted",
    )
    assert access(samira, version.letter_id).content == PDF
    for name in ("pilar", "luc", "grace", "jo"):
        with pytest.raises(NotHere):
            access(cast(name), version.letter_id)
    assert seen(samira, queries.draft, reply("EGY").pk).value(FIGURE) == "7", "the State's own draft is another"
    with acting_as(SYSTEM):
        told = [one for one in outbox() if one.kind == "collection.entered"]
        assert not DraftCell.objects.filter(keeper="secretariat").exists()
    assert [one.to for one in told] == ["samira@example.org"]
    (row,) = seen(samira, queries.sent, reply("EGY").pk)
    assert (row.letter_id, row.confirmed) == (version.letter_id, False)
    actions.confirm(samira, version)
    assert seen(samira, queries.sent, reply("EGY").pk)[0].confirmed
    with pytest.raises(Refused) as refusal:
        actions.confirm(samira, version)
    assert codes(refusal) == ["COL-465"]
    actions.accept(nadia, version)
    (standing,) = seen(nadia, queries.submissions_to_freeze, round.pk)
    assert (standing.number, standing.accepted, standing.answers.value(FIGURE)) == (1, True, "40")


def access(actor, file_id):
    with acting_as(actor):
        return access_file(actor, file_id)


def test_the_state_replaces_what_was_entered_by_its_own(cast, reply):
    samira = cast("samira")
    version = entered(cast, reply)
    actions.restore(samira, reply("EGY"), version)
    assert reply("EGY").state == "drafting"
    assert seen(samira, queries.draft, reply("EGY").pk).value(FIGURE) == "40"
    actions.save_cells(samira, reply("EGY"), cells({FIGURE: "41"}))
    actions.submit(samira, reply("EGY"), declared_name="Samira", declared_function="Focal point")
    assert [(one.number, one.channel) for one in seen(cast("nadia"), queries.sent, reply("EGY").pk)] == [
        (1, "letter"),
        (2, "web"),
    ]
    (difference,) = seen(cast("nadia"), queries.compared, reply("EGY").pk, 1, 2).rows
    assert (difference.before.value, difference.after.value, difference.kind) == ("40", "41", "changed")


def test_a_letter_leaves_open_what_it_leaves_open_but_says_nothing_impossible(cast, reply):
    entered(cast, reply, {"/data/law/specific_offence": "no"})
    found = seen(cast("nadia"), queries.queue)
    assert [(one.entity, one.channel, one.findings["stop"] > 0) for one in found] == [("EGY", "letter", True)]
    actions.begin_entry(cast("nadia"), reply("EGY"), seen(cast("nadia"), newest, reply("EGY")))
    with pytest.raises(Refused) as refusal:
        entered(cast, reply, {FIGURE: "about ten"})
    assert codes(refusal)[0] == "COL-306"


def newest(actor, reply):
    return Submission.objects.select_related("reply__round").filter(reply=reply).latest("number")


@pytest.mark.parametrize(
    ("given", "code"),
    [({"content": b""}, "COL-460"), ({"content": b"MZ\x90"}, "COL-460"), ({"content": b"%PDF-" + b"x" * (20 * 1024 * 1024)}, "COL-461"),
     ({"reference": " "}, "COL-462"), ({"dated": clock.now().date() + timedelta(days=2)}, "COL-462"),
     ({"content": b"PK\x03\x04 an archive of something else"}, "COL-460"), ({"content": b"<html>a page</html>"}, "COL-460")],
)  # fmt: skip
def test_letters_that_are_none(cast, reply, given, code):
    with pytest.raises(Refused) as refusal:
        entered(cast, reply, letter=letter(**given))
    assert codes(refusal) == [code]
    assert reply("EGY").state == "invited"


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"\x89PNG\r\n\x1a\n", "scan.exe"), (b"PK\x03\x04 word/document.xml", "note.docx"), (b"\xff\xd8\xff\xe0", "x"),
     (b"From: a@example.org\nTo: b@example.org\nSubject: reply\n\nHere.", "mail.txt")],
)  # fmt: skip
def test_a_letter_is_told_by_its_content(cast, reply, content, name):
    version = entered(cast, reply, letter=letter(content, name))
    kept = access(cast("nadia"), version.letter_id).name
    assert kept.rpartition(".")[2] in ("png", "docx", "jpg", "eml")


def test_nothing_entered_is_nothing_to_send(cast, reply):
    with pytest.raises(Refused) as refusal:
        entered(cast, reply, {"/data/respondent/first_year": ""})
    assert codes(refusal) == ["COL-466"], "what the form proposes is not what the letter says"


def test_only_the_secretariat_enters_and_only_into_its_own_draft(cast, reply):
    delegated(cast("samira"), reply("EGY"), "figures")
    for name in ("samira", "tarek"):
        with pytest.raises(Refused) as refusal:
            actions.save_entry(cast(name), reply("EGY"), cells(COMPLETE))
        assert codes(refusal) == ["COL-303"]
    actions.save_entry(cast("nadia"), reply("EGY"), cells(COMPLETE))
    for name in ("samira", "pilar", "jo"):
        with acting_as(cast(name)):
            assert not DraftCell.objects.exists()
    with acting_as(cast("nadia")):
        assert set(DraftCell.objects.values_list("keeper", flat=True)) == {"secretariat"}
    assert reply("EGY").state == "invited", "what the secretariat drafts moves nothing"


def test_a_submission_of_the_secretariat_without_a_letter_meets_the_wall(cast, reply):
    with acting_as(cast("nadia")), pytest.raises(DatabaseError), transaction.atomic():
        Submission.objects.create(
            reply=reply("EGY"), entity="EGY", number=1, answers={}, content_hash="x", language="en", channel="letter",
            declared_name="x", declared_function="x", submitted_at=clock.now(),
        )  # fmt: skip


def test_withdrawn_and_reinstated_as_it_stood(cast, round, reply):
    nadia, samira = cast("nadia"), cast("samira")
    first = sent(cast, reply)
    actions.accept(nadia, first)
    actions.withdraw(samira, reply("EGY"), "A new government.")
    assert reply("EGY").state == "withdrawn"
    assert seen(nadia, queries.submissions_to_freeze, round.pk) == ()
    assert seen(nadia, queries.withdrawn_since, [first.pk, 999]) == {first.pk}
    assert seen(samira, queries.sent, reply("EGY").pk)[0].verdict == "withdrawn"
    for deed in (lambda: actions.save_cells(samira, reply("EGY"), cells({FIGURE: "1"})), lambda: actions.correct(samira, reply("EGY")),
                 lambda: actions.accept(nadia, first), lambda: entered(cast, reply)):  # fmt: skip
        with pytest.raises(Refused):
            deed()
    actions.reinstate(nadia, reply("EGY"), "By their note.", letter())
    assert reply("EGY").state == "accepted"
    (row,) = seen(nadia, queries.submissions_to_freeze, round.pk)
    assert row.accepted
    assert seen(nadia, queries.withdrawn_since, [first.pk]) == frozenset()


def test_withdrawing_after_the_closing_leaves_what_was_counted(cast, round, reply):
    first = sent(cast, reply)
    actions.close_round(cast("nadia"), round)
    actions.withdraw(cast("samira"), reply("EGY"), "An error of the ministry.")
    assert seen(cast("nadia"), queries.withdrawn_since, [first.pk]) == {first.pk}
    actions.reinstate(cast("samira"), reply("EGY"), "It stands after all.")
    assert reply("EGY").state == "submitted"


@pytest.mark.parametrize(
    ("name", "reason", "with_letter", "code"),
    [("samira", " ", False, "COL-463"), ("tarek", "x", False, "COL-304"), ("nadia", "x", False, "COL-464"), ("nadia", "", True, "COL-463")],
)  # fmt: skip
def test_who_withdraws_and_how(cast, reply, name, reason, with_letter, code):
    sent(cast, reply)
    delegated(cast("samira"), reply("EGY"), "figures")
    with pytest.raises(Refused) as refusal:
        actions.withdraw(cast(name), reply("EGY"), reason, letter() if with_letter else None)
    assert codes(refusal) == [code]


@pytest.mark.parametrize("name", ["pilar", "luc", "grace", "jo"])
def test_to_strangers_there_is_no_such_reply(cast, reply, name):
    version = entered(cast, reply)
    for deed in (
        lambda: actions.withdraw(cast(name), reply("EGY"), "x", letter()), lambda: actions.confirm(cast(name), version),
        lambda: actions.undo_decision(cast(name), version), lambda: actions.save_entry(cast(name), reply("EGY"), {}),
        lambda: actions.begin_entry(cast(name), reply("EGY"), version), lambda: actions.take_entry(cast(name), reply("EGY"), b"x"),
        lambda: actions.reinstate(cast(name), reply("EGY"), "x"), lambda: actions.submit_entry(
            cast(name), reply("EGY"), letter=letter(), declared_name="x", declared_function="x"),
    ):  # fmt: skip
        with pytest.raises(NotHere):
            deed()
    with pytest.raises(Refused):
        actions.restore(cast(name), reply("EGY"), version)


def test_nothing_sent_is_nothing_to_withdraw(cast, reply):
    actions.save_cells(cast("samira"), reply("EGY"), cells(COMPLETE))
    with pytest.raises(Refused) as refusal:
        actions.withdraw(cast("samira"), reply("EGY"), "x")
    assert codes(refusal) == ["COL-301"]


@pytest.mark.parametrize(
    ("name", "verdict"),
    [("samira", "accepted"), ("samira", "asked_back"), ("samira", "undone"), ("nadia", "withdrawn"), ("nadia", "confirmed"),
     ("pilar", "withdrawn"), ("jo", "withdrawn"), ("grace", "accepted")],
)  # fmt: skip
def test_the_wall_of_decisions(cast, reply, name, verdict):
    first = sent(cast, reply)
    with acting_as(cast(name)), pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.create(submission=first, entity="EGY", verdict=verdict, reason="x", decided_at=clock.now())


def test_late_is_after_the_deadline_and_its_grace(cast, open_round):
    late = {}
    for code, grace in (("strict", 0), ("kind", 5)):
        made = open_round(code, LUC, invented=True, deadline=clock.now().date() - timedelta(days=3))
        with acting_as(SYSTEM):
            Round.objects.filter(pk=made.pk).update(grace_days=grace)
            reply = Reply.objects.select_related("round").get(round=made)
        actions.save_cells(cast("luc"), reply, cells(COMPLETE))
        actions.submit(cast("luc"), reply, declared_name="Luc", declared_function="Focal point")
        (row,) = seen(cast("nadia"), queries.queue, made.pk)
        (board,) = seen(cast("nadia"), queries.board, made.pk)
        (frozen,) = seen(cast("nadia"), queries.submissions_to_freeze, made.pk)
        told = next(one.late for one in seen(cast("luc"), queries.timeline, reply.pk) if one.kind == "submitted")
        (sent_row,) = seen(cast("luc"), queries.sent, reply.pk)
        assert len({row.late, board.late, frozen.late, told, sent_row.late}) == 1
        late[code] = row.late
    assert late == {"strict": True, "kind": False}


def test_differences_of_any_two_versions_and_of_the_draft(cast, reply):
    samira = cast("samira")
    path = "/data/practices/good_practice"
    sent(cast, reply, **{path: "A register of dealers."})
    actions.correct(samira, reply("EGY"))
    noted = Cell("120", flags=frozenset({"estimated"}), source="Police", comment="From 2021.")
    actions.save_cells(samira, reply("EGY"), {FIGURE: noted, path: Cell("")})
    rows = seen(samira, queries.compared, reply("EGY").pk, 1, 0).rows
    assert [(one.path, one.kind, one.parts) for one in rows] == [
        (FIGURE, "changed", ("value", "flags", "source", "comment")), (path, "cleared", ("value",)),
    ]  # fmt: skip
    for name, numbers in (("nadia", (1, 0)), ("nadia", (0, 1)), ("samira", (1, 7)), ("pilar", (1, 1)), ("jo", (1, 1))):
        with pytest.raises(NotHere):
            seen(cast(name), queries.compared, reply("EGY").pk, *numbers)
    actions.restore(samira, reply("EGY"), seen(samira, newest, reply("EGY")))
    assert seen(samira, queries.compared, reply("EGY").pk, 1, 0).rows == ()
    with pytest.raises(Refused):
        actions.restore(cast("nadia"), reply("EGY"), seen(cast("nadia"), newest, reply("EGY")))


def test_the_time_line_tells_each_what_is_theirs(cast, reply):
    delegated(cast("samira"), reply("EGY"), "figures")
    for value in ("1", "2", "3"):
        actions.save_cells(cast("tarek"), reply("EGY"), cells({FIGURE: value}))
    actions.save_entry(cast("nadia"), reply("EGY"), cells({FIGURE: "9"}))
    states = seen(cast("samira"), queries.timeline, reply("EGY").pk)
    ours = seen(cast("nadia"), queries.timeline, reply("EGY").pk)
    assert [(one.kind, one.who, one.times) for one in states] == [
        ("saved", "Tarek", 3), ("delegated", "Samira", 1), ("invited", "", 1),
    ]  # fmt: skip
    assert [one.kind for one in ours] == ["entry_saved", "saved", "invited"]
    for name in ("pilar", "luc", "grace", "jo"):
        with pytest.raises(NotHere):
            seen(cast(name), queries.timeline, reply("EGY").pk)


def test_last_rounds_answers_stand_beside(cast, round, open_round):
    earlier = open_round("heritage-2024", LUC)
    with acting_as(SYSTEM):
        Round.objects.filter(pk=round.pk).update(previous=earlier)
        before = Reply.objects.select_related("round").get(round=earlier)
        now = Reply.objects.select_related("round").get(round=round, entity="FRA")
    assert seen(cast("luc"), queries.last_round, now.pk) is None
    actions.save_cells(cast("luc"), before, cells({**COMPLETE, FIGURE: "33"}))
    actions.submit(cast("luc"), before, declared_name="Luc", declared_function="Focal point")
    found = seen(cast("nadia"), queries.last_round, now.pk)
    assert (found.round_code, found.number, found.answers.value(FIGURE)) == ("heritage-2024", 1, "33")
    with acting_as(SYSTEM):
        egypt = Reply.objects.get(round=round, entity="EGY")
    assert seen(cast("nadia"), queries.last_round, egypt.pk) is None
    with pytest.raises(NotHere):
        seen(cast("samira"), queries.last_round, now.pk)


def test_the_queue_is_the_secretariats(cast, reply):
    sent(cast, reply)
    (row,) = seen(cast("nadia"), queries.queue)
    assert (row.entity, row.number, row.late) == ("EGY", 1, False)
    for name in ("samira", "pilar", "grace", "jo"):
        with pytest.raises(Refused):
            seen(cast(name), queries.queue)
        with pytest.raises(Refused):
            seen(cast(name), queries.withdrawn_since, [1])

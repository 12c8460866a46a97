"""Nadia prepares a round, opens it, extends it, reminds, lets Egypt in late; strangers learn nothing of it."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta

import pytest
from attrs import evolve
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entraide.collection import actions, policies, queries, tasks
from entraide.collection.domain.sharing import as_audience
from entraide.collection.domain.terms import Terms
from entraide.collection.models import Inviting, Reminder, Reply, Round, RoundChange
from entraide.foundation.accounts.models import Invitation
from entraide.foundation.actions import REGISTRY
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import run_waiting
from entraide.foundation.mail.post import outbox
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere, Refused
from entraide.kernel.text import Text

from .conftest import COMPLETE, LUC, SAMIRA, cells, only_reply, seen

PATH = "/data/institutions/stolen_objects_database"


def codes(refusal) -> list[str]:
    return [problem.code for problem in refusal.value.problems]


def in_days(days: int):
    return clock.now().date() + timedelta(days=days)


@contextmanager
def on(day):
    """The story goes on at noon of that day."""
    with clock.at(datetime.combine(day, time(12), UTC)):
        yield


def letters(kind: str = "") -> dict[str, object]:
    with acting_as(SYSTEM):
        return {one.to: one for one in reversed(outbox()) if kind in ("", one.kind)}


def fresh(round: Round) -> Round:
    with acting_as(SYSTEM):
        return Round.objects.get(pk=round.pk)


def terms(**more) -> Terms:
    return Terms(**{"title": Text.of("en", en="Heritage"), "deadline": in_days(30), **more})


def daily(duty) -> None:
    with acting_as(SYSTEM):
        duty(clock.now().date())


def submit(cast, reply):
    actions.save_cells(cast("samira"), reply("EGY"), cells(COMPLETE))
    return actions.submit(cast("samira"), reply("EGY"), declared_name="Samira", declared_function="Focal point")


# --- prepared, open


def test_a_prepared_round_takes_nothing_before_it_opens_and_says_so(cast, version, open_round):
    opens = in_days(5)
    made = open_round("prepared-2026", SAMIRA, terms=terms(opens_on=opens))
    assert made.state == "prepared"
    letter = letters("collection.invitation")["samira@example.org"]
    assert str(opens.day) in letter.body
    with pytest.raises(Refused) as refusal:
        actions.save_cells(cast("samira"), only_reply(made), cells({PATH: "yes"}))
    assert codes(refusal) == ["COL-340"]
    daily(tasks.open_rounds)
    assert fresh(made).state == "prepared"
    with on(opens):
        assert actions.save_cells(cast("samira"), only_reply(made), cells({PATH: "yes"})).progress.answered
        daily(tasks.open_rounds)
        assert (fresh(made).state, fresh(made).opens_on) == ("open", opens)
        sent = len([one for one in outbox_of("samira@example.org") if one.kind == "collection.invitation"])
        daily(tasks.open_rounds)
    assert sent == 2
    assert len(outbox_of("samira@example.org")) == 2


def outbox_of(address: str):
    with acting_as(SYSTEM):
        return [one for one in outbox() if one.to == address]


def test_terms_that_cannot_be_are_refused_together(cast, version, open_round):
    with pytest.raises(Refused) as refusal:
        open_round("wrong", terms=terms(opens_on=in_days(40), grace_days=1000))
    assert codes(refusal) == ["COL-342", "COL-343"]
    with pytest.raises(Refused) as refusal:
        open_round("wrong", terms=terms(previous=99999))
    assert codes(refusal) == ["COL-348"]


# --- changed


def test_a_new_deadline_is_told_with_its_reason_on_the_page_alone(cast, round, reply):
    nadia = cast("nadia")
    was = actions.terms_of(round)
    with pytest.raises(Refused) as refusal:
        actions.change_round(nadia, round, evolve(was, deadline=in_days(60)), " ")
    assert codes(refusal) == ["COL-345"]
    with pytest.raises(Refused) as refusal:
        actions.change_round(nadia, round, was, "Nothing.")
    assert codes(refusal) == ["COL-346"]
    submission = submit(cast, reply)
    actions.accept(nadia, submission)
    actions.change_round(nadia, round, evolve(was, deadline=in_days(60), reminders=()), "Several asked for more time.")
    run_waiting()
    told = letters("collection.deadline")
    assert set(told) == {"luc@example.org"}
    assert "Several asked" not in told["luc@example.org"].body
    (row,) = seen(cast("luc"), queries.round_changes, round.pk)
    assert (row.kind, row.reason, set(row.after)) == ("extended", "Several asked for more time.", {"deadline", "reminders"})
    with pytest.raises(NotHere):
        seen(cast("pilar"), queries.round_changes, round.pk)
    with acting_as(cast("pilar")):
        assert not RoundChange.objects.filter(round=round).exists()


def test_the_default_sharing_level_is_not_widened_behind_a_reply(cast, round, reply):
    nadia, was = cast("nadia"), actions.terms_of(round)
    actions.change_round(nadia, round, evolve(was, audience=Audience.PARTIES), "Agreed by the group.")
    submit(cast, reply)
    with pytest.raises(Refused) as refusal:
        actions.change_round(nadia, round, evolve(was, audience=Audience.PUBLIC), "Wider.")
    assert codes(refusal) == ["COL-347"]
    actions.change_round(nadia, round, evolve(was, audience=Audience.SECRETARIAT), "Narrower.")
    assert fresh(round).audience == "secretariat"


def test_a_round_does_not_come_before_itself(cast, round):
    with acting_as(SYSTEM):
        other = Round.objects.get(code="other-2026")
    nadia = cast("nadia")
    actions.change_round(nadia, round, evolve(actions.terms_of(round), previous=other.pk), "The same subject.")
    for wrong in (other, round):
        with pytest.raises(Refused) as refusal:
            actions.change_round(nadia, wrong, evolve(actions.terms_of(fresh(wrong)), previous=round.pk), "A circle.")
        assert codes(refusal) == ["COL-348"]


# --- reminded


def test_reminders_go_once_to_those_who_owe_something_and_say_what(cast, round, reply):
    nadia = cast("nadia")
    submit(cast, reply)
    day = round.deadline - timedelta(days=7)
    with on(day):
        daily(tasks.remind)
        daily(tasks.remind)
    told = letters("collection.reminder")
    assert set(told) == {"luc@example.org", "pilar@example.org"}
    assert len(outbox_of("luc@example.org")) == 2
    assert "n’a pas été commencée" in told["luc@example.org"].body
    assert "7 jours" in told["luc@example.org"].body
    actions.save_cells(cast("luc"), reply("FRA"), cells({PATH: "yes"}))
    with on(round.deadline - timedelta(days=1)):
        daily(tasks.remind)
    body = letters("collection.reminder")["luc@example.org"].body
    assert "Il reste 1 jour" in body
    assert "Section II" in body
    with acting_as(SYSTEM):
        of_round = Reminder.objects.filter(reply__round=round)
        assert sorted(of_round.values_list("entity", "days")) == [("FRA", -7), ("FRA", -1)]
    with acting_as(cast("samira")):
        assert not Reminder.objects.exists()
    assert {row.entity: row.sent for row in seen(nadia, queries.next_reminders, round.pk)} == {"FRA": 2}


def test_reminders_are_put_off_for_one_and_switched_off_for_all(cast, round, reply):
    nadia = cast("nadia")
    actions.snooze(nadia, reply("FRA"), round.deadline, "On leave.")
    with on(round.deadline - timedelta(days=7)):
        daily(tasks.remind)
    assert set(letters("collection.reminder")) == {"samira@example.org", "pilar@example.org"}
    actions.change_round(nadia, round, evolve(actions.terms_of(round), reminders=()), "Enough.")
    with on(round.deadline + timedelta(days=7)):
        daily(tasks.remind)
    assert len(outbox_of("samira@example.org")) == 2
    with pytest.raises(Refused) as refusal:
        actions.snooze(nadia, reply("FRA"), in_days(-1), "")
    assert codes(refusal) == ["COL-350"]


def test_another_deadline_reminds_anew(cast, round, reply):
    with on(round.deadline - timedelta(days=7)):
        daily(tasks.remind)
        later = round.deadline + timedelta(days=20)
        actions.change_round(cast("nadia"), round, evolve(actions.terms_of(round), deadline=later), "More time.")
    with on(later - timedelta(days=7)):
        daily(tasks.remind)
    with acting_as(SYSTEM):
        assert Reminder.objects.filter(entity="EGY").count() == 2


# --- late


def test_one_state_is_let_in_late_and_what_was_frozen_stays(cast, round, reply):
    nadia, egypt = cast("nadia"), reply("EGY")
    actions.save_cells(cast("samira"), egypt, cells(COMPLETE))
    actions.submit(cast("samira"), reply("EGY"), declared_name="S", declared_function="F")
    actions.close_round(nadia, round)
    before = seen(nadia, queries.submissions_to_freeze, round.pk), seen(nadia, queries.invited, round.pk)
    for until, reason, code in ((in_days(9), "", "COL-345"), (in_days(-1), "Strike.", "COL-350")):
        with pytest.raises(Refused) as refusal:
            actions.admit_late(nadia, reply("FRA"), until, reason)
        assert codes(refusal) == [code]
    actions.admit_late(nadia, reply("FRA"), in_days(9), "A strike at the ministry.")
    assert "luc@example.org" in letters("collection.admitted")
    with on(in_days(2)):
        actions.save_cells(cast("luc"), reply("FRA"), cells(COMPLETE))
        sent = actions.submit(cast("luc"), reply("FRA"), declared_name="L", declared_function="F")
        actions.accept(nadia, sent)
    assert (seen(nadia, queries.submissions_to_freeze, round.pk), seen(nadia, queries.invited, round.pk)) == before
    with acting_as(nadia):
        assert [row.entity for row in queries.submissions_to_freeze(nadia, round.pk, late=True)] == ["EGY", "FRA"]
    with on(in_days(10)), pytest.raises(Refused) as refusal:
        actions.correct(cast("luc"), reply("FRA"))
    assert codes(refusal) == ["COL-341"]
    with pytest.raises(Refused) as refusal:
        actions.correct(cast("samira"), reply("EGY"))
    assert codes(refusal) == ["COL-302"]


def test_after_the_deadline_replies_are_taken_and_marked(cast, open_round, version):
    made = open_round("grace", SAMIRA, LUC, terms=terms(grace_days=3))
    with acting_as(SYSTEM):
        replies = {one.entity: one for one in Reply.objects.filter(round=made).select_related("round")}
    for name, entity, days in (("samira", "EGY", 3), ("luc", "FRA", 4)):
        with on(made.deadline + timedelta(days=days)):
            actions.save_cells(cast(name), replies[entity], cells(COMPLETE))
            actions.submit(cast(name), replies[entity], declared_name="S", declared_function="F")
    late = {row.entity: row.late for row in seen(cast("nadia"), queries.submissions_to_freeze, made.pk)}
    assert late == {"EGY": False, "FRA": True}
    with acting_as(cast("nadia")):
        assert {line.entity: line.late for line in queries.full_board(cast("nadia"), made.pk, "en")} == late


# --- asked, asked in vain


def test_an_invitation_nobody_used_is_taken_back(cast, round, reply):
    nadia, link = cast("nadia"), reply("FRA").invitation
    with pytest.raises(Refused) as refusal:
        actions.uninvite(nadia, reply("FRA"), " ")
    assert codes(refusal) == ["COL-345"]
    actions.uninvite(nadia, reply("FRA"), "Asked by mistake.")
    with acting_as(SYSTEM):
        assert not Reply.objects.filter(round=round, entity="FRA").exists()
        assert Invitation.objects.get(pk=link).void_at is not None
    actions.save_cells(cast("samira"), reply("EGY"), cells({PATH: "yes"}))
    with pytest.raises(Refused) as refusal:
        actions.uninvite(nadia, reply("EGY"), "Too late.")
    assert codes(refusal) == ["COL-353"]
    actions.invite(nadia, round, [LUC], {"FRA": "CU 2026/1 B"})
    assert reply("FRA").note_verbale == "CU 2026/1 B"


def test_nobody_else_does_any_of_this(cast, round, reply):
    for name in ("samira", "pilar", "grace", "jo"):
        for attempt in (
            lambda who: actions.change_round(who, round, actions.terms_of(round), "x"),
            lambda who: actions.snooze(who, reply("EGY"), in_days(3)),
            lambda who: actions.uninvite(who, reply("EGY"), "x"),
            lambda who: actions.admit_late(who, reply("EGY"), in_days(3), "x"),
            lambda who: actions.start_inviting(who, round, "", [("FRA", "1-1", "")]),
            lambda who: actions.begin_round(who, round),
        ):
            with pytest.raises(Refused) as refusal:
                attempt(cast(name))
            assert codes(refusal) == ["COL-303"]
        with acting_as(cast(name)):
            assert not Inviting.objects.exists()
    assert "collection.round.changed" in REGISTRY


def test_a_stranger_changes_none_of_it_in_the_tables(cast, round, reply):
    actions.snooze(cast("nadia"), reply("EGY"), in_days(3), "On leave.")
    with on(round.deadline - timedelta(days=7)):
        daily(tasks.remind)
    with acting_as(cast("pilar")):
        assert set(Reminder.objects.values_list("entity", flat=True)) == {"PER"}
        assert not RoundChange.objects.exists()
    with acting_as(cast("luc")):
        assert not RoundChange.objects.filter(entity="EGY").exists()
        assert Reminder.objects.update(days=3) == 0
        assert RoundChange.objects.update(reason="x") == 0


# --- shared


def test_a_section_is_shared_and_a_single_answer_otherwise(cast, round, reply):
    samira = cast("samira")
    actions.share_section(samira, reply("EGY"), "institutions", Audience.PARTIES)
    said = {**cells(COMPLETE), PATH: evolve(cells({PATH: "yes"})[PATH], audience=Audience.PUBLIC)}
    actions.save_cells(samira, reply("EGY"), said)
    actions.submit(samira, reply("EGY"), declared_name="S", declared_function="F")
    (row,) = seen(cast("nadia"), queries.submissions_to_freeze, round.pk)
    assert row.answers[PATH].audience is Audience.PUBLIC
    assert row.answers["/data/institutions/specialised_unit"].audience is Audience.PARTIES
    assert {cell.audience for cell in row.answers.values()} <= set(Audience)
    (sent,) = seen(samira, queries.sent, reply("EGY").pk)
    assert sent.answers["/data/respondent/authority"].audience is None
    assert as_audience("nonsense") is None


def test_only_its_own_state_shares_a_section(cast, round, reply):
    with pytest.raises(Refused) as refusal:
        actions.share_section(cast("nadia"), reply("EGY"), "law", Audience.PUBLIC)
    assert codes(refusal) == ["COL-305"]
    with pytest.raises(NotHere):
        actions.share_section(cast("samira"), reply("EGY"), "nothing", Audience.PUBLIC)
    with pytest.raises(Refused) as refusal:
        actions.share_section(cast("samira"), reply("EGY"), "law", Audience.STATE)
    assert codes(refusal) == ["COL-351"]


# --- the board costs few questions to the database


def test_the_board_asks_the_database_little(cast, round, reply):
    nadia = cast("nadia")
    submit(cast, reply)
    with acting_as(nadia), CaptureQueriesContext(connection) as asked:
        lines = queries.full_board(nadia, round.pk, "en")
    assert [line.entity for line in lines] == ["EGY", "FRA"]
    assert len(asked) <= 10
    assert not any('"answers"' in one["sql"] for one in asked)
    assert policies.days_of(round).grace_days == 0

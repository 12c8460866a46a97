"""Samira answers for Egypt with Tarek's help, Nadia asks back and accepts, the round closes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from entraide.collection import actions, queries
from entraide.collection.models import DraftCell, Reply, Round, Submission
from entraide.foundation.audit.queries import verify
from entraide.foundation.db.context import acting_as
from entraide.foundation.mail.post import outbox
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import NotHere, Refused
from entraide.kernel.text import Text

from .conftest import COMPLETE, LUC, SAMIRA, cells, delegated, seen


def submitted(cast, reply, name="Samira"):
    actions.save_cells(cast("samira"), reply("EGY"), cells(COMPLETE))
    return actions.submit(cast("samira"), reply("EGY"), declared_name=name, declared_function="Focal point")


def codes(refusal) -> list[str]:
    return [problem.code for problem in refusal.value.problems]


def test_a_title_of_several_lines_stands_in_one_and_so_do_the_subjects_of_its_letters(cast, version, paragraph_guid):
    made = actions.open_round(
        cast("nadia"), code="lines", version_id=version.pk, paragraph_guids=[paragraph_guid],
        title=Text.of("en", en=" Cultural\r\nBcc: x@example.org\u2028property ", fr=" \n"),
        deadline=clock.now().date() + timedelta(days=9),
    )  # fmt: skip
    assert made.title == {"en": {"text": "Cultural Bcc: x@example.org property", "status": "original"}}
    actions.invite(cast("nadia"), made, [SAMIRA])
    with acting_as(SYSTEM):
        (letter,) = outbox()
    assert letter.subject.endswith("Cultural Bcc: x@example.org property")


def test_the_chain_from_the_invitation_to_the_closing(cast, round, reply):
    samira, nadia = cast("samira"), cast("nadia")
    delegated(samira, reply("EGY"))
    saved = actions.save_cells(cast("tarek"), reply("EGY"), cells(COMPLETE))
    assert saved.progress.blocking == 0
    assert reply("EGY").state == "drafting"
    submission = actions.submit(samira, reply("EGY"), declared_name="Samira", declared_function="Focal point")
    assert (submission.number, reply("EGY").state) == (1, "submitted")
    actions.accept(nadia, submission)
    assert reply("EGY").state == "accepted"
    (row,) = seen(nadia, queries.submissions_to_freeze, round.pk)
    assert (row.entity, row.accepted, row.late) == ("EGY", True, False)
    assert row.answers.value("/data/respondent/first_year") == "2021"
    actions.close_round(nadia, round)
    assert {row.state for row in seen(nadia, queries.invited, round.pk)} == {"accepted", "invited"}


def test_the_link_goes_to_each_contact_in_their_language(cast, round):
    with acting_as(SYSTEM):
        letters = {letter.to: letter for letter in outbox() if letter.kind == "collection.invitation"}
    assert letters["samira@example.org"].language == "ar"
    assert "/invitations/" in letters["luc@example.org"].body
    assert "الاتجار" in letters["samira@example.org"].subject


def test_a_link_sent_again_is_a_new_one(cast, round, reply):
    actions.send_again(cast("nadia"), reply("FRA"))
    with acting_as(SYSTEM):
        links = [letter.body for letter in outbox() if letter.to == "luc@example.org"]
    assert len(links) == 2
    assert links[0] != links[1]


def test_nobody_is_invited_twice(cast, round):
    with pytest.raises(Refused) as refusal:
        actions.invite(cast("nadia"), round, [LUC])
    assert codes(refusal) == ["COL-312"]


def test_an_incomplete_draft_is_kept_but_not_submitted(cast, reply):
    actions.save_cells(cast("samira"), reply("EGY"), cells({"/data/respondent/authority": "X"}))
    with pytest.raises(Refused) as refusal:
        actions.submit(cast("samira"), reply("EGY"), declared_name="S", declared_function="F")
    assert codes(refusal)[:2] == ["COL-306", "COL-021"]
    assert seen(cast("samira"), queries.draft, reply("EGY").pk).value("/data/respondent/authority") == "X"


def test_what_is_not_a_number_is_kept_as_typed(cast, reply):
    path = "/data/figures/offences_2021"
    saved = actions.save_cells(cast("samira"), reply("EGY"), cells({path: "about ten"}))
    assert [found.code for found in saved.problems if found.path == path] == ["type"]
    assert seen(cast("samira"), queries.draft, reply("EGY").pk).value(path) == "about ten"


def test_an_expert_helps_but_does_not_submit(cast, reply):
    delegated(cast("samira"), reply("EGY"))
    actions.save_cells(cast("tarek"), reply("EGY"), cells(COMPLETE))
    with pytest.raises(Refused) as refusal:
        actions.submit(cast("tarek"), reply("EGY"), declared_name="T", declared_function="E")
    assert codes(refusal) == ["COL-304"]


def test_the_secretariat_neither_writes_nor_reads_a_draft(cast, reply):
    actions.save_cells(cast("samira"), reply("EGY"), cells(COMPLETE))
    with pytest.raises(Refused) as refusal:
        actions.save_cells(cast("nadia"), reply("EGY"), cells(COMPLETE))
    assert codes(refusal) == ["COL-305"]
    with pytest.raises(Refused):
        seen(cast("nadia"), queries.draft, reply("EGY").pk)
    with acting_as(cast("nadia")):
        assert not DraftCell.objects.exists()


def test_asked_back_with_a_reason_and_sent_again(cast, reply):
    submission = submitted(cast, reply)
    with pytest.raises(Refused) as refusal:
        actions.ask_back(cast("nadia"), submission, "  ")
    assert codes(refusal) == ["COL-307"]
    actions.ask_back(cast("nadia"), submission, "Please explain question 6.")
    assert reply("EGY").state == "asked_back"
    with pytest.raises(Refused) as refusal:
        actions.submit(cast("samira"), reply("EGY"), declared_name="S", declared_function="F")
    assert codes(refusal) == ["COL-322"]
    actions.save_cells(cast("samira"), reply("EGY"), cells({"/data/practices/good_practice": "A register of dealers."}))
    second = actions.submit(cast("samira"), reply("EGY"), declared_name="S", declared_function="F")
    assert second.number == 2
    with pytest.raises(Refused) as refusal:
        actions.accept(cast("nadia"), submission)
    assert codes(refusal) == ["COL-308"]


def test_a_correction_leaves_the_accepted_version_standing(cast, round, reply):
    first = submitted(cast, reply)
    actions.accept(cast("nadia"), first)
    with pytest.raises(Refused) as refusal:
        actions.save_cells(cast("samira"), reply("EGY"), cells({"/data/law/specific_offence": "yes"}))
    assert codes(refusal) == ["COL-320"]
    actions.correct(cast("samira"), reply("EGY"))
    actions.save_cells(cast("samira"), reply("EGY"), cells({"/data/institutions/stolen_objects_database": "no"}))
    assert [row.number for row in seen(cast("nadia"), queries.submissions_to_freeze, round.pk)] == [1]
    second = actions.submit(cast("samira"), reply("EGY"), declared_name="S", declared_function="F")
    assert [row.number for row in seen(cast("nadia"), queries.submissions_to_freeze, round.pk)] == [1]
    actions.accept(cast("nadia"), second)
    assert [row.number for row in seen(cast("nadia"), queries.submissions_to_freeze, round.pk)] == [2]


def test_what_does_not_apply_is_kept_but_not_sent(cast, reply):
    actions.save_cells(cast("samira"), reply("EGY"), cells({**COMPLETE, "/data/law/specific_offence": "yes"}))
    actions.save_cells(cast("samira"), reply("EGY"), cells({"/data/law/provision": "Law 117 of 1983"}))
    actions.save_cells(cast("samira"), reply("EGY"), cells({"/data/law/specific_offence": "no"}))
    submission = actions.submit(cast("samira"), reply("EGY"), declared_name="S", declared_function="F")
    assert "/data/law/provision" not in submission.answers
    assert seen(cast("samira"), queries.draft, reply("EGY").pk).value("/data/law/provision") == "Law 117 of 1983"


def test_a_proposal_that_was_cleared_stays_cleared(cast, reply):
    path = "/data/respondent/first_year"
    assert seen(cast("samira"), queries.draft, reply("EGY").pk).value(path) == "2021"
    actions.save_cells(cast("samira"), reply("EGY"), cells({path: ""}))
    assert seen(cast("samira"), queries.draft, reply("EGY").pk).value(path) == ""


def test_a_row_that_is_taken_out_lets_the_next_move_up(cast, reply):
    rows = {f"/data/figures/cases[{row}]/case_year": str(2020 + row) for row in (1, 2, 3)}
    actions.save_cells(cast("samira"), reply("EGY"), cells(rows))
    actions.remove_row(cast("samira"), reply("EGY"), "/data/figures/cases", 2)
    answers = seen(cast("samira"), queries.draft, reply("EGY").pk)
    assert [answers.value(f"/data/figures/cases[{row}]/case_year") for row in (1, 2, 3)] == ["2021", "2023", ""]


def test_a_closed_round_takes_nothing(cast, round, reply):
    actions.save_cells(cast("samira"), reply("EGY"), cells(COMPLETE))
    actions.close_round(cast("nadia"), round)
    for attempt in (
        lambda: actions.save_cells(cast("samira"), reply("EGY"), cells(COMPLETE)),
        lambda: actions.submit(cast("samira"), reply("EGY"), declared_name="S", declared_function="F"),
        lambda: actions.invite(cast("nadia"), round, [LUC]),
        lambda: actions.close_round(cast("nadia"), round),
    ):
        with pytest.raises(Refused) as refusal:
            attempt()
        assert codes(refusal) == ["COL-302"]


def test_a_path_that_is_no_question_is_refused(cast, reply):
    for path in ("/data/law/nothing", "/data/figures/cases/case_year", "/data/law/serious_crime", "/data/law[2]/acts"):
        with pytest.raises(Refused) as refusal:
            actions.save_cells(cast("samira"), reply("EGY"), cells({path: "1"}))
        assert codes(refusal) == ["COL-314"]


def test_pilar_reads_nothing_of_egypt_even_from_the_tables(cast, reply):
    submission = submitted(cast, reply)
    for name in ("pilar", "jo", "grace"):
        with acting_as(cast(name)):
            assert not Submission.objects.exists()
            assert not DraftCell.objects.exists()
            assert not Reply.objects.filter(entity="EGY").exists()
            assert not Round.objects.filter(code="heritage-2026").exists()
        with pytest.raises(NotHere):
            seen(cast(name), queries.reply_row, submission.reply_id)


def test_a_submission_never_changes(cast, reply):
    submission = submitted(cast, reply)
    with acting_as(cast("samira")):
        assert Submission.objects.filter(pk=submission.pk).update(declared_name="X") == 0
    with acting_as(SYSTEM):
        assert Submission.objects.get(pk=submission.pk).declared_name == "Samira"
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(SYSTEM):
        Submission.objects.get(pk=submission.pk).save(force_update=True)


def test_the_ledger_holds(cast, reply):
    submitted(cast, reply)
    with acting_as(SYSTEM):
        assert verify()[1] is None

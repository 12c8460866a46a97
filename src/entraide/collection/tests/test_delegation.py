"""Samira gives sections to Tarek, who sees these and no others; what was taken back opens nothing; strangers find nothing."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, transaction
from tests.cast import PASSPHRASE, person

from entraide.collection import actions, policies, queries
from entraide.collection.models import Decision, Delegation, DraftCell, Reply, SectionMark, Signature, Submission
from entraide.foundation.accounts.actions import accept_invitation, enrol
from entraide.foundation.accounts.models import Invitation
from entraide.foundation.accounts.queries import actor_by_id, actor_of
from entraide.foundation.db.context import acting_as
from entraide.foundation.mail.post import outbox
from entraide.kernel.actor import SYSTEM, Role
from entraide.kernel.problems import NotHere, Refused

from .conftest import COMPLETE, cells, delegated, seen

OFFENCE, PRACTICE = "/data/law/specific_offence", "/data/practices/good_practice"


def refused(code: str, deed, *args, **kwargs) -> None:
    with pytest.raises(Refused) as refusal:
        deed(*args, **kwargs)
    assert refusal.value.problems[0].code == code


def test_an_expert_without_a_section_finds_nothing(cast, reply):
    egypt, tarek = reply("EGY"), cast("tarek")
    with pytest.raises(NotHere):
        seen(tarek, queries.reply_row, egypt.pk)
    with pytest.raises(NotHere):
        seen(tarek, queries.round_row, egypt.round_id)
    assert seen(tarek, queries.replies_of) == ()
    assert seen(tarek, queries.rounds) == ()
    with pytest.raises(NotHere):
        actions.save_cells(tarek, egypt, cells({OFFENCE: "yes"}))
    with acting_as(tarek):
        assert not Reply.objects.exists()


def test_an_expert_sees_and_writes_these_sections_and_no_others(cast, reply):
    samira, tarek, egypt = cast("samira"), cast("tarek"), reply("EGY")
    actions.save_cells(samira, egypt, cells(COMPLETE))
    (row,) = delegated(samira, egypt, "practices")
    assert row.state == "offered"
    assert set(seen(tarek, queries.draft, egypt.pk)) == set()
    assert set(seen(tarek, queries.reply_row, egypt.pk).progress.sections) == {"practices"}
    refused("COL-360", actions.save_cells, tarek, egypt, cells({OFFENCE: "yes", PRACTICE: "A register."}))
    actions.save_cells(tarek, egypt, cells({PRACTICE: "A register of dealers."}))
    assert set(seen(tarek, queries.draft, egypt.pk)) == {PRACTICE}
    assert seen(samira, queries.draft, egypt.pk).value(OFFENCE) == "no"
    with acting_as(samira):
        assert Delegation.objects.get().state == "at_work"
    refused("COL-304", seen, tarek, queries.judgement_of, egypt.pk)


def test_the_tables_themselves_hold_an_expert_to_the_section(cast, reply):
    samira, tarek, egypt = cast("samira"), cast("tarek"), reply("EGY")
    actions.save_cells(samira, egypt, cells(COMPLETE))
    delegated(samira, egypt, "practices")
    with acting_as(tarek):
        assert DraftCell.objects.filter(section="law").update(cell={"value": "x"}) == 0
        assert DraftCell.objects.filter(section="law").delete()[0] == 0
        assert Delegation.objects.update(section="law") in (0, 1)
    with acting_as(samira):
        Delegation.objects.update(section="practices")
    for model, given in (
        (DraftCell, {"path": "/data/law/acts", "section": "law", "cell": {}, "saved_at": egypt.invited_at}),
        (SectionMark, {"section": "law"}),
        (Delegation, {"section": "law", "person": tarek.person_id, "offered_at": egypt.invited_at,
                      "moved_at": egypt.invited_at}),
        (Signature, {"content_hash": "0" * 64, "signed_at": egypt.invited_at}),
    ):  # fmt: skip
        with pytest.raises(ProgrammingError), transaction.atomic(), acting_as(tarek):
            model.objects.create(reply=egypt, entity="EGY", **given)


def test_what_was_sent_is_not_the_experts(cast, reply):
    samira, tarek = cast("samira"), cast("tarek")
    actions.save_cells(samira, reply("EGY"), cells(COMPLETE))
    delegated(samira, reply("EGY"), "practices")
    sent = actions.submit(samira, reply("EGY"), declared_name="S", declared_function="F")
    actions.accept(cast("nadia"), sent)
    assert seen(tarek, queries.sent, sent.reply_id) == ()
    with pytest.raises(NotHere):
        seen(tarek, policies.access_submission, sent.pk)
    with acting_as(tarek):
        assert not Submission.objects.exists()
        assert not Decision.objects.exists()


@pytest.mark.parametrize("end", ["take_back", "hand_back"])
def test_a_delegation_that_ended_opens_nothing_until_it_is_given_again(cast, reply, end):
    samira, tarek, egypt = cast("samira"), cast("tarek"), reply("EGY")
    (row,) = delegated(samira, egypt, "practices")
    actions.save_cells(tarek, egypt, cells({PRACTICE: "A register."}))
    if end == "take_back":
        actions.take_back(samira, row)
    else:
        actions.hand_back(tarek, row, "The ministry of culture knows more.")
        with acting_as(SYSTEM):
            assert any(letter.kind == "collection.handed_back" for letter in outbox())
    with pytest.raises(NotHere):
        seen(tarek, queries.reply_row, egypt.pk)
    with pytest.raises(NotHere):
        actions.save_cells(tarek, egypt, cells({PRACTICE: "Mine."}))
    refused("COL-361", actions.take_back, samira, row)
    assert seen(samira, queries.draft, egypt.pk).value(PRACTICE) == "A register."
    actions.give_again(samira, row)
    actions.save_cells(tarek, egypt, cells({PRACTICE: "Mine."}))


def test_a_section_is_in_one_pair_of_hands(cast, reply):
    samira, egypt = cast("samira"), reply("EGY")
    delegated(samira, egypt, "practices", "law")
    tarek = person("tarek")
    expert = actions.Expert("Tarek", tarek.email, "ar", tarek.pk)
    refused("COL-362", actions.delegate, samira, egypt, ["figures", "law"], expert)
    refused("COL-363", actions.delegate, samira, egypt, [], expert)
    with pytest.raises(NotHere):
        actions.delegate(samira, egypt, ["nothing"], expert)
    with pytest.raises(NotHere):
        actions.delegate(samira, egypt, ["figures"], actions.Expert("Luc", "luc@example.org", "fr", person("luc").pk))


def test_somebody_new_is_invited_and_comes_in_by_the_link(cast, reply):
    samira, egypt = cast("samira"), reply("EGY")
    new = actions.Expert("Nour", "nour@example.org", "fr", ministry="Ministry of Culture")
    actions.delegate(samira, egypt, ["practices"], new, note="By Tuesday, please.")
    actions.delegate(samira, egypt, ["assistance"], new)
    with acting_as(SYSTEM):
        first, second = [one for one in reversed(outbox()) if one.to == "nour@example.org"]
        link = Invitation.objects.get(email="nour@example.org")
    assert "/invitations/" in first.body
    assert "By Tuesday" not in first.body, "what people write stands on the site alone"
    assert second.language == "fr"
    account = accept_invitation(SYSTEM, link, name="Nour", password=PASSPHRASE)
    nour = actor_by_id(account.pk)
    assert (nour.entity, nour.roles) == ("EGY", {Role.EXPERT})
    assert set(seen(nour, queries.reply_row, egypt.pk).progress.sections) <= {"practices", "assistance"}
    actions.save_cells(nour, reply("EGY"), cells({PRACTICE: "A register."}))
    refused("COL-360", actions.save_cells, nour, reply("EGY"), cells({OFFENCE: "no"}))


def test_a_link_that_was_forwarded_opens_nothing(cast, reply):
    samira, egypt = cast("samira"), reply("EGY")
    actions.delegate(samira, egypt, ["practices"], actions.Expert("Nour", "nour@example.org"))
    with acting_as(SYSTEM):
        link = Invitation.objects.get(email="nour@example.org")
    account = accept_invitation(SYSTEM, link, name="Somebody Else", password=PASSPHRASE)
    with pytest.raises(NotHere):
        seen(actor_by_id(account.pk), queries.reply_row, egypt.pk)


def test_an_observer_of_the_state_reads_and_does_not_write(cast, reply):
    samira, egypt = cast("samira"), reply("EGY")
    actions.save_cells(samira, egypt, cells(COMPLETE))
    mission = actor_of(
        enrol(
            SYSTEM, email="mission@example.org", name="Mission", password=PASSPHRASE, role=Role.OBSERVER, entity="EGY"
        )
    )
    delegated(samira, egypt, "practices")
    assert seen(mission, queries.draft, egypt.pk).value(OFFENCE) == "no"
    assert not policies.may_edit(mission, egypt)
    with pytest.raises(NotHere):
        actions.save_cells(mission, egypt, cells({OFFENCE: "yes"}))
    with acting_as(mission):
        assert DraftCell.objects.exists()
        assert DraftCell.objects.update(cell={"value": "x"}) == 0
        assert Delegation.objects.update(note="x") == 0
        assert SectionMark.objects.update(section="x") == 0


@pytest.mark.parametrize("name", ["pilar", "luc", "grace", "jo", "nadia"])
def test_strangers_see_no_delegation_mark_or_signature_and_write_none(cast, reply, name):
    samira, egypt = cast("samira"), reply("EGY")
    actions.save_cells(samira, egypt, cells(COMPLETE))
    (row,) = delegated(samira, egypt, "practices")
    actions.clear_sections(samira, egypt)
    actions.sign(samira, reply("EGY"), declared_name="Samira", declared_function="Focal point")
    stranger = cast(name)
    with acting_as(stranger):
        assert not Delegation.objects.exists()
        if name != "nadia":
            assert not SectionMark.objects.exists()
            assert not Signature.objects.exists()
        for model in (Delegation, SectionMark, Signature):
            assert model.objects.update(entity="PER") == 0
            assert model.objects.all().delete()[0] == 0
    with pytest.raises(NotHere):
        seen(stranger, policies.access_delegation, row.pk)
    for deed in (actions.take_back, actions.remind, actions.hand_back):
        with pytest.raises((NotHere, Refused)):
            deed(stranger, row)
    with pytest.raises((NotHere, Refused)):
        actions.delegate(stranger, egypt, ["law"], actions.Expert("X", "x@example.org"))

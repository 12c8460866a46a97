"""Sections are completed and cleared, the whole is signed; what is changed afterwards undoes it, and says so."""

from __future__ import annotations

import pytest
from tests.cast import PASSPHRASE

from entraide.collection import actions, queries
from entraide.collection.models import SectionMark, Signature
from entraide.foundation.accounts.actions import enrol
from entraide.foundation.db.context import acting_as
from entraide.foundation.mail.post import outbox
from entraide.kernel.actor import SYSTEM, Role
from entraide.kernel.problems import NotHere, Refused

from .conftest import COMPLETE, cells, delegated, seen

PRACTICE = "/data/practices/good_practice"


def codes(deed, *args, **kwargs) -> list[str]:
    with pytest.raises(Refused) as refusal:
        deed(*args, **kwargs)
    return [problem.code for problem in refusal.value.problems]


def signature(**given) -> Signature:
    with acting_as(SYSTEM):
        return Signature.objects.filter(**given).latest("id")


def test_cleared_signed_voided_by_an_expert_signed_again_and_sent(cast, reply):
    samira, tarek = cast("samira"), cast("tarek")
    actions.save_cells(samira, reply("EGY"), cells(COMPLETE))
    delegated(samira, reply("EGY"), "practices")
    declared = {"declared_name": "Samira", "declared_function": "Director", "language": "ar"}
    assert codes(actions.sign, samira, reply("EGY"), **declared) == ["COL-364"]
    assert codes(actions.submit, samira, reply("EGY")) == ["COL-315"]
    actions.clear_sections(samira, reply("EGY"))
    first = actions.sign(samira, reply("EGY"), authority="Ministry of Justice", **declared)
    assert "مصر" in first.statement
    actions.save_cells(tarek, reply("EGY"), cells({PRACTICE: "A register."}))
    first = signature(pk=first.pk)
    assert (first.voided_by, first.voided_for) == (tarek.person_id, [PRACTICE])
    with acting_as(SYSTEM):
        assert SectionMark.objects.filter(cleared_at__isnull=True).count() == 1
    assert codes(actions.submit, samira, reply("EGY")) == ["COL-315"]
    assert codes(actions.sign, samira, reply("EGY"), **declared) == ["COL-364"]
    actions.clear_sections(samira, reply("EGY"), ["practices"])
    second = actions.sign(samira, reply("EGY"), **declared)
    sent = actions.submit(samira, reply("EGY"))
    assert (sent.content_hash, sent.declared_function, sent.language) == (second.content_hash, "Director", "ar")
    assert signature(pk=second.pk).submission_id == sent.pk
    actions.correct(samira, reply("EGY"))
    actions.save_cells(samira, reply("EGY"), cells({PRACTICE: "Two registers."}))
    assert signature(pk=second.pk).voided_at is None, "what was sent stays signed"


def test_the_short_way_clears_signs_and_sends(cast, reply):
    samira = cast("samira")
    actions.save_cells(samira, reply("EGY"), cells(COMPLETE))
    sent = actions.submit(samira, reply("EGY"), declared_name="Samira", declared_function="Director")
    assert signature(submission=sent).content_hash == sent.content_hash
    with acting_as(SYSTEM):
        assert not SectionMark.objects.filter(reply=sent.reply_id, cleared_at__isnull=True).exists()


def test_the_same_answer_again_voids_nothing(cast, reply):
    samira = cast("samira")
    actions.save_cells(samira, reply("EGY"), cells(COMPLETE))
    actions.clear_sections(samira, reply("EGY"))
    made = actions.sign(samira, reply("EGY"), declared_name="Samira", declared_function="Director")
    actions.save_cells(samira, reply("EGY"), cells(COMPLETE))
    assert signature(pk=made.pk).voided_at is None


def test_a_section_is_not_cleared_while_something_is_wrong_or_unexplained(cast, reply):
    samira, path = cast("samira"), "/data/figures/offences_2022"
    actions.save_cells(samira, reply("EGY"), cells({**COMPLETE, "/data/figures/offences_2021": "10", path: "100"}))
    assert codes(actions.clear_sections, samira, reply("EGY"), ["figures"]) == ["COL-306", "COL-370"]
    actions.clear_sections(samira, reply("EGY"), ["law"])
    assert codes(actions.submit, samira, reply("EGY"), declared_name="S", declared_function="F")[:2] == [
        "COL-306", "COL-370",
    ]  # fmt: skip
    cell = seen(samira, queries.draft, reply("EGY").pk).cell(path)
    actions.save_cells(samira, reply("EGY"), {path: type(cell)("100", comment="A new law of 2022.")})
    assert actions.submit(samira, reply("EGY"), declared_name="S", declared_function="F").number == 1


def test_an_expert_completes_the_own_section_and_clears_nothing(cast, reply):
    samira, tarek = cast("samira"), cast("tarek")
    delegated(samira, reply("EGY"), "practices")
    actions.complete_section(tarek, reply("EGY"), "practices")
    with acting_as(samira):
        assert SectionMark.objects.get().completed_by == tarek.person_id
    with pytest.raises(NotHere):
        actions.complete_section(tarek, reply("EGY"), "law")
    assert codes(actions.clear_sections, tarek, reply("EGY"), ["practices"]) == ["COL-304"]
    assert codes(actions.sign, tarek, reply("EGY"), declared_name="T", declared_function="E") == ["COL-304"]
    actions.complete_section(samira, reply("EGY"), "practices", done=False)
    with acting_as(samira):
        assert SectionMark.objects.get().completed_at is None


def test_the_mission_is_told_when_a_reply_goes_out(cast, reply):
    enrol(SYSTEM, email="mission@example.org", name="Mission", password=PASSPHRASE, role=Role.OBSERVER, entity="EGY")
    samira = cast("samira")
    actions.save_cells(samira, reply("EGY"), cells(COMPLETE))
    sent = actions.submit(samira, reply("EGY"), declared_name="Samira", declared_function="Director")
    with acting_as(SYSTEM):
        (letter,) = [one for one in outbox() if one.to == "mission@example.org"]
    assert sent.content_hash in letter.body

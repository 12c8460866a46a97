"""The round at full size: what is invented can be sent as it is, is the same for the same seed, and says that it is invented."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

from entraide.collection.domain.form import Form
from entraide.collection.domain.judge import judge
from entraide.collection.domain.xform import read_xform
from entraide.collection.domain.xlsform import to_xform
from entraide.kernel.languages import LANGUAGES
from entraide.portal.demonstration.records import invented_records
from entraide.portal.demonstration.replies import DATA, InventedReply, invented_replies, states, words
from entraide.portal.example_answers import answers_from

QUESTIONNAIRE = DATA.parent / "questionnaires" / "cultural-property.xlsx"


@cache
def form() -> Form:
    return read_xform(to_xform(QUESTIONNAIRE.read_bytes()).xml)


def replies(seed: int, wanted: int) -> list[InventedReply]:
    return list(invented_replies(seed, {one.name: [c.value for c in one.choices] for one in form().questions()}, wanted))


def test_there_are_193_member_states_and_each_replies_once():
    sent = replies(7, 193)
    assert [one.entity for one in sent] == list(states())
    assert len(states()) == 193


def test_every_invented_reply_can_be_sent_as_it_is():
    for one in replies(7, 60):
        told = judge(form(), answers_from(form(), one.said), today=date(2026, 4, 20))
        assert not [problem for problem in told.problems if problem.severity == "stop"], one.entity


def test_the_same_seed_invents_the_same_and_another_does_not():
    assert replies(7, 30) == replies(7, 30)
    assert replies(7, 30) != replies(8, 30)


def test_one_reply_more_changes_none_of_the_others():
    fewer = {one.entity: one for one in replies(7, 30)}
    more = {one.entity: one for one in replies(7, 31)}
    assert {entity: more[entity] for entity in fewer} == fewer


def test_what_is_said_is_said_in_all_six_languages():
    assert {frozenset(entry) for kind in words().values() for entry in kind} == {frozenset(LANGUAGES)}


def test_invented_records_tell_each_case_once_to_four_times_and_the_same_for_the_same_seed():
    told = list(invented_records(7, 400))
    assert told == list(invented_records(7, 400))
    reports = Counter(one.case for one in told)
    assert len(told) == 400
    assert max(reports.values()) <= 4
    assert 200 < len(reports) < 320


def test_a_reporter_writes_in_one_language_and_cites_only_what_was_reported():
    told = list(invented_records(7, 400))
    known = {one.columns["ref"] for one in told}
    assert all(one.columns["xref"] in {"", *known} for one in told)
    assert {one.columns["lang"] for one in told} == set(LANGUAGES)

"""Rules of review without a database: verdicts, lateness, places, words that differ, answers that follow their questions."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.clarifying import anchor_at, plain_text, stands_in
from entraide.collection.domain.differences import differences, words_between
from entraide.collection.domain.following import followed
from entraide.collection.domain.lateness import is_late
from entraide.collection.domain.verdicts import before_withdrawal, standing
from entraide.collection.domain.xform import read_xform
from entraide.kernel.problems import Refused

from .forms import SEIZURES

FORM = read_xform(SEIZURES)


@pytest.mark.parametrize(
    ("verdicts", "stands"),
    [([], ""), (["accepted"], "accepted"), (["asked_back"], "asked_back"), (["accepted", "undone"], ""),
     (["asked_back", "undone", "accepted"], "accepted"), (["accepted", "withdrawn"], "withdrawn"),
     (["accepted", "withdrawn", "reinstated"], "accepted"), (["withdrawn", "reinstated"], ""), (["confirmed"], ""),
     (["confirmed", "accepted"], "accepted"), (["undone"], "")],
)  # fmt: skip
def test_what_decisions_amount_to(verdicts, stands):
    assert standing(verdicts) == stands
    assert before_withdrawal(["accepted", "withdrawn"]) == "accepted"


def test_late_by_the_day_in_universal_time():
    moment = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
    assert is_late(moment, date(2026, 3, 1))
    assert not is_late(moment, date(2026, 3, 1), 1)
    assert not is_late(None, date(2020, 1, 1))


@pytest.mark.parametrize(
    ("path", "section"),
    [("/data/law/penalty", "law"), ("/data/seizures[2]/objects", "part_2"), ("/data/seizures[2]", "part_2"), ("/data/seizures", ""),
     ("/data/seizures/objects", ""), ("/data/seizures[0]", ""), ("/data/seizures[501]", ""), ("/data/law[1]/penalty", ""),
     ("/data/meta/instanceID", ""), ("", "")],
)  # fmt: skip
def test_places(path, section):
    if section:
        assert anchor_at(FORM, path).section == section
    elif path:
        with pytest.raises(Refused):
            anchor_at(FORM, path)
    else:
        assert anchor_at(FORM).path == ""


def test_rows_that_are_there():
    answers = Answers({"/data/seizures[2]/objects": Cell("1")})
    assert stands_in(answers, "/data/seizures[1]/year")
    assert not stands_in(answers, "/data/seizures[3]/year")
    assert stands_in(answers, "/data/law/penalty")


def test_plain_text_keeps_lines_and_letters():
    assert plain_text("a\r\nb\x00\x1b\tc\ud800") == "a\nb\tc"
    assert plain_text(" \u202bنص\u202c ") == "\u202bنص\u202c"


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_pieces_give_both_texts_back(before, after):
    pieces = words_between(before, after)
    assert "".join(one.text for one in pieces if one.kind != "added") == before
    assert "".join(one.text for one in pieces if one.kind != "removed") == after


def test_word_by_word_and_character_by_character_in_chinese():
    changed = [
        (one.kind, one.text)
        for one in words_between("Objects were seized here.", "Objects were recovered here.")
        if one.kind != "same"
    ]
    assert changed == [("removed", "seized"), ("added", "recovered")]
    assert [one.text for one in words_between("缴获文物", "追回文物") if one.kind == "same"] == ["文物"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 25_000, "b a " * 12_500),
        ("x" * 50_000, "y" * 50_000),
        ("word, " * 8_000, "word. " * 8_000),
        (". " * 25_000, "! " * 25_000),
    ],
)
def test_texts_of_the_greatest_length_are_compared_in_bearable_time(before, after):
    started = time.process_time()
    pieces = words_between(before, after)
    assert time.process_time() - started < 2
    assert "".join(one.text for one in pieces if one.kind != "removed") == after


def test_every_part_of_an_answer_is_compared():
    before = Answers({"/a": Cell("1", source="x"), "/b": Cell("2"), "/c": Cell("3")})
    after = Answers({"/a": Cell("1", source="y"), "/b": Cell("2"), "/d": Cell(None, missing="not_collected")})
    assert [(one.path, one.kind, one.parts) for one in differences(before, after)] == [
        ("/a", "changed", ("source",)), ("/c", "cleared", ("value",)), ("/d", "new", ("missing",)),
    ]  # fmt: skip


def test_answers_follow_their_questions_by_identity():
    answers = Answers(
        {"/data/old/offences": Cell("7"), "/data/seizures[2]/objects": Cell("9"), "/data/gone": Cell("1")}
    )
    was = {"/data/old/offences": "q1", "/data/seizures/objects": "q2", "/data/gone": "q3"}
    now = {"/data/law/penalty": "q1", "/data/seizures/year": "q2"}
    found = followed(answers, FORM, was, now)
    assert {path: cell.value for path, cell in found.items()} == {
        "/data/law/penalty": "7",
        "/data/seizures[2]/year": "9",
    }
    same = followed(Answers({"/data/seizures[1]/objects": Cell("3"), "/data/gone": Cell("1")}), FORM, {}, {})
    assert list(same) == ["/data/seizures[1]/objects"]

"""The last round's answers follow their questions; an expert's labels show no foreign values."""

from __future__ import annotations

from decimal import Decimal

import pytest

from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.delegation import EVERYTHING, Reach
from entraide.collection.domain.following import followed
from entraide.collection.domain.last_answers import carried_state, fitting, still_true
from entraide.collection.domain.numbers import format_change
from entraide.collection.domain.xform import read_xform

from .forms import SEIZURES

FORM = read_xform(SEIZURES)
ROW = "/data/seizures[2]/objects"


def test_answers_follow_their_questions_by_identity_or_by_path():
    before = Answers({
        "/data/old": Cell("12", flags=frozenset({"provisional"}), source="Police", comment="of that year"),
        ROW: Cell("3"), "/data/gone": Cell("x"), "/data/law/offence": Cell("perhaps"), "/data/law/serious": Cell("yes"),
    })  # fmt: skip
    kept = fitting(FORM, followed(before, FORM, {"/data/old": "q1"}, {"/data/law/penalty": "q1"}))
    assert dict(kept) == {"/data/law/penalty": Cell("12", source="Police"), ROW: Cell("3")}
    assert set(fitting(FORM, followed(before, FORM, {}, {}))) == {ROW}


def test_what_was_no_number_is_not_carried():
    assert not fitting(FORM, Answers({"/data/law/penalty": Cell("about ten")}))
    assert fitting(FORM, Answers({"/data/law/penalty": Cell(missing="not_collected")}))


def test_confirmed_changed_or_neither():
    last = Cell("12")
    assert carried_state(Cell(), Cell("1")) == ""
    assert carried_state(last, Cell()) == "open"
    assert carried_state(last, Cell("12", comment="checked")) == "confirmed"
    assert carried_state(last, Cell("13")) == "changed"
    assert carried_state(last, Cell(missing="confidential")) == "changed"


def test_still_true_takes_nothing_back():
    last, drafted = Answers({"/a": Cell("1"), "/b": Cell("2")}), Answers({"/b": Cell("3")})
    assert still_true(last, drafted, ["/a", "/b"]) == {"/a": Cell("1")}


def test_an_expert_is_shown_own_values_and_what_is_computed_of_them():
    values = {"/data/law/penalty": "5", "/data/law/serious": "yes", "/data/total": "8", ROW: "8"}
    section = FORM.section_of("/data/law/penalty")
    other = FORM.section_of(ROW)
    assert section != other
    law = Reach(frozenset({section}))
    assert law.values(FORM, values) == {"/data/law/penalty": "5", "/data/law/serious": "yes"}
    assert Reach(frozenset({other})).values(FORM, values) == {"/data/total": "8", ROW: "8"}
    assert EVERYTHING.values(FORM, values) == values
    assert law.answers(FORM, Answers({ROW: Cell("8"), "/data/law/penalty": Cell("5")})) == Answers(
        {"/data/law/penalty": Cell("5")}
    )
    assert Reach(frozenset()).nothing


@pytest.mark.parametrize(
    ("language", "share", "said"),
    [("en", "1.5", "+150%"), ("fr", "1.5", "+150 %"), ("es", "-0.4", "-40 %"), ("ru", "0.015", "+1,5 %"),
     ("ar", "0.25", "+25%"), ("zh", "-12.5", "-1,250%"), ("fr", "12", "+1 200 %")],
)  # fmt: skip
def test_a_change_is_written_as_the_language_writes_it(language, share, said):
    plain = format_change(Decimal(share), language)
    for mark in "\u00a0\u202f":
        plain = plain.replace(mark, " ")
    assert plain.strip("\u200e\u200f\u061c").replace("\u200e", "").replace("\u061c", "") == said

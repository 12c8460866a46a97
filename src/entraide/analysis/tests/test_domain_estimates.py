"""The estimators in worlds in which the truth is known, and where there is nothing to estimate from."""

from __future__ import annotations

import importlib.util
import random
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given as drawn_from
from hypothesis import settings
from hypothesis import strategies as st

from entraide.analysis.domain.estimates import (
    Cases,
    Given,
    Lists,
    State,
    Valued,
    interval,
    ladder,
    recaptured,
    same_reporters,
    table_of,
    values,
)
from entraide.analysis.domain.estimates.distinct import Stratum, bracket, drawn, precision
from entraide.analysis.domain.estimates.existence import exists
from entraide.analysis.domain.estimates.grade import grade
from entraide.analysis.domain.estimates.recapture import _matrix
from entraide.analysis.domain.estimates.sensitivity import line, reversal
from entraide.analysis.domain.estimates.value import one_figure
from entraide.analysis.domain.estimates.wording import words
from entraide.kernel.languages import LANGUAGES

_SOURCE = Path(__file__).resolve().parents[4] / "tools" / "simulate_estimates.py"
_SPEC = importlib.util.spec_from_file_location("simulate_estimates", _SOURCE)
simulate = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(simulate)

NAMES = ("origin", "transit", "seizure", "organisation")


def _given(counts):
    return [Given(entity, Decimal(int(count)), number) for number, (entity, count) in enumerate(counts.items())]


def test_weights_find_the_truth_where_the_plain_sum_is_far_below_it():
    found = simulate.worlds(12)
    assert found["plain"]["bias"] < -0.4
    assert abs(found["weights"]["bias"]) < 0.08
    assert found["weights"]["cover"] >= 0.9
    assert abs(found["matching"]["bias"]) < 0.08


def test_the_same_holds_in_worlds_that_nobody_chose_a_setting_on():
    found = simulate.worlds(8, first=5000)
    assert abs(found["weights"]["bias"]) < 0.12
    assert found["weights"]["cover"] >= 0.75


def test_capture_and_recapture_finds_the_unseen_and_is_inflated_by_missed_links():
    whole = recaptured(table_of(simulate.histories(1)[0], NAMES), 1.0, "a", draws=30)
    assert whole.low <= 6000 <= whole.high
    missed = recaptured(table_of(simulate.histories(1, recall=0.77)[0], NAMES), 1.0, "a", draws=2)
    assert missed.value > 7500


def test_capture_and_recapture_is_refused_where_links_are_missed_or_lists_are_few():
    table = table_of(simulate.histories(1, 300)[0], NAMES)
    assert recaptured(table, 0.89, "a").held == "recall"
    assert recaptured(table, None, "a").held == "recall"
    assert recaptured(Lists(("a", "b"), {(True, True): 3}), 1.0, "a").held == "lists"
    assert recaptured(Lists(("a", "b", "c"), {}), 1.0, "a").held == "empty"
    apart = {(True, False, False): 9, (False, True, False): 9, (False, False, True): 9}
    assert recaptured(Lists(("a", "b", "c"), apart), 1.0, "a").held == "existence"


def test_an_estimate_on_the_edge_of_the_cone_does_not_exist():
    counts = _matrix(3, frozenset())[:, 0] * 0.0
    counts[0] = 5.0
    assert not exists(_matrix(3, frozenset()), counts)
    assert exists(_matrix(3, frozenset({(0, 1)})), counts * 0 + 4.0)


@pytest.mark.parametrize("replied", [5, 41, 120, 193])
def test_the_interval_of_a_share_holds_the_truth_as_often_as_it_says(replied):
    hypergeom = pytest.importorskip("scipy.stats").hypergeom
    for yes in range(0, 194, 24):
        inside = [k for k in range(replied + 1) if (b := interval(k, replied, 193)) and b.low <= yes <= b.high]
        assert hypergeom(193, yes, replied).pmf(inside).sum() >= 0.9


def test_the_interval_of_nobody_and_of_everybody():
    assert interval(0, 0, 193) is None
    assert interval(7, 5, 193) is None
    assert (interval(70, 193, 193).low, interval(70, 193, 193).high) == (70, 70)


def test_the_order_of_replies_never_matters():
    states, _whole, counts = simulate.world(5)
    rows = _given(counts)
    mixed, shuffled = rows[:], states[:]
    random.Random(3).shuffle(mixed)
    random.Random(4).shuffle(shuffled)
    assert ladder("x", "x", states, rows, "hash") == ladder("x", "x", shuffled, mixed, "hash")


@settings(max_examples=25, deadline=None)
@drawn_from(st.dictionaries(st.integers(0, 11), st.integers(-1, 30), max_size=12), st.integers(1, 3))
def test_whatever_was_answered_there_is_a_ladder(counts, groups):
    states = [State(f"S{number:02d}", f"G{number % groups}") for number in range(12)]
    rows = [Given(f"S{number:02d}", Decimal(count), number) for number, count in counts.items()]
    made = ladder("x", "x", states, rows, "hash")
    assert [step.name for step in made.steps] == ["reported", "distinct", "all_states", "undetected", "value"]
    for step in made.steps:
        assert not (step.held and step.low is not None)
        assert not step.held or (step.reason and step.figure.value == 0)
    every = made.step("all_states")
    assert every.held or every.low <= every.figure.value <= every.high
    assert every.held or every.high >= made.step("reported").figure.value


@pytest.mark.parametrize(
    ("counts", "reason"),
    [({}, "nobody"), ({"S00": 4}, "few"), (dict.fromkeys([f"S{n:02d}" for n in range(6)], 4), "flat"),
     ({f"S{n:02d}": n for n in range(0, 12, 2)}, "region"), ({f"S{n:02d}": n - 3 for n in range(12)}, "negative")],
)  # fmt: skip
def test_a_figure_that_may_not_be_printed_says_why(counts, reason):
    states = [State(f"S{number:02d}", f"G{number % 2}") for number in range(12)]
    step = ladder("x", "x", states, _given(counts), "hash").step("all_states")
    assert step.held == reason
    assert set(step.reason.versions) == set(LANGUAGES)


def test_when_all_answered_the_total_is_what_was_reported():
    states = [State(f"S{number:02d}", "G") for number in range(12)]
    step = ladder("x", "x", states, _given({f"S{n:02d}": n for n in range(12)}), "hash").step("all_states")
    assert (step.figure.value, step.low, step.high) == (66, 66, 66)


def test_what_an_organisation_gave_is_in_no_step():
    states = [State(f"S{number:02d}", "G") for number in range(12)]
    made = ladder("x", "x", states, [*_given({"S01": 4}), Given("INTERPOL", Decimal(1000))], "hash")
    assert (made.step("reported").figure.value, made.others) == (4, 1)


def test_distinct_cases_stand_in_a_bracket():
    found = bracket(1000, 800, 0.98, 0.8)
    assert (found.low, found.high) == (755, 800)
    assert bracket(0, 0, 1, 1) is None
    assert bracket(10, 8, 1, 0) is None
    assert precision([Stratum(0.5, 10, 10), Stratum(0.5, 10, 8)]).value == 0.9
    assert precision([Stratum(1.0, 1, 1)]) is None
    one = drawn(4, [(0, 1, 1.0), (2, 3, 0.5)], "hash")
    assert one == drawn(4, [(2, 3, 0.5), (0, 1, 1.0)], "hash")
    assert 2 <= one.low <= one.mean <= one.high <= 3
    made = ladder("x", "x", [State("S")], [], "hash", cases=Cases(1000, 800, 0.98, 0.8))
    assert (
        made.step("distinct").sentence.versions["en"]
        == "Behind 1,000 reports there are between 755 and 800 distinct cases."
    )
    assert made.step("undetected").held == "lists"


def test_the_line_goes_from_half_to_double_and_says_where_a_headline_turns():
    assert [round(point.total) for point in line(100, 300)] == [199, 241, 300, 384, 503]
    assert reversal(100, 300, 200).times == pytest.approx(0.5)
    assert reversal(100, 300, 90).delta is None


def test_a_trend_is_over_the_same_reporters():
    before, after = {"A": 10, "B": 20, "C": 30, "D": 9}, {"A": 20, "B": 40, "C": 60, "E": 500}
    found = same_reporters(before, after, "hash")
    assert (found.pairs, found.ratio, found.low, found.high) == (3, 2.0, 2.0, 2.0)
    assert same_reporters({"A": 1}, {"A": 2}, "hash").held == "few"
    assert same_reporters(dict.fromkeys("ABC", 0), dict.fromkeys("ABC", 2), "hash").held == "empty"


def test_values_stay_ranges_and_only_declared_and_expert_ones_count():
    rows = [Valued(100, 200), Valued(1000, 1000), Valued(50, 70, method="expert"), Valued(9e9, 9e9, method="guessed")]
    found = values(rows, 40)
    assert (found.median.low, found.median.high, found.valued) == (100, 200, 3)
    assert found.share == 7.5
    assert values([], 3).held == "empty"
    assert values(rows[:2], 3).held == "few"
    assert (one_figure(34_700), one_figure(0.0), one_figure(0.0361)) == (30_000, 0, pytest.approx(0.04))


def test_the_worst_rule_is_the_grade():
    assert grade(70, 20, None, 20).letter == "A"
    assert grade(70, 20, 80, 20).letter == "C"
    assert grade(None, None, None, None).letter == "D"


def test_every_sentence_is_there_in_six_languages():
    for key, found in words().items():
        assert set(found) == set(LANGUAGES), key

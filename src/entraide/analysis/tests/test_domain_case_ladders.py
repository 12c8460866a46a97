"""The ladder over case records: from reports to cases, and what it says where little is known. All records are invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from entraide.analysis.domain.disclosure import reason, reasons
from entraide.analysis.domain.estimates import State, headlines, ladder, may_print, read, trust
from entraide.analysis.domain.estimates.trust import ENOUGH
from entraide.analysis.domain.money import Rate, Rates
from entraide.kernel.languages import LANGUAGES

STATES = [State(f"S{number:02d}", f"G{number % 2}") for number in range(12)]
KNOWN = frozenset(state.entity for state in STATES)
ROLES = ("origin", "transit", "seizure", "io")
SAID = {"recall": "0.95", "precision": "0.98", "low": "38", "high": "44", "clusters": "40", "reports": "80"}
_COLUMNS = {
    "record": 0, "reporter": "S00", "role": "seizure", "offence": "seizure", "event_year": 2022, "n_objects": 1, "value": None,
    "currency": "", "value_method": "", "seizure_day": 19000, "theft_day": None, "event_month": 3, "cluster": None,
}  # fmt: skip


def cases(*rows):
    made = [{**_COLUMNS, "record": number, **row} for number, row in enumerate(rows, start=1)]
    return {name: [row[name] for row in made] for name in _COLUMNS}


def links(*rows):
    return {
        name: [row[place] for row in rows]
        for place, name in enumerate(("record_a", "record_b", "probability", "judged"))
    }


def pairs(many, judged=""):
    """So many cases of two reports each, by States that follow one another."""
    rows = [{"cluster": 1 + 2 * (n // 2), "reporter": f"S{n % 11:02d}", "role": ROLES[n % 2]} for n in range(2 * many)]
    return cases(*rows), links(*((n, n + 1, 0.97, judged) for n in range(1, 2 * many, 2)))


def climb(table, linked, said=SAID, rates=None, kind="cases"):
    found = read(table, linked)
    one = next(h for h in headlines(found, trust(found, said), KNOWN, rates) if h.kind == kind)
    return ladder(one.indicator, one.unit, STATES, one.given, "hash", cases=one.cases)


def test_reports_and_distinct_cases_stand_beside_each_other():
    made = climb(*pairs(40))
    step = made.step("distinct")
    assert (made.step("reported").figure.value, step.figure.base) == (80, 80)
    assert step.low <= 40 <= step.high
    assert (
        step.sentence.versions["en"]
        == f"Behind 80 reports there are between {step.low} and {step.high} distinct cases."
    )
    assert "calibrated" in step.method.versions["en"]
    assert sum(made.cases.deduplicated.values()) == pytest.approx(40)
    assert "shared out equally" in made.step("all_states").method.versions["en"]
    assert made.step("undetected").held == "lists"


def test_judged_links_count_before_probabilities_and_the_method_says_which():
    table, linked = pairs(5 * ENOUGH, judged="same")
    found = read(table, linked)
    assert (trust(found, SAID).precision, trust(found, SAID).basis) == (1.0, "judged")
    linked["judged"] = ["same" if n < ENOUGH else "" for n in range(5 * ENOUGH)]
    assert trust(read(table, linked), SAID).basis == "partly"


def test_links_that_people_undid_bind_no_more():
    table, linked = pairs(40)
    linked["judged"][:10] = ["not_same"] * 10
    found = read(table, linked)
    assert len({one.case for one in found.reports}) == 50
    linked["judged"][:] = ["not_same"] * 40
    made = climb(table, linked)
    assert made.step("distinct").held == "no_links"


def test_pairs_that_people_bound_are_one_case():
    table = cases({"cluster": 1}, {"cluster": 2, "reporter": "S01"})
    assert len({one.case for one in read(table, links((1, 2, 0.2, "same"))).reports}) == 1


@pytest.mark.parametrize(
    ("table", "linked", "said", "held"),
    [
        (cases({}), links(), SAID, "unlinked"),
        (cases({"cluster": 1}), links(), SAID, "no_links"),
        (cases({"cluster": 1}, {"cluster": 2}), links(), SAID, "no_links"),
        (cases({}, {}), links(), {}, "unlinked"),
        (*pairs(20), {**SAID, "recall": ""}, "no_recall"),
        (*pairs(20), {**SAID, "recall": "nan"}, "no_recall"),
        (*pairs(20), {**SAID, "recall": "0"}, "no_recall"),
    ],
)
def test_where_links_are_not_known_there_is_a_reason_and_no_number(table, linked, said, held):
    step = climb(table, linked, said).step("distinct")
    assert (step.held, step.figure.value, step.low) == (held, 0, None)
    assert set(step.reason.versions) == set(LANGUAGES)


def test_a_set_without_case_records_has_no_headline():
    found = read(cases(), links())
    assert headlines(found, trust(found, {}), KNOWN) == ()


def test_objects_are_counted_once_a_case_and_negative_ones_are_left_out():
    table, linked = pairs(20)
    table["n_objects"] = [3, 5] * 19 + [-4, None]
    step = climb(table, linked, kind="objects").step("distinct")
    assert step.figure.base == 19 * 8
    assert step.low <= 19 * 5 <= step.high
    assert "objects" in step.sentence.versions["en"]


def test_only_declared_and_expert_values_count_and_dead_currencies_do_not():
    table, linked = pairs(20)
    table["value"] = [Decimal(100 + n) for n in range(40)]
    table["currency"], table["value_method"] = ["EUR"] * 40, ["expert", "customs"] * 20
    table["value"][0], table["currency"][2], table["currency"][4] = Decimal(-9), "DEM", ""
    table["value_method"][6:8] = ["insured", ""]
    worth = climb(table, linked).cases.worth
    assert (list(worth.by_currency), worth.left_out, worth.of_values) == (["EUR"], 3, 35)
    assert worth.by_currency["EUR"].median.low < worth.by_currency["EUR"].median.high


def test_dollars_stand_beside_the_original_where_the_set_has_rates():
    table, linked = pairs(20)
    table["value"], table["currency"], table["value_method"] = [Decimal(300)] * 40, ["EUR"] * 40, ["expert"] * 40
    plain = climb(table, linked)
    assert (plain.step("value").figure.unit, plain.cases.worth.converted) == ("EUR", None)
    rate = Rate("EUR", date(2022, 1, 3), Decimal("0.5"), "Invented")
    made = climb(table, linked, rates=Rates([rate]))
    assert (made.step("value").figure.unit, made.step("value").figure.value) == ("USD", 600)
    assert "40 of 40 values" in made.step("value").sentence.versions["en"]
    assert "EUR" in made.cases.worth.by_currency


def test_an_organisation_is_a_list_of_cases_and_no_state():
    rows, table = [], []
    for number in range(60):
        for place in range(1 + number % 4):
            on = ROLES[(number + place) % 4]
            rows.append(
                {
                    "cluster": number,
                    "role": on,
                    "reporter": "INTERPOL" if on == "io" else f"S{(number + place) % 9:02d}",
                }
            )
            table.append(number)
    near = [(a, b, 0.99, "") for (a, x), (b, y) in pairwise(enumerate(table, start=1)) if x == y]
    made = climb(cases(*rows), links(*near))
    assert made.others == 1
    assert made.cases.lists.names == ("origin", "transit", "seizure", "organisation")
    assert not made.step("undetected").held
    assert climb(cases(*rows), links(*near), {**SAID, "recall": "0.89"}).step("undetected").held == "recall"


def test_the_order_of_records_never_matters():
    table, linked = pairs(30)
    turned = {name: list(reversed(column)) for name, column in table.items()}
    assert climb(table, linked) == climb(turned, {name: list(reversed(column)) for name, column in linked.items()})


def test_nothing_is_printed_from_which_one_reporter_follows():
    found = read(*pairs(20))
    one = next(h for h in headlines(found, trust(found, SAID), KNOWN) if h.kind == "cases")
    own = [next(iter(records)) for _entity, records in sorted(one.of.items())]
    assert may_print(one, frozenset())
    assert not may_print(one, frozenset(own[:2]))
    assert may_print(one, frozenset(own[:3]))


def test_reasons_have_words_in_six_languages():
    assert all(set(text.versions) == set(LANGUAGES) for text in reasons().values())
    assert {"few", "dominated", "subtraction", "audience", "empty", "dropped", "recall"} <= set(reasons())
    assert reason("unheard of") == reasons()["other"]

"""Indicators are data: what is written wrongly is said by number, and what is counted is the same in Python and in SQL."""

from __future__ import annotations

import sys
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from entraide.analysis.domain import sets
from entraide.analysis.domain.engine import run
from entraide.analysis.domain.figures import Figure
from entraide.analysis.domain.indicators import Indicator, catalogue, derived, read, sql
from entraide.analysis.domain.sets.shapes import SCHEMAS
from entraide.collection.domain.answers import Cell
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Problem

from . import invented
from .test_domain_figures import OFFENCES, case, form, funds, made

SIX = dict.fromkeys(LANGUAGES, "x")
WHOLE: dict[str, Any] = {"among": "cases", "count": "rows", "by": ["year"], "label": SIX, "method": SIX}


def by_key(found: dict[str, Any]) -> dict[str, Figure]:
    return {row.figure.key: row.figure for one in found.values() for row in one.rows}


def counted(frozen: Any, *more: Indicator, reader: Audience = Audience.SECRETARIAT) -> dict[str, Figure]:
    return by_key(run(sets.tables(frozen, form()), (*derived(form()), *more), reader=reader))


def test_what_is_compiled_is_what_people_edited() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[4] / "tools"))
    builder = import_module("build_indicators")
    assert builder.TARGET.read_text(encoding="utf-8") == builder.text()
    assert len(catalogue()) >= 30
    for one in catalogue().values():
        assert set(one.label.versions) == set(one.method.versions) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("change", "code", "part"),
    [
        ({"amnog": "cases"}, "ANA-101", "amnog"),
        ({"among": "caess"}, "ANA-102", "caess"),
        ({"by": ["yaer"]}, "ANA-103", "yaer"),
        ({"where": {"yaer": 2021}}, "ANA-103", "yaer"),
        ({"count": {"sum": "weight"}}, "ANA-103", "weight"),
        ({"count": {"mode": "objects"}}, "ANA-104", "count"),
        ({"count": {"quantile": {"of": "value", "at": 100}}}, "ANA-104", "at"),
        ({"question": "needs"}, "ANA-104", "question"),
        ({"by": [], "same": True}, "ANA-104", "same"),
        ({"where": {"year": {"near": 2021}}}, "ANA-104", "where"),
        ({"hold": {"cells": 3}}, "ANA-104", "hold"),
        ({"missing": "zero"}, "ANA-101", "missing"),
        ({"where": {"year": "2021 OR 1=1"}}, "ANA-105", "year"),
        ({"label": {"en": "x"}}, "ANA-106", "label"),
        ({"audience": "friends"}, "ANA-107", "friends"),
    ],
)
def test_what_is_written_wrongly_is_said_by_number(change: dict[str, Any], code: str, part: str) -> None:
    wrong = read("mine", {**WHOLE, **change})
    assert isinstance(wrong, Problem)
    assert (wrong.code, wrong.params["part"], wrong.params["name"]) == (code, part, "mine")
    for language in LANGUAGES:
        assert "{" not in wrong.what(language) + wrong.do(language)


def test_no_value_ends_the_text_it_stands_in() -> None:
    one = read("mine", {**WHOLE, "where": {"origin": "x' OR '1'='1", "role": "\\'; DROP TABLE cases; --"}})
    assert isinstance(one, Indicator)
    assert "'x'' OR ''1''=''1'" in sql(one)
    assert "'''; DROP TABLE cases; --'" in sql(one)


def test_a_finding_is_left_out_and_told() -> None:
    frozen = made(
        {OFFENCES: Cell("30"), **case(1, "100.50", "EUR", "2021"), **case(2, "7", "usd", "2022"), **funds("900", "USD", "")},
        {OFFENCES: Cell("10"), "/data/difficulties/obstacles": Cell("cost provenance")},
        {OFFENCES: Cell(missing="confidential")}, {OFFENCES: Cell("-4")}, asked=6,
    )  # fmt: skip
    sql_says = counted(frozen)
    assert (sql_says["value.EUR.2021"].value, sql_says["funds_amount.USD.undated"].submissions) == (
        Decimal("100.50"),
        (1,),
    )
    assert (sql_says["obstacles.cost"].value, sql_says["obstacles.cost"].base) == (1, 1)
    assert (sql_says["offences.2021.total"].value, sql_says["offences.2021.total"].excluded) == (40, 1)
    assert sql_says["offences.2021.total"].largest == 75
    assert sql_says["offences.2021.missing.excluded"].value == 1


def test_blank_is_not_zero_and_nobody_is_not_a_sum() -> None:
    told = counted(made({OFFENCES: Cell("0")}, {}))
    assert (told["offences.2021.total"].value, told["offences.2021.total"].held) == (0, "")
    assert told["offences.2022.total"].held == "empty"
    assert told["needs.legislation"].held == "empty"


def test_a_question_that_is_gone_is_dropped_and_not_zero() -> None:
    gone = evolve(catalogue()["needs.group"], name="gone", question="no_such_question")
    result = run(sets.tables(made({}), form()), [gone])["gone"]
    assert (result.dropped, result.rows) == (True, ())


def test_a_share_has_bounds_when_not_all_replied() -> None:
    path = "/data/difficulties/obstacles"
    some = counted(made({path: Cell("cost")}, {path: Cell("delay")}, asked=6))["obstacles.cost"]
    assert some.low is not None
    assert some.high is not None
    assert some.low < some.share < some.high
    everyone = counted(made({path: Cell("cost")}, {path: Cell("delay")}))["obstacles.cost"]
    assert (everyone.low, everyone.high) == (50, 50)


def test_same_reporters_stand_beside_the_raw_trend() -> None:
    def offences(**years: str) -> dict[str, Cell]:
        return {f"/data/figures/offences_{year[1:]}": Cell(value) for year, value in years.items()}

    told = counted(made(offences(y2021="5", y2022="6", y2023="7"), offences(y2021="100", y2022="1")))
    assert [told[f"offences.{year}.total"].value for year in (2021, 2022, 2023)] == [105, 7, 7]
    assert [told[f"offences.{year}.same"].value for year in (2021, 2022, 2023)] == [5, 6, 7]


def test_findings_say_what_is_wrong_and_no_sum_counts_it() -> None:
    frozen = made(
        {OFFENCES: Cell("-4"), **case(1, "5", "USD", "1899"), **case(2, "7", "XXA", "2021")}, {OFFENCES: Cell("3")}
    )
    found = {one.code: one for one in sets.findings(frozen, form())}
    assert set(found) == {"ANA-010", "ANA-011", "ANA-013"}
    assert (found["ANA-010"].entity, found["ANA-013"].excluded) == ("EGY", False)
    told = counted(frozen)
    assert (told["offences.2021.total"].value, told["value.XXA.2021"].value) == (3, 7)
    assert told["value.USD.1899"].held == "empty"


def test_a_part_above_its_total_is_left_out_unless_explained() -> None:
    interpol, stolen = "/data/crime/interpol/interpol_2021", "/data/crime/stolen/stolen_2021"
    for comment, excluded in (("", True), ("Other years.", False)):
        frozen = made({stolen: Cell("5"), interpol: Cell("9", comment=comment)}, {})
        (said,) = sets.findings(evolve(frozen, xform=invented.xform()), invented.form())
        assert (said.code, said.path, said.excluded) == ("ANA-012", interpol, excluded)


def records(*rows: dict[str, Any]) -> dict[str, pa.Table]:
    """Case records with what is said of them; the rest blank."""
    usual = {"reporter": "EGY", "event_year": 2021, "n_objects": 1, "audience": "public", "width": 4}
    filled = [
        dict.fromkeys(SCHEMAS["cases"].names) | {"record": place} | usual | row for place, row in enumerate(rows, 1)
    ]
    return sets.whole({"cases": pa.Table.from_pylist(filled, schema=SCHEMAS["cases"])})


def test_distinct_cases_stand_beside_reports() -> None:
    told = run(
        records({"cluster": 1}, {"cluster": 1, "reporter": "ITA"}, {"cluster": 2}), [catalogue()["cases.distinct"]]
    )
    figure = told["cases.distinct"].figure("2021")
    assert (figure.value, figure.base, figure.contributors) == (2, 3, 2)


def test_small_flows_are_told_as_a_range_to_others() -> None:
    way = {"origin": "EGY", "destination": "ITA", "width": 1, "audience": "state"}
    tables = records({"cluster": 1, **way}, {"cluster": 2, **way})
    asked = [catalogue()["flows.origin_destination"]]
    assert run(tables, asked)["flows.origin_destination"].figure("EGY", "ITA").value == 2
    held = run(tables, asked, reader=Audience.PUBLIC)["flows.origin_destination"].figure("EGY", "ITA")
    assert (held.value, held.held, held.low, held.high) == (0, "few", 1, 2)


def test_the_median_of_an_even_number_is_between_and_money_stays_decimal() -> None:
    rows = (
        {"value": Decimal("1.10"), "currency": "EUR", "value_method": "market"},
        {"value": Decimal("2.25"), "currency": "EUR", "value_method": "market"},
    )
    told = run(records(*rows), [catalogue()["money.cases.median"], catalogue()["money.cases"]])
    assert told["money.cases.median"].figure("EUR", "market").value == Decimal("1.675")
    total = told["money.cases"].figure("EUR", "2021", "market")
    assert (total.value, total.unit) == (Decimal("3.35"), "EUR")


def test_the_rest_is_added_up_as_other() -> None:
    rows = [{"origin": "EGY", "transit": code} for code in ("ITA", "ITA", "FRA", "ESP", "PER", "KEN", "CHN", "JOR")]
    result = run(records(*rows), [catalogue()["flows.transit"]])["flows.transit"]
    assert [row.under[1] for row in result.rows] == ["ITA", "CHN", "ESP", "FRA", "JOR", "other"]
    assert result.figure("EGY", "other").value == 2


@settings(max_examples=8, deadline=None)
@given(st.permutations(range(5)))
def test_order_of_replies_never_matters(order: list[int]) -> None:
    replies = [{OFFENCES: Cell(str(value))} for value in (3, 0, 12, 5, 9)]
    frozen = made(*replies)
    tables = sets.tables(frozen, form())
    mixed = {name: table.take(pa.array(shuffled(table.num_rows, order), pa.int64())) for name, table in tables.items()}
    assert sets.manifest({}, sets.whole(mixed)) == sets.manifest({}, tables)
    assert by_key(run(mixed, derived(form()))) == by_key(run(tables, derived(form())))


def shuffled(rows: int, order: list[int]) -> list[int]:
    return sorted(range(rows), key=lambda place: (order[place % 5], -place))


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(list(Audience)), min_size=1, max_size=5), st.sampled_from(list(Audience)))
def test_the_narrowest_audience_always_wins(audiences: list[Audience], reader: Audience) -> None:
    """A sum is told when every answer goes as far as the reader, or when three keep theirs; then nobody is named."""
    told = counted(made(*({OFFENCES: Cell("4", audience=one)} for one in audiences)), reader=reader)[
        "offences.2021.total"
    ]
    kept = sum(one.width < reader.width for one in audiences)
    if 0 < kept < 3:
        assert (told.held, told.value, told.submissions, told.largest) == ("few", 0, (), None)
    else:
        assert told.value == 4 * len(audiences)
        assert bool(told.submissions) == (kept == 0)
        assert (told.largest is None) == (kept > 0)


@pytest.mark.parametrize("audiences", [[Audience.AGGREGATE] * 5, [Audience.PUBLIC] * 4 + [Audience.STATE]])
def test_the_share_of_the_largest_is_told_only_where_all_gave_theirs(audiences: list[Audience]) -> None:
    """Beside its sum it is one State's own number."""
    cells = [{OFFENCES: Cell(str(number), audience=one)} for number, one in enumerate(audiences, start=1)]
    for reader, held in ((Audience.PUBLIC, "dominated"), (Audience.SECRETARIAT, "")):
        assert counted(made(*cells), reader=reader)["offences.2021.largest"].held == held


def test_a_set_has_one_hash_whoever_wrote_it() -> None:
    tables = invented.tables(3, 50)
    again = {name: sets.from_parquet(sets.to_parquet(table), name) for name, table in tables.items()}
    assert sets.manifest({}, again) == sets.manifest({}, tables)
    sliced = {name: pa.concat_tables([table.slice(0, 1), table.slice(1)]) for name, table in tables.items()}
    assert sets.manifest({}, sliced) == sets.manifest({}, tables)
    assert sets.manifest({}, {**tables, "cases": tables["cases"].slice(1)}) != sets.manifest({}, tables)

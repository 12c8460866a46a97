"""Figures count what was said and nothing else: blank is not zero, N stands beside each share, money is never converted."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve

from entraide.analysis.domain import figures, laid
from entraide.analysis.domain.frozen import Asked, Frozen, Replied, answered, in_order, thaw
from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.form import Form
from entraide.collection.domain.xform import read_xform
from entraide.collection.domain.xlsform import to_xform
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.text import Text

SOURCE = Path(__file__).resolve().parents[4] / "data" / "questionnaires" / "cultural-property.xlsx"
OFFENCES = "/data/figures/offences_2021"
CASE = "/data/figures/cases"


@cache
def xform() -> str:
    return to_xform(SOURCE.read_bytes()).xml.decode()


@cache
def form() -> Form:
    return read_xform(xform().encode())


def made(*replies: dict[str, Cell], asked: int = 0) -> Frozen:
    """One reply a dictionary: EGY 1, FRA 2, ITA 3 …; further States were asked and are silent."""
    codes = ("EGY", "FRA", "ITA", "PER", "CHN", "KEN")
    groups = ("africa", "weog", "weog", "grulac", "asia", "africa")
    everyone = [Asked(code, group, "en", "invited") for code, group in zip(codes, groups, strict=True)]
    heard = [
        Replied(place, code, group, 1, "fr" if code == "FRA" else "en", "2024-03-01T00:00:00+00:00", "0" * 64, True,
                code == "ITA")
        for place, (code, group, _cells) in enumerate(zip(codes, groups, replies, strict=False), 1)
    ]  # fmt: skip
    rows = [row for place, cells in enumerate(replies, 1) for row in answered(place, Answers(cells))]
    return Frozen(
        "heritage", {}, "2024-03-15", True, "cultural-property", "1", xform(), "0" * 64,
        *in_order(everyone[: asked or len(replies)], heard), tuple(rows),
    )  # fmt: skip


def counted(frozen: Frozen) -> laid.Results:
    return laid.counted(frozen, form())


def year_row(frozen: Frozen, stem: str = "offences", year: str = "2021") -> figures.YearRow:
    series = next(one for one in laid.series(counted(frozen), form()) if one.stem == stem)
    return next(row for row in series.years if row.year == year)


def test_blank_is_not_zero_and_reasons_are_told_apart():
    row = year_row(made(
        {OFFENCES: Cell("0")}, {}, {OFFENCES: Cell(missing="not_collected")}, {OFFENCES: Cell(comment="Later")},
        {OFFENCES: Cell(missing="confidential")},
    ))  # fmt: skip
    assert (row.total.value, row.reporters.value, row.reporters.base) == (0, 1, 5)
    told = {reason: (figure.value, figure.submissions) for reason, figure in row.missing.items()}
    assert told == {"blank": (2, (2, 4)), "confidential": (1, (5,)), "not_collected": (1, (3,))}


def test_the_largest_reporters_share():
    row = year_row(made({OFFENCES: Cell("30")}, {OFFENCES: Cell("10")}, {OFFENCES: Cell("20")}))
    assert (row.total.value, row.largest.value, row.largest.submissions) == (60, 50, (1,))
    assert year_row(made({OFFENCES: Cell("0")}, {})).largest.value == 0


def test_n_is_those_who_replied_to_the_question():
    path = "/data/difficulties/obstacles"
    frozen = made({path: Cell("cost provenance")}, {path: Cell("cost")}, {}, {path: Cell("")})
    table = next(one for one in laid.choice_tables(counted(frozen), form()) if one.question == "obstacles")
    assert table.replied.value == 2
    cost = next(row for row in table.rows if row.value == "cost")
    assert (cost.figure.value, cost.figure.base, cost.figure.share, cost.figure.submissions) == (2, 2, 100, (1, 2))


def test_a_choice_is_not_found_inside_another():
    path = "/data/difficulties/obstacles"
    tables = laid.choice_tables(counted(made({path: Cell("cost_of_living")})), form())
    assert next(one for one in tables if one.question == "obstacles").rows[0].figure.share == 0


def case(row: int, amount: str, currency: str, year: str) -> dict[str, Cell]:
    stem = f"{CASE}[{row}]"
    return {f"{stem}/value": Cell(amount), f"{stem}/currency": Cell(currency), f"{stem}/case_year": Cell(year)}


def funds(amount: str, currency: str, year: str) -> dict[str, Cell]:
    stem = "/data/funds/funds"
    return {f"{stem}_amount": Cell(amount), f"{stem}_currency": Cell(currency), f"{stem}_year": Cell(year)}


def test_money_by_currency_and_year_from_the_repeat_and_the_section():
    frozen = made(
        {**case(1, "100.50", "EUR", "2021"), **case(2, "50", "eur", "2021"), **case(10, "7", "USD", "2022")},
        {**case(1, "1", "EUR", "2022"), **funds("900", "USD", "2022")},
        funds("100", "USD", ""),
    )
    sums = {(row.question, row.currency, row.year): row for row in laid.money(counted(frozen), form())}
    assert sums["value", "EUR", "2021"].total.value == Decimal("150.50")
    assert sums["value", "EUR", "2021"].amounts.value == 2
    assert sums["value", "EUR", "2021"].total.submissions == (1,)
    assert sums["value", "USD", "2022"].total.value == 7
    assert sums["funds_amount", "USD", "2022"].total.value == 900
    assert sums["funds_amount", "USD", ""].total.key == "funds_amount.USD.undated"
    assert len(sums) == 5


def test_the_year_and_currency_of_an_amount_are_those_beside_it():
    beside = {q.name: figures.siblings(form(), q) for q in form().questions() if q.kind == "amount"}
    assert beside == {
        "value": {"currency": "currency", "year": "case_year", "method": ""},
        "funds_amount": {"currency": "funds_currency", "year": "funds_year", "method": ""},
    }


def test_coverage_has_its_own_n_for_each_group():
    cover = laid.coverage(counted(made({}, {}, {}, asked=6)))
    assert (cover.replied.value, cover.replied.base, cover.late.submissions) == (3, 6, (3,))
    assert {group: (figure.value, figure.base) for group, figure in cover.groups} == {
        "africa": (1, 2), "asia": (0, 1), "grulac": (0, 1), "weog": (2, 2)
    }  # fmt: skip
    assert dict(cover.languages)["fr"].value == 1
    assert cover.silent == ("CHN", "KEN", "PER")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_label_of_a_series_has_no_year_and_nothing_dangling(language):
    for one in laid.series(counted(made({})), form()):
        label = one.label.versions[language]
        assert "202" not in label
        assert label == label.strip(" ,،:：–-()（）")
        assert not label.endswith((" في", " عام", " in", " en", " de", " год", " в", "年"))


@pytest.mark.parametrize(
    ("language", "text", "cut"),
    [
        ("en", "Offences recorded in 2021", "Offences recorded"),
        ("en", "Offences (2021)", "Offences"),
        ("fr", "Infractions : 2021", "Infractions"),
        ("es", "Delitos en 2021", "Delitos"),
        ("ru", "Преступления в 2021 году", "Преступления"),
        ("ru", "Преступления, 2021 г.", "Преступления"),
        ("ar", "الجرائم في عام 2021", "الجرائم"),
        ("zh", "2021年犯罪数", "犯罪数"),
        ("en", "Origin 12021 stays", "Origin 12021 stays"),
    ],
)
def test_a_year_is_cut_with_what_held_it(language, text, cut):
    assert figures.without_year(Text.of(**{language: text}), "2021").versions[language] == cut


def test_every_figure_has_a_key_of_its_own():
    frozen = made({OFFENCES: Cell("3"), **case(1, "5", "USD", "2021")}, {})
    known = laid.every_figure(counted(frozen))
    assert known["offences.2021.total"].submissions == (1,)
    assert known["value.USD.2021.amounts"].value == 1
    assert all(len(key) <= 80 for key in known)


def test_words_keep_language_source_and_audience():
    path = "/data/practices/good_practice"
    (told,) = figures.words(made({}, {path: Cell(" Un registre. ")}), form(), "good_practice")
    assert (told.text, told.language, told.entity, told.audience) == ("Un registre.", "fr", "FRA", "")


def test_a_set_thaws_to_itself_and_its_hash_stands():
    frozen = made({OFFENCES: Cell("3", flags=frozenset({"estimated", "provisional"}), source="Police")}, {}, asked=4)
    again = thaw(frozen.canonical())
    assert again == frozen
    assert again.content_hash() == frozen.content_hash()
    shuffled = evolve(frozen, asked=in_order(reversed(frozen.asked), ())[0])
    assert shuffled.content_hash() == frozen.content_hash()
    assert evolve(frozen, deadline="2024-03-16").content_hash() != frozen.content_hash()


def test_a_file_of_another_format_is_no_set():
    with pytest.raises(ValueError, match="format"):
        thaw(json.dumps({"format": "something else"}).encode())


def test_numbers_are_canonical_or_nothing():
    assert [figures.decimal(text) for text in ("12.5", "-3", "", "1 234", "1e5", "١٢")] == [
        Decimal("12.5"), Decimal(-3), None, None, None, None
    ]  # fmt: skip

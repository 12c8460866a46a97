"""Amounts as they were given, and what stands in the way of dollars beside them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from entraide.analysis.domain.money import Amount, Rate, Rates, convert, grouped, problems_of, read_rates, total
from entraide.kernel.problems import Problem

D = Decimal
RATES = Rates(
    [
        Rate("EUR", date(2021, 3, 1), D("0.8"), "invented"),
        Rate("EUR", date(2021, 3, 31), D("0.9"), "invented"),
        Rate("EUR", date(2001, 3, 1), D("1.1"), "invented"),
    ]
)


def test_a_range_stays_a_range_and_the_original_stays_beside_it():
    amount = Amount(D(80), D(160), "EUR", date(2021, 3, 4), "declared")
    made = convert(amount, RATES)
    assert (made.low, made.high, made.rate.day, made.original) == (100, 200, date(2021, 3, 1), amount)


def test_the_earlier_of_two_days_as_near_is_taken_and_no_other_month():
    assert RATES.nearest("EUR", date(2021, 3, 16)).day == date(2021, 3, 1)
    assert convert(Amount(D(1), D(1), "EUR", date(2021, 4, 1)), RATES).code == "ANA-205"


def test_a_currency_that_gave_way_is_converted_at_the_fixed_rate():
    made = convert(Amount(D("1.95583"), D("1.95583"), "DEM", date(2001, 3, 1)), RATES)
    assert (made.fixed, made.low) == ("EUR", D("0.91"))


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (Amount(D(-1), D(1), "EUR"), "ANA-201"), (Amount(D(2), D(1), "EUR"), "ANA-202"),
        (Amount(D(1), D(1), "XQQ"), "ANA-203"), (Amount(D(1), D(1), "DEM", date(2021, 3, 1)), "ANA-204"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_amount_is_told(amount, code):
    assert problems_of(amount)[0].code == code
    assert isinstance(convert(amount, RATES), Problem)


def test_without_a_date_nothing_is_converted_and_dollars_need_no_rate():
    assert convert(Amount(D(1), D(1), "EUR"), RATES).code == "ANA-206"
    assert convert(Amount(D(5), D(5), "USD", date(1990, 1, 1)), RATES).low == 5


def test_there_is_no_sum_across_currencies_or_methods():
    rows = [
        Amount(D(1), D(2), "EUR", method="declared"),
        Amount(D(3), D(3), "EUR", method="expert"),
        Amount(D(1), D(1), "USD"),
    ]
    assert [(g.currency, g.method, g.low, g.high) for g in grouped(rows)] == [
        ("EUR", "declared", 1, 2), ("EUR", "expert", 3, 3), ("USD", "unknown", 1, 1),
    ]  # fmt: skip
    made = [convert(Amount(D(5), D(5), "USD", date(2020, 1, 1), method), RATES) for method in ("expert", "declared")]
    assert total(made) == {"declared": (5, 5, 1), "expert": (5, 5, 1)}


def test_a_file_of_rates_is_read_line_by_line():
    head = b"currency,date,per_usd,source,kind\n"
    lines = (
        b"EUR,2021-03-01,0.8,X,\nEUR,2021-03-01,0.9,X,\nZZZ,2021-03-01,1,X,\nEUR,2031-03-01,1,X,\nEUR,x,1,X,\n"
        b"EUR,2021-03-02,-1,X,\nEUR,2021-03-02,NaN,X,\nEUR,2021-03-03,1,,\nDEM,2021-03-03,1,X,\n"
    )
    found = read_rates(head + lines, date(2026, 1, 1))
    assert [rate.per_usd for rate in found.rates] == [D("0.8")]
    assert [(one.code, one.line) for one in found.problems] == [
        ("ANA-216", 3), ("ANA-212", 4), ("ANA-213", 5), ("ANA-213", 6), ("ANA-214", 7), ("ANA-214", 8), ("ANA-215", 9),
        ("ANA-213", 10),
    ]  # fmt: skip
    assert read_rates(b"\xff", date(2026, 1, 1)).problems[0].code == "ANA-210"

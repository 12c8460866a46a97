"""Numbers and dates as six languages write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from entraide.collection.domain.numbers import (
    canonical_number,
    format_number,
    parse_date,
    parse_number,
    read_date,
    read_number,
)
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Refused

CLEAR = [
    ("1 234,5", "1234.5"),
    ("1,234.5", "1234.5"),
    ("1.234,5", "1234.5"),
    ("1\u00a0234,5", "1234.5"),
    ("1\u202f234\u202f567", "1234567"),
    ("1\u2009234.50", "1234.5"),
    ("1'234.5", "1234.5"),
    ("1’234’567", "1234567"),
    ("١٢٣٤", "1234"),
    ("١٬٢٣٤٫٥", "1234.5"),
    ("۱۲۳۴", "1234"),
    ("١٢٣٤٫٥", "1234.5"),
    ("１，２３４．５", "1234.5"),
    ("1,234,567", "1234567"),
    ("1.234.567", "1234567"),
    ("-12", "-12"),
    ("−12,5", "-12.5"),
    ("\u200e-٥", "-5"),
    ("+7", "7"),
    ("0,125", "0.125"),
    (".5", "0.5"),
    ("1234,567", "1234.567"),
    ("1 234,567", "1234.567"),
    ("0", "0"),
    (" 12 ", "12"),
    ("007", "7"),
]


@pytest.mark.parametrize(("text", "value"), CLEAR)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clear_number_is_read_the_same_in_every_language(text, value, language):
    number = read_number(text, language)
    assert canonical_number(number.value) == value
    assert not number.notes


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1,234", "en", "1234"),
        ("1,234", "fr", "1.234"),
        ("1.234", "en", "1.234"),
        ("1.234", "es", "1234"),
        ("12.500", "ru", "12500"),
        ("1,234", "zh", "1234"),
    ],
)
def test_the_language_decides_what_can_be_read_two_ways_and_says_so(text, language, value):
    number = read_number(text, language)
    assert canonical_number(number.value) == value
    assert [note.code for note in number.notes] == ["COL-202"]
    assert number.notes[0].severity == "note"


def test_where_things_are_counted_a_single_mark_parts_thousands():
    assert parse_number("1,234", "fr", whole=True) == 1234
    assert parse_number("1.5", "fr", whole=True) == Decimal("1.5")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "abc",
        "12 pieces",
        "1e5",
        "1,2,3",
        "1 23",
        "12,34,567",
        "1,234 567",
        "5%",
        "1.2.3,4",
        "NaN",
        "--5",
        "9" * 80,
    ],
)
def test_what_is_not_a_number_is_refused_with_a_number(text):
    with pytest.raises(Refused) as refused:
        parse_number(text, "en")
    assert [problem.code for problem in refused.value.problems] == ["COL-201"]


@given(some.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_what_is_written_for_a_reader_is_read_back(value):
    for language in LANGUAGES:
        assert parse_number(format_number(value, language), language) == value


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2021-03-14", "en"),
        ("2021/3/14", "zh"),
        ("2021年3月14日", "zh"),
        ("14/03/2021", "fr"),
        ("14.03.2021", "ru"),
        ("03/14/2021", "en"),
        ("١٤/٠٣/٢٠٢١", "ar"),
        ("44269", "en"),
        ("14 March 2021", "en"),
        ("March 14, 2021", "en"),
        ("14 mars 2021", "fr"),
        ("14 de marzo de 2021", "es"),
        ("14 марта 2021 г.", "ru"),
        ("14 آذار/مارس 2021", "ar"),
        ("14 mars 2021", "en"),
        ("2021-03-14T00:00:00", "en"),
    ],
)
def test_a_date_is_read_however_it_is_written(text, language):
    assert parse_date(text, language) == date(2021, 3, 14)


def test_of_two_small_numbers_the_day_comes_first_with_a_note():
    day = read_date("3/4/2021", "en")
    assert day.value == date(2021, 4, 3)
    assert [note.code for note in day.notes] == ["COL-204"]


@pytest.mark.parametrize("text", ["", "2021", "31/02/2021", "soon", "2021-13-01", "14 brumaire 2021", "1" * 100])
def test_what_is_not_a_date_is_refused(text):
    with pytest.raises(Refused) as refused:
        parse_date(text, "en")
    assert [problem.code for problem in refused.value.problems] == ["COL-203"]

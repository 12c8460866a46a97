from datetime import date

import pytest

from entraide.directory.domain.entry import COLUMNS, MOST_ROWS, read_rows
from entraide.directory.domain.life import standing
from entraide.kernel.problems import Refused

ROW = {"entity": "EGY", "name_en": "Museums Police", "kind": "police", "function": "cultural_property"}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"entity": "Atlantis"}, "DIR-101"),
        ({"name_en": " "}, "DIR-102"),
        ({"kind": "circus"}, "DIR-103"),
        ({"function": "juggling"}, "DIR-104"),
        ({"instrument": "UNTOC", "article": "99"}, "DIR-105"),
        ({"instrument": "NOSUCH"}, "DIR-105"),
        ({"mailbox": "nowhere"}, "DIR-106"),
        ({"contact_name": "Amal (invented)"}, "DIR-106"),
        ({"language": "de"}, "DIR-107"),
        ({"note_verbale": "NV 1"}, "DIR-108"),
        ({"note_verbale": "NV 1", "dated": "17 October"}, "DIR-108"),
    ],
)
def test_a_row_says_what_is_wrong_and_where(wrong, code):
    with pytest.raises(Refused) as refusal:
        read_rows([ROW, {**ROW, **wrong}])
    assert [(problem.code, problem.line) for problem in refusal.value.problems] == [(code, 3)]


def test_a_table_has_its_columns_and_its_limit():
    for rows, code in (([], "DIR-109"), ([{"entity": "EGY"}], "DIR-109"), ([ROW] * (MOST_ROWS + 1), "DIR-110")):
        with pytest.raises(Refused, match=code):
            read_rows(rows)
    assert {"name_ar", "name_zh", "note_verbale", "invented"} <= set(COLUMNS)


def test_rows_of_one_authority_become_one_entry():
    entries = read_rows([ROW, {**ROW, "function": "extradition"}, {**ROW, "entity": "France"}])
    assert [(entry.entity, len(entry.record.functions)) for entry in entries] == [("EGY", 2), ("FRA", 1)]
    assert (entries[0].record.functions[1].instrument, entries[0].record.functions[1].article) == ("UNTOC", "16")


@pytest.mark.parametrize(
    ("state", "day", "expected"),
    [
        ("confirmed", date(2026, 1, 1), "confirmed"),
        ("confirmed", date(2026, 6, 2), "due"),
        ("confirmed", date(2026, 9, 2), "not_confirmed"),
        ("not_confirmed", date(2025, 6, 2), "not_confirmed"),
        ("withdrawn", date(2025, 6, 2), "withdrawn"),
    ],
)
def test_a_confirmation_holds_for_a_year_and_a_quarter(state, day, expected):
    assert standing(state, date(2025, 6, 1), day) == expected

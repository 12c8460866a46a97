"""Reading files of case reports, checking rows, counting cases once, grouping names: no database."""

from __future__ import annotations

import csv
import io
import time
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from entraide.analysis.domain.cases import counting, opening, writing
from entraide.analysis.domain.cases.checking import checked, day_of, number
from entraide.analysis.domain.cases.fields import choices, codes, fields, folded, heads
from entraide.analysis.domain.cases.people import Named, grouped, likeness
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Refused

TODAY = date(2026, 11, 30)


def found(**values):
    return {one.code for one in checked(values, "en", TODAY).problems}


def refused(data):
    with pytest.raises(Refused) as refusal:
        opening.open_cases(data)
    return refusal.value.problems[0].code


def text_of(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_head_and_word_is_understood_in_every_language(language):
    for name, one in fields().items():
        assert heads()[folded(one.label(language))] == name
        if one.kind == "choice" and name != "lang":
            assert all(codes(name)[folded(word)] == code for code, word in choices(name, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_is_read_back(language):
    for data in (
        writing.xlsx([{"obj": "vase", "offence": "theft"}], language),
        "".join(writing.csv_lines([{"obj": "vase"}], language)).encode(),
    ):
        table = opening.open_cases(data)
        assert table.lines[0].values["obj"] == "vase"
        assert table.lines[0].number == 2
        assert not table.notes


def test_what_is_no_table_is_refused():
    assert refused(b"  ") == "ANA-401"
    assert refused(b"\xff\xfa\x00binary") == "ANA-401"
    assert refused(b"PK\x03\x04broken") == "ANA-404"
    assert refused(b"some words, and no heads\n1,2") == "ANA-405"
    assert refused(text_of([["obj", "offence", "lang"]])) == "ANA-407"
    assert refused(text_of([["obj", "Type of object", "offence", "lang"], ["a", "b", "theft", "en"]])) == "ANA-406"
    assert (
        refused(text_of([["obj", "offence", "lang"], *[["a", "theft", "en"]] * (opening.ROW_LIMIT + 20)])) == "ANA-403"
    )


def test_two_million_rows_in_one_workbook_are_refused_before_they_fill_memory():
    row = b'<row><c t="inlineStr"><is><t>vase</t></is></c></row>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _turn in range(200):
                part.write(row * 10_000)
    started = time.process_time()
    assert refused(out.getvalue()) == "ANA-403"
    assert time.process_time() - started < 2


def test_a_cell_at_the_far_corner_is_refused():
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["obj", "offence", "lang"])
        sheet.write(900_000, 2, "x")
    assert refused(out.getvalue()) == "ANA-403"


def test_a_column_nobody_knows_is_told_and_the_rest_is_read():
    table = opening.open_cases(text_of([["obj", "offence", "lang", "colour"], ["vase", "theft", "en", "blue"]]))
    assert [one.code for one in table.notes] == ["ANA-425"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("12,5", "12.5"),
        ("1,000", "1000"),
        ("٣٥", "35"),
        ("-3", "-3"),
    ],
)
def test_numbers_in_every_way_of_writing(text, value):
    assert number(text) == Decimal(value)


def test_dates():
    assert day_of("2021") == date(2021, 1, 1)
    assert day_of("2021-02") == date(2021, 2, 1)
    assert day_of("03.04.2021") == date(2021, 4, 3)
    assert day_of("2021-02-30") is None
    assert day_of("last spring") is None


def test_what_is_wrong_with_a_row():
    assert found(obj="vase") == set()
    assert found() == {"ANA-417"}
    assert found(obj="vase", role="king", offence="x", unit="ells", audience="y", lang="xx") == {
        "ANA-410",
        "ANA-411",
        "ANA-422",
        "ANA-420",
        "ANA-424",
    }
    assert (
        found(obj="vase", n_objects="0")
        == found(obj="vase", n_objects="1.5")
        == found(obj="vase", height="tall")
        == {"ANA-413"}
    )
    assert found(obj="vase", value="5") == {"ANA-416"}
    assert found(obj="vase", value="5", currency="XXQ") == {"ANA-415"}
    assert found(obj="vase", origin="Atlantis") == {"ANA-414"}
    assert found(obj="vase", origin="Egypt", transit="LB", destination="FRA") == set()
    assert found(obj="vase", theft_date="2030-01-01") == found(obj="vase", theft_date="yore") == {"ANA-412"}
    assert found(obj="vase", theft_date="2021", seizure_date="2020") == {"ANA-421"}
    assert found(obj="v" * 501) == {"ANA-423"}


def report(record, cluster, **more):
    return counting.Report(record, more.pop("reporter", "EGY"), cluster, **more)


def test_a_case_is_counted_once_and_what_is_said_differently_is_shared_out():
    rows = [
        report(1, 1, year=2020, type="vase"),
        report(2, 1, year=2021, type="vase", reporter="FRA"),
        report(3, 2, year=2021),
    ]
    counts = counting.count(rows, (1, 2), 2)
    assert (counts.reports, counts.cases, counts.low, counts.high) == (3, 2, 1, 2)
    assert [(one.key, one.reports, one.cases) for one in counts.by_year] == [
        (("2020",), 1, Decimal("0.5")), (("2021",), 2, Decimal("1.5")),
    ]  # fmt: skip
    assert [(one.key, one.cases) for one in counts.by_type] == [(("",), Decimal(1)), (("vase",), Decimal(1))]


def test_small_cells_are_guarded_for_others():
    counts = counting.count([report(1, 1, origin="EGY", destination="FRA")], None, None, guarded=True)
    assert counts.flows[0].small
    assert counts.flows[0].reports is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from([None, 2020, 2021, 2022])), max_size=40))
def test_the_parts_always_add_up_to_the_distinct_cases(drawn):
    rows = [report(at, cluster, year=year) for at, (cluster, year) in enumerate(drawn)]
    cells = counting.cells(rows, counting.year_key, False)
    assert abs(sum(one.cases for one in cells) - len({one.cluster for one in rows})) <= Decimal("0.05") * max(
        len(cells), 1
    )
    assert sum(one.reports for one in cells) <= len(rows)
    assert counting.cells(list(reversed(rows)), counting.year_key, False) == cells


def test_use_grows_with_uncertainty_and_with_what_would_change():
    def pair(p, cell=5, differ=False, same=False, size=1):
        return counting.use(counting.Pair(p, same, size, size, cell, differ))

    assert pair(0.5) > pair(0.9) > pair(0.99)
    assert pair(0.7, cell=1) > pair(0.7, cell=50)
    assert pair(0.7, differ=True) > pair(0.7)
    assert pair(0.7, same=True, size=4) < pair(0.7)


def test_names_of_one_person_come_together_across_scripts():
    assert likeness("Sergei Rumako", "Сергеи Румако") > 0.9
    assert likeness("Rumako Sergei", "Sergei Rumako") > 0.9
    assert likeness("Hans Peter", "Jean Pierre") < 0.5
    names = [Named(1, "Sergei Rumako"), Named(2, "Румако Сергей"), Named(3, "Anna Lirova"), Named(4, "Sergei Rumako")]
    assert [{one.record for one in group} for group in grouped(names)] == [{1, 2, 4}, {3}]


def test_an_initial_brings_no_two_people_together():
    names = [
        Named(1, "Sergei Rumako"),
        Named(2, "S. Rumako"),
        Named(3, "Anna Lirova"),
        Named(4, "Alma Lirova"),
        Named(5, "A. Lirova"),
    ]
    assert [{one.record for one in group} for group in grouped(names)] == [{1, 2}, {5}, {4}, {3}]

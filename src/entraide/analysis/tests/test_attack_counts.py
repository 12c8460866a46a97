"""Luc reads the counts of case reports and subtracts: no reporter's own number that was kept comes out."""

from __future__ import annotations

from entraide.analysis.domain.cases.counting import Report, count


def kept(reporter: str, many: int, start: int, **more) -> list[Report]:
    return [Report(start + at, reporter, -(start + at), kept=True, **more) for at in range(many)]


def told(reporter: str, many: int, start: int, **more) -> list[Report]:
    return [Report(start + at, reporter, -(start + at), **more) for at in range(many)]


def test_what_one_or_two_keep_is_not_counted_for_others():
    rows = [*told("FRA", 5, 0, year=2020), *kept("EGY", 40, 100, year=2021)]
    counts = count(rows, None, None, guarded=True)
    assert (counts.reports, counts.reporters, counts.largest) == (5, 1, None)
    assert [one.key for one in counts.by_year] == [("2020",)]
    assert count(rows, None, None).reports == 45


def test_a_cell_that_one_or_two_keep_is_held_and_subtraction_does_not_give_it_back():
    rows = [
        *told("FRA", 5, 0, year=2019), *told("FRA", 9, 10, year=2020), *kept("EGY", 40, 100, year=2021),
        *kept("PER", 4, 200, year=2022), *kept("ITA", 4, 300, year=2022), *kept("EGY", 4, 400, year=2022),
    ]  # fmt: skip
    cells = {one.key[0]: one for one in count(rows, None, None, guarded=True).by_year}
    assert cells["2021"].held and cells["2021"].reports is None
    assert cells["2022"].reports == 12
    assert sum(not one.told for one in cells.values()) == 2, "one cell alone would be the total less all others"


def test_a_small_cell_is_not_the_total_less_all_others():
    rows = [*told("FRA", 5, 0, year=2019), *told("FRA", 9, 10, year=2020), *told("EGY", 1, 100, year=2021)]
    cells = {one.key[0]: one for one in count(rows, None, None, guarded=True).by_year}
    assert cells["2021"].small
    assert cells["2019"].held and not cells["2019"].small
    assert cells["2020"].reports == 9

"""A reader with everything that is printed tries to find what was held."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import numpy as np
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from entraide.analysis.domain.disclosure import Cell, Rules, Sum, protect, protect_results, protect_sums
from entraide.analysis.domain.figures import Figure
from entraide.analysis.domain.results import Dimension, Result, Row
from entraide.kernel.audience import Audience, narrowest
from entraide.kernel.text import Text

RULES = Rules()


def _table(rows: list[list[int]]) -> tuple[dict[str, Cell], list[Sum]]:
    width = len(rows[0])
    cells = {f"{r}.{c}": Cell(Decimal(rows[r][c])) for r in range(len(rows)) for c in range(width)}
    cells |= {f"{r}.all": Cell(Decimal(sum(rows[r]))) for r in range(len(rows))}
    cells |= {f"all.{c}": Cell(Decimal(sum(row[c] for row in rows))) for c in range(width)}
    cells["all.all"] = Cell(Decimal(sum(map(sum, rows))))
    sums = [Sum(f"{r}.all", tuple(f"{r}.{c}" for c in range(width))) for r in range(len(rows))]
    sums += [Sum(f"all.{c}", tuple(f"{r}.{c}" for r in range(len(rows)))) for c in range(width)]
    sums += [Sum("all.all", tuple(f"{r}.all" for r in range(len(rows))))]
    return cells, [*sums, Sum("all.all", tuple(f"all.{c}" for c in range(width)))]


def _attacker(cells: dict[str, Cell], held: dict[str, str], shape: tuple[int, int]) -> dict[str, set[int]]:
    """Every table that gives what is printed, tried one by one; the reader knows what the reasons mean."""
    rows = range(shape[0])
    inner = [f"{r}.{c}" for r in rows for c in range(shape[1])]
    zeros = any(cells[key].value < 3 for key, why in held.items() if why == "subtraction")
    ceiling = max(int(cell.value) for row in rows for cell in (cells[f"{row}.{c}"] for c in range(shape[1]))) + 2
    may = {"few": range(1, 3), "subtraction": range(0 if zeros else 3, max(ceiling, 8))}

    def agrees(key: str, value: int) -> bool:
        if held.get(key) == "subtraction":
            return value >= may["subtraction"].start
        return value in may[held[key]] if key in held else value == cells[key].value

    choices = {key: may[held[key]] if key in held else [int(cells[key].value)] for key in inner}
    lines = [
        [line for line in product(*(choices[f"{r}.{c}"] for c in range(shape[1]))) if agrees(f"{r}.all", sum(line))]
        for r in rows
    ]
    tables = [np.array(line or np.zeros((0, shape[1]))) for line in lines]
    columns = tables[0][:, None, :] + tables[1][None, :, :]
    kept = np.ones(columns.shape[:2], dtype=bool)
    for c in range(shape[1]):
        kept &= np.isin(columns[:, :, c], [n for n in range(40) if agrees(f"all.{c}", n)])
    kept &= np.isin(columns.sum(axis=2), [n for n in range(80) if agrees("all.all", n)])
    at = np.nonzero(kept)
    found = {key: set() for key in held if key in inner}
    for key in found:
        r, c = map(int, key.split("."))
        found[key] = set(tables[r][at[r], c].astype(int).tolist())
    return found


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=2, max_size=2))
def test_no_small_cell_can_be_found_by_subtraction(rows):
    cells, sums = _table(rows)
    held = protect(cells, sums, RULES)
    assert all(key in held for key, cell in cells.items() if 0 < cell.value < 3)
    for key, values in _attacker(cells, held, (2, 3)).items():
        if held[key] == "few" and values:
            assert values == {1, 2}, (rows, held, key, values)


def test_a_row_of_two_that_can_only_be_two_and_two_holds_its_total():
    cells = {"a": Cell(Decimal(2)), "b": Cell(Decimal(2)), "all": Cell(Decimal(4))}
    assert protect(cells, [Sum("all", ("a", "b"))], RULES) == {"a": "few", "b": "few", "all": "subtraction"}


def test_the_order_of_cells_and_sums_never_matters():
    cells, sums = _table([[1, 5, 4], [6, 2, 8]])
    turned = dict(reversed(cells.items()))
    assert protect(cells, sums, RULES) == protect(turned, sums[::-1], RULES)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.frozensets(st.integers(0, 7), min_size=1), min_size=1, max_size=6))
def test_no_respondent_is_worked_out_not_even_by_another(groups):
    keeping = {f"k{number}": who for number, who in enumerate(groups)}
    held = protect_sums(keeping, RULES)
    printed = [who for key, who in keeping.items() if key not in held]
    assert all(len(who) >= 3 for who in printed)
    for left, right in product(printed, repeat=2):
        assert len(left - right) == 0 or len(left - right) >= 3 or not right < left


def test_a_sum_without_one_is_held_beside_the_sum_with_it():
    assert protect_sums({"all": frozenset(range(6)), "five": frozenset(range(5))}, RULES) == {"five": "subtraction"}
    assert protect_sums({"all": frozenset(range(6)), "three": frozenset(range(3))}, RULES) == {}
    assert protect_sums({"of two": frozenset({1, 2}), "told": frozenset()}, RULES) == {"of two": "few"}


def _result(name, rows, dims=(), unit="offences", audience=Audience.PUBLIC):
    return Result(
        name, "hash", Text.of(en=name), unit, Text(), tuple(Dimension(d, d, Text()) for d in dims),
        tuple(Row(under, Figure(f"{name}.{'.'.join(under)}", Decimal(value), 0, who, unit, largest=largest))
              for under, value, who, largest in rows), audience,
    )  # fmt: skip


def test_a_group_left_over_by_subtraction_is_held_with_its_reason():
    whole = {
        "total": _result("total", [(("2021",), 90, tuple(range(7)), Decimal(40))], ("year",)),
        "by_group": _result(
            "by_group",
            [(("2021", "AP"), 60, tuple(range(5)), None), (("2021", "EE"), 30, (5, 6), None)],
            ("year", "group"),
        ),
    }
    made = protect_results(whole, Audience.PUBLIC, whole=whole, told={})
    assert made["by_group"].figure("2021", "EE").held == "few"
    assert made["by_group"].figure("2021", "AP").held == "subtraction"
    assert made["by_group"].figure("2021", "AP").value == 0
    assert made["total"].figure("2021").value == 90
    assert made["total"].figure("2021").largest is None


def test_what_everybody_gave_to_the_reader_is_printed_however_few():
    one = {"total": _result("total", [(("2021",), 9, (4,), Decimal(100))], ("year",))}
    assert protect_results(one, Audience.PUBLIC, told={"total.2021": frozenset({4})}) == one


def test_a_public_number_does_not_hide_another():
    """a + d less f is a: the two that were given are known."""
    rows = {
        "x": _result("x", [((), 9, (1, 2, 3, 4), None)]), "y": _result("y", [((), 9, (2, 3, 5), None)], unit="offences"),
    }  # fmt: skip
    told = {"x.": frozenset({4}), "y.": frozenset({5})}
    made = protect_results(rows, Audience.PUBLIC, whole=rows, told=told)
    assert made["y"].figure().held == "few"
    more = {**rows, "y": _result("y", [((), 9, (2, 3, 5, 6, 7), None)])}
    assert not protect_results(more, Audience.PUBLIC, whole=more, told=told)["y"].figure().held


def test_one_that_makes_nearly_all_is_dominant():
    one = {"total": _result("total", [((), 100, (1, 2, 3, 4), Decimal(97))])}
    assert protect_results(one, Audience.MEMBERS, whole=one, told={})["total"].figure().held == "dominated"


def test_one_that_makes_nearly_all_and_gave_it_to_everybody_is_no_secret():
    whole = {"total": _result("total", [((), 100, (1, 2, 3, 4), Decimal(97))])}
    share = Row((), Figure("total..largest", Decimal(97), 0, (1,), "percent"))
    whole["total.largest"] = evolve(_result("total.largest", [], unit="percent"), rows=(share,))

    def held(*gave):
        made = protect_results(whole, Audience.PUBLIC, whole=whole, told={"total.": frozenset(gave)})
        return made["total"].figure().held

    assert held(1) == ""
    assert held(2) == "dominated"
    assert held() == "dominated"


def test_small_cells_of_flows_are_ranges_and_cannot_be_subtracted():
    flows = _result(
        "flows", [(("EGY", "FRA"), 1, (), None), (("EGY", "USA"), 7, (), None), (("EGY", "CHE"), 9, (), None)],
        ("origin", "destination"), "cases",
    )  # fmt: skip
    total = _result("from", [(("EGY",), 17, (), None)], ("origin",), "cases")
    made = protect_results({"flows": flows, "from": total}, Audience.PUBLIC)
    assert (made["flows"].figure("EGY", "FRA").low, made["flows"].figure("EGY", "FRA").high) == (1, 2)
    assert made["flows"].figure("EGY", "CHE").held == "subtraction"
    assert not made["flows"].figure("EGY", "USA").held


@settings(max_examples=30)
@given(st.lists(st.sampled_from(list(Audience)), min_size=1, max_size=4), st.sampled_from(list(Audience)))
def test_the_narrowest_audience_always_wins(sources, reader):
    made = _result("t", [((), 90, (), None)], audience=narrowest(sources))
    shown = protect_results({"t": made}, reader)["t"].figure()
    if narrowest(sources).width < reader.width:
        assert (shown.held, shown.value) == ("audience", 0)


def test_the_secretariat_sees_everything():
    one = {"total": _result("total", [((), 9, (4,), Decimal(100))])}
    assert protect_results(one, Audience.SECRETARIAT) == one

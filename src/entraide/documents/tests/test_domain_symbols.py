"""Symbols: parsed in any spelling, found in running text, joined where a line broke them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.documents.domain import symbols
from entraide.documents.domain.symbols import Symbol, display, is_broken, parse, search

PART = st.sampled_from(
    ["COP", "WG.2", "CN.15", "AC.3", "2099", "12", "7", "CRP.4", "INF", "L.9", "Add.1", "Rev.2", "WG-L&R"]
)
SYMBOL = st.builds(
    lambda root, parts, number, stars: Symbol((root, *parts, str(number)), "", stars),
    st.sampled_from(["CTOC", "CAC", "A", "E", "ST", "GC.18", "C70", "UNODC"]),
    st.lists(PART, max_size=5),
    st.integers(1, 9999),
    st.integers(0, 3),
)


@given(SYMBOL)
def test_what_is_displayed_is_read_back(symbol: Symbol) -> None:
    assert parse(str(symbol)) == (symbol,)


@given(SYMBOL, SYMBOL)
def test_a_joint_symbol_is_two_aliases(one: Symbol, other: Symbol) -> None:
    assert parse(display((one, other))) == (one, other)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("CTOC/COP/WG.2/2012/3-\nCTOC/COP/WG.3/2012/4", ["CTOC/COP/WG.2/2012/3", "CTOC/COP/WG.3/2012/4"]),
        ("UNODC/CCPCJ/EG.1/2012/4 and Corr.1", ["UNODC/CCPCJ/EG.1/2012/4", "UNODC/CCPCJ/EG.1/2012/4/Corr.1"]),
        (
            "TD/B/50/2-TD/B/WP/163 and Add. 1 and 2",
            ["TD/B/50/2", "TD/B/WP/163", "TD/B/50/2/Add.1", "TD/B/50/2/Add.2"],
        ),
        ("A/CONF.1/2 et Add.1, 2 et 3", ["A/CONF.1/2", "A/CONF.1/2/Add.1", "A/CONF.1/2/Add.2", "A/CONF.1/2/Add.3"]),
        ("CAC/COSP/IRG/I/3/1/Add.14", ["CAC/COSP/IRG/I/3/1/Add.14"]),
        ("UNEP/CBD/BS/WG-L&R/4/1/Add.1", ["UNEP/CBD/BS/WG-L&R/4/1/Add.1"]),
        ("ST/NAR.5/2011/2(E/NA)", ["ST/NAR.5/2011/2(E/NA)"]),
        ("S/RES/2322\u00a0(2016)", ["S/RES/2322 (2016)"]),
        ("ctoc / cop/2099/7/add. 1", ["CTOC/COP/2099/7/Add.1"]),
        ("\u200eСTOC/COP/2099/7", ["CTOC/COP/2099/7"]),
        ("A/B", []),
        ("HIV/AIDS", []),
        ("17/18", []),
        ("x" * 500, []),
    ],
)
def test_spellings(printed: str, meant: list[str]) -> None:
    assert [str(symbol) for symbol in parse(printed)] == meant


def test_running_text() -> None:
    text = "See chapter I of CTOC/COP/2099/12. On HIV/AIDS and/or 6/4, see A/RES/55/25, annex."
    assert [str(symbol) for found in search(text) for symbol in found.symbols] == ["CTOC/COP/2099/12", "A/RES/55/25"]


def test_forms() -> None:
    (symbol,) = parse("S/RES/2322 (2016)*")
    assert (symbol.normal, symbol.akn_name, str(symbol)) == (
        "S/RES/2322 (2016)",
        "S-RES-2322_(2016)",
        "S/RES/2322 (2016)*",
    )
    (addendum,) = parse("CTOC/COP/2099/7/Add.1")
    assert str(addendum.base) == "CTOC/COP/2099/7"


@pytest.mark.parametrize(
    ("before", "after", "broken"),
    [
        ("see CTOC/COP/WG.2/2012/3-", "CTOC/COP/WG.3/2012/4", True),
        ("document CTOC/COP/", "2099/3", True),
        ("document CTOC/COP", "/2099/3", True),
        ("well-", "known", False),
        ("and", "/or", False),
    ],
)
def test_broken_over_lines(before: str, after: str, broken: bool) -> None:
    assert is_broken(before, after) is broken


def test_hostile_text_is_quick() -> None:
    assert list(symbols.search("A/" * 20_000)) == []
    assert list(symbols.search("A-" * 20_000)) == []

"""What the parts of a symbol mean, ranges and suffixes, and the next free number."""

import pytest

from entraide.documents import actions, queries
from entraide.documents.domain.series import Parts, next_free, parts
from entraide.documents.domain.symbols import parse
from entraide.foundation.db.context import acting_as
from entraide.kernel.problems import Refused

from .papers import details, paper
from .test_actions import received


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("CTOC/COP/WG.2/2012/CRP.4/Add.1", Parts("CTOC", "CTOC/COP/WG.2", "", "2012", "CRP", "4", ("Add.1",))),
        ("A/RES/79/133", Parts("A", "A", "79", "", "RES", "133", ())),
        ("A/HRC/RES/54/13", Parts("A", "A/HRC", "54", "", "RES", "13", ())),
        ("S/RES/2550 (2020)", Parts("S", "S", "", "2020", "RES", "2550", ())),
        ("S/PV.8774", Parts("S", "S", "", "", "PV", "8774", ())),
        ("E/CN.15/2020/CRP.3", Parts("E", "E/CN.15", "", "2020", "CRP", "3", ())),
        ("A/C.3/79/L.12/Rev.1", Parts("A", "A/C.3", "79", "", "L", "12", ("Rev.1",))),
        ("UNODC/CCPCJ/EG.1/2012/4", Parts("UNODC", "UNODC/CCPCJ/EG.1", "", "2012", "", "4", ())),
        ("C70/15/3.SC/6", Parts("C70", "C70", "15", "", "", "6", ())),
    ],
)
def test_parts(printed: str, meant: Parts) -> None:
    (symbol,) = parse(printed)
    assert parts(symbol) == meant


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("A/RES/217 A (III)", ["A/RES/217 A (III)"]),
        ("A/DEC/78/501 A", ["A/DEC/78/501 A"]),
        ("A/76/PV.9 (Resumption 1)", ["A/76/PV.9 (Resumption 1)"]),
        ("A/RES/2625(XXV)", ["A/RES/2625(XXV)"]),
        ("IDB.48/9-PBC.36/9", ["IDB.48/9", "PBC.36/9"]),
        ("C70/17/4.MSP/8Rev.", ["C70/17/4.MSP/8Rev"]),
        ("CTOC/COP/2012/1-3", ["CTOC/COP/2012/1", "CTOC/COP/2012/2", "CTOC/COP/2012/3"]),
        ("A/99/1–A/99/3", ["A/99/1", "A/99/2", "A/99/3"]),
        ("A/99/1-A/99/3", ["A/99/1", "A/99/3"]),
        ("A/99/7 and Add.1-3", ["A/99/7", "A/99/7/Add.1", "A/99/7/Add.2", "A/99/7/Add.3"]),
        ("CTOC/COP/WG.2/2012/3 -\nCTOC/COP/WG.3/2012/4", ["CTOC/COP/WG.2/2012/3", "CTOC/COP/WG.3/2012/4"]),
    ],
)
def test_spellings(printed: str, meant: list[str]) -> None:
    assert [str(symbol) for symbol in parse(printed)] == meant


def test_the_next_free_number_of_a_series() -> None:
    taken = [
        "CTOC/COP/WG.2/2026/CRP.1",
        "CTOC/COP/WG.2/2026/CRP.9/Rev.1",
        "CTOC/COP/WG.2/2026/3",
        "CTOC/COP/WG.2/2025/CRP.40",
    ]
    assert next_free("CTOC/COP/WG.2/2026/CRP.*", taken) == "CTOC/COP/WG.2/2026/CRP.10"
    assert next_free("CTOC/COP/WG.2/2026/*", taken) == "CTOC/COP/WG.2/2026/4"
    assert next_free("CTOC/COP/WG.2/2027/*", taken) == "CTOC/COP/WG.2/2027/1"
    with pytest.raises(Refused) as refusal:
        next_free("CTOC/COP", taken)
    assert refusal.value.problems[0].code == "DOC-037"


@pytest.mark.django_db
def test_the_series_of_this_house_goes_on(cast):
    nadia = cast("nadia")
    with acting_as(nadia):
        actions.file_reading(nadia, received(nadia, paper()), **details())
        symbol = details()["symbols"][0]
        stem, _slash, number = symbol.rpartition("/")
        assert queries.next_symbol(nadia, f"{stem}/*") == f"{stem}/{int(number) + 1}"
        assert queries.next_symbol(nadia, f"{stem}/CRP.*") == f"{stem}/CRP.1"

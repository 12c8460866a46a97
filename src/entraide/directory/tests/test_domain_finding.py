from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from entraide.directory.domain.bonds import bonds, missing
from entraide.directory.domain.finding import (
    CHANNEL_ORDER,
    NEAR,
    URGENT_ORDER,
    Candidate,
    Need,
    behind,
    found,
    roles_of,
)
from entraide.directory.domain.record import Function, Reach
from entraide.directory.domain.vocabulary import CHANNELS, FUNCTIONS, KINDS
from entraide.reference.domain.entities import treaties

from .finds import central, plain

MLA = Function("mutual_legal_assistance", "UNTOC", "18(13)")
NIGHT = datetime(2026, 11, 30, 23, 40, tzinfo=ZoneInfo("Europe/Paris"))


def need(**more):
    return Need(
        **{
            "asked": "EGY",
            "function": "mutual_legal_assistance",
            "at": NIGHT,
            "asking": "FRA",
            "languages": ("fr",),
            **more,
        }
    )


def answers(need_, *records, standing="confirmed", networks=()):
    candidates = [Candidate(place, record, standing, True) for place, record in enumerate(records, 1)]
    return found(need_, candidates, bonds(need_.function, need_.asking, need_.asked), networks)


def roles(given):
    return [one.role for one in given]


def test_by_which_treaty_both_are_bound():
    codes = [bond.instrument for bond in bonds("mutual_legal_assistance", "FRA", "ITA")]
    assert codes[:4] == ["EIO2014", "COE1959", "EU2000", "UNTOC"], "what is nearer goes first"
    assert {bond.instrument for bond in bonds("mutual_legal_assistance", "FRA", "EGY")} == {
        "UNTOC",
        "DRUGS1988",
        "UNCAC",
    }
    assert "RIYADH1983" in {bond.instrument for bond in bonds("mutual_legal_assistance", "EGY", "SAU")}
    assert bonds("smuggling_by_sea", "FRA", "TUV") == ()
    assert missing("mutual_legal_assistance", "FRA", "TUV") == ("UNTOC", "DRUGS1988")
    alone = bonds("mutual_legal_assistance", "", "EGY")
    assert alone and not any(bond.both for bond in alone)


def test_every_word_that_the_finder_knows_is_in_the_vocabulary():
    assert {code for one in treaties() for code in one.functions} <= set(FUNCTIONS)
    assert set(NEAR) | {code for near in NEAR.values() for code in near} <= set(FUNCTIONS)
    kinds = {role for function in FUNCTIONS for role in roles_of(function)} - {"function", "near", "focal_point"}
    assert kinds <= set(KINDS)
    assert set(CHANNEL_ORDER) == set(URGENT_ORDER) == set(CHANNELS)


def test_what_speaks_for_the_central_authority():
    first = answers(need(urgent=True), central(), networks=["24_7", "EJN"])[0]
    assert (first.role, [bond.instrument for bond in first.named]) == ("function", ["UNTOC"])
    assert (first.tongue.usable, first.tongue.certified, first.networks) == (("fr",), True, ("24_7",))
    assert first.channels == ("direct", "interpol", "diplomatic"), "INTERPOL before diplomats when it burns"
    assert (first.opening.open, first.reachable, [one.value for one in first.urgent]) == (False, True, ["+20220000001"])
    assert answers(need(), central())[0].channels == ("direct", "interpol", "diplomatic")


@pytest.mark.parametrize(
    ("mark", "better", "worse"),
    [
        ("role", central(functions=(Function("focal_point"),)), central(functions=())),
        ("bond", central(), central(functions=(Function("mutual_legal_assistance", "RIYADH1983"),))),
        ("now", central(), central(reaches=())),
        ("exclusive", central(), central(functions=(MLA,))),
        ("language", central(), central(languages=("ar",))),
        ("territory", central(), central(territory="Invented Island")),
    ],
)
def test_every_mark_puts_one_before_the_other_and_names_itself(mark, better, worse):
    asked = need(urgent=mark == "now")
    for records in ((better, worse), (worse, better)):
        given = [one for one in answers(asked, *records) if one.candidate]
        assert given[0].candidate.record == better
        assert behind(given[0], given[1]) == mark


def test_standing_weighs():
    sure = Candidate(2, central(), "confirmed", True)
    given = found(
        need(), [Candidate(1, central(), "not_confirmed", True), sure], bonds("mutual_legal_assistance", "FRA", "EGY")
    )
    assert (given[0].candidate, behind(given[0], given[1])) == (sure, "standing")


def test_a_special_territory_has_its_own():
    island = central(territory="Invented Island")
    assert answers(need(territory="Invented Island"), central(), island)[0].candidate.record == island
    only = answers(need(), island)
    assert [one.role for one in only][-2:] == ["diplomatic", "interpol"], "an island's authority is not the State's"


def test_a_function_that_is_over_no_longer_counts():
    over = Function("mutual_legal_assistance", "UNTOC", "18(13)", until=NIGHT.date().replace(day=1))
    assert roles(answers(need(), plain("EGY", "prosecutor", over))) == ["prosecutor", "diplomatic", "interpol"]


def test_never_a_dead_end():
    assert roles(answers(need())) == ["diplomatic", "interpol"]
    assert roles(answers(need(urgent=True))) == ["interpol", "diplomatic"]
    assert roles(answers(need(asked="TUV", asking=""))) == ["diplomatic", "interpol"]
    records = (
        plain("EGY", "interpol_bureau"), plain("EGY", "foreign_ministry"), plain("EGY", "justice_ministry"), plain("EGY", "customs"),
        plain("EGY", "other", Function("focal_point")), plain("EGY", "police", MLA),
    )  # fmt: skip
    assert roles(answers(need(function="confiscation"), *records)) == [
        "near", "focal_point", "justice_ministry", "foreign_ministry", "interpol_bureau", "diplomatic",
    ]  # fmt: skip


def test_when_it_burns_the_bureau_stands_beside_the_competent():
    bureau = plain("EGY", "interpol_bureau", reaches=(Reach("phone", "+20220000002", "urgent"),))
    assert roles(answers(need(urgent=True), bureau, central())) == ["function", "interpol_bureau"]
    assert roles(answers(need(), bureau, central())) == ["function"]

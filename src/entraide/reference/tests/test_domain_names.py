"""Names of States and organisations: found however written, shown as they were on the day."""

import re
from datetime import date

import pytest

from entraide.kernel.languages import LANGUAGES
from entraide.reference.domain.entities import acronym, entities, entity, find, name

MEETING = date(2012, 10, 15)
SPEAKERS = [
    "Afrique du Sud",
    "Allemagne",
    "Arabie saoudite",
    "Australie",
    "Canada",
    "Chili",
    "Chine",
    "Colombie",
    "Égypte",
    "Équateur",
    "États-Unis d’Amérique",
    "France",
    "Indonésie",
    "Iran (République islamique d’)",
    "Israël",
    "Italie",
    "Japon",
    "Maroc",
    "Namibie",
    "Nigéria",
    "Panama",
    "Pays-Bas",
    "Pologne",
    "Slovaquie",
    "Suisse",
    "Turquie",
    "Ukraine",
]


def test_there_are_193_members_and_two_observers() -> None:
    assert len(entities("state")) == 195
    assert {entity("VAT").kind, entity("PSE").kind} == {"state"}
    assert {entity(code).kind for code in ("COK", "GRL", "HKG")} == {"territory"}
    assert all(each.m49.isdigit() and len(each.m49) == 3 and len(each.iso2) == 2 for each in entities("state"))


def test_every_speaker_of_2012_is_found_and_shown_as_then() -> None:
    found = [find(speaker, "fr") for speaker in SPEAKERS]
    assert all(found)
    assert [name(each.code, "fr", on=MEETING) for each in found if each] == SPEAKERS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_in_six_languages_leads_home(language: str) -> None:
    for each in entities():
        for formal in (False, True):
            shown = name(each.code, language, formal=formal)
            assert find(shown, language) == each, shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_printed_without_marks(language: str) -> None:
    for each in entities():
        for formal in (False, True):
            shown = name(each.code, language, formal=formal)
            assert shown
            assert shown == shown.strip()
            assert not re.search(r"['*]|\((?:les?|la|l’|el|los|las|the)\)|  ", shown), shown


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("EGYPTE", "EGY"),
        ("les Etats-Unis d'Amerique", "USA"),
        ("Iran", "IRN"),
        ("République islamique d'Iran", "IRN"),
        ("Türkiye", "TUR"),
        ("Swaziland", "SWZ"),
        ("ex-République yougoslave de Macédoine", "MKD"),
        ("Bosnie Herzégovine", "BIH"),
        ("Российская федерация", "RUS"),
        ("المانيا", "DEU"),
        ("科特迪瓦", "CIV"),
        ("ONUDC", "UNODC"),
        ("ЮНЕСКО", "UNESCO"),
        ("Union européenne", "EU"),
        ("Congo (République démocratique du)", "COD"),
        ("Guinée", "GIN"),
    ],
)
def test_a_name_is_found_however_written(written: str, code: str) -> None:
    assert getattr(find(written), "code", None) == code


@pytest.mark.parametrize("written", ["", "  ", "Ruritanie", "Saint-Martin", "المكتب", "a" * 10_000])
def test_what_names_nobody_or_two_is_not_found(written: str) -> None:
    assert find(written) is None


@pytest.mark.parametrize(
    ("code", "before", "then", "day", "now"),
    [
        ("TUR", date(2022, 5, 31), "Turquie", date(2022, 6, 1), "Türkiye"),
        ("SWZ", MEETING, "Swaziland", date(2018, 6, 1), "Eswatini"),
        ("CZE", MEETING, "République tchèque", date(2020, 1, 1), "Tchéquie"),
        ("CPV", MEETING, "Cap-Vert", date(2014, 1, 1), "Cabo Verde"),
        ("NLD", MEETING, "Pays-Bas", date(2024, 1, 1), "Pays-Bas (Royaume des)"),
        ("MKD", MEETING, "ex-République yougoslave de Macédoine", date(2019, 2, 14), "Macédoine du Nord"),
        ("KAZ", MEETING, "Kazakhstan", date(2024, 1, 1), "Kazakhstan"),
    ],
)
def test_a_name_is_that_of_the_day(code: str, before: date, then: str, day: date, now: str) -> None:
    assert (name(code, "fr", on=before), name(code, "fr", on=day), name(code, "fr")) == (then, now, now)


def test_a_bracket_that_belongs_to_the_name_stays() -> None:
    assert name("IRN", "fr") == "Iran (République islamique d’)"
    assert name("IRN", "fr", formal=True) == "la République islamique d’Iran"


def test_organisations_have_acronyms() -> None:
    assert acronym("UNODC", "fr") == "ONUDC"
    assert acronym("ICOM", "ru") == "ИКОМ"
    assert all(acronym(each.code, language) for each in entities("organisation") for language in LANGUAGES)


def test_nobody_has_an_unknown_code() -> None:
    with pytest.raises(KeyError):
        entity("XXX")
    with pytest.raises(KeyError):
        name("XXX", "fr")


def test_parties_to_the_convention() -> None:
    parties = {each.code for each in entities() if "UNTOC" in each.party_to}
    assert {"FRA", "MAR", "EU", "VAT"} <= parties
    assert not {"IRN", "UNESCO", "GRL"} & parties
    assert 185 <= len(parties) <= 195

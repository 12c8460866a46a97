"""Groups, treaties, currencies, and the tables they are read from."""

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from entraide.kernel.languages import LANGUAGES
from entraide.reference.domain import tables
from entraide.reference.domain.entities import (
    currencies,
    currency,
    entities,
    entity,
    group,
    groups,
    is_currency,
    treaties,
    treaty,
)

ROOT = Path(__file__).resolve().parents[4]


def test_the_five_groups_share_the_states_between_them() -> None:
    sizes = {each.code: len(each.members) for each in groups()}
    assert sizes == {"AFR": 54, "APG": 54, "EEG": 23, "GRULAC": 33, "WEOG": 28}
    shared = [code for each in groups() for code in (*each.members, *each.observers)]
    assert sorted(shared) == sorted(each.code for each in entities("state"))
    assert all(entity(code).group == each.code for each in groups() for code in each.members)
    assert all(each.name(language) for each in groups() for language in LANGUAGES)


def test_one_state_only_observes_its_group() -> None:
    assert entity("USA").group == "WEOG"
    assert "USA" in group("WEOG").observers


def test_the_convention_has_41_articles_with_headings() -> None:
    convention = treaty("CTOC")
    assert convention.code == "UNTOC"
    assert [each.number for each in convention.articles] == [str(number) for number in range(1, 42)]
    assert convention.article("18").heading("fr") == "Entraide judiciaire"
    assert convention.article("2").heading("en") == "Use of terms"
    assert all(each.heading(language) for each in convention.articles for language in LANGUAGES)
    with pytest.raises(KeyError):
        convention.article("42")


def test_every_treaty_has_six_titles() -> None:
    assert {"UNTOC", "UNESCO1970", "UNIDROIT1995", "MODEL1990"} <= {each.code for each in treaties()}
    for each in treaties():
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", each.adopted)
        assert all(each.name(language) and each.name(language, short=True) for language in LANGUAGES)


def test_currencies_know_their_decimals() -> None:
    assert (currency("EUR").minor_units, currency("JPY").minor_units, currency("TND").minor_units) == (2, 0, 3)
    assert currency("USD").name("fr") == "dollar des États-Unis"
    assert is_currency("CHF")
    assert not is_currency("FRF")
    assert all(each.name(language) for each in currencies() for language in LANGUAGES)


def _builder() -> Any:
    source = ROOT / "tools" / "build_reference.py"
    if not source.is_file() or not (ROOT / "data" / "reference").is_dir():
        pytest.skip("the tables people edit are not beside the installed package")
    spec = importlib.util.spec_from_file_location("build_reference", source)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_compiled_tables_are_those_people_edited() -> None:
    for concern, rows in _builder().compiled().items():
        assert tables.table(concern) == rows, f"{concern}: run tools/build_reference.py"


def test_aliases_and_corrections_are_of_known_codes() -> None:
    known = {each.code for each in entities()}
    for concern in ("names", "aliases"):
        path = ROOT / "data" / "reference" / f"{concern}.yml"
        if not path.is_file():
            pytest.skip("the tables people edit are not beside the installed package")
        assert set(yaml.safe_load(path.read_text(encoding="utf-8"))) <= known


def test_no_typewriter_apostrophe_is_shown() -> None:
    for concern in ("groups", "treaties", "currencies"):
        assert "'" not in str(list(_texts(tables.table(concern))))[1:-1].replace("', '", "").strip("'")


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, str):
        yield value


def test_who_is_bound_by_what() -> None:
    assert {"UNTOC", "COE1959", "EIO2014"} <= entity("FRA").party_to
    assert "OAS1992" in entity("PER").party_to
    assert "RIYADH1983" in entity("EGY").party_to
    assert "UNTOC" not in entity("TUV").party_to
    assert {treaty(code).kind for code in ("UNTOC", "HARARE", "EAW2002")} == {"treaty", "scheme", "act"}


def test_every_list_of_parties_is_of_a_known_treaty_and_known_entities() -> None:
    lists = yaml.safe_load((ROOT / "data" / "reference" / "parties.yml").read_text(encoding="utf-8"))
    for code, row in lists.items():
        assert treaty(code).verify is row["verify"] is True
        named = [*row.get("all_states_but", ()), *row.get("only", ()), *row.get("and_also", ())]
        assert all(entity(one) for one in named)
        assert len(named) == len(set(named)), code
    assert {one.code for one in treaties()} - set(lists) == {"MODEL1990"}


def test_what_is_done_under_a_treaty_names_its_article() -> None:
    for one in treaties():
        numbers = {article.number for article in one.articles}
        assert not one.articles or set(one.functions.values()) <= numbers, one.code

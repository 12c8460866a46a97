"""Printed lists: in the order of the language, taken apart and put together without breaking a name."""

import time
from datetime import date

import pytest

from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Refused
from entraide.reference.domain.entities import entities, find, join_names, name, ordered, split_names

from .test_domain_names import MEETING, SPEAKERS


def test_the_speakers_of_2012_stand_in_the_order_of_french() -> None:
    codes = [each.code for each in map(find, SPEAKERS) if each]
    again = ordered(reversed(codes), "fr", on=MEETING)
    assert [name(code, "fr", on=MEETING) for code in again] == SPEAKERS
    assert split_names(join_names(SPEAKERS, "fr"), "fr") == SPEAKERS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("on", [None, MEETING, date(2005, 1, 1)])
def test_all_states_make_a_list_that_comes_apart_again(language: str, on: date | None) -> None:
    names = [name(code, language, on) for code in ordered([each.code for each in entities("state")], language, on)]
    assert split_names(join_names(names, language), language) == names


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Trinité-et-Tobago et Bosnie-Herzégovine", "fr", ["Trinité-et-Tobago", "Bosnie-Herzégovine"]),
        ("Trinité et Tobago, Chine et Ukraine.", "fr", ["Trinité et Tobago", "Chine", "Ukraine"]),
        ("Antigua and Barbuda", "en", ["Antigua and Barbuda"]),
        ("Sao Tome and Principe and Chad", "en", ["Sao Tome and Principe", "Chad"]),
        ("France, Italy, and Japan", "en", ["France", "Italy", "Japan"]),
        ("Bosnia y Herzegovina, Francia e Italia", "es", ["Bosnia y Herzegovina", "Francia", "Italia"]),
        ("Иран (Исламская Республика) и Украина", "ru", ["Иран (Исламская Республика)", "Украина"]),
        ("إسبانيا وألمانيا وترينيداد وتوباغو", "ar", ["إسبانيا", "ألمانيا", "ترينيداد وتوباغو"]),
        ("إسبانيا، وألمانيا، وفرنسا", "ar", ["إسبانيا", "ألمانيا", "فرنسا"]),
        ("特立尼达和多巴哥、土耳其和乌克兰", "zh", ["特立尼达和多巴哥", "土耳其", "乌克兰"]),
        ("Bonaire, Sint Eustatius and Saba, Chad and Mali", "en", ["Bonaire, Sint Eustatius and Saba", "Chad", "Mali"]),
        ("Ruritanie et France", "fr", ["Ruritanie", "France"]),
        ("France, Ruritanie et Syldavie", "fr", ["France", "Ruritanie", "Syldavie"]),
        ("Ministère de la justice et des cultes", "fr", ["Ministère de la justice et des cultes"]),
        ("UNESCO, INTERPOL et Ligue des États arabes", "fr", ["UNESCO", "INTERPOL", "Ligue des États arabes"]),
        ("France,, Italie (a, b", "fr", ["France", "Italie (a, b"]),
        (
            "UNICRI et Organisation des Nations Unies pour l’éducation, la science et la culture",
            "fr",
            ["UNICRI", "Organisation des Nations Unies pour l’éducation, la science et la culture"],
        ),
        ("États-Unis\n d’Amérique,\n  Arabie\n  saoudite", "fr", ["États-Unis d’Amérique", "Arabie saoudite"]),
        ("", "fr", []),
    ],
)
def test_a_list_is_cut_where_names_end(text: str, language: str, names: list[str]) -> None:
    assert split_names(text, language) == names


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("fr", "A, B et C"),
        ("en", "A, B and C"),
        ("es", "A, B y C"),
        ("ru", "A, B и C"),
        ("zh", "A、B和C"),
        ("ar", "A، B وC"),
    ],
)
def test_a_list_is_printed_as_the_language_does(language: str, printed: str) -> None:
    assert join_names(["A", "B", "C"], language) == printed
    assert (join_names(["A"], language), join_names([], language)) == ("A", "")


def test_spanish_avoids_two_sounds_of_i() -> None:
    assert join_names(["Francia", "Italia"], "es") == "Francia e Italia"
    assert join_names(["Chile", "Haití"], "es") == "Chile y Haití"


def test_arabic_passes_over_the_article_and_hamza() -> None:
    codes = ["KOR", "SYR", "DZA", "DEU", "RUS", "ETH", "LBY"]
    shown = [name(code, "ar", date(2010, 1, 1)) for code in ordered(codes, "ar", date(2010, 1, 1))]
    assert shown == [
        "الاتحاد الروسي",
        "إثيوبيا",
        "ألمانيا",
        "الجزائر",
        "الجماهيرية العربية الليبية",
        "الجمهورية العربية السورية",
        "جمهورية كوريا",
    ]


def test_a_name_is_sorted_as_it_was_on_the_day() -> None:
    assert ordered(["MKD", "TGO", "MLI"], "en", on=MEETING) == ("MLI", "MKD", "TGO")
    assert ordered(["MKD", "OMN", "NOR", "SWZ", "EST"], "en") == ("EST", "SWZ", "MKD", "NOR", "OMN")


def test_brackets_come_last_and_chinese_follows_english() -> None:
    assert ordered(["IRQ", "IRL", "IRN", "IND"], "fr") == ("IND", "IRN", "IRQ", "IRL")
    codes = [each.code for each in entities("state")]
    assert ordered(codes, "zh") == ordered(codes, "en")


def test_a_list_without_end_is_refused_and_an_awkward_one_is_quick() -> None:
    with pytest.raises(Refused) as refused:
        split_names("a, " * 10_000, "fr")
    assert refused.value.problems[0].code == "REF-001"
    begun = time.process_time()
    split_names("a et " * 4_000, "fr")
    assert time.process_time() - begun < 3

"""Samira in Cairo, a customs officer in Lyon and a museum in Shanghai describe one theft; the columns agree."""

from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from entraide.analysis.domain.linkage.normalising import RAW, describe, findings, normalise, normalise_one, unknown
from entraide.analysis.domain.linkage.normalising.dates import read_day
from entraide.analysis.domain.linkage.normalising.measures import currency, number, unit
from entraide.analysis.domain.linkage.normalising.persons import person_key
from entraide.analysis.domain.linkage.normalising.places import place, state
from entraide.analysis.domain.linkage.normalising.reading import read
from entraide.kernel import clock
from entraide.kernel.languages import LANGUAGES

TODAY = date(2026, 11, 30)


def days(text: str) -> int | None:
    return read_day(text, TODAY).day


def table(*rows: dict[str, str]) -> pa.Table:
    return pa.table({name: pa.array([row.get(name) for row in rows], pa.string()) for name in RAW})


CAIRO = {
    "rec_id": "r1", "reporter": "EG", "role": "origin", "lang": "ar", "offence": "theft", "theft_date": "٣ يناير ٢٠٢١",
    "origin": "مصر", "place": "الأقصر", "obj": "التماثيل الصغيرة", "material": "برونزية", "culture": "فرعوني",
    "n_objects": "٢", "height": "٢٥٫٤", "width": "١٠", "unit": "سم", "suspect": "كريم سلما", "ref": "EG-2021-000123",
}  # fmt: skip
LYON = {
    "rec_id": "r2", "reporter": "FR", "role": "seizure", "lang": "fr", "offence": "seizure", "seizure_date": "12/05/2021",
    "origin": "l’Égypte", "place": "Louxor (Égypte)", "title": "statuettes égyptiennes en bronze", "n_objects": "2",
    "height": "100", "width": "254", "unit": "mm", "value": "1 500,50", "currency": "€", "suspect": "Qareem SALMA",
    "ref": "FR 2021 7", "xref": "eg 2021/000123",
}  # fmt: skip


def test_one_theft_told_in_two_languages_has_one_description() -> None:
    cairo, lyon = normalise(table(CAIRO, LYON)).to_pylist()
    for column in (
        "origin",
        "place",
        "type",
        "type_group",
        "material",
        "culture",
        "n_objects",
        "dim_a",
        "dim_b",
        "suspect_key",
    ):
        assert cairo[column] == lyon[column] is not None, column
    assert (cairo["place"], cairo["type"], cairo["material"], cairo["culture"]) == (
        "EGY-luxor",
        "figurine",
        "bronze",
        "egyptian",
    )
    assert cairo["ref_key"] == lyon["xref_key"] == "EG2021000123"
    assert lyon["value_usd"] == pytest.approx(1500.5 * 1.14)


def test_the_columns_are_the_contract_and_no_truth_is_read() -> None:
    rows = table(CAIRO, LYON)
    told = rows.append_column("case_id", pa.array([7, 7]))
    assert normalise(told).equals(normalise(rows))
    assert {name: str(kind) for name, kind in zip(normalise(rows).column_names, normalise(rows).schema.types, strict=True)} == {
        "rec": "int32", "rec_id": "string", "reporter": "string", "role": "string", "lang": "string", "offence": "string",
        "theft_day": "int32", "theft_precision": "string", "theft_swap": "int32", "seizure_day": "int32",
        "seizure_precision": "string", "seizure_swap": "int32", "origin": "string", "transit": "string",
        "destination": "string", "origin_sure": "bool", "place": "string", "type": "string", "type_group": "string",
        "material": "string", "culture": "string", "n_objects": "int32", "dim_a": "float", "dim_b": "float",
        "value_usd": "double", "currency": "string", "suspect_key": "string", "suspect_name": "string",
        "title_key": "string", "ref_key": "string", "xref_key": "string",
    }  # fmt: skip


def test_one_record_typed_in_is_read_as_in_a_table() -> None:
    alone = normalise_one(LYON)
    assert alone | {"rec": 1} == normalise(table(CAIRO, LYON)).to_pylist()[1]
    assert normalise_one({})["type"] is None


def test_a_table_without_rows_has_the_columns() -> None:
    assert normalise(table()).num_rows == 0
    assert findings(table()) == ()


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "two ancient bronze statues of Apollo", "statue"),
        ("fr", "fragments de fresques romaines", "mural"),
        ("es", "ánforas antiguas", "vase"),
        ("ru", "найдены древние монеты", "coin"),
        ("ru", "фрагмент мозаики", "mosaic"),
        ("ar", "المخطوطات القديمة", "manuscript"),
        ("ar", "تِمْثَال", "statue"),
        ("zh", "明代青花瓷瓶一对", "vase"),
        ("en", "sarcophagas lid", "sarcophagus"),
        ("en", "fresoc fragment", "mural"),
        ("fr", "sarcophgae", "sarcophagus"),
        ("en", "tapis ancien", "carpet"),
        ("", "монеты", "coin"),
        ("en", "head of a statue", "bust"),
        ("en", "bronze object with coin", "coin"),
        ("en", "thingamajig", ""),
    ],
)
def test_types_are_found_inflected_misspelt_and_in_another_language(language: str, text: str, code: str) -> None:
    assert read(text, language).first("type", language) == code


@pytest.mark.parametrize(
    "text",
    [
        "18th century",
        "XVIIIe siècle",
        "siglo XVIII",
        "XVIII век",
        "XVIII в.",
        "القرن الثامن عشر",
        "القرن 18",
        "18世纪",
        "十八世纪",
        "eighteenth century",
    ],
)
def test_centuries_are_read_by_rule(text: str) -> None:
    assert read(text, "").first("culture", "") == "c18"


@pytest.mark.parametrize(
    "text",
    [
        "5th century BC",
        "Ve siècle av. J.-C.",
        "siglo V a. C.",
        "V век до н. э.",
        "القرن الخامس قبل الميلاد",
        "公元前5世纪",
    ],
)
def test_centuries_before_christ(text: str) -> None:
    assert read(text, "").first("culture", "") == "c-5"


def test_days_in_six_languages() -> None:
    day = days("2021-03-09")
    for text in (
        "9 March 2021",
        "9 mars 2021",
        "9 de marzo de 2021",
        "9 марта 2021 г.",
        "٩ مارس ٢٠٢١",
        "2021年3月9日",
        "二〇二一年三月九日",
        "09/03/2021",
    ):
        assert days(text) == day, text
    assert days("25 كانون الأول 2020") == days("2020-12-25")


def test_precision_swap_and_impossible_days() -> None:
    assert (read_day("2021-03", TODAY).precision, read_day("2021", TODAY).precision) == ("m", "y")
    assert read_day("2021-03-09", TODAY).swap == days("2021-09-03")
    assert read_day("2021-03-19", TODAY).swap is None
    assert read_day("2021-13-05", TODAY).day == days("2021-05-13")
    problems = {
        "2021-02-31": "impossible",
        "1850-01-01": "outside",
        "2031-01-01": "outside",
        "soon": "unreadable",
        "": "",
    }
    assert {text: read_day(text, TODAY).problem for text in problems} == problems


def test_numbers_units_and_currencies() -> None:
    assert [number(text) for text in ("1,500.50", "1.500,50", "1 500,5", "١٢٫٥", "12,5 cm", "1,500", "")] == [
        1500.5,
        1500.5,
        1500.5,
        12.5,
        12.5,
        1500,
        None,
    ]
    assert {unit(text) for text in ("in", "pouces", "pulgadas", "дюймов", "بوصة", "英寸")} == {2.54}
    assert unit("cubit") == 0
    assert [currency(text) for text in ("eur", "€", "يورو", "DM", "xyz")] == ["EUR", "EUR", "EUR", "DEM", ""]


def test_states_and_places() -> None:
    assert {state(text, "") for text in ("IQ", "IRQ", "Irak", "العراق", "Ирак", "伊拉克", "Republic of Iraq")} == {
        "IRQ"
    }
    assert {place(text, "").code for text in ("Mosul", "Mossoul", "الموصل", "Мосул", "摩苏尔", "Mosul, Iraq")} == {
        "IRQ-mosul"
    }
    nowhere = place("Tell Nobody (Syria)", "en")
    assert (nowhere.code[0], nowhere.state) == ("~", "SYR")


def test_the_place_tells_the_origin_only_where_it_is_not_the_reporters_own() -> None:
    seizure = {"reporter": "FR", "role": "seizure", "lang": "fr"}
    found = normalise(
        table(seizure | {"place": "Louxor"}, seizure | {"place": "Lyon"}, {"reporter": "EG", "role": "origin"})
    ).to_pylist()
    assert [row["origin"] for row in found] == ["EGY", None, "EGY"]
    assert [row["origin_sure"] for row in found] == [False, False, False]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Karim Salma", "Salma, Qareem"), ("Viktor Kovlov", "Виктор Ковлов"), ("Youssef Marsal", "يوسف مرسال"),
        ("Sergei Petrov", "Sergueï PETROFF"), ("Mohammed al-Hassan", "محمد الحسن"), ("Ahmed Jaber", "Ахмед Джабер"),
    ],
)  # fmt: skip
def test_a_name_has_one_key_in_three_scripts(left: str, right: str) -> None:
    assert person_key(left) == person_key(right)


def test_what_is_wrong_is_said_once_for_each_column_in_six_languages() -> None:
    wrong = {
        "n_objects": "-3", "theft_date": "1850-01-01", "seizure_date": "2021-02-31", "height": "9999999", "width": "tall",
        "unit": "cubit", "currency": "FRF", "value": "-5", "origin": "Atlantis", "obj": "x" * 500,
    }  # fmt: skip
    with clock.at(datetime(2026, 11, 30, tzinfo=UTC)):
        found = findings(table(LYON, wrong, wrong | {"currency": "zzz"}))
        assert normalise(table(wrong)).to_pylist()[0]["n_objects"] is None
    assert [(each.code, each.place, each.line) for each in found] == [
        ("ANA-300", "n_objects", 2), ("ANA-301", "theft_date", 2), ("ANA-302", "seizure_date", 2), ("ANA-304", "currency", 2),
        ("ANA-305", "currency", 3), ("ANA-306", "height", 2), ("ANA-307", "unit", 2), ("ANA-308", "origin", 2),
        ("ANA-309", "obj", 2), ("ANA-310", "width", 2), ("ANA-311", "value", 2),
    ]  # fmt: skip
    for problem in found:
        for language in LANGUAGES:
            assert "{" not in problem.what(language) + problem.do(language)
    assert "2002-02-17" in found[3].what("fr")


def test_francs_of_the_year_2000_were_money() -> None:
    assert findings(table({"currency": "FRF", "value": "100", "theft_date": "2000-05-01"})) == ()


def test_unknown_words_are_listed_by_how_often() -> None:
    found = unknown(table(*[{"obj": "quaxly vase", "lang": "en"}] * 3, {"obj": "ancient zorb", "lang": "en"}))
    assert [(each.word, each.count) for each in found] == [("quaxly", 3), ("zorb", 1)]


def test_codes_have_labels_in_six_languages() -> None:
    assert describe("type:coin", "fr") == "monnaie"
    assert [describe("culture:c18", language) for language in LANGUAGES] == [
        "القرن 18", "18th century", "siglo XVIII", "XVIIIe siècle", "XVIII век", "18世纪",
    ]  # fmt: skip
    with pytest.raises(KeyError):
        describe("type:nothing", "en")

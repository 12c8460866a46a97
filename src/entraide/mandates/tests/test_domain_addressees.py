"""Who is asked: names that nobody has given, read by their head nouns, States by their names, and what is no addressee."""

from __future__ import annotations

import pytest

from entraide.kernel.languages import Language
from entraide.mandates.domain.addressees import addressees
from entraide.mandates.domain.declining import cases
from entraide.mandates.domain.needles import needle
from entraide.mandates.domain.targets import target


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("en", "all relevant stakeholders", ["other"]),
        ("en", "the Office of the United Nations High Commissioner for Human Rights", ["secretariat"]),
        ("en", "the Executive Director of the Programme", ["secretariat"]),
        ("en", "parties that are developed countries", ["states"]),
        ("en", "the Peatlands Facility", ["organisation"]),
        ("en", "the co-chairs of the negotiations", ["body"]),
        ("en", "the Secretariat, subject to the availability of resources,", ["secretariat"]),
        ("en", "the Government of Peru and the Government of Chile", ["states", "states"]),
        ("en", "States, the private sector and civil society", ["states", "private", "other"]),
        ("en", "Governments, in consultation with employers and trade unions, and donors", ["states", "donors"]),
        ("fr", "le Fonds pour les récifs coralliens et les commissions régionales", ["organisation", "body"]),
        ("fr", "les pays en développement parties à l’Accord", ["states"]),
        ("fr", "la Banque africaine de développement", ["organisation"]),
        ("es", "al Mecanismo de los Humedales y a las comisiones regionales", ["organisation", "body"]),
        ("es", "a la Presidencia del Comité y a los Estados parte", ["body", "states"]),
        ("ru", "Фонду коралловых рифов и региональным комиссиям", ["organisation", "body"]),
        ("ru", "правительство Чили, доноров и частный сектор", ["states", "donors", "private"]),
        ("ar", "صندوق الشعاب المرجانية واللجان الإقليمية", ["organisation", "body"]),
        ("ar", "الدول الأطراف والجهات المانحة", ["states", "donors"]),
        ("zh", "湿地基金和区域委员会", ["organisation", "body"]),
        ("zh", "会员国、捐助方和民间社会", ["states", "donors", "other"]),
    ],
)  # fmt: skip
def test_the_head_noun_tells_the_kind(language: Language, text: str, kinds: list[str]) -> None:
    assert [each.kind for each in addressees(text, language)] == kinds


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("en", "Bolivia (Plurinational State of) and the Islamic Republic of Iran", ["BOL", "IRN"]),
        ("fr", "la République démocratique du Congo et le Rwanda", ["COD", "RWA"]),
        ("es", "a los Estados Unidos de América y al Gobierno de México", ["USA", "MEX"]),
        ("ru", "Корейскую Народно-Демократическую Республику и Израиль", ["PRK", "ISR"]),
        ("ar", "جمهورية تنزانيا المتحدة وكينيا", ["TZA", "KEN"]),
        ("zh", "肯尼亚和秘鲁政府", ["KEN", "PER"]),
    ],
)
def test_states_are_known_by_their_names(language: Language, text: str, codes: list[str]) -> None:
    assert [each.key for each in addressees(text, language)] == codes


def test_who_is_governed_by_another_noun_is_not_asked() -> None:
    assert addressees("the strengthening of the role of the Committee", "en") == ()
    assert addressees("les efforts des États", "fr") == ()


def test_somebody_nobody_knows_is_kept_as_printed() -> None:
    (who,), deed = target(" the Lantern Keepers of the Old Harbour to light the pier", "en", somebody=True)
    assert (who.text, who.kind, who.key, deed) == ("Lantern Keepers of the Old Harbour", "other", "", "light the pier")
    assert target(" the lighting of the pier to guide ships", "en") == ((), "guide ships")


def test_those_that_are_late_are_told_from_the_others() -> None:
    (late,) = addressees("States that have not yet ratified the Protocol", "en")
    assert late.not_yet
    (punctual,) = addressees("States that have ratified the Protocol", "en")
    assert not punctual.not_yet


def test_russian_names_in_their_cases() -> None:
    assert set(cases("Кения")) == {"Кения", "Кении", "Кению", "Кенией"}
    assert {"Соединенных Штатов Америки", "Соединенным Штатам Америки"} <= set(cases("Соединенные Штаты Америки"))
    assert cases("Перу") == ("Перу",)


@pytest.mark.parametrize(
    ("source", "letters"),
    [
        ("as (?:may be )?appropriate", "appropriate"),
        ("a|b", ""),
        (r"\bwithin {2,3}days", "within"),
        ("colou?r bar", "r bar"),
        ("[abc]def(?=ghijk)", "def"),
        (r"\d{1,2} months?", " month"),
    ],
)
def test_what_an_expression_cannot_do_without(source: str, letters: str) -> None:
    assert needle(source).letters == letters

"""Folding, phrases, and what the paradigms of a language make of one verb."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.kernel.languages import Language
from entraide.mandates.domain.classify import classify
from entraide.mandates.domain.trie import Trie
from entraide.mandates.domain.vocabulary import vocabulary
from entraide.mandates.domain.words import fold, line, words

MIXED = st.text(alphabet=st.sampled_from("aAéÉßİ ёЁйأإىئﻻـًّ要請\u00a0\u200f\u00ad\t’ﬁ0,.؛"), max_size=40)


@given(MIXED)
def test_a_folded_line_remembers_where_each_letter_stood(text: str) -> None:
    folded = line(text)
    assert folded.form == "".join(" " if letter.isspace() else fold(letter) for letter in text)
    assert len(folded.places) == len(folded.form) + 1
    assert all(fold(text[place]) or text[place].isspace() for place in folded.places[:-1])


@given(MIXED)
def test_words_are_found_where_they_stand(text: str) -> None:
    assert all(word.form == fold(text[word.start : word.end]) for word in words(text))


def test_a_few_words_of_any_kind_may_stand_in_a_phrase_but_not_a_full_stop() -> None:
    phrases: Trie[str] = Trie()
    phrases.add("обращается … с просьбой", "request")
    found = phrases.at(words("обращается к Генеральному секретарю с просьбой"), 0)
    assert found is not None
    assert found.last == 6
    assert phrases.at(words("обращается к ним. Затем с просьбой"), 0) is None


def test_open_endings_and_slots() -> None:
    phrases: Trie[str] = Trie()
    phrases.add("государств* - член*", "states")
    phrases.add_slots([["with"], ["", "great", "very great"], ["concern"]], "manner")
    assert [found.values for found in phrases.all(words("государствам-членам with very great concern with concern"))] == [
        ("states",), ("manner",), ("manner",),
    ]  # fmt: skip
    assert phrases.at(words("with great"), 0) is None


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ar", ["يطلب", "تطلب", "طلب", "طلبت", "يطلبان", "وطلبا", "طلبوا", "أن يطلب", "يوصي", "أوصت", "أوصوا", "يدعون", "دعت"]),
        ("en", ["requests", "requested", "has also requested", "to request", "requesting", "were requested to", "urges"]),
        ("es", ["alienta", "alentó", "alentaron", "alentar", "que aliente", "que alentara", "ha también alentado", "pidió"]),
        ("fr", ["prie", "a notamment prié", "ont également invité", "prier", "priant", "est prié", "rappellent"]),
        ("ru", ["призывает", "призвала", "призвать", "просили", "предложили", "рекомендовал", "постановила", "согласились"]),
        ("zh", ["敦促", "请", "促请"]),
    ],
)  # fmt: skip
def test_the_paradigm_gives_the_forms_that_papers_use(language: Language, forms: list[str]) -> None:
    verbs = vocabulary(language).verbs
    for form in forms:
        said = words(form)
        found = verbs.at(said, 0)
        assert found is not None, form
        assert found.last == len(said), form


@pytest.mark.parametrize(
    ("language", "text", "lead"),
    [
        ("ar", "تعرب عن بالغ قلقها إزاء الحالة", "تعرب عن بالغ قلقها"),
        ("ar", "يلاحظ مع التقدير العمل المنجز", "يلاحظ مع التقدير"),
        ("ar", "تدعو إلى تعزيز التعاون", "تدعو"),
        ("en", "Expresses its deep concern at the delay", "Expresses its deep concern"),
        ("en", "Appeals to donors to give", "Appeals"),
        ("en", "Also notes with appreciation the report", "Also notes with appreciation"),
        ("es", "Expresa su profunda gratitud al país anfitrión", "Expresa su profunda gratitud"),
        ("es", "Toma nota con satisfacción del informe", "Toma nota con satisfacción"),
        ("fr", "Se déclare vivement préoccupée par la lenteur", "Se déclare vivement préoccupée"),
        ("fr", "Prend note avec intérêt du rapport", "Prend note avec intérêt"),
        ("ru", "выражает глубокую обеспокоенность задержкой", "выражает глубокую обеспокоенность"),
        ("zh", "表示深为关切拖延", "表示深为关切"),
        ("zh", "请联合国秘书处提供资料", "请"),
        ("zh", "又赞赏地注意到报告", "又赞赏地注意到"),
    ],
)
def test_the_lead_is_what_a_paper_prints_as_such(language: Language, text: str, lead: str) -> None:
    assert classify(text, language).lead == lead


@pytest.mark.parametrize(
    ("language", "text", "group"),
    [
        ("ar", "يحث الدول الأطراف على التعاون", "urge"),
        ("en", "CALLS ON ALL PARTIES TO COOPERATE;", "urge"),
        ("es", "SOLICITA A LA SECRETARÍA QUE INFORME", "request"),
        ("fr", "DÉCIDE de créer un groupe d’experts", "decide"),
        ("fr", "A également prié le Comité d’y veiller", "request"),
        ("ru", "НАСТОЯТЕЛЬНО ПРИЗЫВАЕТ ГОСУДАРСТВА", "urge"),
        ("ru", "Постановил учредить группу", "decide"),
    ],
)
def test_capitals_and_other_bodies_are_read_alike(language: Language, text: str, group: str) -> None:
    assert classify(text, language).group == group

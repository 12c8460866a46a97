"""Topics are found in every language, by its grammar's endings and glued particles; one false friend makes none."""

import pytest

from entraide.kernel.languages import LANGUAGES
from entraide.mandates.domain.topics import topic_name, topics, topics_of
from entraide.mandates.domain.vocabulary import table

SAID = {
    "en": "Asks the secretariat to train museum staff and to bring the directory of central authorities up to date.",
    "fr": "Prie le secrétariat d’organiser des formations pour les musées et de tenir à jour le répertoire des autorités centrales.",
    "es": "Pide a la secretaría que ofrezca capacitación a los museos y actualice el directorio de autoridades centrales.",
    "ru": "Просит секретариат провести обучение для музеев и обновить справочник центральных органов.",
    "ar": "يطلب إلى الأمانة تنظيم التدريب للمتاحف وتحديث دليل السلطات المركزية.",
    "zh": "请秘书处为博物馆举办培训，并更新中央机关名录。",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_sentence_has_its_topics_in_each_language(language):
    found = topics_of({language: SAID[language]})
    assert {"cultural-property", "training"} <= set(found)
    assert "central-authorities" in found or "directory" in found


def test_six_versions_agree():
    assert topics_of(SAID) == ("central-authorities", "directory", "cultural-property", "training")


def test_one_version_in_six_is_not_enough():
    others = {code: "…" for code in LANGUAGES if code != "fr"}
    assert topics_of({**others, "fr": "Les droits de l’homme"}) == ()
    assert topics_of({"fr": "Les droits de l’homme"}) == ("human-rights",)


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("en", "Member States should not delay extraditions.", "extradition"),
        ("en", "to combat money-laundering", "money-laundering"),
        ("fr", "le transfèrement des personnes condamnées", "transfer-of-persons"),
        ("es", "la trata de personas y sus causas", "trafficking-in-persons"),
        ("ru", "мерами против незаконного ввоза мигрантов", "smuggling-of-migrants"),
        ("ru", "об огнестрельном оружии", "firearms"),
        ("ar", "وللمساعدة القانونية المتبادلة", "mutual-legal-assistance"),
        ("ar", "بالأسلحة النارية", "firearms"),
        ("zh", "加强电子证据方面的工作", "electronic-evidence"),
    ],
)
def test_endings_and_particles(language, text, topic):
    assert topic in topics_of({language: text})


def test_a_longer_phrase_keeps_its_words():
    assert topics_of({"en": "victims of trafficking"}) == ("trafficking-in-persons",)


def test_nothing_is_about_nothing():
    assert topics_of({}) == topics_of({"en": "  "}) == topics_of({"de": "Schulung"}) == ()


def test_every_topic_speaks_six_languages():
    assert 30 <= len(topics()) == len(set(topics()))
    for code, row in table("topics").items():
        assert code == code.lower() and " " not in code
        assert set(row) == {"name", *LANGUAGES}, code
        assert set(row["name"]) == set(LANGUAGES), code
        assert all(row[language] for language in LANGUAGES), code
    assert topic_name("firearms", "zh") == "枪支"
    assert topic_name("one-of-their-own", "fr") == "one-of-their-own"

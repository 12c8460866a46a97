"""What one language leaves open, another decides; where none does, the doubt is shown."""

from __future__ import annotations

import pytest

from entraide.documents.domain.tree import Tree
from entraide.kernel.languages import Language
from entraide.kernel.problems import Refused
from entraide.mandates.domain.extract import extract
from entraide.mandates.domain.proposals import to_json
from entraide.mandates.domain.resolving import extract_aligned

from .papers import paper, paragraph

CHAPEAUX = {
    "ar": "إن الفريق العامل:", "en": "The Working Group:", "es": "El Grupo de Trabajo:", "fr": "Le Groupe de travail:",
    "ru": "Рабочая группа:", "zh": "工作组：",
}  # fmt: skip
ENCOURAGED = {
    "en": "Encouraged States parties to share forecasts;",
    "es": "Alentó a los Estados parte a que compartieran los pronósticos;",
    "ru": "Призвала государства-участники обмениваться прогнозами;",
    "zh": "鼓励缔约国分享预报；",
}
CALLED = {
    "en": "Called upon States parties to share forecasts;",
    "fr": "A engagé les États parties à partager leurs prévisions;",
}
HEADINGS = {
    "en": "Recommendations",
    "es": "Recomendaciones",
    "fr": "Recommandations",
    "ru": "Рекомендации",
    "zh": "建议",
}


def version(language: Language, *points: str) -> Tree:
    return paper(language, (HEADINGS[language], [paragraph("7", CHAPEAUX[language], *points)]))


@pytest.mark.parametrize("sure", ["en", "es", "zh"])
def test_a_russian_verb_is_decided_by_another_version(sure: Language) -> None:
    trees = {"ru": version("ru", ENCOURAGED["ru"]), sure: version(sure, ENCOURAGED[sure])}
    (alone,) = extract(trees["ru"])
    assert (alone.act, alone.acts_possible) == ("call", ("call", "encourage"))
    (decided,) = extract_aligned(trees, "ru")
    assert (decided.act, decided.strength, decided.acts_possible) == ("encourage", 2, ())
    assert decided.confidence > alone.confidence


def test_a_french_verb_is_decided_by_the_english_version() -> None:
    (alone,) = extract(version("fr", CALLED["fr"]))
    assert alone.acts_possible == ("encourage", "call")
    assert to_json(alone)["acts_possible"] == ["encourage", "call"]
    (decided,) = extract_aligned({"fr": version("fr", CALLED["fr"]), "en": version("en", CALLED["en"])}, "fr")
    assert (decided.act, decided.strength) == ("call", 3)


def test_a_version_that_is_counted_otherwise_is_not_asked() -> None:
    other = version("en", CALLED["en"], "Took note of the report.")
    (kept,) = extract_aligned({"fr": version("fr", CALLED["fr"]), "en": other}, "fr")
    assert kept.acts_possible == ("encourage", "call")


def test_what_another_version_says_beyond_the_possible_decides_nothing() -> None:
    other = version("en", "Requested States parties to share forecasts;")
    (kept,) = extract_aligned({"fr": version("fr", CALLED["fr"]), "en": other}, "fr")
    assert kept.acts_possible == ("encourage", "call")


def test_a_text_in_another_language_is_refused_by_name() -> None:
    english = "The Working Group requested the Secretariat to continue to collect information from all the States. " * 5
    with pytest.raises(Refused) as refused:
        extract(paper("fr", ("Recommandations", [paragraph("1", english)])))
    (problem,) = refused.value.problems
    assert (problem.code, problem.params["found"]) == ("MAN-040", "English")

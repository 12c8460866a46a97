"""One paper in several languages: what the words of one leave open, another decides."""

from __future__ import annotations

import pytest

from entraide.documents.domain.tree import Tree
from entraide.kernel.languages import Language
from entraide.mandates.domain.proposals import to_json
from entraide.mandates.domain.resolving import extract_aligned

from .papers import paper, paragraph

BODY: dict[Language, str] = {
    "ar": "المجلس", "en": "Council", "es": "Consejo", "fr": "Conseil", "ru": "Совет", "zh": "理事会",
}  # fmt: skip


def resolution(language: Language, *texts: str) -> Tree:
    paragraphs = [paragraph(str(number), text) for number, text in enumerate(texts, 1)]
    return paper(language, ("I", paragraphs), body=BODY[language])


ASKED = {
    "fr-demande": "Demande aux États Membres de protéger les zones humides ;",
    "fr-engage": "Engage les États Membres à protéger les zones humides ;",
    "fr-invite": "Invite les États Membres à protéger les zones humides ;",
    "ru-prizyvaet": "призывает государства-члены охранять водно-болотные угодья;",
    "ru-rekomenduet": "рекомендует государствам-членам охранять водно-болотные угодья;",
    "ar-yadu": "يدعو الدول الأعضاء إلى حماية الأراضي الرطبة؛",
    "en-call": "Calls upon Member States to protect wetlands;",
    "en-encourage": "Encourages Member States to protect wetlands;",
    "en-recommend": "Recommends that Member States protect wetlands;",
    "en-invite": "Invites Member States to protect wetlands;",
    "en-urge": "Urges Member States to protect wetlands;",
    "es-exhorta": "Exhorta a los Estados Miembros a que protejan los humedales;",
    "es-alienta": "Alienta a los Estados Miembros a que protejan los humedales;",
    "zh-encourage": "鼓励会员国保护湿地；",
    "zh-call": "促请会员国保护湿地；",
    "zh-invite": "邀请会员国保护湿地；",
    "zh-recommend": "建议会员国保护湿地；",
}


def tree(key: str) -> Tree:
    language: Language = key[:2]  # type: ignore[assignment]
    return resolution(language, ASKED[key])


@pytest.mark.parametrize(
    ("open_", "sure", "act", "strength"),
    [
        ("fr-demande", "en-call", "call", 3),
        ("fr-demande", "es-exhorta", "call", 3),
        ("fr-demande", "zh-call", "call", 3),
        ("fr-engage", "en-call", "call", 3),
        ("fr-engage", "en-encourage", "encourage", 2),
        ("fr-engage", "es-alienta", "encourage", 2),
        ("fr-invite", "en-call", "call", 3),
        ("fr-invite", "en-invite", "invite", 2),
        ("ru-prizyvaet", "en-call", "call", 3),
        ("ru-prizyvaet", "en-encourage", "encourage", 2),
        ("ru-prizyvaet", "zh-encourage", "encourage", 2),
        ("ru-prizyvaet", "es-alienta", "encourage", 2),
        ("ru-rekomenduet", "en-recommend", "recommend", 3),
        ("ru-rekomenduet", "en-encourage", "encourage", 2),
        ("ru-rekomenduet", "zh-recommend", "recommend", 3),
        ("ar-yadu", "en-call", "call", 3),
        ("ar-yadu", "zh-invite", "invite", 2),
        ("ar-yadu", "es-exhorta", "call", 3),
    ],
)
def test_a_version_that_is_sure_decides(open_: str, sure: str, act: str, strength: int) -> None:
    original, other = tree(open_), tree(sure)
    (alone,) = extract_aligned({original.language: original}, original.language)
    assert act in alone.acts_possible
    assert to_json(alone)["acts_possible"] == list(alone.acts_possible)
    (decided,) = extract_aligned({original.language: original, other.language: other}, original.language)
    assert (decided.act, decided.strength, decided.acts_possible) == (act, strength, ())
    assert decided.confidence > alone.confidence


def test_a_version_that_says_something_else_decides_nothing() -> None:
    original = tree("ru-rekomenduet")
    (found,) = extract_aligned({"ru": original, "en": tree("en-urge")}, "ru")
    assert set(found.acts_possible) == {"encourage", "recommend"}


def test_two_that_are_not_sure_do_not_decide_for_each_other() -> None:
    (found,) = extract_aligned({"ru": tree("ru-prizyvaet"), "fr": tree("fr-engage")}, "ru")
    assert found.acts_possible


def test_english_is_asked_before_chinese() -> None:
    trees: dict[Language, Tree] = {
        "ru": tree("ru-prizyvaet"), "zh": tree("zh-encourage"), "en": tree("en-call"),
    }  # fmt: skip
    (found,) = extract_aligned(trees, "ru")
    assert found.act == "call"


def test_a_version_with_other_paragraphs_is_not_asked() -> None:
    longer = resolution("en", ASKED["en-encourage"], ASKED["en-call"])
    (found,) = extract_aligned({"ru": tree("ru-prizyvaet"), "en": longer}, "ru")
    assert found.acts_possible


def test_what_is_sure_stays_as_it_is() -> None:
    (found,) = extract_aligned({"en": tree("en-urge"), "ru": tree("ru-prizyvaet")}, "en")
    assert (found.act, found.strength, found.acts_possible) == ("urge", 4, ())

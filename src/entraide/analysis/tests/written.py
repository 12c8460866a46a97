"""What five invented States wrote, cut into passages: the ground of the stories of coders and readers."""

from __future__ import annotations

import pytest

from entraide.analysis import actions
from entraide.analysis.domain.words.passages import CutPassage, Prepared
from entraide.analysis.domain.words.terms import concepts_in
from entraide.documents.domain.searching import index_words
from entraide.kernel.audience import Audience
from entraide.kernel.problems import Refused

SAID = [
    ("EGY", "good_practice", "ar", "public", "سجل وطني موحد للقطع الأثرية تتبادله الجمارك والشرطة."),
    ("EGY", "obstacles_detail", "ar", "state", "طلبات المساعدة القانونية المتبادلة تبقى دون رد من السلطة المركزية."),
    ("FRA", "good_practice", "fr", "public", "Un registre national des objets archéologiques partagé par la douane et la police."),
    ("FRA", "obstacles_detail", "fr", "members", "Les demandes d’entraide judiciaire restent sans réponse de l’autorité centrale."),
    ("PER", "good_practice", "es", "parties", "Una ventanilla única para las solicitudes de restitución."),
    ("TUR", "obstacles_detail", "en", "secretariat", "Mutual legal assistance requests stay unanswered, no trust in the central authority."),
    ("CHN", "good_practice", "zh", "aggregate", "海关与警方共用国家登记册。"),
]  # fmt: skip
REGIONS = {"EGY": "AFR", "FRA": "WEOG", "PER": "GRULAC", "TUR": "WEOG", "CHN": "APG"}


def invented() -> Prepared:
    """Passages of five invented replies in five languages, each with another audience."""
    submissions = {code: 1000 + at for at, code in enumerate(REGIONS)}
    passages = tuple(
        CutPassage(
            submissions[code], code, REGIONS[code], question, "14", f"/data/x/{question}", 0, 0, len(text), language,
            Audience(audience), text, index_words(text), tuple(one.concept for one in concepts_in(text, language)),
        )
        for code, question, language, audience, text in SAID
    )  # fmt: skip
    label = {"en": {"text": "Question", "status": "original"}}
    questions = tuple({"name": name, "number": "14", "label": label} for name in ("good_practice", "obstacles_detail"))
    return Prepared(questions, tuple(submissions.values()), passages)


def refused(code, function, *arguments):
    with pytest.raises(Refused) as refusal:
        function(*arguments)
    assert refusal.value.problems[0].code == code


def code_all(cast, words, of):
    """Both give every practice `inventory` and every obstacle `requests`."""
    for name in ("nadia", "viktor"):
        for entity, question, *_rest in SAID:
            theme = "practice.inventory" if question == "good_practice" else "obstacle.requests"
            actions.code(cast(name), words, of(entity, question), [theme])

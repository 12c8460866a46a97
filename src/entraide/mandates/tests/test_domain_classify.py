from __future__ import annotations

import gzip
import json

import pytest

from entraide.kernel.languages import LANGUAGES, Language
from entraide.mandates.domain.classify import classify

from .papers import shared


@pytest.mark.parametrize(
    ("language", "text", "lead", "act", "group"),
    [
        ("en", "Also strongly urges Member States to cooperate;", "Also strongly urges", "urge", "urge"),
        ("en", "12. Reiterates its request to the Secretariat", "Reiterates its request", "request", "request"),
        ("en", "Welcomes and encourages the efforts", "Welcomes and encourages", "encourage", "encourage"),
        ("fr", "Prie également instamment les États", "Prie également instamment", "urge", "urge"),
        ("fr", "Demande au Secrétaire général de", "Demande", "request", "request"),
        ("fr", "Demande aux États Membres de", "Demande", "call", "urge"),
        ("es", "Hace suyas las conclusiones", "Hace suyas", "approve", "decide"),
        ("ru", "настоятельно призывает также государства", "настоятельно призывает также", "urge", "urge"),
        ("ar", "تطلب إلى الأمين العام أن يقدم", "تطلب", "request", "request"),
        ("ar", "يطلب إلى الأمين العام أن يقدم", "يطلب", "request", "request"),
        ("ar", "تُشجِّـــع أيضًا الدول الأعضاء", "تُشجِّـــع أيضًا", "encourage", "encourage"),
        ("zh", "又敦促会员国", "又敦促", "urge", "urge"),
    ],
)
def test_the_opening_words_give_the_act(language: Language, text: str, lead: str, act: str, group: str) -> None:
    found = classify(text, language)
    assert (found.lead, found.act, found.group, found.action) == (lead, act, group, True)


def test_one_verb_for_two_acts_is_called_ambiguous() -> None:
    assert classify("призывает государства-члены сотрудничать", "ru").ambiguous
    assert not classify("постановляет продолжить рассмотрение", "ru").ambiguous


def test_a_record_asks_for_nothing() -> None:
    found = classify("Takes note with appreciation of the report", "en")
    assert (found.group, found.action) == ("record", False)


def test_a_paragraph_in_another_language_is_read_in_its_own() -> None:
    assert classify("Prie le Secrétariat de faire rapport", "ru").act == "request"


def test_an_unknown_opening_is_a_record_in_doubt() -> None:
    found = classify("Lorem ipsum dolor", "en")
    assert (found.lead, found.group, found.ambiguous) == ("", "record", True)
    assert classify("", "zh").group == "record"


@pytest.mark.parametrize("language", LANGUAGES)
def test_aligned_paragraphs_of_resolutions(language: Language) -> None:
    path = shared("data/mandates/paragraphs.dev.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    pairs = [(classify(row["text"][language], language), row["act"]) for row in rows]
    asked = sum(act != "record" for _found, act in pairs)
    right = sum(found.action and act != "record" for found, act in pairs)
    assert right / sum(found.action for found, _act in pairs) >= 0.98
    assert right / asked >= 0.98
    assert sum(found.group == act for found, act in pairs) / len(pairs) >= 0.93

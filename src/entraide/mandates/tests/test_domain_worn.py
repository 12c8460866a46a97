"""Bad input: worn, broken, endless, empty and foreign texts get an answer, never a crash."""

from __future__ import annotations

import random
import time

import pytest

from entraide.documents.domain.tree import Tree
from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import Refused
from entraide.mandates.domain.extract import LONGEST, extract
from entraide.mandates.domain.noise import mended

from .papers import paper, paragraph
from .test_domain_fixtures import cases

SAID = {
    "ar": "وطلبت اللجنة إلى الأمانة أن تنشر القائمة وأن تقدم تقريرا عن ذلك إلى اللجنة في دورتها المقبلة. ",
    "en": "The Committee requested the Secretariat to publish the list and to report on it at its next session. ",
    "es": "El Comité solicitó a la Secretaría que publicara la lista y que le informara en su próximo período de sesiones. ",
    "fr": "Le Comité a prié le Secrétariat de publier la liste et de lui faire rapport à sa prochaine session. ",
    "ru": "Комитет просил Секретариат опубликовать перечень и представить доклад об этом на следующей сессии. ",
    "zh": "委员会请秘书处公布该清单，并就此向委员会下届会议提交报告。",
}
SPOILT = (
    "", " ", "12345 67 890", "\u202e\u202d\u2066", "—", "();:,.", "à", "الـ", "请", "\ufeff\u200f", "a\x00b", "ﬁﬂ", "1l0O", "𝔄𝔅", "🙂",
    "の", "Комитет requested الأمانة 请", "(a) (b) (c)", "...", "«»", "’’’", "и", "و", "、、、", "第号决议", "- - -", "re-\n",
)  # fmt: skip


def told(language: Language, text: str) -> Tree:
    return paper(language, ("I", [paragraph("1", text)]), body="Committee")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", SPOILT)
def test_next_to_nothing_asks_nothing(language: Language, text: str) -> None:
    assert all(found.addressees == () for found in extract(told(language, text)) if language != "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_broken_words_do_not_break_the_reader(language: Language) -> None:
    chance = random.Random(17)
    for case in cases(language)[::2]:
        text = case["text"]
        for spoil in (dropped, doubled, swapped, shouted, cut):
            spoilt = spoil(text, chance)
            for found in extract(told(language, spoilt)):
                assert 0 <= found.span[0] < found.span[1] <= len(spoilt)
                assert 0 < found.confidence <= 1


def dropped(text: str, chance: random.Random) -> str:
    return "".join(letter for letter in text if chance.random() > 0.08)


def doubled(text: str, chance: random.Random) -> str:
    return "".join(letter * (1 + (chance.random() < 0.08)) for letter in text)


def swapped(text: str, chance: random.Random) -> str:
    parts = text.split()
    chance.shuffle(parts)
    return " ".join(parts)


def shouted(text: str, _chance: random.Random) -> str:
    return text.upper()


def cut(text: str, chance: random.Random) -> str:
    return text[chance.randrange(len(text)) :] + "\u202e" + text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paragraph_of_fifty_thousand_characters_is_read_in_a_second(language: Language) -> None:
    times = 50_000 // len(SAID[language])
    text = SAID[language] * times
    extract(told(language, SAID[language]))
    began = time.process_time()
    found = extract(told(language, text))
    # a loaded machine may be twice as slow as an idle one
    assert time.process_time() - began < 2
    assert len(found) == times


def test_an_endless_sentence_is_read_too() -> None:
    text = "The Committee requested the Secretariat " + "to publish the list, and requested States " * 1100
    began = time.process_time()
    assert extract(told("en", text[:50_000]))
    assert time.process_time() - began < 3


def test_longer_ones_are_refused_with_their_length() -> None:
    with pytest.raises(Refused) as refused:
        extract(told("en", SAID["en"] * (LONGEST // 50)))
    assert refused.value.problems[0].code == "MAN-005"


@pytest.mark.parametrize(
    ("said", "spoken"), [("en", "fr"), ("fr", "es"), ("ru", "zh"), ("ar", "en"), ("zh", "ru"), ("es", "ar")]
)
def test_a_text_in_another_language_than_said_is_refused(said: Language, spoken: Language) -> None:
    with pytest.raises(Refused) as refused:
        extract(told(said, SAID[spoken] * 20))
    assert [problem.code for problem in refused.value.problems] == ["MAN-040"]


@pytest.mark.parametrize("language", ["en", "es", "fr", "ru"])
def test_capitals_say_the_same(language: Language) -> None:
    (calm,), (loud,) = (extract(told(language, text)) for text in (SAID[language], SAID[language].upper()))
    assert (loud.act, [each.key for each in loud.addressees]) == (calm.act, [each.key for each in calm.addressees])
    assert loud.due
    assert calm.due
    assert (loud.due.kind, loud.due.value, loud.reporting) == (calm.due.kind, calm.due.value, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_bidi_controls_and_blanks_change_nothing(language: Language) -> None:
    text = SAID[language].strip()
    strewn = "\u202b" + text.replace(" ", " \u200f ") + "\u202c"
    (calm,), (odd,) = extract(told(language, text)), extract(told(language, strewn))
    assert (odd.act, [each.key for each in odd.addressees]) == (calm.act, [each.key for each in calm.addressees])


def test_a_worn_text_is_read_with_less_confidence_and_its_span_holds() -> None:
    text = "The Com-\nmittee  re- quested the Secretariat to ﬁnalize the  1ist."
    (worn,) = extract(told("en", text))
    (clean,) = extract(told("en", "The Committee requested the Secretariat to finalize the list."))
    assert text[slice(*worn.span)] == "re- quested"
    assert worn.deliverable == "finalize the 1ist"
    assert worn.confidence < clean.confidence


def test_accents_come_back_where_the_lexicon_is_sure() -> None:
    worn = "Le Comite a notamment prie le Secretariat de lui faire rapport a sa prochaine session, des que possible."
    assert mended(worn, "fr").text == (
        "Le Comité a notamment prié le Secrétariat de lui faire rapport à sa prochaine session, dès que possible."
    )
    clean = "The subcommittee re- elected its chair and sub- and interregional bodies."
    assert "sub- and" in mended(clean, "en").text


def test_a_paragraph_left_in_another_language_is_read_in_its_own() -> None:
    paragraphs = [paragraph(str(number), SAID["en"] * 4) for number in range(1, 4)]
    found = extract(paper("en", ("I", [*paragraphs, paragraph("4", SAID["ru"])]), body="Committee"))
    (foreign,) = (each for each in found if each.paragraph == "4")
    assert (foreign.act, [each.key for each in foreign.addressees]) == ("request", ["secretariat"])
    assert foreign.confidence < found[0].confidence

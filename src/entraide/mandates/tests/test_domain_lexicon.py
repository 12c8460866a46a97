from __future__ import annotations

import re
from typing import cast

import pytest

from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import Refused, catalogue
from entraide.mandates.domain import life
from entraide.mandates.domain.deadlines import due
from entraide.mandates.domain.qualifiers import references
from entraide.mandates.domain.trie import Trie
from entraide.mandates.domain.vocabulary import group_of, strength_of, table, vocabulary
from entraide.mandates.domain.words import fold, words

ACTS = set(table("acts"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_act_that_asks(language: Language) -> None:
    found = {row["act"] for row in table(language)["verbs"]}
    assert found == ACTS
    assert {row.get("in_reports", row["act"]) for row in table(language)["verbs"]} <= ACTS
    assert vocabulary(language).verbs.at(words(""), 0) is None


def test_every_entity_is_named_in_six_languages() -> None:
    assert [key for key, row in table("entities").items() if set(row) != {"kind", *LANGUAGES}] == []


def test_every_qualifier_is_known_in_six_languages() -> None:
    book = table("qualifiers")
    rows = [*book["hedges"].values(), book["reporting"], book["articles"]]
    assert all(set(row) == set(LANGUAGES) for row in rows)
    assert all(re.compile(source) for row in rows for sources in row.values() for source in sources)


def test_strengths_and_groups() -> None:
    assert (strength_of("decide"), strength_of("urge"), strength_of("note")) == (5, 4, 1)
    assert (group_of("authorize"), group_of("call"), group_of("invite")) == ("decide", "urge", "encourage")


def test_folding_meets_the_spellings_of_a_word() -> None:
    assert fold("أَهـــابَ") == fold("اهاب")
    assert fold("Re‑emphasizes") == "re-emphasizes"
    assert [word.form for word in words("l’ONUDC\u200f d’aider")] == ["l'", "onudc", "d'", "aider"]


def test_the_longest_phrase_wins_and_adverbs_may_stand_in_it() -> None:
    adverbs: Trie[str] = Trie()
    adverbs.add("as well", "adverb")
    phrases: Trie[str] = Trie(adverbs)
    phrases.add("takes", "short")
    phrases.add("takes ~ note", "long")
    found = phrases.at(words("takes as well note of"), 0)
    assert found is not None
    assert (found.values, found.last) == (("long",), 4)


@pytest.mark.parametrize(
    ("language", "text", "label", "of"),
    [
        ("en", "article 18, paragraph 13, of the Convention", "18", "13"),
        ("fr", "paragraphe 5 de l’article 31", "31", "5"),
        ("es", "párrafo 5 del artículo 31", "31", "5"),
        ("ru", "пункт 5 статьи 31", "31", "5"),
        ("ar", "الفقرة ٥ من المادة ٣١", "31", "5"),
        ("zh", "第三十一条第五款", "31", "5"),
    ],
)
def test_articles_are_found_with_their_paragraph(language: Language, text: str, label: str, of: str) -> None:
    (found,) = references(text, language)
    assert (found.kind, found.label, found.paragraph) == ("article", label, of)


def test_deadlines_are_kept_as_printed() -> None:
    for language, text, printed in (
        ("en", "to report to it at its eighth session", "at its eighth session"),
        ("fr", "de lui faire rapport à sa prochaine session", "à sa prochaine session"),
        ("ru", "не позднее 1 марта 2027 года", "не позднее 1 марта 2027 года"),
        ("ar", "قبل نهاية عام ٢٠٢٦", "قبل نهاية عام ٢٠٢٦"),
    ):
        found = due(text, cast(Language, language))
        assert found is not None
        assert found.text == printed
    assert due("to cooperate", "en") is None


def test_three_axes_of_life() -> None:
    assert life.LIFE.after("adopted", "endorse") == "endorsed"
    assert life.RESPONSE.after("accepted", "reopen") == "pending"
    assert life.IMPLEMENTATION.after("implemented", "reset") == "not_started"
    assert len(life.IMPLEMENTATION.states) == 7
    assert set(life.LIFE.states) == {"proposed", "adopted", "endorsed", "superseded", "elapsed", "retired"}
    assert set(life.RESPONSE.states) == {"pending", "accepted", "in_part", "noted", "not_accepted"}
    for axis, state, verb in (
        (life.LIFE, "proposed", "endorse"),
        (life.RESPONSE, "noted", "note"),
        (life.IMPLEMENTATION, "stagnant", "stall"),
    ):
        with pytest.raises(Refused) as refused:
            axis.after(state, verb)
        assert refused.value.problems[0].code == axis.code


def test_the_room_s_problems_speak_six_languages() -> None:
    own = [entry for code, entry in catalogue().items() if code.startswith("MAN-")]
    assert own
    assert all(set(entry.what) == set(entry.do) == set(LANGUAGES) for entry in own)

"""What States wrote, without a database: cutting, terms, proposals, agreement, likeness, counting."""

from __future__ import annotations

import re

import numpy as np
import pytest

from entraide.analysis.domain.disclosure import Rules
from entraide.analysis.domain.words import agreement
from entraide.analysis.domain.words.agreement import _masis, alpha, by_theme, disagreements, kappa, masi, overall
from entraide.analysis.domain.words.codebook import SIDES, codebook
from entraide.analysis.domain.words.counting import CodedPassage, count, counted
from entraide.analysis.domain.words.cutting import LONGEST, MOST, clean, cut, part_of
from entraide.analysis.domain.words.guarding import guarded
from entraide.analysis.domain.words.likeness import alike, weights
from entraide.analysis.domain.words.passages import prepare
from entraide.analysis.domain.words.proposing import confirmed, propose
from entraide.analysis.domain.words.terms import concepts_in, read_yaml, terms
from entraide.analysis.tests.invented_sentences import SENTENCES, measured
from entraide.analysis.tests.invented_words import words_form, words_made
from entraide.kernel.languages import LANGUAGES


def pieces(text, language):
    return [text[one.start : one.end] for one in cut(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        (
            "en",
            "Dealers keep a register of sales. The police may read it at any time, cf. art. 12 of the law. It works.",
            2,
        ),
        (
            "fr",
            "Un registre des ventes est tenu par les marchands. Les douanes le consultent-elles ? Oui, chaque jour ouvrable de l’année.",
            3,
        ),
        ("es", "Hay una ventanilla única para las solicitudes; los plazos se redujeron a la mitad en 2.5 años.", 2),
        (
            "ru",
            "Таможня и музеи проводят совместные учения, см. п. 3 ст. 12 закона. Это помогает распознавать предметы.",
            2,
        ),
        (
            "ar",
            "هل تتبادل الجمارك والشرطة المعلومات عن القطع؟ نعم، من خلال سجل وطني موحد؛ وقد سهل ذلك التعرف على القطع.",
            3,
        ),
        ("zh", "海关与博物馆共用一个图像数据库；缩短了鉴定所需的时间。警方每天都可以查询该数据库。", 3),
    ],
)
def test_an_answer_is_cut_by_the_stops_of_its_language(language, text, count):
    found = pieces(text, language)
    assert len(found) == count, found
    assert "".join(found).replace(" ", "") == text.replace(" ", "")


def test_points_of_a_list_are_passages_and_their_bullets_are_not_text():
    text = "• Training of customs officers and police\r\n- An inventory of museum collections\n\n   \n* ...\n"
    assert pieces(text, "en") == ["Training of customs officers and police", "An inventory of museum collections"]


@pytest.mark.parametrize("text", ["", " \n\t ", "…", "-\n-\n", "\x00\x00"])
def test_an_answer_without_words_has_no_passage(text):
    assert cut(clean(text), "en") == ()


def test_a_passage_of_a_hundred_thousand_signs_is_cut_by_length_and_loses_nothing():
    for text, language in (("слово " * 20_000, "ru"), ("字" * 100_000, "zh"), ("a\n" * 50_000, "en")):
        found = cut(text, language)
        assert all(one.end - one.start <= LONGEST for one in found)
        assert len(found) <= max(MOST, len(text) // (LONGEST // 2) + 1)
        kept = "".join(text[one.start : one.end] for one in found)
        assert len(re.sub(r"\s", "", kept)) == len(re.sub(r"\s", "", text))


def test_the_list_of_terms_and_the_codebook_are_whole_in_six_languages():
    table, book = read_yaml("terms.yml"), codebook()
    assert len(table["concepts"]) >= 400
    assert all(len(row) == 6 and all(row) for row in table["concepts"].values())
    assert len([one for one in book.themes.values() if one.depth]) >= 40
    for theme in book.themes.values():
        assert theme.side in SIDES
        assert not theme.depth or theme.parent in book.themes
        for text in (theme.label, theme.definition):
            assert set(text.versions) == set(LANGUAGES), theme.code
        assert all(concept in table["concepts"] for when in theme.when for concept in when)
    assert terms().version


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Inventories of museums were digitized and customs officers trained."),
        ("fr", "Les inventaires des musées sont numérisés et les douaniers ont reçu une formation."),
        ("es", "Se digitalizaron los inventarios de los museos y se impartió capacitación a las aduanas."),
        ("ru", "Проведена инвентаризация музеев и обучение сотрудников таможни."),
        ("ar", "تم جرد المتاحف وتنظيم تدريب لموظفي الجمارك."),
        ("zh", "对博物馆进行了盘点造册，并对海关人员开展培训。"),
    ],
)
def test_the_same_is_found_in_six_languages(language, text):
    found = {one.concept for one in concepts_in(text, language)}
    assert {"inventory", "museum", "training", "customs"} <= found, found
    for one in concepts_in(text, language):
        assert 0 <= one.start < one.end <= len(text)


def test_what_is_proposed_says_why_and_keeps_to_what_was_asked():
    book = codebook()
    said = {one.concept for one in concepts_in("Training of customs officers on inventories is needed.", "en")}
    practice = propose(said, "good_practice", book)
    need = propose(said, "needs_detail", book)
    assert {"practice.training", "practice.inventory"} <= {one.theme for one in practice}
    assert {one.theme.split(".")[0] for one in need} == {"need"}
    assert "training" in next(one.because for one in need if one.theme == "need.training")
    assert {one.theme.split(".")[0] for one in propose(said, "comments", book)} == {"need"}
    assert propose(set(), "good_practice", book) == ()


def test_proposals_find_most_of_what_a_coder_would_give_in_sentences_nobody_tuned_them_on():
    assert {theme for row in SENTENCES for theme in row[3]} <= set(codebook().themes)
    expected, proposed, both = measured(SENTENCES[1::2])
    assert both / expected > 0.75
    assert both / proposed > 0.7


def test_asked_for_obstacles_it_is_enough_to_name_one():
    said = {one.concept for one in concepts_in("Le budget alloué à la garde des sites.", "fr")}
    offered = {one.theme: one for one in propose(said, "obstacles_detail", codebook())}
    assert offered["obstacle.resources"].because == ("funding",)
    assert offered["obstacle.resources"].rules == ("funding+lack",)
    assert propose({"budget"}, "obstacles_detail", codebook()) == ()


def test_a_theme_that_was_proposed_is_told_from_one_that_was_not():
    proposals = propose({"inventory", "museum", "photograph"}, "good_practice", codebook())
    found = confirmed(["practice.inventory", "practice.law"], proposals)
    assert found == {"practice.inventory": ["inventory"]}
    digital = next(one for one in proposals if one.theme == "practice.inventory.digital")
    assert digital.rules == ("inventory+photograph", "museum+photograph")


def test_a_part_of_a_passage_is_found_in_one_piece():
    text = "Dealers keep a register  of sales, and the police read it."
    assert part_of(text, "a register of sales") == (13, 33)
    assert part_of(text, "[…] a register of sales […]") == (13, 33)
    assert part_of(text, "") == part_of(text, text) == (0, 0)
    assert part_of(text, "a register, and the police") is None
    assert part_of("سجل وطني موحد للقطع", "وطني موحد") == (4, 13)


# Published worked examples


def units(*coders):
    return list(zip(*[[None if value == "." else value for value in row.split()] for row in coders], strict=True))


def test_cohen_s_kappa_of_tables_worked_out_in_print():
    assert kappa(20, 5, 10, 15).value == 0.4
    assert kappa(45, 15, 25, 15).value == pytest.approx(0.130, abs=0.0005)
    assert kappa(25, 35, 5, 35).value == pytest.approx(0.259, abs=0.0005)
    same = kappa(10, 0, 0, 10)
    assert (same.value, same.low, same.high, same.n) == (1.0, 1.0, 1.0, 20)


def test_kappa_is_not_defined_where_nothing_varies():
    assert kappa(0, 0, 0, 12).reading == "undefined"
    assert kappa(0, 0, 0, 0).n == 0


def test_krippendorff_s_alpha_of_his_own_examples():
    two = units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
    assert alpha(two).value == pytest.approx(0.095, abs=0.001)
    four = units(
        "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."
    )
    found = alpha(four)
    assert found.value == pytest.approx(0.743, abs=0.001)
    assert found.n == 11
    three = units(". . . . . 3 4 1 2 1 1 3 3 . 3", "1 . 2 1 3 3 4 3 . . . . . . .", ". . 2 1 3 4 4 . 2 1 1 3 3 . 4")
    assert alpha(three).value == pytest.approx(0.691, abs=0.001)


def test_intervals_hold_the_value_and_are_the_same_twice():
    first, second = kappa(20, 5, 10, 15), kappa(20, 5, 10, 15)
    assert first == second
    assert first.low < first.value < first.high


def test_sets_of_themes_that_overlap_disagree_less():
    one, part, crossing, other = frozenset("ab"), frozenset("a"), frozenset("ac"), frozenset("cd")
    distances = [masi(one, one), masi(one, part), masi(one, crossing), masi(one, other)]
    assert distances == [0.0, pytest.approx(2 / 3), pytest.approx(8 / 9), 1.0]
    assert distances == sorted(distances)
    sets = [(), ("a",), ("a", "b"), ("a", "c"), ("c", "d")]
    assert _masis(sets) == pytest.approx(np.array([[masi(left, right) for right in sets] for left in sets]))
    close = {1: {1: one, 2: part}, 2: {1: other, 2: other}, 3: {1: one, 2: one}}
    far = {1: {1: one, 2: other}, 2: {1: other, 2: one}, 3: {1: one, 2: one}}
    assert overall(close).value > overall(far).value


def test_theme_by_theme_only_shared_passages_count():
    codings = {
        1: {7: frozenset({"practice.law"}), 8: frozenset({"practice.law"})},
        2: {7: frozenset(), 8: frozenset({"practice.law"})},
        3: {7: frozenset(), 8: frozenset()},
        4: {7: frozenset({"practice.law"})},
    }
    (row,) = by_theme(codings, tuple(codebook().themes))
    assert row.given == {7: 1, 8: 2}
    assert row.pairs[7, 8].value == pytest.approx(0.4)
    assert row.alpha.n == 3
    assert disagreements(codings) == (2,)
    assert disagreements(codings, {2}) == ()
    assert by_theme({}, ()) == () and overall({}).value is None
    assert agreement.Agreement(0.7, 0.1, 0.9, 3).reading == "tentative"


# Likeness and counting


def test_passages_in_two_languages_that_name_the_same_are_near():
    said = {
        1: ("en", "Requests for mutual legal assistance remain unanswered because the central authority is not known."),
        2: ("fr", "Les demandes d’entraide judiciaire restent sans réponse car l’autorité centrale est inconnue."),
        3: ("es", "Se organizó una exposición en el museo."),
        4: ("zh", "由于不清楚中央机关，司法协助请求未获答复。"),
    }
    concepts = {key: {one.concept for one in concepts_in(text, code)} for key, (code, text) in said.items()}
    counts: dict[str, int] = {}
    for each in concepts.values():
        for concept in each:
            counts[concept] = counts.get(concept, 0) + 1
    near = alike(concepts[1], [(key, concepts[key]) for key in (2, 3, 4)], weights(counts, 4))
    assert [one.passage for one in near][:2] in ([2, 4], [4, 2])
    assert 3 not in {one.passage for one in near}
    assert "mutual_legal_assistance" in near[0].shared
    assert alike((), [(2, concepts[2])], weights(counts, 4)) == ()


def coded(passage, entity, seen=True, themes=("practice.inventory.digital",), region="africa"):
    return CodedPassage(passage, passage, entity, region, seen, frozenset(themes))


def test_a_theme_counts_once_for_a_respondent_and_for_all_above_it():
    rows = [coded(1, "EGY"), coded(2, "EGY"), coded(3, "KEN")]
    found = {one.theme: one for one in count(rows, {"EGY": "africa", "KEN": "africa", "FRA": "weog"}, codebook())}
    for theme in ("practice", "practice.inventory", "practice.inventory.digital"):
        assert (found[theme].said.value, found[theme].said.base) == (2, 3)
        assert found[theme].passages == 3
    assert found["practice"].groups["weog"].value == 0
    assert found["practice"].groups["weog"].base == 1


def guarded_counts(rows, answered):
    rows = tuple(rows)
    return {one.theme: one for one in guarded(count(rows, answered, codebook()), rows, codebook(), Rules())}


def test_a_count_that_would_tell_who_wrote_it_is_held_in_a_paper():
    answered = dict.fromkeys(("EGY", "KEN", "MAR", "TUN"), "africa")
    few = guarded_counts([coded(1, "EGY", False), coded(2, "KEN")], answered)
    assert {one.said.held for one in few.values()} == {"few"}
    assert all(not one.passages and not one.said.value and not one.said.submissions for one in few.values())
    many = guarded_counts([coded(at, code, False) for at, code in enumerate(("EGY", "KEN", "MAR"))], answered)
    assert many["practice"].said.value == 3
    assert many["practice"].said.submissions == ()
    seen = guarded_counts([coded(1, "EGY"), coded(2, "KEN")], answered)
    assert {one.said.held for one in seen.values()} == {""}


def test_what_is_held_in_one_group_cannot_be_had_by_subtraction():
    answered = {"EGY": "africa", "FRA": "weog", "ITA": "weog", "DEU": "weog", "ESP": "weog", "PER": "grulac"}
    rows = [coded(1, "EGY", False)]
    rows += [coded(at, code, False, region="weog") for at, code in enumerate(("FRA", "ITA", "DEU"), 2)]
    first = guarded_counts(rows, answered)["practice"]
    held = {group: figure.held for group, figure in first.groups.items()}
    assert held["africa"] == "few"
    assert first.said.held or sum(bool(reason) for reason in held.values()) > 1


def test_a_theme_and_the_one_above_it_do_not_tell_the_one_between():
    answered = dict.fromkeys(("EGY", "KEN", "MAR", "TUN"), "africa")
    rows = [coded(at, code, False) for at, code in enumerate(("EGY", "KEN", "MAR"))]
    rows.append(coded(9, "TUN", False, ("practice.inventory",)))
    found = guarded_counts(rows, answered)
    assert found["practice.inventory"].said.held or found["practice.inventory.digital"].said.held


def test_what_counts_is_what_was_agreed_upon_else_what_all_gave():
    law, both = frozenset({"practice.law"}), frozenset({"practice.law", "practice.units"})
    assert counted(None, [law, both]) == law
    assert counted(both, [law, law]) == both
    assert counted(None, []) == frozenset()


def test_the_passages_of_a_set_keep_audience_language_and_place():
    made, form = words_made(), words_form()
    found = prepare(made, form)
    assert {one.language for one in found.passages} == set(LANGUAGES)
    by_entity = {one.entity: one for one in found.passages if one.question == "obstacles_detail"}
    assert by_entity["TUR"].audience == "secretariat"
    assert by_entity["JOR"].audience == "public"
    for one in found.passages:
        answer = next(row.value for row in made.answers if (row.submission, row.path) == (one.submission, one.path))
        assert answer[one.begins : one.ends] == one.text
    assert prepare(_with_replies(made, ()), form).passages == ()
    single = prepare(_with_replies(made, made.replies[:1]), form)
    assert {one.entity for one in single.passages} <= {made.replies[0].entity}


def _with_replies(made, replies):
    return type(made)(**{**{name: getattr(made, name) for name in made.__annotations__}, "replies": tuple(replies)})

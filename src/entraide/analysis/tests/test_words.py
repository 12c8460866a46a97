"""Nadia and Viktor code what States wrote, each without seeing the other; others read as far as the answers may go."""

from __future__ import annotations

import re

import pytest
from django.db import DatabaseError, transaction

from entraide.analysis import actions, queries
from entraide.analysis.domain.words.passages import Prepared, audience_of
from entraide.analysis.models import Coding, FrozenSet, Passage, PassageSet, Quotation
from entraide.analysis.queries import codings
from entraide.analysis.tests.invented_words import words_form, words_made
from entraide.analysis.tests.written import SAID, code_all, invented, refused
from entraide.collection.tests.conftest import seen
from entraide.foundation.audit.models import Entry
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.kernel.audience import Audience


def test_a_set_in_which_nobody_wrote_is_not_cut(cast, frozen_set):
    refused("ANA-506", actions.cut_passages, cast("nadia"), frozen_set.pk, Prepared((), (1,), ()))
    assert seen(cast("nadia"), queries.prepared, frozen_set.pk).submissions


def test_cut_twice_it_is_the_same_set(cast, words):
    assert actions.cut_passages(cast("viktor"), words, invented()).frozen_set_id == words
    with acting_as(SYSTEM):
        assert Passage.objects.count() == len(SAID)
        assert PassageSet.objects.count() == 1


def test_a_later_set_finds_the_passages_of_the_same_replies_coded(cast, words, of):
    actions.code(cast("nadia"), words, of("EGY", "good_practice"), ["practice.inventory"])
    with acting_as(cast("nadia")):
        first = FrozenSet.objects.get(pk=words)
        later = FrozenSet.objects.create(
            round_id=first.round_id, number=2, content_hash="f" * 64, file_id=first.file_id, frozen_at=first.frozen_at,
            counts=first.counts,
        )  # fmt: skip
    actions.cut_passages(cast("nadia"), later.pk, invented())
    with acting_as(SYSTEM):
        assert Passage.objects.count() == len(SAID)
    assert seen(cast("nadia"), queries.themes, later.pk).coded == 1


def test_nadia_is_blind_to_viktor_until_she_has_coded(cast, words, of):
    nadia, viktor, passage = cast("nadia"), cast("viktor"), of("EGY", "good_practice")
    actions.code(viktor, words, passage, ["practice.inventory", "practice.coordination"])
    row = seen(nadia, queries.passage, words, passage)
    assert seen(nadia, queries.said_of, row) == ()
    actions.code(nadia, words, passage, ["practice.inventory"])
    assert [(one.name, one.themes) for one in seen(nadia, queries.said_of, row)] == [
        ("Nadia", ("practice.inventory",)), ("Viktor", ("practice.inventory", "practice.coordination")),
    ]  # fmt: skip
    table = seen(nadia, queries.agreement_of, words)
    assert [one.id for one in table.disputed] == [passage]
    assert {row.theme for row in table.rows} == {"practice.inventory", "practice.coordination"}


def test_a_coding_is_taken_back_by_another_row(cast, words, of):
    nadia, passage = cast("nadia"), of("FRA", "good_practice")
    refused("ANA-505", actions.uncode, nadia, words, passage)
    actions.code(nadia, words, passage, ["practice.inventory"])
    whole = seen(nadia, queries.passage_set, words)
    assert seen(nadia, queries.progress, whole).own == 1
    actions.uncode(nadia, words, passage)
    assert seen(nadia, queries.progress, whole).own == 0
    with acting_as(SYSTEM):
        assert [row.deed for row in Coding.objects.all()] == ["coded", "undone"]
    lines = seen(nadia, queries.coding_lines, words)
    assert [(one.deed, one.stands) for one in lines] == [("coded", False), ("undone", False)]


def test_the_next_passage_is_one_that_this_coder_has_not_coded(cast, words, of):
    nadia = cast("nadia")
    whole = seen(nadia, queries.passage_set, words)
    order = []
    while number := seen(nadia, queries.next_passage, whole):
        order.append(number)
        actions.code(nadia, words, number, [])
    assert sorted(order) == order
    assert len(order) == len(SAID)
    assert seen(cast("viktor"), queries.next_passage, whole, 0, "obstacles_detail", "fr") == of(
        "FRA", "obstacles_detail"
    )


def test_what_is_agreed_upon_counts_and_can_be_taken_back(cast, words, of):
    nadia, viktor, passage = cast("nadia"), cast("viktor"), of("FRA", "good_practice")
    actions.code(nadia, words, passage, ["practice.inventory"])
    refused("ANA-508", actions.agree, nadia, words, passage, ["practice.inventory"])
    actions.code(viktor, words, passage, ["practice.coordination"])

    def said():
        return {one.theme for one in seen(nadia, queries.themes, words).counts}

    assert said() == set()
    actions.agree(nadia, words, passage, ["practice.inventory"])
    assert said() == {"practice", "practice.inventory"}
    assert seen(nadia, queries.agreement_of, words).disputed == ()
    actions.disagree(viktor, words, passage)
    assert said() == set()


@pytest.mark.parametrize("themes", [["practice.nothing"], ["practice"], ["x\x00"], [f"need.{at}" for at in range(40)]])
def test_only_themes_of_the_codebook_are_given(cast, words, of, themes):
    refused("ANA-502", actions.code, cast("nadia"), words, of("EGY", "good_practice"), themes)


def test_counts_stand_beside_n_and_open_to_their_passages(cast, words, of):
    code_all(cast, words, of)
    found = seen(cast("nadia"), queries.themes, words)
    counts = {one.theme: one for one in found.counts}
    assert (counts["practice.inventory"].said.value, counts["practice.inventory"].said.base) == (4, 5)
    assert counts["obstacle.requests"].groups["WEOG"].value == 2
    rows, number = seen(cast("nadia"), queries.passages_of_theme, words, "obstacle.requests", "WEOG")
    assert number == 2
    assert {row.entity for row in rows} == {"FRA", "TUR"}
    results = seen(cast("nadia"), queries.theme_results, words)
    assert results["themes"].figure("obstacle.requests").value == 3
    assert results["themes.entity"].figure("obstacle.requests", "TUR").value == 1
    assert results["themes.group"].figure("obstacle.requests", "GRULAC").value == 0
    assert seen(cast("nadia"), queries.agreement_of, words).overall.value == 1.0


def test_a_coding_keeps_which_of_its_themes_were_proposed(cast, as_, words, of):
    nadia, viktor, passage = cast("nadia"), cast("viktor"), of("FRA", "good_practice")
    proposed = {one.theme: list(one.rules) for one in queries.proposals(seen(nadia, queries.passage, words, passage))}
    assert "practice.inventory" in proposed
    row = actions.code(nadia, words, passage, ["practice.inventory", "practice.law"])
    assert row.proposed == {"practice.inventory": proposed["practice.inventory"]}
    actions.code(viktor, words, passage, ["practice.law"])
    agreed = actions.agree(viktor, words, passage, ["practice.inventory"])
    assert agreed.proposed == {}
    table = seen(nadia, queries.agreement_of, words)
    assert table.proposed == {"practice.inventory": {nadia.person_id: 1}}
    assert "1 as proposed" in as_("nadia").get(f"/analysis/sets/{words}/passages/agreement/").content.decode()
    csv = as_("nadia").get(f"/analysis/sets/{words}/passages/codings.csv").content.decode()
    assert "proposed_by" in csv and "practice.inventory=" in csv
    actions.uncode(nadia, words, passage)
    assert seen(nadia, lambda _actor, one: queries.live_codings(one), seen(nadia, queries.passage_set, words)).proposed == {}


def test_what_stands_is_the_same_read_row_by_row_or_at_once(cast, words, of):
    whole = seen(cast("nadia"), queries.passage_set, words)
    for at, (entity, question, *_rest) in enumerate(SAID):
        actions.code(cast("nadia"), words, of(entity, question), ["practice.law"] if at % 2 else [])
        seen(cast("nadia"), lambda _actor, one: queries.live_codings(one), whole)
    actions.code(cast("nadia"), words, of("EGY", "good_practice"), ["practice.inventory"])
    actions.uncode(cast("nadia"), words, of("FRA", "good_practice"))
    step_by_step = seen(cast("nadia"), lambda _actor, one: queries.live_codings(one), whole)
    codings._live.clear()
    at_once = seen(cast("nadia"), lambda _actor, one: queries.live_codings(one), whole)
    for one in (step_by_step, at_once):
        assert len(one.said) == len(SAID) - 1
    assert (step_by_step.said, step_by_step.edition) == (at_once.said, at_once.edition)


def test_a_part_of_a_passage_is_quoted_and_cleared_anew(cast, as_, words, of):
    nadia, viktor, passage = cast("nadia"), cast("viktor"), of("FRA", "good_practice")
    actions.choose_quotation(nadia, words, passage)
    actions.clear_quotation(viktor, words, passage)
    assert len(seen(nadia, queries.printable_quotations, words, Audience.PUBLIC)) == 1
    actions.cut_quotation(nadia, words, passage, "registre national des objets archéologiques")
    (row,) = seen(nadia, queries.quotations, words)
    assert (row.text, row.state) == ("[…] registre national des objets archéologiques […]", "chosen")
    assert seen(nadia, queries.printable_quotations, words, Audience.PUBLIC) == ()
    refused("ANA-509", actions.cut_quotation, nadia, words, passage, "registre de la police")
    address = f"/analysis/sets/{words}/passages/{passage}/"
    assert as_("nadia").post(f"{address}quotation/", {"deed": "cut", "words": "Un registre national"}).status_code == 302
    for status in ("machine", "official", "original", "courtesy"):
        as_("nadia").post(
            f"{address}quotation/", {"deed": "translate", "language": "en", "text": "A national register", "status": status}
        )
        assert seen(nadia, queries.quotations, words)[0].translations.statuses["en"] == status
    actions.clear_quotation(viktor, words, passage)
    assert "Un registre national […]" in as_("jo").get(address).content.decode()
    actions.cut_quotation(nadia, words, passage, "")
    assert "[…]" not in seen(nadia, queries.quotations, words)[0].text


def test_a_quotation_is_cleared_by_a_second_person_and_again_after_each_change(cast, words, of):
    nadia, viktor, passage = cast("nadia"), cast("viktor"), of("FRA", "good_practice")
    actions.choose_quotation(nadia, words, passage)
    actions.translate_quotation(nadia, words, passage, "en", "A national register shared by customs and police.")
    refused("ANA-507", actions.translate_quotation, nadia, words, passage, "fr", "x")
    refused("ANA-507", actions.translate_quotation, nadia, words, passage, "en", "x" * 6001)
    refused("ANA-504", actions.clear_quotation, nadia, words, passage)
    assert seen(cast("jo"), queries.quotations, words) == ()
    actions.clear_quotation(viktor, words, passage)
    (row,) = seen(cast("jo"), queries.quotations, words)
    assert (row.entity, row.language, row.reference, row.audience) == ("FRA", "fr", "14, 1", "public")
    assert row.translations.statuses["en"] == "courtesy"
    assert row.shown.statuses["fr"] == "original"
    actions.translate_quotation(nadia, words, passage, "en", "")
    assert seen(cast("jo"), queries.quotations, words) == ()
    assert seen(cast("nadia"), queries.quotations, words)[0].state == "chosen"
    actions.withdraw_quotation(nadia, words, passage)
    assert actions.choose_quotation(viktor, words, passage).state == "chosen"


def test_words_for_the_secretariat_or_for_totals_are_never_quoted(cast, words, of):
    for passage in (of("TUR", "obstacles_detail"), of("CHN", "good_practice")):
        refused("ANA-503", actions.choose_quotation, cast("nadia"), words, passage)
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(cast("nadia")):
        Quotation.objects.create(
            passage_id=of("CHN", "good_practice"), entity="CHN", audience="aggregate", chosen_by=1, chosen_at="2026-01-01T00:00Z"
        )  # fmt: skip


def test_a_quotation_goes_no_further_than_its_passage(cast, words, of):
    passage = of("EGY", "obstacles_detail")
    actions.choose_quotation(cast("nadia"), words, passage)
    actions.clear_quotation(cast("viktor"), words, passage)
    for name, number in (("samira", 1), ("luc", 0), ("grace", 0), ("jo", 0), ("viktor", 1)):
        assert len(seen(cast(name), queries.quotations, words)) == number
        with acting_as(cast(name)):
            assert Quotation.objects.count() == number


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("registre", {"FRA"}), ("regist*", {"FRA"}), ("السجل", {"EGY"}), ("海关", {"CHN"}), ("solicitudes", {"PER"}),
        ('"mutual legal assistance"', {"TUR"}), ("entraide -réponse", set()), ("' OR 1=1 --", set()), ("\x00", None),
    ],
)  # fmt: skip
def test_words_are_found_in_six_languages(cast, words, text, entities):
    whole = seen(cast("nadia"), queries.passage_set, words)
    found = seen(cast("nadia"), queries.search_passages, whole, text)
    if entities is not None:
        assert {hit.passage.entity for hit in found.hits} == entities
        assert all(any(bit.found for bit in hit.bits) for hit in found.hits)


def test_a_search_suggests_the_same_in_other_languages_and_tells_nothing_hidden(cast, words):
    whole = seen(cast("nadia"), queries.passage_set, words)
    found = seen(cast("nadia"), queries.search_passages, whole, "mutual legal assistance")
    assert {one.passage.entity for one in found.like} == {"EGY", "FRA"}
    mine = seen(cast("luc"), queries.passage_set, words)
    hidden = seen(cast("luc"), queries.search_passages, mine, "mutual legal assistance")
    assert hidden.count == 0
    assert {one.passage.entity for one in hidden.like} == {"FRA"}


def test_filters_narrow_a_search(cast, words, of):
    code_all(cast, words, of)
    nadia = cast("nadia")
    whole = seen(nadia, queries.passage_set, words)

    def entities(**filters):
        found = seen(nadia, queries.search_passages, whole, "", queries.PassageFilters(**filters))
        return {hit.passage.entity for hit in found.hits}

    assert entities(theme="obstacle.requests") == {"EGY", "FRA", "TUR"}
    assert entities(language="es") == {"PER"}
    assert entities(entity="EGY", question="good_practice") == {"EGY"}


def test_passages_that_may_say_the_same_are_of_others_and_readable(cast, words, of):
    nadia, luc = cast("nadia"), cast("luc")
    row = seen(nadia, queries.passage, words, of("FRA", "obstacles_detail"))
    found = seen(nadia, queries.like, seen(nadia, queries.passage_set, words), row)
    assert {one.passage.entity for one in found} == {"EGY", "TUR"}
    assert all("mutual_legal_assistance" in one.shared for one in found)
    assert seen(luc, queries.like, seen(luc, queries.passage_set, words), row) == ()


def test_the_ledger_names_what_was_done_and_no_words(cast, words, of):
    actions.code(cast("nadia"), words, of("EGY", "obstacles_detail"), ["obstacle.requests"])
    with acting_as(SYSTEM):
        last = Entry.objects.order_by("-id").first()
    assert last.verb == "analysis.passage.coded"
    assert set(last.detail) == {"passage", "themes"}


# Pages


def test_two_coders_walk_through_the_pages(cast, as_, words, of):
    base = f"/analysis/sets/{words}/passages/"
    nadia, viktor = as_("nadia"), as_("viktor")
    assert "Code the next passage" in nadia.get(base).content.decode()
    passage = of("EGY", "good_practice")
    page = nadia.get(f"{base}{passage}/code/").content.decode()
    assert 'lang="ar" dir="rtl"' in page
    assert "National register" not in page or "Proposed" in page
    done = nadia.post(f"{base}{passage}/code/", {"theme": ["practice.inventory"]})
    assert done.status_code == 302 and f"last={passage}" in done.url
    assert nadia.get(done.url).status_code == 200
    assert "Nadia" not in viktor.get(f"{base}{passage}/").content.decode().split("<main")[1]
    viktor.post(f"{base}{passage}/code/", {"theme": ["practice.coordination"]})
    table = viktor.get(f"{base}agreement/").content.decode()
    assert "Nadia" in table and "to be talked over" in table
    both = viktor.get(f"{base}{passage}/").content.decode()
    assert "Write down what the coders agreed upon" in both
    viktor.post(f"{base}{passage}/agree/", {"theme": ["practice.inventory"]})
    themes = nadia.get(f"{base}themes/").content.decode()
    assert "1 of 5" in themes
    assert nadia.get(f"{base}themes/practice.inventory/?group=AFR").status_code == 200
    nadia.post(f"{base}{passage}/quotation/", {"deed": "choose"})
    nadia.post(f"{base}{passage}/quotation/", {"deed": "translate", "language": "en", "text": "A <b>register</b>"})
    viktor.post(f"{base}{passage}/quotation/", {"deed": "clear"})
    jo = as_("jo").get(f"{base}{passage}/").content.decode()
    assert "A &lt;b&gt;register&lt;/b&gt;" in jo
    assert "What coders said" not in jo
    assert "Cleared" in as_("jo").get(f"{base}quotations/").content.decode()
    csv = nadia.get(f"{base}codings.csv").content.decode()
    assert "Nadia" in csv and "practice.inventory" in csv
    undone = nadia.post(f"{base}{passage}/code/", {"undo": "1"})
    assert undone.status_code == 302


def test_search_page_marks_what_is_found(as_, words):
    page = as_("nadia").get(f"/analysis/sets/{words}/passages/search/?q=registre").content.decode()
    assert "<mark>registre</mark>" in page
    like = as_("nadia").get(f"/analysis/sets/{words}/passages/search/?q=entraide+judiciaire").content.decode()
    assert "May say the same" in like
    assert as_("jo").get(f"/analysis/sets/{words}/passages/search/?q=%00").status_code == 400
    for query in ("", "?page=999999", "?theme=x&language=xx&state=%27", "?q=" + "a" * 5000):
        assert as_("jo").get(f"/analysis/sets/{words}/passages/search/{query}").status_code == 200


@pytest.mark.parametrize("name", ["samira", "luc", "grace", "jo"])
def test_strangers_find_no_page_of_coders(as_, words, of, name):
    base, passage = f"/analysis/sets/{words}/passages/", of("TUR", "obstacles_detail")
    browser = as_(name)
    for page in ("agreement/", "codings.csv", f"{passage}/", f"{passage}/code/", f"{of('EGY', 'good_practice')}/code/"):
        assert browser.get(base + page).status_code == 404
    for page in ("", "themes/", "codebook/", "search/?q=trust", "themes/obstacle.requests/"):
        shown = browser.get(base + page, follow=True)
        assert shown.status_code == 200
        assert "no trust in" not in shown.content.decode()
    for page in (f"{passage}/agree/", f"{passage}/quotation/", f"{passage}/code/"):
        assert browser.post(base + page, {"deed": "choose"}).status_code in (404, 422)


def test_before_it_is_cut_only_the_secretariat_finds_the_door(as_, frozen_set):
    base = f"/analysis/sets/{frozen_set.pk}/passages/"
    assert "Cut the answers" in as_("nadia").get(base).content.decode()
    for name in ("samira", "jo"):
        assert as_(name).get(base).status_code == 404
        assert as_(name).post(f"{base}cut/").status_code == 404
    assert as_("nadia").post(f"{base}cut/").status_code in (302, 422)


def test_the_audience_of_an_answer_is_its_own_else_the_question_s():
    made, form = words_made(), words_form()
    question = next(one for one in form.questions() if one.name == "obstacles_detail")
    answers = [row for row in made.answers if row.question == question.path]
    assert {audience_of(row, question) for row in answers} == {Audience.MEMBERS, Audience.SECRETARIAT, Audience.PUBLIC}
    assert re.match(r"/data/", question.path)

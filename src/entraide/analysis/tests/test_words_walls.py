"""Passages, counts and pages of what States wrote: who may read how far, and what no subtraction gives back."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from entraide.analysis import actions, queries
from entraide.analysis.models import Coding, Passage, PassageSet, Quotation
from entraide.analysis.tests.written import SAID, code_all, invented, refused
from entraide.collection.tests.conftest import seen
from entraide.foundation.db.context import acting_as
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere

MAY_READ = {
    "samira": {"EGY good_practice", "EGY obstacles_detail", "FRA good_practice", "FRA obstacles_detail", "PER good_practice"},
    "luc": {"EGY good_practice", "FRA good_practice", "FRA obstacles_detail", "PER good_practice"},
    "grace": {"EGY good_practice", "FRA good_practice", "FRA obstacles_detail", "PER good_practice"},
    "jo": {"EGY good_practice", "FRA good_practice"},
    "nadia": {f"{row[0]} {row[1]}" for row in SAID},
}  # fmt: skip


@pytest.mark.parametrize("name", MAY_READ)
def test_passages_go_as_far_as_their_answers(cast, words, of, name):
    actor = cast(name)
    with acting_as(actor):
        in_sql = {f"{row.entity} {row.question}" for row in Passage.objects.all()}
    assert in_sql == MAY_READ[name]
    for entity, question, *_rest in SAID:
        if f"{entity} {question}" in MAY_READ[name]:
            assert seen(actor, queries.passage, words, of(entity, question)).entity == entity
        else:
            with pytest.raises(NotHere):
                seen(actor, queries.passage, words, of(entity, question))


@pytest.mark.parametrize("name", ["samira", "luc", "grace", "jo"])
def test_strangers_neither_write_nor_see_what_coders_said(cast, words, of, name):
    passage = of("EGY", "good_practice")
    actions.code(cast("nadia"), words, passage, ["practice.inventory"])
    actions.choose_quotation(cast("nadia"), words, passage)
    actor = cast(name)
    refused("ANA-501", actions.cut_passages, actor, words, invented())
    refused("ANA-501", actions.code, actor, words, passage, [])
    refused("ANA-501", actions.uncode, actor, words, passage)
    refused("ANA-501", actions.agree, actor, words, passage, [])
    refused("ANA-501", actions.choose_quotation, actor, words, passage)
    for deed in (actions.clear_quotation, actions.withdraw_quotation):
        with pytest.raises(NotHere):
            deed(actor, words, passage)
    with pytest.raises(NotHere):
        seen(actor, queries.agreement_of, words)
    with pytest.raises(NotHere):
        seen(actor, queries.coding_lines, words)
    with acting_as(actor):
        assert not Coding.objects.exists()
        assert not Quotation.objects.exists()
    for table, columns in (
        (
            "analysis_coding",
            "(passage_id, hand, coder, themes, deed, codebook, at) VALUES (%s, 1, 1, '{}', 'coded', '', now())",
        ),
        (
            "analysis_quotation",
            "(passage_id, entity, audience, translations, state, chosen_by, chosen_at) VALUES (%s, 'EGY', 'public', '{}', 'chosen', 1, now())",
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), acting_as(actor), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table} {columns}", [passage])
    row = seen(actor, queries.passage, words, passage)
    assert seen(actor, queries.said_of, row) == ()


def test_nobody_codes_in_another_s_name_and_no_row_changes(cast, words, of):
    passage = of("EGY", "good_practice")
    viktor = cast("viktor")
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(cast("nadia")):
        Coding.objects.create(
            passage_id=passage, hand=viktor.person_id, coder=viktor.person_id, codebook="", at="2026-01-01T00:00Z"
        )
    row = actions.code(viktor, words, passage, ["practice.law"])
    with acting_as(viktor):
        assert Coding.objects.filter(pk=row.pk).update(themes=[]) == 0
        assert Passage.objects.filter(pk=passage).update(text="x") == 0
        assert (
            Passage.objects.filter(pk=passage).delete()[0] == 0
            if not Coding.objects.filter(passage=passage).exists()
            else True
        )


PAGES = ("", "themes/", "themes/practice.inventory/", "search/", "search/?q=registre", "codebook/", "quotations/")


def nothing_of_it(cast, as_, words, name, passage):
    """Neither in the database nor by address nor by a query does this person find that the set has words."""
    with acting_as(cast(name)):
        assert not PassageSet.objects.exists()
    for query, *more in (
        (queries.passage_set,), (queries.themes,), (queries.theme_results,), (queries.quotations,),
        (queries.passage, passage), (queries.passages_of_theme, "practice.inventory"), (queries.quotation_of, passage),
    ):  # fmt: skip
        with pytest.raises(NotHere):
            seen(cast(name), query, words, *more)
    for page in (*PAGES, f"{passage}/"):
        assert as_(name).get(f"/analysis/sets/{words}/passages/{page}").status_code == 404, page


@pytest.mark.parametrize("name", ["samira", "luc", "grace", "jo"])
def test_words_of_a_set_that_was_not_opened_are_nobody_s(cast, as_, words, of, name):
    """Every one of them may read a passage of it."""
    passage = of("EGY", "good_practice")
    actions.shut_set(cast("nadia"), words)
    nothing_of_it(cast, as_, words, name, passage)
    assert as_("nadia").get(f"/analysis/sets/{words}/passages/themes/").status_code == 200


def test_an_opening_to_states_leaves_strangers_outside(cast, as_, words, of):
    actions.open_set(cast("nadia"), words, Audience.MEMBERS)
    nothing_of_it(cast, as_, words, "jo", of("EGY", "good_practice"))
    for page in PAGES:
        assert as_("luc").get(f"/analysis/sets/{words}/passages/{page}", follow=True).status_code == 200


def test_readers_count_what_they_may_read_and_nothing_behind_it(cast, words, of):
    code_all(cast, words, of)
    expected = {"samira": (3, 3, 2), "luc": (3, 3, 1), "jo": (2, 2, 0), "nadia": (5, 4, 3)}
    for name, (answered, practices, obstacles) in expected.items():
        found = seen(cast(name), queries.themes, words)
        counts = {one.theme: one for one in found.counts}
        assert len(found.answered) == answered, name
        assert counts["practice.inventory"].said.value == practices
        assert counts["practice.inventory"].said.base == answered
        assert ("obstacle" in counts) == bool(obstacles)
        for one in found.counts:
            assert not one.said.held
            readable, number = seen(cast(name), queries.passages_of_theme, words, one.theme)
            assert number == len(readable) == one.passages
            assert one.said.value == len({row.entity for row in readable})
    rows, number = seen(cast("luc"), queries.passages_of_theme, words, "obstacle.requests")
    assert (number, [row.entity for row in rows]) == (1, ["FRA"])
    assert seen(cast("luc"), queries.themes, words).passages == len(MAY_READ["luc"])


def test_results_are_for_the_reader_s_reach_or_for_the_paper_s(cast, words, of):
    code_all(cast, words, of)
    for name, audience, obstacles in (
        ("nadia", Audience.SECRETARIAT, 3), ("samira", Audience.PARTIES, 1), ("jo", Audience.PUBLIC, 0),
    ):  # fmt: skip
        results = seen(cast(name), queries.theme_results, words)
        assert {one.audience for one in results.values()} == {audience}
        assert sum(row.figure.value for row in results["themes"].rows if row.under == ("obstacle.requests",)) == obstacles
    paper = seen(cast("nadia"), queries.theme_results, words, Audience.PUBLIC)
    assert {one.audience for one in paper.values()} == {Audience.PUBLIC}
    assert paper["themes"].figure("practice.inventory").held
    assert {row.under[1] for row in paper["themes.entity"].rows} == {"EGY", "FRA"}
    assert seen(cast("jo"), queries.theme_results, words, Audience.SECRETARIAT)["themes"].audience is Audience.PUBLIC

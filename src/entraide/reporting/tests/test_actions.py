"""Nadia composes, writes and issues; what she issued becomes evidence; Pilar, Jo and Grace see no draft."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from entraide.documents import queries as documents
from entraide.foundation.db.context import acting_as
from entraide.foundation.files.store import access_file
from entraide.foundation.jobs.door import run_waiting
from entraide.kernel.actor import ANONYMOUS, SYSTEM, Actor, Role
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import NotHere, Refused
from entraide.reporting import actions, queries
from entraide.reporting.models import Counted, LivingFigure, Report, ReportFile

from .conftest import PAPER, SYMBOL

FRANCE = Actor(98, "F", frozenset({Role.FOCAL_POINT}), "FRA", party=True)
OBSERVER = Actor(99, "O", frozenset({Role.OBSERVER}))


def seen(actor, query, *args):
    with acting_as(actor):
        return query(actor, *args)


def codes(refusal) -> list[str]:
    return [problem.code for problem in refusal.value.problems]


def test_a_draft_stands_in_six_languages_with_its_figures(cast, draft):
    row = seen(cast("nadia"), queries.report, draft.pk)
    assert (row.state, row.invented, row.languages) == ("draft", True, LANGUAGES)
    tree = seen(cast("nadia"), queries.tree, draft.pk, "fr")
    assert "23 c), 23 d)" in tree.sections[0].paragraphs[0].text
    assert tree.masthead.banner
    with acting_as(cast("nadia")):
        stored = {figure.key: figure for figure in LivingFigure.objects.filter(report=draft)}
    assert (stored["coverage.replied"].value, stored["coverage.replied"].params["base"]) == ("3", 4)
    assert (stored["needs.none"].value, stored["needs.none"].replies) == ("3", 3)
    assert stored["offences.2021.missing.confidential"].value == "1"


def test_words_kept_for_the_secretariat_stay_out(cast, draft):
    for language in LANGUAGES:
        assert "Kept for the secretariat" not in str(draft.trees[language])
        assert "Un registre des ventes" in str(draft.trees[language])


def test_the_symbol_is_asked_for_and_taken_once(cast, draft, frozen_set):
    for symbol, code in (("  ", "REP-002"), (SYMBOL, "REP-003"), (PAPER, "REP-003"), ("X" * 81, "REP-006")):
        with pytest.raises(Refused) as refusal:
            actions.compose(cast("nadia"), frozen_set.pk, symbol=symbol)
        assert codes(refusal) == [code]


def test_files_are_written_in_the_background_and_seen_as_they_come(cast, draft):
    assert actions.write_files(cast("nadia"), draft, languages=["ar"], formats=["pdf"]) == 1
    assert seen(cast("nadia"), queries.report, draft.pk).written == 1
    actions.ask_for_files(cast("nadia"), draft)
    run_waiting()
    files = seen(cast("nadia"), queries.files, draft.pk)
    assert len(files) == 24
    with pytest.raises(NotHere):
        seen(cast("jo"), access_file, files["ar", "pdf"])


def test_a_draft_composed_again_loses_its_files(cast, draft):
    actions.write_files(cast("nadia"), draft, languages=["en"])
    actions.recompose(cast("nadia"), draft)
    assert seen(cast("nadia"), queries.report, draft.pk).written == 0


def test_issuing_opens_the_files_and_leaves_evidence(cast, issued, paragraphs):
    row = seen(cast("jo"), queries.report, issued.pk)
    assert (row.state, row.complete) == ("issued", True)
    files = seen(cast("jo"), queries.files, issued.pk)
    assert seen(cast("jo"), access_file, files["zh", "docx"]).content[:2] == b"PK"
    akn = seen(cast("jo"), access_file, files["en", "akn"]).content.decode()
    assert f"/reports/{issued.pk}/figures/coverage.replied" in akn
    rows = seen(cast("jo"), documents.paragraphs_of, row.document)
    assert rows[0].text.missing() == ()
    with acting_as(SYSTEM):
        evidence = apps.get_model("mandates", "Evidence").objects.filter(mandate__paragraph_id__in=paragraphs)
        assert {one.document_id for one in evidence} == {row.document}
        assert set(evidence[0].text) == set(LANGUAGES)
        assert len(evidence) == 2


def test_an_issued_report_never_changes(cast, issued):
    for attempt in (actions.issue, actions.recompose, actions.write_files, actions.ask_for_files):
        with pytest.raises(Refused) as refusal:
            attempt(cast("nadia"), issued)
        assert codes(refusal) == ["REP-004"]


def test_viktor_finds_the_figure_that_was_tampered_with(cast, cleared):
    assert seen(cast("viktor"), queries.differences, cleared.pk) == ()
    with acting_as(SYSTEM):
        LivingFigure.objects.filter(report=cleared, key="needs.none").update(value="4")
    (found,) = seen(cast("viktor"), queries.differences, cleared.pk)
    assert (found.key, found.of, found.stood, found.now) == ("needs.none", "value", "4", "3")
    with pytest.raises(Refused) as refusal:
        actions.issue(cast("viktor"), cleared)
    assert codes(refusal) == ["REP-005"]


def test_a_figure_names_its_replies_to_those_it_may(cast, issued):
    shown = seen(cast("jo"), queries.figure, issued.pk, "coverage.replied")
    assert [row.entity for row in shown.counted] == ["EGY", "FRA", "ITA"]
    assert (shown.value, shown.base, shown.share) == (3, 4, 75)
    hidden = seen(cast("jo"), queries.figure, issued.pk, "group_involved.no")
    assert (hidden.replies, hidden.counted) == (3, None)
    assert seen(cast("nadia"), queries.figure, issued.pk, "group_involved.no").counted is not None
    with pytest.raises(NotHere):
        seen(cast("jo"), queries.figure, issued.pk, "no.such.figure")


def test_two_states_whose_figures_stay_with_them_are_not_added_up(cast, issued):
    """France's 41 would be the sum of 2021, as Egypt's 0 adds nothing."""
    for language in LANGUAGES:
        printed = str(seen(cast("jo"), queries.tree, issued.pk, language))
        assert "offences.2021.reporters" in printed
        assert "offences.2021.total" not in printed
        assert "offences.2021.largest" not in printed
    with pytest.raises(NotHere):
        seen(cast("jo"), queries.figure, issued.pk, "offences.2021.total")


@pytest.mark.parametrize("actor", [ANONYMOUS, FRANCE, OBSERVER], ids=["public", "another State", "observer"])
def test_a_stranger_reads_by_sql_only_whose_replies_are_public(issued, actor):
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM reporting_livingfigure")
        columns = {column.name for column in cursor.description}
        assert "submissions" not in columns
        assert cursor.fetchall()
        cursor.execute("SELECT f.key FROM reporting_counted c JOIN reporting_livingfigure f ON f.id = c.figure_id")
        named = {key for (key,) in cursor.fetchall()}
        cursor.execute("SELECT DISTINCT audience FROM reporting_counted")
        assert cursor.fetchall() == [("public",)]
        cursor.execute("UPDATE reporting_counted SET audience = 'public'")
        assert cursor.rowcount == 0
        cursor.execute(
            "SELECT count(*) FROM reporting_livingfigure WHERE key LIKE '%%.largest' OR key LIKE 'offences.2021.total'"
        )
        assert cursor.fetchone() == (0,)
    assert "coverage.replied" in named
    assert "group_involved.no" not in named


@pytest.mark.parametrize("name", ["jo", "pilar", "samira", "grace"])
def test_nobody_else_composes_or_sees_a_draft(cast, draft, frozen_set, name):
    actor = cast(name)
    for query, more in ((queries.report, ()), (queries.tree, ("en",)), (queries.files, ()), (queries.differences, ())):
        with pytest.raises(NotHere):
            seen(actor, query, draft.pk, *more)
    assert seen(actor, queries.reports) == ()
    with acting_as(actor):
        assert not Report.objects.exists()
        assert not LivingFigure.objects.exists()
        assert not Counted.objects.exists()
        assert not ReportFile.objects.exists()
    with pytest.raises(Refused) as refusal:
        actions.compose(actor, frozen_set.pk, symbol="X")
    assert codes(refusal) == ["REP-001"]
    with pytest.raises(NotHere):
        actions.issue(actor, draft)

"""Linking and judging: what a person said outlives a new linking and a correction; rows are only ever added."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from entraide.analysis import actions, queries
from entraide.analysis.models import CaseCluster, CaseLink, CaseLinkEvidence, Judgement, LinkRun
from entraide.analysis.tests.test_cases_reports import SEIZURE, THEFT
from entraide.collection.tests.conftest import seen
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import run_waiting
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import NotHere, Refused


def linked(person):
    run = actions.ask_linking(person)
    run_waiting()
    with acting_as(SYSTEM):
        run.refresh_from_db()
    return run


@pytest.fixture
def pair(cast):
    theft = actions.report_case(cast("samira"), "EGY", THEFT)
    return theft, actions.report_case(cast("luc"), "FRA", SEIZURE)


def test_a_linking_says_reports_and_distinct_cases_with_the_model(cast, pair):
    run = linked(cast("nadia"))
    assert (run.state, run.reports, run.clusters) == ("done", 2, 1)
    assert run.low <= 1 <= run.high
    assert run.model.startswith("linkage-")
    (link,) = seen(cast("nadia"), queries.links_of, pair[0].pk)
    assert {line.field for line in link.evidence} >= {"type", "origin", "destination", "citation"}
    with acting_as(cast("nadia")):
        counts = queries.case_counts(cast("nadia"))
    assert (counts.reports, counts.cases) == (2, 1)


def test_a_judgement_binds_the_next_linking_and_outlives_a_correction(cast, pair):
    nadia = cast("nadia")
    linked(nadia)
    actions.judge(nadia, pair[0].pk, pair[1].pk, "not_same", "another crack")
    actions.correct_case(cast("samira"), pair[0].pk, {**THEFT, "n_objects": "3"})
    run = linked(nadia)
    assert (run.clusters, run.judged) == (2, 1)
    with acting_as(nadia):
        said = Judgement.objects.get()
    actions.take_back(nadia, said.pk, "looked again")
    assert linked(nadia).clusters == 1
    with pytest.raises(Refused) as refusal:
        actions.take_back(nadia, said.pk)
    assert refusal.value.problems[0].code == "ANA-435"


def test_judgements_are_signed_and_only_ever_added(cast, pair):
    made = actions.judge(cast("viktor"), pair[0].pk, pair[1].pk, "unsure")
    assert (made.name, made.role) == ("Viktor", "director")
    with acting_as(cast("viktor")):
        assert Judgement.objects.update(verdict="same") == 0
    for sql in ("UPDATE analysis_judgement SET verdict = 'same'", "DELETE FROM analysis_judgement"):
        with acting_as(SYSTEM), connection.cursor() as cursor:
            cursor.execute(sql)
            assert cursor.rowcount == 0
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("TRUNCATE analysis_judgement")


def test_one_reporter_twice_in_one_role_takes_a_reason(cast, pair):
    again = actions.report_case(cast("samira"), "EGY", THEFT)
    with pytest.raises(Refused) as refusal:
        actions.judge(cast("nadia"), pair[0].pk, again.pk, "same")
    assert refusal.value.problems[0].code == "ANA-437"
    actions.judge(cast("nadia"), pair[0].pk, again.pk, "same", "sent twice")


@pytest.mark.parametrize("name", ["samira", "pilar", "grace", "jo"])
def test_others_neither_link_nor_judge(cast, pair, name):
    for deed in (lambda who: actions.ask_linking(who), lambda who: actions.judge(who, pair[0].pk, pair[1].pk, "same")):
        with pytest.raises((Refused, NotHere)):
            deed(cast(name))


# name, sees the pair, its evidence, both rows of the case, the run
WALLS = [("samira", 1, 0, 1, 0), ("luc", 1, 1, 1, 0), ("pilar", 0, 0, 0, 0), ("grace", 0, 0, 0, 0), ("tarek", 0, 0, 0, 0), ("jo", 0, 0, 0, 0)]


@pytest.mark.parametrize(("name", "links", "evidence", "members", "runs"), WALLS)
def test_the_tables_show_no_more_than_the_narrowest_report(cast, pair, name, links, evidence, members, runs):
    linked(cast("nadia"))
    with acting_as(cast(name)):
        assert CaseLink.objects.count() == links
        assert CaseLinkEvidence.objects.count() == evidence
        assert CaseCluster.objects.count() == members
        assert LinkRun.objects.count() == runs


def test_a_statement_is_kept_beside_and_decides_nothing(cast, pair):
    linked(cast("nadia"))
    with acting_as(SYSTEM):
        link = CaseLink.objects.get()
    said = actions.state(cast("samira"), link.pk, "not_same", "ours was found")
    assert said.entity == "EGY"
    assert linked(cast("nadia")).clusters == 1
    with acting_as(cast("luc")):
        assert not Judgement.objects.exists()
    with pytest.raises(NotHere):
        actions.state(cast("pilar"), link.pk, "same")


def test_the_frozen_set_takes_the_reports_of_its_round(cast, round):
    nadia = cast("nadia")
    theft = actions.report_case(nadia, "EGY", THEFT, round=round.pk)
    seizure = actions.report_case(nadia, "FRA", SEIZURE, round=round.pk)
    actions.report_case(nadia, "PER", THEFT)
    linked(nadia)
    actions.judge(nadia, theft.pk, seizure.pk, "same")
    found = seen(nadia, queries.case_tables_to_freeze, round.pk)
    assert [(row["record"], row["reporter"], row["event_year"], row["origin"]) for row in found.cases] == [
        (theft.pk, "EGY", 2021, "EGY"), (seizure.pk, "FRA", 2021, "EGY"),
    ]  # fmt: skip
    assert found.cases[0]["currency"] == "EGP"
    assert found.cases[0]["cluster"] == found.cases[1]["cluster"]
    assert [row["judged"] for row in found.links] == ["same"]
    with pytest.raises(NotHere):
        seen(cast("samira"), queries.case_tables_to_freeze, round.pk)

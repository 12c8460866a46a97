"""Linking and judging: what a person said outlives a new linking and a correction; rows are only ever added."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from entraide.analysis import actions, queries
from entraide.analysis.casework.shelf import Shelf
from entraide.analysis.domain import sets
from entraide.analysis.models import CaseCluster, CaseLink, CaseLinkEvidence, Judgement, LinkRun
from entraide.analysis.tests.test_cases_reports import SEIZURE, THEFT
from entraide.collection.tests.conftest import seen
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import run_waiting
from entraide.kernel import clock
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
WALLS = [
    ("samira", 1, 0, 1, 0),
    ("luc", 1, 1, 1, 0),
    ("pilar", 0, 0, 0, 0),
    ("grace", 0, 0, 0, 0),
    ("tarek", 0, 0, 0, 0),
    ("jo", 0, 0, 0, 0),
]


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


def laid(nadia, round):
    """A theft and a seizure of the round, linked and judged to be one case; another theft outside the round."""
    theft = actions.report_case(nadia, "EGY", THEFT, round=round)
    seizure = actions.report_case(nadia, "FRA", SEIZURE, round=round)
    actions.report_case(nadia, "PER", THEFT)
    linked(nadia)
    return theft, seizure, actions.judge(nadia, theft.pk, seizure.pk, "same")


def test_the_frozen_set_takes_the_reports_of_its_round(cast, round):
    nadia = cast("nadia")
    theft, seizure, _said = laid(nadia, round.pk)
    with acting_as(nadia):
        cases, links = queries.case_tables_to_freeze(nadia, round.pk, clock.now())
    rows = cases.to_pylist()
    assert [(row["record"], row["reporter"], row["event_year"], row["origin"]) for row in rows] == [
        (theft.pk, "EGY", 2021, "EGY"), (seizure.pk, "FRA", 2021, "EGY"),
    ]  # fmt: skip
    assert rows[0]["currency"] == "EGP"
    assert rows[0]["cluster"] == rows[1]["cluster"]
    assert [row["judged"] for row in links.to_pylist()] == ["same"]
    with pytest.raises(NotHere):
        queries.case_tables_to_freeze(cast("samira"), round.pk, clock.now())


def test_what_happens_to_reports_later_changes_no_set(cast, frozen_set):
    """Frozen with its clusters, links and the word of the linkage; then withdrawn, corrected, taken back, linked again."""
    nadia = cast("nadia")
    theft, seizure, said = laid(nadia, frozen_set.round_id)
    kept = actions.freeze_late(nadia, frozen_set.round_id)
    with acting_as(nadia):
        made = actions.gather(nadia, frozen_set.round_id, number=kept.number, until=kept.frozen_at)
    assert made.content_hash() == kept.content_hash
    assert {row["cluster"] for row in made.tables["cases"].to_pylist()} == {1}
    assert made.tables["links"].column("judged").to_pylist() == ["same"]
    told = sets.facts_of(made.manifest)["linkage"]
    assert told["model"].startswith("linkage-")
    assert (told["reports"], told["clusters"]) == ("3", "2")
    actions.take_back(nadia, said.pk)
    actions.correct_case(nadia, theft.pk, {**THEFT, "n_objects": "3"})
    actions.withdraw_case(nadia, seizure.pk, "sent in error")
    linked(nadia)
    assert seen(nadia, actions.rebuild, kept.pk).equal
    assert seen(nadia, actions.rebuild, kept.pk).content_hash == kept.content_hash


def test_a_linking_whose_process_died_blocks_the_next_for_an_hour_at_most(cast, pair):
    nadia = cast("nadia")
    died = actions.ask_linking(nadia)
    with pytest.raises(Refused) as refusal:
        actions.ask_linking(nadia)
    assert refusal.value.problems[0].code == "ANA-436"
    _asked_long_ago(died)
    assert [(run.state, run.refused) for run in seen(nadia, queries.runs)] == [("failed", "overdue")]
    assert actions.ask_linking(nadia).pk != died.pk
    with acting_as(SYSTEM):
        died.refresh_from_db()
    assert (died.state, died.refused) == ("failed", "overdue")


def test_the_daily_sweep_gives_up_what_takes_too_long(cast, pair):
    died = actions.ask_linking(cast("nadia"))
    _asked_long_ago(died)
    assert actions.give_up_linkings(SYSTEM) == 1
    run_waiting()
    with acting_as(SYSTEM):
        died.refresh_from_db()
    assert died.state == "failed"


def _asked_long_ago(run):
    with acting_as(SYSTEM):
        LinkRun.objects.filter(pk=run.pk).update(asked_at=clock.now() - timedelta(hours=2))


def test_twins_know_what_came_after_the_linking_and_nothing_withdrawn(cast, pair):
    """The shelf begins from the file of the linking; another process adds what came since."""
    linked(cast("nadia"))
    later = actions.report_case(cast("luc"), "FRA", {**SEIZURE, "ref": "FRA-2021-8"})
    actions.withdraw_case(cast("luc"), pair[1].pk, "sent twice")
    for shelf in (Shelf(), Shelf()):
        assert shelf.ready() is not None
    found = seen(cast("samira"), lambda who: queries.twins(who, "EGY", THEFT, but=str(pair[0].report)))
    assert found == (), "of what she may not read she is told only when it is likelier than not"
    found = seen(cast("nadia"), lambda who: queries.twins(who, "EGY", THEFT, but=str(pair[0].report)))
    assert [twin.row.id for twin in found] == [later.pk]

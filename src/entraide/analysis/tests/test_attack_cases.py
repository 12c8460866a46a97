"""Samira, Luc and Grace try what case reports are not for them: guessing by probabilities, writing beside others' reports."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from entraide.analysis import actions, queries
from entraide.analysis.models import CaseNormal, CaseSuspect, Judgement
from entraide.analysis.tests.test_cases_reports import SEIZURE, THEFT
from entraide.foundation.db.context import acting_as

CASES = "/analysis/cases/"


@pytest.fixture
def reports(cast):
    """Egypt's theft, for parties; France's seizure, for the secretariat alone."""
    return actions.report_case(cast("samira"), "EGY", THEFT), actions.report_case(cast("luc"), "FRA", SEIZURE)


def test_a_guess_about_a_hidden_report_has_no_number(cast, reports):
    found = queries.twins(cast("samira"), "EGY", {**SEIZURE, "role": "origin"})
    assert {one.probability for one in found if one.row is None} <= {0.0}


def test_a_guessed_suspect_changes_nothing(cast, reports):
    said = {name: text for name, text in THEFT.items() if name != "suspect"}
    answers = [
        [(one.row and one.row.id, one.probability, one.evidence) for one in queries.twins(cast("luc"), "FRA", {**said, "suspect": name})]
        for name in ("", THEFT["suspect"], "Somebody Else")
    ]  # fmt: skip
    assert answers[0] == answers[1] == answers[2]


def test_nobody_writes_beside_a_report_of_another(cast, reports):
    theft, _seizure = reports
    luc = cast("luc")
    with acting_as(luc):
        for model, row in (
            (CaseSuspect, {"record_id": theft.pk, "entity": "FRA", "text": "Forged", "key": "", "name": ""}),
            (CaseNormal, {"record_id": theft.pk, "entity": "FRA", "audience": "public"}),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.create(**row)


@pytest.mark.parametrize("who", ["samira", "luc", "grace", "pilar"])
def test_nobody_states_in_anothers_name_or_on_others_reports(cast, reports, who):
    theft, seizure = reports
    actor = cast(who)
    forged = [
        {"entity": "", "person": actor.person_id},
        {"entity": actor.entity, "person": cast("nadia").person_id},
        {"entity": "ITA", "person": actor.person_id},
    ]
    if who == "pilar":
        forged.append({"entity": "PER", "person": actor.person_id})
    with acting_as(actor):
        for row in forged:
            with pytest.raises(DatabaseError), transaction.atomic():
                Judgement.objects.create(
                    left=theft.report, right=seizure.report, verdict="same", name="x", role="x",
                    judged_at=timezone.now(), **row,
                )  # fmt: skip


def test_null_signs_are_refused_and_never_an_error(as_, reports):
    samira = as_("samira")
    samira.raise_request_exception = False
    for query in ("q=%00", "entity=%00", "type=%00", "offence=%00", "year=999999999", "round=999999999", "page=%00"):
        assert samira.get(f"{CASES}?{query}").status_code < 500, query
    for field in ("title", "obj", "ref", "suspect", "theft_date"):
        for page in ("new/", "twins/"):
            answer = samira.post(CASES + page, {**THEFT, field: "a\0b"})
            assert answer.status_code < 500, (page, field)
    assert samira.post(f"{CASES}{reports[0].pk}/withdraw/", {"why": "a\0b"}).status_code < 500

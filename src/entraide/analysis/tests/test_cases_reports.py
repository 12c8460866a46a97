"""Samira reports a theft; Luc reports the seizure; others read as far as the audience goes; what was received never changes."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from entraide.analysis import actions, queries
from entraide.analysis.models import CaseNormal, CaseRecord, CaseSuspect
from entraide.collection.tests.conftest import seen
from entraide.foundation.db.context import acting_as
from entraide.kernel.problems import NotHere, Refused

THEFT = {
    "role": "origin", "offence": "theft", "theft_date": "2021-03-04", "origin": "مصر", "destination": "فرنسا", "obj": "تمثال",
    "material": "حجر جيري", "n_objects": "2", "value": "12000", "currency": "EGP", "suspect": "Viktor Rumako", "lang": "ar",
    "ref": "EGY-2021-000001", "audience": "parties",
}  # fmt: skip
SEIZURE = {
    "role": "seizure", "offence": "seizure", "seizure_date": "2021-06-01", "origin": "Égypte", "destination": "France",
    "obj": "statue", "material": "calcaire", "n_objects": "2", "suspect": "V. Rumako", "lang": "fr", "ref": "FRA-2021-7",
    "xref": "EGY-2021-000001", "audience": "secretariat",
}  # fmt: skip


@pytest.fixture
def theft(cast):
    return actions.report_case(cast("samira"), "EGY", THEFT)


@pytest.fixture
def seizure(cast):
    return actions.report_case(cast("luc"), "FRA", SEIZURE)


def listed(person, **chosen):
    with acting_as(person):
        return [one.pk for one in queries.cases(person, chosen)]


def test_a_report_stands_as_received_beside_its_codes(cast, theft):
    row = seen(cast("samira"), queries.case, theft.pk)
    assert row.received["obj"] == "تمثال"
    assert row.normal["origin"] == "EGY"
    assert row.year == 2021
    assert row.suspect == "Viktor Rumako"


def test_what_was_received_never_changes(cast, theft):
    for change in ({"received": {}}, {"entity": "FRA"}, {"audience": "public"}, {"invented": True}):
        with pytest.raises(DatabaseError), transaction.atomic(), acting_as(cast("samira")):
            CaseRecord.objects.filter(pk=theft.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(cast("nadia")):
        CaseRecord.objects.filter(pk=theft.pk)._raw_delete("default")


def test_a_correction_names_the_version_before(cast, theft):
    made = actions.correct_case(cast("samira"), theft.pk, {**THEFT, "n_objects": "3"})
    assert (made.version, made.before_id, made.report) == (2, theft.pk, theft.report)
    rows = seen(cast("samira"), queries.versions, str(theft.report))
    assert [(row.version, row.current, row.received["n_objects"]) for row in rows] == [(2, True, "3"), (1, False, "2")]
    with pytest.raises(Refused) as refusal:
        actions.correct_case(cast("samira"), theft.pk, THEFT)
    assert refusal.value.problems[0].code == "ANA-433"


def test_a_withdrawn_report_counts_no_more_and_stays(cast, theft):
    actions.withdraw_case(cast("samira"), theft.pk, "entered twice")
    assert seen(cast("samira"), queries.case, theft.pk).withdrawn_why == "entered twice"
    assert listed(cast("samira")) == []
    assert listed(cast("samira"), withdrawn="yes") == [theft.pk]
    with acting_as(cast("nadia")):
        assert queries.case_counts(cast("nadia")).reports == 0
    with pytest.raises(Refused):
        actions.withdraw_case(cast("samira"), theft.pk, "again")


def test_bad_values_are_named(cast):
    bad = {"offence": "bingo", "n_objects": "-3", "currency": "ZZZ", "value": "12", "audience": "family"}
    with pytest.raises(Refused) as refusal:
        actions.report_case(cast("samira"), "EGY", bad)
    assert {one.code for one in refusal.value.problems} == {"ANA-411", "ANA-413", "ANA-417", "ANA-420"}


@pytest.mark.parametrize("name", ["luc", "grace", "tarek", "jo"])
def test_nobody_reports_for_another(cast, name):
    with pytest.raises(Refused) as refusal:
        actions.report_case(cast(name), "PER", THEFT)
    assert refusal.value.problems[0].code == "ANA-430"


def test_the_secretariat_reports_on_behalf(cast):
    assert actions.report_case(cast("nadia"), "PER", THEFT).entity == "PER"


# name, reads the parties' theft, reads the secretariat's seizure
READERS = [
    ("samira", True, False), ("luc", True, True), ("pilar", True, False), ("grace", True, False), ("jo", False, False),
    ("tarek", True, False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "theft_read", "seizure_read"), READERS)
def test_the_audience_holds_in_the_policy_and_in_the_tables(cast, theft, seizure, name, theft_read, seizure_read):
    person = cast(name)
    for record, readable in ((theft, theft_read), (seizure, seizure_read)):
        with acting_as(person):
            assert CaseRecord.objects.filter(pk=record.pk).exists() is readable
            assert CaseNormal.objects.filter(pk=record.pk).exists() is readable
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM analysis_caserecord WHERE id = %s", [record.pk])
                assert cursor.fetchone()[0] == int(readable)
        if readable:
            assert seen(person, queries.case, record.pk).id == record.pk
        else:
            with pytest.raises(NotHere):
                seen(person, queries.case, record.pk)


@pytest.mark.parametrize(
    ("name", "names"), [("samira", 1), ("luc", 1), ("nadia", 2), ("pilar", 0), ("grace", 0), ("tarek", 0), ("jo", 0)]
)
def test_suspects_are_read_by_the_secretariat_and_the_reporter(cast, theft, seizure, name, names):
    with acting_as(cast(name)):
        assert CaseSuspect.objects.count() == names
    if name == "pilar":
        assert seen(cast("pilar"), queries.case, theft.pk).suspect == ""


def test_in_totals_only_is_never_shown_but_counted(cast):
    made = actions.report_case(cast("samira"), "EGY", {**THEFT, "audience": "aggregate"})
    with acting_as(cast("luc")):
        assert not CaseRecord.objects.filter(pk=made.pk).exists()
        assert queries.case_counts(cast("luc")).reports == 0, "what one alone keeps is no total"
    for entity in ("FRA", "ITA"):
        actions.report_case(cast("nadia"), entity, {**THEFT, "audience": "aggregate"})
    with acting_as(cast("pilar")):
        counts = queries.case_counts(cast("pilar"))
    assert counts.reports == 3
    assert counts.largest is None


def test_others_totals_leave_out_what_is_for_the_secretariat(cast, theft, seizure):
    with acting_as(cast("pilar")):
        assert queries.case_counts(cast("pilar")).reports == 1
    with acting_as(cast("nadia")):
        assert queries.case_counts(cast("nadia")).reports == 2
    with pytest.raises(NotHere):
        seen(cast("jo"), queries.case_counts)

"""Who saw restricted persons is recorded as they see them, and read by the director and by the State concerned alone."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from entraide.foundation.audit.models import Sighting
from entraide.foundation.audit.sightings import Door, saw, saw_of_many, sightings
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import Refused

KIND = "directory.contactpoint"


def test_every_viewing_is_one_row_of_whom_it_concerns(cast, django_assert_num_queries):
    luc, samira, viktor = cast("luc"), cast("samira"), cast("viktor")
    with acting_as(luc):
        with django_assert_num_queries(1):
            saw_of_many(luc, KIND, {"EGY": [7, 9], "PER": [3], "FRA": []}, Door.EXPORT)
        saw(luc, KIND, [7], "EGY", Door.PAGE)
        assert not Sighting.objects.exists(), "who looked at others' persons does not read who looked"
    with acting_as(viktor):
        assert [(row.entity, row.ids, row.door) for row in sightings(viktor)] == [
            ("EGY", ("7",), "page"), ("PER", ("3",), "export"), ("EGY", ("7", "9"), "export")
        ]  # fmt: skip
        assert [row.how_many for row in sightings(viktor, object_type=KIND, object_id="9")] == [2]
        assert len(sightings(viktor, person=luc.person_id, entity="PER")) == 1
        assert [row.door for row in sightings(viktor, limit=1, before=sightings(viktor)[0].id)] == ["export"]
    with acting_as(samira):
        assert {row.entity for row in sightings(samira)} == {"EGY"}
        assert sightings(samira, entity="PER") == sightings(samira), "a State asks for its own whatever it asks for"
        assert (sightings(samira)[0].name, sightings(samira)[0].standing_for) == ("Luc", "FRA")


@pytest.mark.parametrize("name", ["jo", "nadia", "tarek", "grace"])
def test_others_read_none(cast, name):
    with acting_as(SYSTEM):
        saw(SYSTEM, KIND, [1], "EGY", Door.JOB)
    with acting_as(cast(name)), pytest.raises(Refused, match="SEC-043"):
        sightings(cast(name))


def test_no_stranger_reads_them_past_the_policy(cast):
    with acting_as(SYSTEM):
        saw(SYSTEM, KIND, [1], "EGY", Door.JOB)
    for name in ("jo", "pilar", "grace"):
        with acting_as(cast(name)):
            assert not Sighting.objects.exists()


def test_nobody_records_in_another_s_name_or_without_one(cast):
    luc, pilar = cast("luc"), cast("pilar")
    with acting_as(pilar), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        saw(luc, KIND, [1], "EGY", Door.PAGE)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        saw(luc, KIND, [1], "EGY", Door.PAGE)


def test_a_sighting_never_changes(cast):
    with acting_as(SYSTEM):
        saw(SYSTEM, KIND, [1], "EGY", Door.JOB)
        for statement in ("UPDATE audit_sighting SET name = 'x'", "DELETE FROM audit_sighting"):
            with connection.cursor() as cursor:
                cursor.execute(statement)
                assert cursor.rowcount == 0

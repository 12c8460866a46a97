import pytest
from attrs import evolve
from django.db import connection

from entraide.directory import actions, policies, queries
from entraide.directory.models import Authority
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Power
from entraide.kernel.problems import NotHere

from .entries import museums, with_power


@pytest.fixture
def entry(cast):
    made = actions.record_authority(cast("nadia"), museums())
    actions.name_contact_point(cast("nadia"), made, name="Amal (invented)", email="amal@example.org")
    return made


def test_who_keeps_whose_entry(cast):
    keeps = {name: bool(policies.may_keep(cast(name), "EGY")) for name in ("nadia", "samira", "tarek", "luc", "jo")}
    assert keeps == {"nadia": True, "samira": True, "tarek": False, "luc": False, "jo": False}
    assert not policies.may_keep(cast("jo"), "")
    assert not policies.may_designate(cast("samira"))


def test_the_door_to_keep_looks_absent_to_others(cast, entry):
    for name in ("luc", "pilar", "tarek", "grace", "jo"):
        with acting_as(cast(name)):
            assert policies.access_authority(cast(name), entry.pk) == entry
            with pytest.raises(NotHere):
                policies.access_authority_to_keep(cast(name), entry.pk)


def test_the_database_keeps_persons_to_their_state_by_itself(cast, entry):
    seen = {}
    for name in ("nadia", "viktor", "samira", "tarek", "luc", "grace", "jo"):
        with acting_as(cast(name)):
            seen[name] = raw_persons()
    assert seen == {"nadia": 0, "viktor": 0, "samira": 1, "tarek": 1, "luc": 0, "grace": 0, "jo": 0}


def raw_persons():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM directory_contactpoint")
        return cursor.fetchone()[0]


def test_the_secretariat_reads_persons_while_the_right_power_is_open_and_no_longer(cast, entry):
    with acting_as(with_power(cast("nadia"))):
        assert raw_persons() == 1
    with acting_as(evolve(cast("nadia"), powers=frozenset({Power.MANAGE_ACCOUNTS}))):
        assert raw_persons() == 0
    with acting_as(evolve(cast("luc"), powers=frozenset({Power.RESTRICTED_CONTACTS}))):
        assert raw_persons() == 0, "the power is the secretariat's"


def test_without_a_power_persons_are_written_to_replaced_and_removed_all_the_same(cast, entry):
    nadia = cast("nadia")
    with acting_as(nadia):
        assert [one.email for one in queries.contacts_for(nadia, "cultural_property", ["EGY"])] == ["amal@example.org"]
    actions.name_contact_point(nadia, entry, name="Badr (invented)", email="badr@example.org")
    with acting_as(with_power(nadia)):
        assert [one.name for one in queries.authority(nadia, entry.pk).contact_points] == []
        assert [one.name for one in queries.authority(with_power(nadia), entry.pk).contact_points] == ["Badr (invented)"]
    actions.withdraw_entry(nadia, entry)
    with acting_as(SYSTEM):
        assert raw_persons() == 0


def test_the_database_lets_nobody_write_for_another_state(cast, entry):
    for name in ("luc", "jo"):
        with acting_as(cast(name)):
            assert Authority.objects.filter(pk=entry.pk).update(state="confirmed") == 0
            assert Authority.objects.filter(pk=entry.pk).delete()[0] == 0

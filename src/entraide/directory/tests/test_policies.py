import pytest

from entraide.directory import actions, policies
from entraide.directory.models import Authority, ContactPoint
from entraide.foundation.db.context import acting_as
from entraide.kernel.problems import NotHere

from .entries import museums


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
    for name in ("nadia", "samira", "tarek", "luc", "grace", "jo"):
        with acting_as(cast(name)):
            seen[name] = ContactPoint.objects.count()
    assert seen == {"nadia": 1, "samira": 1, "tarek": 1, "luc": 0, "grace": 0, "jo": 0}


def test_the_database_lets_nobody_write_for_another_state(cast, entry):
    for name in ("luc", "jo"):
        with acting_as(cast(name)):
            assert Authority.objects.filter(pk=entry.pk).update(state="confirmed") == 0
            assert Authority.objects.filter(pk=entry.pk).delete()[0] == 0

import pytest

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import NotHere
from entraide.kernel.text import Text
from entraide.mandates import actions, policies
from entraide.mandates.models import Evidence


def test_the_secretariat_keeps_the_register(cast):
    allowed = {name: bool(policies.may_register(cast(name))) for name in ("nadia", "viktor", "samira", "tarek", "jo")}
    assert allowed == {"nadia": True, "viktor": True, "samira": False, "tarek": False, "jo": False}
    assert policies.may_register(SYSTEM)
    assert policies.may_add_evidence(cast("luc")).problem.code == "MAN-301"


def test_a_second_person_validates_and_never_a_program(cast):
    laid = Evidence(submitted_by=cast("nadia").person_id)
    reasons = {
        name: policies.may_validate(actor, laid).problem
        for name, actor in {name: cast(name) for name in ("nadia", "viktor", "samira")}.items()
    }
    assert {name: problem and problem.code for name, problem in reasons.items()} == {
        "nadia": "MAN-302", "viktor": None, "samira": "MAN-301",
    }  # fmt: skip
    assert policies.may_validate(SYSTEM, laid).problem.code == "MAN-301"


def test_doors_open_to_those_who_may_see_only(cast, proposed):
    row = proposed["23 (a)"]
    with acting_as(cast("nadia")):
        mandate = policies.access_mandate(cast("nadia"), row.id)
        laid = actions.add_evidence(cast("nadia"), mandate=mandate, kind="other", text=Text.of("en", en="So."))
    doors = (
        (policies.access_mandate, row.id), (policies.access_mandate_to_keep, row.id),
        (policies.access_addressee_to_keep, row.addressees[0].id), (policies.access_evidence, laid.pk),
    )  # fmt: skip
    for door, number in doors:
        for name in ("jo", "pilar"):
            with acting_as(cast(name)), pytest.raises(NotHere):
                door(cast(name), number)
        with acting_as(cast("nadia")):
            assert door(cast("nadia"), number).pk == number
            with pytest.raises(NotHere):
                door(cast("nadia"), 0)


def test_evidence_waiting_under_a_public_mandate_is_hidden(cast, proposed):
    row = proposed["23 (a)"]
    with acting_as(cast("nadia")):
        mandate = policies.access_mandate(cast("nadia"), row.id)
        actions.confirm(cast("nadia"), mandate)
        laid = actions.add_evidence(cast("nadia"), mandate=mandate, kind="other", text=Text.of("en", en="So."))
    with acting_as(cast("jo")):
        assert policies.access_mandate(cast("jo"), row.id).life == "adopted"
        for door, number in ((policies.access_mandate_to_keep, row.id), (policies.access_evidence, laid.pk)):
            with pytest.raises(NotHere):
                door(cast("jo"), number)

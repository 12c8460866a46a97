from datetime import date

import pytest

from entraide.directory import actions, queries
from entraide.directory.domain.record import Function
from entraide.foundation.db.context import acting_as
from entraide.kernel.problems import Refused
from entraide.kernel.text import Text

from .entries import museums, with_power

DAY = date(2012, 10, 17)
MUSEUMS = Text.of(None, en="Museums Police", fr="Police des musées")


def recorded(actor, **more):
    return actions.record_authority(actor, museums(**{"name": MUSEUMS, **more}))


def seen(actor, authority):
    with acting_as(actor):
        return queries.authority(actor, authority.pk)


def test_an_authority_is_not_confirmed_until_its_note_verbale_is_recorded(cast):
    entry = recorded(cast("nadia"))
    assert seen(cast("jo"), entry).standing == "not_confirmed"
    with pytest.raises(Refused, match="DIR-204"):
        actions.confirm_entry(cast("samira"), entry)
    with pytest.raises(Refused, match="DIR-203"):
        actions.record_designation(cast("samira"), entry, kind="note_verbale", reference="NV 1", dated=DAY)
    actions.record_designation(cast("nadia"), entry, kind="note_verbale", reference="NV 1", dated=DAY)
    assert seen(cast("jo"), entry).standing == "confirmed"
    assert [act.reference for act in seen(cast("jo"), entry).designations] == ["NV 1"]
    actions.confirm_entry(cast("samira"), entry)


def test_persons_are_seen_by_their_state_and_the_secretariat_only(cast):
    entry = recorded(cast("nadia"))
    actions.name_contact_point(cast("nadia"), entry, name="Amal (invented)", email="amal@example.org", language="ar")
    names = {
        who: [one.name for one in seen(cast(who), entry).contact_points] for who in ("nadia", "samira", "luc", "jo")
    }
    assert [one.name for one in seen(with_power(cast("nadia")), entry).contact_points] == ["Amal (invented)"]
    assert names == {"nadia": [], "samira": ["Amal (invented)"], "luc": [], "jo": []}
    assert (seen(cast("luc"), entry).record.mailbox, seen(cast("jo"), entry).record.mailbox) == (
        "museums@example.org",
        "",
    )


def test_a_contact_point_that_is_replaced_is_deleted(cast):
    entry = recorded(cast("nadia"))
    actions.name_contact_point(cast("nadia"), entry, name="Amal (invented)", email="amal@example.org")
    actions.name_contact_point(cast("nadia"), entry, name="Badr (invented)", email="badr@example.org")
    assert [one.name for one in seen(cast("samira"), entry).contact_points] == ["Badr (invented)"]
    with pytest.raises(Refused, match="DIR-106"):
        actions.name_contact_point(cast("nadia"), entry, name="Badr (invented)", email="nowhere")


def test_letters_go_to_the_contact_point_or_else_to_the_mailbox(cast):
    egypt = recorded(cast("nadia"))
    recorded(cast("nadia"), entity="FRA", languages=("fr",))
    recorded(cast("nadia"), entity="PER", functions=[Function("extradition", "UNTOC", "16")])
    actions.name_contact_point(cast("nadia"), egypt, name="Amal (invented)", email="amal@example.org", language="ar")
    with acting_as(cast("nadia")):
        found = queries.contacts_for(cast("nadia"), "cultural_property")
        assert [(row.entity, row.email, row.language) for row in found] == [
            ("EGY", "amal@example.org", "ar"),
            ("FRA", "museums@example.org", "fr"),
        ]
        assert found[1].name == "Police des musées"
        assert [row.entity for row in queries.contacts_for(cast("nadia"), "cultural_property", ["FRA"])] == ["FRA"]
    with acting_as(cast("luc")):
        assert [row.entity for row in queries.contacts_for(cast("luc"), "cultural_property")] == ["FRA"]
    with acting_as(cast("jo")):
        assert queries.contacts_for(cast("jo"), "") == ()


def test_nobody_keeps_the_entry_of_another_state(cast):
    entry = recorded(cast("nadia"))
    for name in ("samira", "luc", "pilar", "tarek", "grace", "jo"):
        with pytest.raises(Refused, match="DIR-203"):
            recorded(cast(name))
        with pytest.raises(Refused, match="DIR-203"):
            actions.name_contact_point(cast(name), entry, name="Mallory", email="m@example.org")
    for name in ("luc", "pilar", "tarek", "grace", "jo"):
        with pytest.raises(Refused, match="DIR-202"):
            actions.confirm_entry(cast(name), entry)


def test_a_table_is_taken_in_whole_or_not_at_all(cast):
    row = {"entity": "EGY", "name_en": "Museums Police", "kind": "police", "function": "cultural_property"}
    with pytest.raises(Refused) as refusal:
        actions.import_rows(cast("nadia"), [row, {**row, "entity": "Atlantis"}, {**row, "kind": "circus"}])
    assert [(one.code, one.line) for one in refusal.value.problems] == [("DIR-101", 3), ("DIR-103", 4)]
    with acting_as(cast("nadia")):
        assert queries.authorities(cast("nadia")) == ()


def test_a_table_may_be_taken_in_twice(cast):
    row = {
        "entity": "Égypte", "name_en": "Museums Police", "kind": "police", "function": "cultural_property",
        "contact_name": "Amal (invented)", "contact_email": "amal@example.org", "language": "ar",
        "note_verbale": "NV 1", "dated": "2012-10-17", "invented": "yes",
    }  # fmt: skip
    rows = [row, {**row, "function": "mutual_legal_assistance"}]
    assert [actions.import_rows(cast("nadia"), rows) for _time in range(2)] == [1, 1]
    with acting_as(cast("nadia")):
        (entry,) = queries.authorities(with_power(cast("nadia")))
    assert (entry.entity, entry.standing, entry.record.invented) == ("EGY", "confirmed", True)
    assert [(one.function, one.article) for one in entry.functions] == [
        ("cultural_property", ""),
        ("mutual_legal_assistance", "18(13)"),
    ]
    assert (len(entry.contact_points), len(entry.designations)) == (1, 1)


def test_only_the_secretariat_imports(cast):
    with pytest.raises(Refused, match="DIR-203"):
        actions.import_rows(cast("samira"), [])


def test_a_withdrawn_entry_leaves_no_person_behind(cast):
    entry = recorded(cast("nadia"))
    actions.name_contact_point(cast("nadia"), entry, name="Amal (invented)", email="amal@example.org")
    actions.withdraw_entry(cast("nadia"), entry)
    with acting_as(cast("nadia")):
        assert queries.contacts_for(cast("nadia"), "cultural_property") == ()
    with acting_as(cast("luc")):
        assert queries.authorities(cast("luc")) == ()

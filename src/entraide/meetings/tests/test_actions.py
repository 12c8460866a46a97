"""What the secretariat records, what is refused, and what nobody else may do."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from entraide.foundation.audit.models import Entry
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import ANONYMOUS, SYSTEM
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere, Refused
from entraide.kernel.text import Text
from entraide.meetings import actions, policies, queries
from entraide.meetings.models import Body
from entraide.meetings.tests.recorded import MORNING, meeting

pytestmark = pytest.mark.usefixtures("anybody")

NAME = Text.of(en="Archives")


def refusal(action, *given, **said):
    with pytest.raises(Refused) as caught:
        action(*given, **said)
    return caught.value.problems[0].code


@pytest.fixture
def nadia(cast):
    return cast("nadia")


@pytest.fixture
def held(nadia):
    return meeting(nadia)


def test_a_sitting_keeps_the_clock_of_its_place(nadia, held):
    sitting = actions.record_sitting(nadia, held, **MORNING, room="Board Room A", agenda_items=["5", "1 (b)"])
    row = queries.sittings(held.pk)[0]
    assert row.starts_at == datetime(2012, 10, 17, 8, 0, tzinfo=UTC)
    assert f"{row.local_start:%H:%M}" == "10:00"
    assert (row.number, row.agenda_items, row.sequence) == (1, ("1 b", "5"), 0)
    actions.correct_sitting(nadia, sitting, **MORNING, number=3, room="Board Room B")
    actions.set_cancelled(nadia, sitting)
    actions.set_cancelled(nadia, sitting)
    again = queries.sittings(held.pk)[0]
    assert (again.number, again.room, again.cancelled, again.sequence, again.uid) == (
        3,
        "Board Room B",
        True,
        2,
        row.uid,
    )


@pytest.mark.parametrize(("changes", "code"), [
    ({"ends_at": datetime.fromisoformat("2012-10-17T09:00")}, "MEE-012"),
    ({"starts_at": datetime.fromisoformat("2012-10-20T10:00"), "ends_at": datetime.fromisoformat("2012-10-20T11:00")}, "MEE-013"),
    ({"number": 1}, "MEE-014"),
    ({"zone": "Vienna"}, "MEE-015"),
    ({"number": -3}, "MEE-018"),
    ({"starts_at": datetime.fromisoformat("0001-01-01T00:00+14:00")}, "MEE-013"),
    ({"agenda_items": ["9"]}, "MEE-016"),
])  # fmt: skip
def test_what_cannot_be_a_sitting(nadia, held, changes, code):
    actions.record_sitting(nadia, held, **MORNING)
    assert refusal(actions.record_sitting, nadia, held, **{**MORNING, **changes}) == code
    assert len(queries.sittings(held.pk)) == 1


def test_hours_are_compared_across_a_change_of_clocks(nadia):
    night = meeting(nadia, starts_on=date(2012, 3, 25), ends_on=date(2012, 3, 25))
    hours = {
        edge: datetime.fromisoformat(f"2012-03-25T{hour}")
        for edge, hour in (("starts_at", "02:30"), ("ends_at", "03:00"))
    }
    assert refusal(actions.record_sitting, nadia, night, **hours, zone="Europe/Vienna") == "MEE-012"


def test_an_agenda_made_by_hand_keeps_its_order(nadia, held):
    actions.add_item(nadia, held, label="2", title=NAME)
    item = held.agenda.get(label="5")
    actions.move_item(nadia, item, up=True)
    assert [row.label for row in queries.agenda(held.pk)] == ["1 b", "2", "5", "4"]
    meeting(nadia, agenda=[("3", NAME), ("10", NAME)])
    assert [row.label for row in queries.agenda(held.pk)] == ["1 b", "2", "3", "5", "4", "10"]
    assert refusal(actions.add_item, nadia, held, label="2)", title=NAME) == "MEE-021"
    assert refusal(actions.add_item, nadia, held, label="any other", title=NAME) == "MEE-022"


def test_sittings_and_statements_follow_a_label(nadia, held):
    actions.record_sitting(nadia, held, **MORNING, agenda_items=["5"])
    actions.add_statements(nadia, held, speakers=[("EGY", "")], agenda_items=["5"])
    item = held.agenda.get(label="5")
    actions.rename_item(nadia, item, label="5 a", title=NAME)
    assert queries.sittings(held.pk)[0].agenda_items == ("5 a",)
    assert queries.statements(held.pk)[0].agenda_items == ("5 a",)
    assert refusal(actions.remove_item, nadia, item) == "MEE-023"
    actions.remove_item(nadia, held.agenda.get(label="4"))
    assert [row.label for row in queries.agenda(held.pk)] == ["1 b", "5 a"]


def test_a_body_has_a_mandate_and_no_circle_above_it(nadia, held):
    conference = actions.record_body(nadia, code="ARC", name=NAME)
    actions.correct_body(
        nadia, held.body, name=NAME, parent=conference, mandate=NAME, act_kind="decision", act_label=" 2/6"
    )
    row = queries.body(held.body_id)
    assert (row.parent, row.act_kind, row.act_label, row.mandate) == (conference.pk, "decision", "2/6", NAME)
    assert refusal(actions.correct_body, nadia, conference, name=NAME, parent=held.body) == "MEE-010"
    assert refusal(actions.correct_body, nadia, conference, name=NAME, act_kind="decision") == "MEE-011"
    assert refusal(actions.correct_body, nadia, conference, name=Text()) == "MEE-020"
    assert refusal(actions.remove_body, nadia, conference) == "MEE-024"


def test_a_meeting_is_corrected_or_goes(nadia, held):
    other = meeting(nadia, starts_on=date(2013, 5, 6), ends_on=date(2013, 5, 7))
    said = {"ends_on": date(2012, 10, 18), "sittings": 0, "title": Text(), "session": Text(), "place": Text()}
    assert refusal(actions.correct_meeting, nadia, other, starts_on=date(2012, 10, 17), **said) == "MEE-029"
    actions.correct_meeting(nadia, held, starts_on=date(2012, 10, 16), **said)
    assert queries.meeting(held.pk).sequence == 1
    actions.remove_meeting(nadia, other)
    assert [row.id for row in queries.meetings()] == [held.pk]


def test_statements_are_of_states_groups_and_organisations(nadia, held):
    actions.record_statements(nadia, held, [("Égypte", "EGY"), ("ONUDC", "UNODC"), ("Atlantis", "")])
    actions.add_statements(nadia, held, speakers=[("PER", "")], group="GRULAC")
    actions.add_statements(nadia, held, speakers=[], on_behalf_of=Text.of(en="Group of 77 and China"))
    found = queries.spoken(held.pk, "en")
    assert found.states == ("Egypt", "Atlantis")
    assert found.groups == ("Group of 77 and China", "Group of Latin American and Caribbean States (Peru)")
    assert found.organisations == ("United Nations Office on Drugs and Crime",)
    assert queries.speakers(held.pk, "en") == (*found.states, *found.groups, *found.organisations)
    assert refusal(actions.add_statements, nadia, held, speakers=[]) == "MEE-020"
    assert refusal(actions.add_statements, nadia, held, speakers=[("QQQ", "")]) == "MEE-017"
    assert refusal(actions.add_statements, nadia, held, speakers=[("EGY", "")], capacity="group") == "MEE-026"
    assert refusal(actions.add_statements, nadia, held, speakers=[("EGY", "")], group="G99") == "MEE-018"
    other = meeting(nadia, starts_on=date(2013, 5, 6), ends_on=date(2013, 5, 7))
    sitting = actions.record_sitting(
        nadia,
        other,
        starts_at=datetime.fromisoformat("2013-05-06T10:00"),
        ends_at=datetime.fromisoformat("2013-05-06T11:00"),
        zone="UTC",
    )
    assert refusal(actions.add_statements, nadia, held, speakers=[("EGY", "")], sitting=sitting) == "MEE-027"


def test_attendance_counts_delegates_and_names_none(nadia, held):
    assert (
        actions.record_attendance(nadia, held, capacity="party", present=[("EGY", ""), ("FRA", ""), ("EGY", "")]) == 2
    )
    assert actions.record_attendance(nadia, held, capacity="signatory", present=[("EGY", "")], delegates=3) == 0
    assert actions.record_attendance(nadia, held, capacity="organisation", present=[("", "Friends of Archives")]) == 1
    rows = {row.attended.entity or row.attended.printed: row for row in queries.attendance(ANONYMOUS, held.pk)}
    assert (rows["EGY"].attended.capacity, rows["EGY"].delegates) == ("signatory", 3)
    assert set(rows) == {"EGY", "FRA", "Friends of Archives"}
    two = [("PER", ""), ("COL", "")]
    assert refusal(actions.record_attendance, nadia, held, capacity="party", present=two, delegates=4) == "MEE-019"
    assert refusal(actions.record_attendance, nadia, held, capacity="party", present=two[:1], delegates=-1) == "MEE-018"
    assert refusal(actions.record_attendance, nadia, held, capacity="guest", present=two) == "MEE-018"
    assert refusal(actions.record_attendance, nadia, held, capacity="party", present=[]) == "MEE-020"


def test_a_delegation_that_is_not_public_is_not_there(nadia, held, cast):
    actions.record_attendance(nadia, held, capacity="party", present=[("PER", "")], audience=Audience.SECRETARIAT)
    actions.record_attendance(nadia, held, capacity="party", present=[("FRA", "")], audience=Audience.MEMBERS)
    seen = {}
    for name in ("nadia", "luc", "pilar", "jo"):
        with acting_as(cast(name)):
            seen[name] = {row.attended.entity for row in queries.attendance(cast(name), held.pk)}
            with connection.cursor() as cursor:
                cursor.execute("SELECT entity FROM meetings_attendance")
                assert {row[0] for row in cursor.fetchall()} == seen[name]
    assert seen == {"nadia": {"PER", "FRA"}, "luc": {"FRA"}, "pilar": {"FRA"}, "jo": set()}


def everything(actor, held):
    """Every action of the room, on a meeting that has one of everything."""
    with acting_as(SYSTEM):
        sitting = actions.record_sitting(SYSTEM, held, **MORNING)
        officer = actions.add_officer(SYSTEM, held, role="chair", name="The Chair (invented)")
        actions.add_statements(SYSTEM, held, speakers=[("EGY", "")])
        actions.record_attendance(SYSTEM, held, capacity="party", present=[("EGY", "")])
        item, statement, row = held.agenda.get(label="4"), held.statements.get(), held.attendance.get()
    days = {"starts_on": held.starts_on, "ends_on": held.ends_on, "sittings": 1}
    texts = {"title": NAME, "session": NAME, "place": NAME}
    return {
        "record_body": lambda: actions.record_body(actor, code="NEW", name=NAME),
        "correct_body": lambda: actions.correct_body(actor, held.body, name=NAME),
        "remove_body": lambda: actions.remove_body(actor, held.body),
        "correct_meeting": lambda: actions.correct_meeting(actor, held, **days, **texts),
        "remove_meeting": lambda: actions.remove_meeting(actor, held),
        "record_sitting": lambda: actions.record_sitting(actor, held, **MORNING),
        "correct_sitting": lambda: actions.correct_sitting(actor, sitting, **MORNING, number=1),
        "set_cancelled": lambda: actions.set_cancelled(actor, sitting),
        "remove_sitting": lambda: actions.remove_sitting(actor, sitting),
        "add_item": lambda: actions.add_item(actor, held, label="9", title=NAME),
        "rename_item": lambda: actions.rename_item(actor, item, label="9", title=NAME),
        "move_item": lambda: actions.move_item(actor, item, up=True),
        "remove_item": lambda: actions.remove_item(actor, item),
        "add_officer": lambda: actions.add_officer(actor, held, role="chair", name="X"),
        "remove_officer": lambda: actions.remove_officer(actor, officer),
        "record_attendance": lambda: actions.record_attendance(actor, held, capacity="party", present=[("PER", "")]),
        "remove_attendance": lambda: actions.remove_attendance(actor, row),
        "add_statements": lambda: actions.add_statements(actor, held, speakers=[("PER", "")]),
        "remove_statement": lambda: actions.remove_statement(actor, statement),
        "record_meeting": lambda: meeting(actor),
        "record_statements": lambda: actions.record_statements(actor, held, [("X", "")]),
    }


def test_only_the_secretariat_writes(held, cast):
    tried = everything(cast("samira"), held)
    assert set(tried) == set(actions.__all__)
    assert {name: refusal(attempt) for name, attempt in tried.items()} == dict.fromkeys(tried, "MEE-001")
    doors = [
        lambda actor: policies.access_meeting_to_record(actor, held.pk),
        lambda actor: policies.access_body_to_record(actor, held.body_id),
        lambda actor: policies.access_item_to_record(actor, held.pk, held.agenda.first().pk),
    ]
    for door in doors:
        assert door(cast("nadia"))
        for stranger in ("samira", "grace", "jo"):
            with pytest.raises(NotHere):
                door(cast(stranger))


WRITES = (
    "UPDATE {table} SET id = id + 1000",
    "DELETE FROM {table}",
)
TABLES = ("body", "meeting", "agendaitem", "sitting", "officer", "attendance", "statement")


def test_the_database_lets_nobody_else_write(nadia, held, cast):
    everything(nadia, held)
    for name in ("jo", "samira"):
        with acting_as(cast(name)), connection.cursor() as cursor:
            for table in TABLES:
                for statement in WRITES:
                    cursor.execute(statement.format(table=f"meetings_{table}"))
                    assert cursor.rowcount == 0, (name, table)
            for table, columns in (
                ("officer", "(meeting_id, role, name, entity, position) VALUES (%s, 'chair', 'X', '', 1)"),
                ("attendance", "(meeting_id, entity, name, capacity, audience) VALUES (%s, 'PER', '', 'party', 'public')"),
                ("sitting", "(uid, meeting_id, number, starts_at, ends_at, zone, room, agenda_items, cancelled, changed_at,"
                 " sequence) VALUES (gen_random_uuid(), %s, 9, now(), now() + interval '1 hour', 'UTC', '', '{}', false,"
                 " now(), 0)"),
            ):  # fmt: skip
                with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                    cursor.execute(f"INSERT INTO meetings_{table} {columns}", [held.pk])


def test_what_is_removed_stays_in_the_ledger(nadia, held):
    officer = actions.add_officer(nadia, held, role="co_chair", name="The Co-chair (invented)", entity="fra")
    assert [(row.role, row.entity) for row in queries.officers(held.pk)] == [("co_chair", "FRA")]
    number = str(officer.pk)
    actions.remove_officer(nadia, officer)
    assert queries.officers(held.pk) == ()
    with acting_as(SYSTEM):
        said = Entry.objects.filter(object_type="meetings.officer").order_by("id")
        assert [(entry.verb, entry.object_id) for entry in said] == [
            ("meetings.officer.recorded", number), ("meetings.officer.removed", number),
        ]  # fmt: skip
    empty = actions.record_body(nadia, code="EMPTY", name=NAME)
    actions.remove_body(nadia, empty)
    assert not Body.objects.filter(code="EMPTY").exists()

"""The ledger holds: entries chain, nobody changes one, and a change that got past the walls is found."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from entraide.foundation.accounts.actions import enrol
from entraide.foundation.audit.ledger import first_break
from entraide.foundation.audit.models import Entry
from entraide.foundation.audit.queries import latest, verify
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Role
from entraide.kernel.problems import Refused

pytestmark = pytest.mark.django_db


def test_every_action_leaves_one_entry_and_the_chain_holds(cast):
    cast("nadia"), cast("samira"), cast("luc")
    with acting_as(SYSTEM):
        count, broken = verify()
        assert count == 3
        assert broken is None
        assert [line.verb for line in latest()] == ["accounts.person.enrolled"] * 3


def test_nobody_rewrites_an_entry(cast):
    cast("nadia")
    with acting_as(SYSTEM):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE audit_entry SET name = 'someone else'")
            if cursor.rowcount == 0:
                raise DatabaseError("the wall let nothing through")
        assert not Entry.objects.filter(name="someone else").exists()


def test_a_change_that_got_past_the_walls_is_found(cast):
    for name in ("nadia", "samira", "luc"):
        cast(name)
    with acting_as(SYSTEM):
        entries = list(Entry.objects.order_by("id"))
    entries[1].detail = {"role": "director"}
    assert first_break(entries).entry == entries[1].id
    del entries[1]
    assert first_break(entries).entry == entries[1].id


def test_a_state_reads_nothing_of_the_ledger(cast):
    samira = cast("samira")
    with acting_as(samira):
        assert latest() == ()


def test_an_action_that_is_refused_leaves_nothing(cast):
    luc = cast("luc")
    with pytest.raises(Refused):
        enrol(luc, email="x@example.org", name="X", password="p", role=Role.DIRECTOR)
    with acting_as(SYSTEM):
        assert verify()[0] == 1

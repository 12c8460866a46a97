"""A ledger that was cut, changed or filled up again is found out; a hundred who write at once all stand in it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, connections, transaction
from tests.settings import CLUSTER, DATABASE

from entraide.foundation.accounts.actions import enrol
from entraide.foundation.actions import REGISTRY, Act, action
from entraide.foundation.audit import actions, verifying
from entraide.foundation.audit.ledger import GENESIS, append
from entraide.foundation.audit.models import Entry
from entraide.foundation.audit.queries import Asked, latest_verification, listed
from entraide.foundation.db import launcher
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import run_waiting
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM, Role
from entraide.kernel.problems import Refused


def written(count: int) -> None:
    with acting_as(SYSTEM):
        for number in range(count):
            append(
                SYSTEM,
                "test.thing.done",
                clock.wall(),
                "test.thing",
                str(number),
                "EGY",
                {"turn": number, "слово": "نص"},
            )


def as_superuser(statement: str) -> None:
    launcher.psql(CLUSTER, DATABASE, f"SET session_replication_role = replica; {statement}")


def test_a_tail_that_the_superuser_cut_is_noticed_against_a_kept_head(committed):
    written(12)
    with acting_as(SYSTEM):
        kept = verifying.head()
        assert verifying.verify([kept]) == (12, None)
        assert verifying.read_head(f" {kept}\n") == kept
    as_superuser("DELETE FROM audit_entry WHERE id > 8")
    with acting_as(SYSTEM):
        assert verifying.verify() == (8, None), "by itself a cut chain still holds"
        count, broken = verifying.verify([kept])
        assert (count, broken.entry, broken.reason) == (8, 12, "cut")
    as_superuser("SELECT setval('audit_entry_id_seq', 8)")
    written(6)
    with acting_as(SYSTEM):
        assert verifying.verify()[1] is None
        assert verifying.verify([kept])[1].reason == "changed"


def test_a_verification_keeps_the_head_that_finds_the_cut(committed, monkeypatch):
    monkeypatch.setattr(verifying, "PIECE", 5)
    written(12)
    actions.ask_verification(SYSTEM)
    with acting_as(SYSTEM):
        assert latest_verification().percent == 0
    run_waiting()
    with acting_as(SYSTEM):
        first = latest_verification()
        assert (first.entries, first.broken, first.percent, first.asked_by) == (12, None, 100, "entraide")
        assert first.head == Entry.objects.get(pk=first.upto).hash
    as_superuser(f"DELETE FROM audit_entry WHERE id >= {first.upto}")
    actions.ask_verification(SYSTEM)
    run_waiting()
    with acting_as(SYSTEM):
        assert (latest_verification().broken, latest_verification().reason) == (first.upto, "cut")
        assert verifying.verify()[1].reason == "cut"


def test_a_changed_entry_ends_the_walk(committed, monkeypatch):
    monkeypatch.setattr(verifying, "PIECE", 5)
    written(12)
    as_superuser("UPDATE audit_entry SET entity = 'FRA' WHERE id = 7")
    actions.ask_verification(SYSTEM)
    run_waiting()
    with acting_as(SYSTEM):
        found = latest_verification()
        assert (found.broken, found.reason, found.entries, found.upto) == (7, "changed", 6, 6)
        assert verifying.kept_heads() == ()


def test_strangers_verify_nothing_and_append_nothing(cast):
    for name in ("jo", "samira", "grace"):
        with pytest.raises(Refused, match="ACC-006"):
            actions.ask_verification(cast(name))
        with acting_as(cast(name)):
            assert latest_verification() is None
    with acting_as(SYSTEM):
        before = verifying.head()
    with pytest.raises(DatabaseError, match="nobody was told"), transaction.atomic():
        append(SYSTEM, "test.thing.done", clock.wall(), "test.thing", "1")
    with acting_as(SYSTEM):
        assert verifying.head() == before


def test_the_ledger_is_asked_by_person_verb_object_state_and_day(cast):
    samira = cast("samira")
    written(3)
    with acting_as(samira):
        append(samira, "test.thing.seen", clock.wall(), "test.other", "9", "EGY")
        assert listed(Asked()) == ()
    with acting_as(SYSTEM):
        assert [line.object_id for line in listed(Asked(verb="test.thing.done"), limit=2)] == ["2", "1"]
        second = listed(Asked(verb="test.thing.done"), limit=2)[-1]
        assert [line.object_id for line in listed(Asked(verb="test.thing.done"), before=second.id)] == ["0"]
        assert [line.verb for line in listed(Asked(person=samira.person_id))] == ["test.thing.seen"]
        assert len(listed(Asked(entity="EGY", object_type="test.thing"))) == 3
        assert len(listed(Asked(object_type="test.other", object_id="9", day=clock.wall().date()))) == 1
        assert listed(Asked(day=clock.wall().date().replace(year=1999))) == ()
        assert verifying.verify()[1] is None


@action("test.thing.done")
def thing_done(act: Act, number: int) -> None:
    act.about("test.thing", number=number)


REGISTRY.pop("test.thing.done")  # the page of verbs lists what the platform does


def test_a_hundred_at_once_all_land(committed):
    director = enrol(SYSTEM, email="v@example.org", name="V", password="x", role=Role.DIRECTOR)

    def work(number: int) -> None:
        try:
            thing_done(SYSTEM, number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(work, range(100)))
    assert director.pk
    with acting_as(SYSTEM):
        assert verifying.verify() == (101, None)
        told = sorted(line.detail["number"] for line in listed(Asked(verb="test.thing.done"), limit=200))
        assert told == list(range(100))


def test_an_empty_ledger_has_a_head(committed):
    with acting_as(SYSTEM):
        assert str(verifying.head()) == f"0:{GENESIS}"
        assert verifying.verify([verifying.head()]) == (0, None)
    for nonsense in ("", "7", "7:", f"x:{GENESIS}", f"7:{GENESIS}0"):
        assert verifying.read_head(nonsense) is None


def test_no_state_writes_a_verification(cast):
    with acting_as(cast("pilar")), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_verification SET broken = NULL")
        assert cursor.rowcount == 0

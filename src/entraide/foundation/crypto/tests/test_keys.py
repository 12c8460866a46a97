"""Keys of States: made once, turned while people read, moved to another master key, and destroyed for ever."""

from __future__ import annotations

import base64
from threading import Event, Thread
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, models
from django.test.utils import isolate_apps
from tests.settings import CLUSTER, DATABASE

from entraide.foundation.audit.queries import latest
from entraide.foundation.crypto import actions, fields, keyring, queries
from entraide.foundation.crypto.fields import (
    NoLongerReadable,
    Tampered,
    finger,
    fingers,
    open_,
    put,
    seal,
    shown,
    text_of,
)
from entraide.foundation.crypto.masters import fresh, read
from entraide.foundation.crypto.models import DataKey
from entraide.foundation.db import launcher
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import Refused

TABLE = "crypto_trial"


@pytest.fixture(autouse=True)
def forgetting(request):
    if "committed" not in request.fixturenames:
        request.getfixturevalue("db")
    keyring.forget()
    yield
    keyring.forget()


@pytest.fixture(scope="module")
def table(django_db_setup):
    launcher.psql(
        CLUSTER, DATABASE, f"CREATE TABLE {TABLE} (id bigserial PRIMARY KEY, guid uuid, entity text, person bytea)"
    )
    launcher.psql(CLUSTER, DATABASE, f"GRANT ALL ON {TABLE}, {TABLE}_id_seq TO {launcher.APP}")
    yield
    launcher.psql(CLUSTER, DATABASE, f"DROP TABLE {TABLE}")


@pytest.fixture
def trial(table):
    """A table with one sealed field, as a room would have it."""
    with isolate_apps("entraide.foundation.crypto"):

        class Trial(models.Model):
            guid = models.UUIDField(default=uuid4)
            entity = models.CharField(max_length=12)
            person = fields.SealedField()

            class Meta:
                app_label = "crypto"
                db_table = TABLE

        yield Trial
    fields.SEALED.remove(Trial._meta.get_field("person"))


def kept(trial, entity, text):
    row = trial(entity=entity)
    put(row, "person", text)
    row.save()
    return row


def test_rows_of_one_state_open_and_moved_ones_do_not(db, trial):
    with acting_as(SYSTEM):
        samira, tarek, luc = (kept(trial, *pair) for pair in (("EGY", "Samira"), ("EGY", "Tarek"), ("FRA", "Luc")))
        assert text_of(trial.objects.get(pk=samira.pk), "person") == "Samira"
        assert b"Samira" not in bytes(samira.person)
        for other in (tarek, luc):
            trial.objects.filter(pk=other.pk).update(person=samira.person)
            with pytest.raises(Tampered):
                text_of(trial.objects.get(pk=other.pk), "person")
        assert {row.version for row in queries.status("EGY")} == {1}


def test_a_key_of_another_state_does_not_open_even_what_names_it():
    sealed = seal("EGY", "t", "1", "f", "Samira")
    with pytest.raises(Tampered):
        open_("FRA", "t", "1", "f", sealed)
    seal("FRA", "t", "1", "f", "x")
    with acting_as(SYSTEM):
        egypt, france = DataKey.objects.get(entity="EGY"), DataKey.objects.get(entity="FRA")
        DataKey.objects.filter(pk=france.pk).update(wrapped=egypt.wrapped)
    keyring.forget()
    with pytest.raises(Tampered):
        seal("FRA", "t", "1", "f", "x")


def test_strangers_read_no_key_and_write_none(cast):
    seal("EGY", "t", "1", "f", "Samira")
    for name, seen in (("jo", 0), ("pilar", 0), ("grace", 0), ("samira", 1), ("nadia", 1)):
        with acting_as(cast(name)):
            assert DataKey.objects.count() == seen
            if name != "nadia":
                assert DataKey.objects.update(wrapped=b"") == 0
    for name in ("nadia", "samira", "jo"):
        for turn in (
            lambda actor: actions.rotate(actor, "EGY"),
            actions.rewrap,
            lambda actor: actions.shred(actor, "EGY", "x"),
        ):
            with pytest.raises(Refused, match="SEC-040"):
                turn(cast(name))


def test_rotation_moves_every_row_and_readers_notice_nothing(trial):
    with acting_as(SYSTEM):
        rows = [kept(trial, "EGY", f"person {number}") for number in range(7)]
        france = kept(trial, "FRA", "Luc")
        trial.objects.filter(pk=rows[3].pk).update(person=b"\x01" + b"x" * 60)
        before = trial.objects.get(pk=rows[0].pk)
        assert actions.rotate(SYSTEM, "EGY") == 2
        fresh_row = kept(trial, "EGY", "written meanwhile")
        assert text_of(before, "person") == "person 0"
        actions.BATCH, size = 3, actions.BATCH
        try:
            done = [batch for _field, batch in actions.reseal_all(SYSTEM, "EGY")]
        finally:
            actions.BATCH = size
        assert sum(batch.resealed for batch in done) == 6
        assert [pk for batch in done for pk in batch.unopened] == [str(rows[3].pk)]
        assert text_of(before, "person") == "person 0", "a reader with the old bytes in hand"
        for number in (0, 6):
            assert text_of(trial.objects.get(pk=rows[number].pk), "person") == f"person {number}"
        assert text_of(trial.objects.get(pk=fresh_row.pk), "person") == "written meanwhile"
        assert [(line.version, line.state, line.fields) for line in queries.status("EGY")] == [
            (1, "retired", 0), (2, "current", 7)
        ]  # fmt: skip
        assert {line.version for line in queries.status("FRA")} == {1}
        assert text_of(france, "person") == "Luc"
        assert "crypto.key.rotated" in {line.verb for line in latest()}


def test_shredding_is_for_ever_and_says_so(trial):
    mark = finger("EGY", "samira@example.org", "mail")
    with acting_as(SYSTEM):
        samira, luc = kept(trial, "EGY", "Samira"), kept(trial, "FRA", "Luc")
        actions.rotate(SYSTEM, "EGY")
        with pytest.raises(Refused, match="SEC-041"):
            actions.shred(SYSTEM, "EGY", "  ")
        assert actions.shred(SYSTEM, "EGY", "The State has asked for it.") == 3
        with pytest.raises(NoLongerReadable):
            text_of(samira, "person")
        assert shown(samira, "person") == "no longer readable"
        assert shown(luc, "person") == "Luc"
        assert {line.state for line in queries.status("EGY")} == {"shredded"}
        assert not any(bytes(row.wrapped) for row in DataKey.objects.filter(entity="EGY"))
        assert text_of(kept(trial, "EGY", "Tarek"), "person") == "Tarek", "a State may begin anew"
        assert finger("EGY", "samira@example.org", "mail") != mark
        with pytest.raises(Refused, match="SEC-042"):
            actions.shred(SYSTEM, "PER", "no keys")
        detail = next(line for line in latest() if line.verb == "crypto.keys.shredded").detail
        assert detail == {"shredded": 3}


def test_another_master_key_takes_over_and_the_old_one_may_go(settings):
    sealed = seal("EGY", "t", "1", "f", "Samira")
    old, new = settings.MASTER_KEYS, (fresh(),)
    keyring.forget()
    settings.MASTER_KEYS = new
    with pytest.raises(keyring.UnknownMaster, match="ENTRAIDE_MASTER_KEY"):
        open_("EGY", "t", "1", "f", sealed)
    settings.MASTER_KEYS = (*new, *old)
    assert actions.rewrap(SYSTEM) == 1
    assert actions.rewrap(SYSTEM) == 0
    settings.MASTER_KEYS = new
    keyring.forget()
    assert open_("EGY", "t", "1", "f", sealed) == "Samira"
    with acting_as(SYSTEM):
        assert [line.master_known for line in queries.status()] == [True]


@pytest.mark.parametrize("given", [(), ("short",), ("ключ",), (base64.urlsafe_b64encode(b"x" * 31).decode(),)])
def test_a_bad_master_key_is_refused_without_being_repeated(given):
    with pytest.raises(ImproperlyConfigured) as said:
        read(given)
    assert not given or given[0] not in str(said.value)


def test_fingers_find_an_address_in_every_state():
    marks = {finger(entity, "Tarek@example.org") for entity in ("EGY", "FRA")}
    assert len(marks) == 2
    assert marks == set(fingers(" tarek@EXAMPLE.org"))


def test_an_import_asks_for_a_key_once(django_assert_num_queries):
    seal("EGY", "t", "1", "f", "x")
    with fields.many():
        seal("EGY", "t", "1", "f", "x")
        with django_assert_num_queries(0):
            for number in range(50):
                seal("EGY", "t", str(number), "f", "x")


def test_a_key_of_a_write_that_never_was_is_not_used_again(committed):
    with pytest.raises(ZeroDivisionError), acting_as(SYSTEM):
        lost = seal("PER", "t", "1", "f", "x")
        raise ZeroDivisionError
    assert lost
    sealed = seal("PER", "t", "1", "f", "Pilar")
    keyring.forget()
    assert open_("PER", "t", "1", "f", sealed) == "Pilar"


def test_two_who_seal_first_at_once_agree_on_one_key(committed):
    sealed: list[bytes] = []

    def work() -> None:
        try:
            sealed.append(seal("PER", "t", "1", "f", "Pilar"))
        finally:
            connections.close_all()

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [open_("PER", "t", "1", "f", each) for each in sealed] == ["Pilar"] * 4
    with acting_as(SYSTEM):
        assert DataKey.objects.filter(entity="PER").count() == 1


def test_readers_read_on_while_keys_turn(committed, trial):
    with acting_as(SYSTEM):
        rows = [kept(trial, "EGY", f"person {number}") for number in range(40)]
    wrong: list[object] = []
    stop = Event()

    def read() -> None:
        try:
            while not stop.is_set():
                keyring.forget()
                with acting_as(SYSTEM):
                    for row in trial.objects.filter(pk__in=[one.pk for one in rows]).order_by("pk"):
                        if text_of(row, "person") != f"person {row.pk - rows[0].pk}":
                            wrong.append(row.pk)
        except Exception as error:  # a thread's complaint would be lost
            wrong.append(error)
        finally:
            connections.close_all()

    readers = [Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for _turn in range(3):
        actions.rotate(SYSTEM, "EGY")
        assert sum(batch.resealed for _field, batch in actions.reseal_all(SYSTEM, "EGY")) == 40
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []

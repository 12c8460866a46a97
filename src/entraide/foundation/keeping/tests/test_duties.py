"""Daily duties: once a day, whoever calls, and one that fails holds up no other."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections

from entraide.foundation.db.context import acting_as
from entraide.foundation.keeping import duties, stamps
from entraide.foundation.keeping.counting import sealed
from entraide.foundation.keeping.duties import daily, last_runs, run_due
from entraide.foundation.mail.post import outbox, post
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
MORNING = datetime(2027, 3, 1, 6, tzinfo=UTC)


@pytest.fixture
def own(monkeypatch):
    """A registry of this story alone."""
    monkeypatch.setattr(duties, "_DUTIES", {})
    return duties._DUTIES


def letter(words: str) -> None:
    post("test", to="x@example.org", subject=words, body="Body", language="en")


def outcomes() -> dict[str, str]:
    return {outcome.duty: outcome.state for outcome in run_due()}


def test_a_duty_is_done_once_a_day(own):
    days = []
    daily("room.remind")(days.append)
    with clock.at(MORNING):
        assert outcomes() == {"room.remind": "done"}
        assert outcomes() == {"room.remind": "already"}
    with clock.at(MORNING + timedelta(days=1)):
        assert outcomes() == {"room.remind": "done"}
    assert [day.isoformat() for day in days] == ["2027-03-01", "2027-03-02"]


def test_one_that_fails_has_written_nothing_and_is_tried_again(own, caplog):
    tries = []

    @daily("a.fails")
    def fails(day):
        letter("half done")
        tries.append(day)
        if len(tries) == 1:
            raise ValueError("Samira's words")

    daily("b.works")(lambda _day: letter("whole"))
    with clock.at(MORNING), caplog.at_level(logging.ERROR):
        assert outcomes() == {"a.fails": "failed", "b.works": "done"}
        assert last_runs()["a.fails"][1] == "ValueError"
        with acting_as(SYSTEM):
            assert [row.subject for row in outbox()] == ["whole"]
        assert outcomes() == {"a.fails": "done", "b.works": "already"}
    assert last_runs()["a.fails"][1] == ""


def test_two_at_once_do_it_once(own):
    daily("room.remind")(lambda _day: letter("once"))
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, hashtext('room.remind'))", [duties._LOCK])
        assert outcomes() == {"room.remind": "busy"}
        with acting_as(SYSTEM):
            assert not outbox()
    finally:
        other.close()
    assert outcomes() == {"room.remind": "done"}


def test_a_name_is_given_once(own):
    daily("room.remind")(lambda _day: None)
    with pytest.raises(ValueError):
        daily("room.remind")(lambda _day: None)


def test_the_duties_of_the_house_run():
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM entraide_count(%s, -1)", [sealed("old")])
    assert {"keeping.forget", "keeping.verify_ledger", "mandates.remind"} <= set(duties.duties())
    assert set(outcomes().values()) == {"done"}
    assert stamps.last(stamps.LEDGER).detail["broken"] is None

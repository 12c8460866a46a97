"""Counts and kept facts that all processes share, and that nobody can read out of the table."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.db import connection

from entraide.foundation.db.context import acting_as
from entraide.foundation.keeping import counting, stamps
from entraide.foundation.keeping.counting import Limit, over
from entraide.foundation.keeping.models import DutyRun, Stamp
from entraide.kernel import clock
from entraide.kernel.actor import ANONYMOUS, SYSTEM

pytestmark = pytest.mark.django_db


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return cursor.fetchone()[0]


def test_the_fourth_of_three_is_over_and_says_how_long():
    limit = Limit(3, 60)
    assert [over(limit, "guess", "192.0.2.1") for _ in range(3)] == [0, 0, 0]
    assert 50 <= over(limit, "guess", "192.0.2.1") <= 60
    assert over(limit, "guess", "192.0.2.2") == 0
    assert over(limit, "other", "192.0.2.1") == 0


def test_a_window_that_has_ended_begins_anew():
    assert over(Limit(1, 60), "guess", "a") == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM entraide_count(%s, -1)", [counting.sealed("short a")])
    assert over(Limit(1, 60), "short", "a") == 0
    assert over(Limit(1, 60), "short", "a") > 0


@pytest.mark.parametrize("eyes", [ANONYMOUS, SYSTEM])
def test_nobody_reads_the_counters_whoever_asks(eyes):
    over(Limit(3, 60), "guess", "192.0.2.1")
    caches["default"].set("allauth:rl:192.0.2.1", [1.5])
    with acting_as(eyes):
        assert rows("keeping_counter") == rows("keeping_fact") == 0
    with acting_as(eyes), connection.cursor() as cursor:
        cursor.execute("UPDATE keeping_counter SET times = 0")
        assert cursor.rowcount == 0


def test_the_cache_keeps_what_json_can_say_and_forgets_in_time():
    cache = caches["default"]
    assert cache.get("a", "nothing") == "nothing"
    cache.set("a", [1.5, "x"], 60)
    assert cache.get("a") == [1.5, "x"]
    assert cache.add("a", 1, 60) is False
    assert cache.add("b", 1, 60) is True
    cache.set("c", 1, -1)
    assert cache.get("c") is None
    assert cache.add("c", 2, 60) is True
    assert cache.touch("c", 60)
    assert not cache.touch("nowhere")
    assert cache.delete("a") is True
    assert cache.delete("a") is False
    cache.clear()
    assert cache.get("b") is None


def test_what_is_no_json_is_refused_rather_than_pickled():
    with pytest.raises(TypeError):
        caches["default"].set("a", object())


def test_stamps_and_runs_are_the_secretariats(cast):
    stamps.stamp(stamps.BACKUP, bytes=1)
    with acting_as(SYSTEM):
        DutyRun.objects.create(duty="x", day="2026-01-01", ran_at=clock.now())
    for name in ("jo", "pilar"):
        with acting_as(cast(name)):
            assert not Stamp.objects.exists()
            assert not DutyRun.objects.exists()
            assert Stamp.objects.update(detail={}) == 0
    assert stamps.last(stamps.BACKUP).detail == {"bytes": 1}

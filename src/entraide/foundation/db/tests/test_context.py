"""What a transaction is told is told once, goes back with a savepoint, and is gone at its end."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from entraide.foundation.db.backend.base import NOBODY
from entraide.foundation.db.context import acting_as, current_actor
from entraide.kernel.actor import ANONYMOUS, SYSTEM, Actor, Role

SAMIRA = Actor(2, "Samira", frozenset({Role.FOCAL_POINT}), "EGY", party=True)


def settings() -> tuple[str, ...]:
    """What PostgreSQL itself would answer."""
    with connection.cursor() as cursor:
        names = ("clearance", "entity", "party", "person", "powers", "roles")
        cursor.execute(
            "SELECT " + ", ".join(f"coalesce(current_setting('entraide.{name}', true), '')" for name in names)
        )
        return tuple(cursor.fetchone())


def agreed() -> tuple[str, ...]:
    """What the connection believes, which has to be what PostgreSQL knows."""
    assert settings() == connection.told
    return connection.told


def test_the_connection_and_postgresql_agree_through_every_way_out(committed):
    assert agreed() == NOBODY
    with acting_as(SAMIRA):
        mine = agreed()
        assert mine == ("entity", "EGY", "yes", "2", "", "focal_point")
        with acting_as(SYSTEM):
            assert agreed()[0] == "staff"
            with pytest.raises(ZeroDivisionError), acting_as(ANONYMOUS):
                raise ZeroDivisionError
            assert agreed()[0] == "staff"
        assert agreed() == mine
        with pytest.raises(ZeroDivisionError), transaction.atomic(), acting_as(SYSTEM):
            raise ZeroDivisionError
        assert agreed() == mine
        with acting_as(SYSTEM, savepoint=False):
            assert agreed()[0] == "staff"
        assert agreed() == mine
        with pytest.raises(ZeroDivisionError), transaction.atomic(), acting_as(SYSTEM, savepoint=False):
            raise ZeroDivisionError
        assert agreed() == mine
        assert current_actor() == SAMIRA
    assert agreed() == NOBODY
    assert current_actor() == ANONYMOUS
    with pytest.raises(ZeroDivisionError), acting_as(SYSTEM):
        raise ZeroDivisionError
    assert agreed() == NOBODY
    connection.close()
    with acting_as(SAMIRA):
        assert agreed() == mine


def test_nothing_is_said_twice(db, django_assert_num_queries):
    with acting_as(SAMIRA):
        with django_assert_num_queries(2), acting_as(SAMIRA):
            pass
        with django_assert_num_queries(4), acting_as(SYSTEM):
            pass
        with django_assert_num_queries(2), acting_as(SYSTEM, savepoint=False):
            pass

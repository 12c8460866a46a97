"""Every table has its wall, or stands in the list of those that need none, with the reason."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection, connections

from entraide.foundation.db import launcher
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import ANONYMOUS, SYSTEM, Actor, Role
from entraide.kernel.audience import Audience
from tests.settings import CLUSTER

pytestmark = pytest.mark.django_db

EXEMPT = {
    "auth_group": "Django's own, unused",
    "auth_group_permissions": "Django's own, unused",
    "auth_permission": "Django's own: names of models, nobody's data",
    "django_content_type": "Django's own: names of models, nobody's data",
    "django_migrations": "which migrations were run: nobody's data",
}
UNFORCED = {
    "documents_passage": "walled for everybody but its owner, whose function `documents_found` asks the audience itself: an"
    " index is never used through a policy whose operator might leak",
    "keeping_counter": "no policy at all: the application sees no row; functions of the owner count for everybody, known or not",
    "keeping_fact": "as keeping_counter: a function of the owner answers about one sealed key",
    "directory_sought": "as documents_passage: its function `directory_look` asks the audience itself",
    "directory_soughtword": "read by `directory_look` alone, to correct what was typed; the policies let nobody in",
    "mandates_gist": "as documents_passage: its function `mandates_found` asks the audience itself",
    "procrastinate_jobs": "queuing returns the job's number, which only the owner may read: its function asks who was told",
    "procrastinate_events": "as procrastinate_jobs: written by its triggers",
    "procrastinate_periodic_defers": "as procrastinate_jobs",
    "procrastinate_workers": "as procrastinate_jobs",
}


def tables() -> set[str]:
    """Every table of the database, ours and others'."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")
        return {row[0] for row in cursor.fetchall()}


def walled() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        return {row[0] for row in cursor.fetchall()}


def walled_but_for_the_owner() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND NOT relforcerowsecurity")
        return {row[0] for row in cursor.fetchall()}


def test_every_table_has_a_wall_or_a_reason():
    assert walled_but_for_the_owner() == set(UNFORCED)
    missing = tables() - walled() - set(EXEMPT) - set(UNFORCED)
    assert not missing, f"no row-level security on {missing}"
    assert not (set(EXEMPT) & walled()), "an exemption that is no longer needed"
    assert not set(EXEMPT) - tables(), "an exemption for a table that is not there"


def test_no_policy_answers_whoever_comes():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, policyname FROM pg_policies WHERE (qual = 'true' OR with_check = 'true') AND 'public' = ANY (roles)")
        assert cursor.fetchall() == []


_FILL = """
SET session_replication_role = replica;
DO $$ DECLARE asked record; named text; given text; BEGIN
  FOR asked IN SELECT conrelid::regclass AS tabled, conname FROM pg_constraint
               WHERE contype = 'c' AND connamespace = 'public'::regnamespace LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', asked.tabled, asked.conname);
  END LOOP;
  FOR asked IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    SELECT string_agg(format('%I', column_name), ', '), string_agg(CASE
        WHEN column_name = 'audience' THEN '''public''' WHEN column_name = 'state' THEN '''issued'''
        WHEN column_name = 'life' THEN '''adopted'''
        WHEN data_type IN ('bigint', 'integer', 'smallint', 'numeric', 'double precision') THEN '1'
        WHEN data_type LIKE 'character%' OR data_type = 'text' THEN '''1''' WHEN data_type = 'boolean' THEN 'true'
        WHEN data_type LIKE 'timestamp%' OR data_type = 'date' THEN 'now()' WHEN data_type = 'uuid' THEN 'gen_random_uuid()'
        WHEN data_type = 'jsonb' THEN '''{}''' WHEN data_type = 'bytea' THEN '''x''' WHEN data_type = 'ARRAY' THEN '''{}'''
        WHEN data_type = 'interval' THEN '''1 day''' WHEN data_type LIKE 'time%' THEN '''10:00''' WHEN data_type = 'inet' THEN '''::1'''
        ELSE 'NULL' END, ', ')
      INTO named, given FROM information_schema.columns c
      WHERE c.table_schema = 'public' AND c.table_name = asked.tablename AND c.is_generated = 'NEVER' AND c.is_identity = 'NO'
        AND ((c.is_nullable = 'NO' AND c.column_default IS NULL) OR c.column_name IN ('audience', 'state', 'life', 'entity'));
    IF named IS NULL THEN EXECUTE format('INSERT INTO %I DEFAULT VALUES', asked.tablename);
    ELSE EXECUTE format('INSERT INTO %I (%s) VALUES (%s)', asked.tablename, named, given); END IF;
  END LOOP;
END $$"""


@pytest.fixture
def filled() -> Iterator[psycopg.Connection]:
    """A database with a row in every table, as public as a row can be, entered as the application without a word of who asks."""
    name = f"entraide_filled_{os.getpid()}"
    source = launcher.psql(
        CLUSTER, "postgres",
        "SELECT datname FROM pg_database WHERE datname LIKE 'entraide_template_%' AND datname NOT LIKE '%new'"
        " ORDER BY oid DESC LIMIT 1",
    )  # fmt: skip
    launcher.psql(CLUSTER, "postgres", f"CREATE DATABASE {name} TEMPLATE {source} OWNER {launcher.OWNER}")
    launcher.psql(CLUSTER, name, _FILL)
    with psycopg.connect(host=str(CLUSTER.socket), dbname=name, user=launcher.APP, autocommit=True) as entered:
        yield entered
    launcher.psql(CLUSTER, "postgres", f"DROP DATABASE {name} WITH (FORCE)")


def refused(entered: psycopg.Connection, statement: str) -> bool:
    """Whether a write touched nothing, or was not allowed at all."""
    try:
        return entered.execute(statement).rowcount == 0
    except psycopg.errors.InsufficientPrivilege:
        return True


def test_without_a_context_every_table_is_empty_and_nothing_is_written(filled):
    columns = dict(
        filled.execute(
            "SELECT DISTINCT ON (table_name) table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND is_generated = 'NEVER' ORDER BY table_name, ordinal_position DESC"
        ).fetchall()
    )
    behind = sorted(tables() - set(EXEMPT))
    assert len(behind) > 40
    for table in behind:
        assert launcher.psql(CLUSTER, filled.info.dbname, f"SELECT count(*) FROM {table}") != "0", table
        assert filled.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), f"{table} is read without a context"
        assert refused(filled, f"UPDATE {table} SET {columns[table]} = {columns[table]}"), f"{table} is changed"
        assert refused(filled, f"DELETE FROM {table}"), f"{table} is deleted from"
        assert refused(filled, f"INSERT INTO {table} DEFAULT VALUES"), f"{table} is inserted into"
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            filled.execute(f"TRUNCATE {table} CASCADE")
    for audience in Audience:
        assert filled.execute("SELECT entraide_admits(%s, '')", [audience.value]).fetchone() == (False,)


def test_what_one_transaction_was_told_the_next_does_not_know(filled):
    with filled.transaction():
        filled.execute("SELECT set_config('entraide.clearance', 'staff', true)")
        assert filled.execute("SELECT count(*) FROM audit_entry").fetchone() == (1,)
    assert filled.execute("SELECT count(*) FROM audit_entry").fetchone() == (0,)
    assert filled.execute("SELECT entraide_told()").fetchone() == (False,)


def test_the_queue_sees_jobs_and_nothing_else(filled):
    filled.execute("SELECT set_config('entraide.clearance', 'queue', false)")
    seen = {
        table for table in tables() - set(EXEMPT) if filled.execute(f"SELECT count(*) FROM {table}").fetchone() != (0,)
    }
    assert seen == {
        "procrastinate_jobs",
        "procrastinate_events",
        "procrastinate_periodic_defers",
        "procrastinate_workers",
    }


def test_we_connect_as_a_role_that_cannot_step_over_the_walls():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        assert cursor.fetchone() == (0,)
    assert connections["owner"].settings_dict["USER"] != connection.settings_dict["USER"]


ACTORS = {
    "system": SYSTEM,
    "officer": Actor(1, "O", frozenset({Role.OFFICER})),
    "egypt": Actor(2, "E", frozenset({Role.FOCAL_POINT}), "EGY", party=True),
    "peru": Actor(3, "P", frozenset({Role.FOCAL_POINT}), "PER", party=False),
    "observer": Actor(4, "G", frozenset({Role.OBSERVER})),
    "public": ANONYMOUS,
}


@pytest.mark.parametrize("name", ACTORS)
@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("owner", ["", "EGY", "PER"])
def test_the_database_and_the_policies_tell_the_same_rule(name, audience, owner):
    actor = ACTORS[name]
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute("SELECT entraide_admits(%s, %s)", [audience.value, owner])
        assert bool(cursor.fetchone()[0]) == actor.admits(audience, owner)

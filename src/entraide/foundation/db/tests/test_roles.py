"""Web, jobs and commands do not start as a role that could step over the walls, and say what to do."""

from __future__ import annotations

import os
import subprocess
import sys

import psycopg
import pytest
from django.db import connection
from tests.settings import CLUSTER, DATABASE

from entraide.foundation.db import launcher, roles
from entraide.foundation.db.checks import application_role

BYPASS, MEMBER = (f"entraide_trial_{kind}_{os.getpid()}" for kind in ("bypass", "member"))
ABOVE = {
    "postgres": "is a superuser",
    launcher.OWNER: "owns tables",
    BYPASS: "has BYPASSRLS",
    MEMBER: f"is a member of {launcher.OWNER}, which owns tables",
}


@pytest.fixture(scope="module")
def trial_roles(django_db_setup):
    launcher.psql(CLUSTER, DATABASE, f"CREATE ROLE {BYPASS} LOGIN BYPASSRLS")
    launcher.psql(CLUSTER, DATABASE, f"CREATE ROLE {MEMBER} LOGIN NOINHERIT IN ROLE {launcher.OWNER}")
    yield
    launcher.psql(CLUSTER, DATABASE, f"DROP ROLE {BYPASS}, {MEMBER}")


@pytest.mark.parametrize("role", ABOVE, ids=["superuser", "owner", "bypass", "member"])
def test_every_role_above_the_walls_is_refused(trial_roles, role):
    with psycopg.connect(host=str(CLUSTER.socket), dbname=DATABASE, user=role) as above:
        with pytest.raises(roles.StepsOverWalls, match=ABOVE[role]) as said:
            roles.refuse_to_step_over(above)
        assert above.closed
    assert "DATABASE_URL" in str(said.value)


def test_the_application_s_role_is_harmless(db):
    assert roles.above_the_walls(connection.connection) == ""
    assert application_role(databases=["default"]) == []


def test_a_role_that_only_puts_on_a_harmless_coat_is_refused(django_db_setup):
    with psycopg.connect(host=str(CLUSTER.socket), dbname=DATABASE, user="postgres") as above:
        above.execute(f"SET ROLE {launcher.APP}")
        assert "superuser" in roles.above_the_walls(above)


WEB = "import entraide.portal.wsgi"
COMMAND = "import sys; from entraide.portal.cli import main; sys.exit(main(['people', 'list']))"
WORKER = (
    "import sys; sys.argv = ['django', 'procrastinate', 'worker', '--one-shot'];"
    "from django.core.management import execute_from_command_line as go; go(sys.argv)"
)


@pytest.mark.parametrize("program", [WEB, COMMAND, WORKER], ids=["web", "command", "worker"])
def test_processes_end_with_one_and_a_reason(django_db_setup, program):
    above = f"postgres://{launcher.OWNER}@/{DATABASE}"
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "entraide.portal.settings", "DATABASE_URL": above,
        "PGHOST": str(CLUSTER.socket), "DATABASE_OWNER_URL": above,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1, done.stderr
    assert f"the database role {launcher.OWNER} owns tables" in done.stderr
    assert "DATABASE_URL" in done.stderr

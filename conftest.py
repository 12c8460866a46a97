"""The test database: our own PostgreSQL, forgetful and fast, entered as the role that cannot bypass the walls."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator

import pytest
from tests.settings import CLUSTER, DATABASE, FOLDER

from entraide.foundation.db import launcher

pytest_plugins = ["tests.cast", "tests.committed", "tests.served", "tests.stages"]


def _template() -> str:
    """A migrated database to copy, made anew when a migration is added."""
    from entraide.portal import setup  # noqa: PLC0415 - Django must not load before the environment above is set

    name = f"entraide_template_{setup.migrations_digest()}"
    known = launcher.psql(CLUSTER, "postgres", "SELECT datname FROM pg_database WHERE datname LIKE 'entraide_t%'")
    if name not in known.split():
        launcher.ensure_database(CLUSTER, f"{name}_new")
        _migrate(f"{name}_new")
        launcher.psql(CLUSTER, "postgres", f"ALTER DATABASE {name}_new RENAME TO {name}")
    return name


def _migrate(name: str) -> None:
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    owner = connections["owner"]
    owner.settings_dict["NAME"] = name
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    owner.close()
    owner.settings_dict["NAME"] = DATABASE


@pytest.fixture(scope="session")
def database_cluster() -> launcher.Cluster:
    """Our PostgreSQL for tests, shared by the processes of one run."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        launcher.start(CLUSTER)
    return CLUSTER


def pytest_unconfigure(config: pytest.Config) -> None:
    """The process that handed out the tests stops the server when all of them are through."""
    if not hasattr(config, "workerinput") and not os.environ.get("ENTRAIDE_KEEP_TEST_SERVER"):
        launcher.stop(CLUSTER)


@pytest.fixture(scope="session")
def django_db_setup(database_cluster: launcher.Cluster, django_db_blocker: object) -> Iterator[None]:
    """A fresh copy of the template for this run, connected to as the role that cannot bypass the walls."""
    with django_db_blocker.unblock(), (FOLDER / "lock").open("w") as lock:  # type: ignore[attr-defined]
        fcntl.flock(lock, fcntl.LOCK_EX)
        template = _template()
        launcher.psql(CLUSTER, "postgres", f"DROP DATABASE IF EXISTS {DATABASE}")
        launcher.psql(CLUSTER, "postgres", f"CREATE DATABASE {DATABASE} TEMPLATE {template} OWNER {launcher.OWNER}")
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        from django.db import connections  # noqa: PLC0415

        connections.close_all()
    launcher.psql(CLUSTER, "postgres", f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")

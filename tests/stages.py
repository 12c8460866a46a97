"""Stories that begin far on: a database that already holds what came before, made once for a run and copied by PostgreSQL.

A room's conftest says how each stage is made, out of which one before it:

    STAGES = {"round": Stage(make_round), "draft": Stage(make_draft, after="round")}

    @pytest.fixture(scope="module", autouse=True)
    def stage(request, staged):
        with staged(STAGES, getattr(request, "param", "")):
            yield

    pytest_generate_tests = chosen(STAGES)

A test stands on the last stage whose name is among its fixtures; the fixtures themselves only look up what is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from attrs import frozen
from django.db import connections

from entraide.collection import released
from entraide.collection.forms import form_of
from entraide.foundation.db import launcher
from tests.settings import CLUSTER, DATABASE


@frozen
class Stage:
    """How a stage is made, in a database that holds the one before it."""

    make: Callable[[], object]
    after: str = ""


Stages = Mapping[str, Stage]
Staged = Callable[[Stages, str], AbstractContextManager[None]]


def chosen(stages: Stages) -> Callable[[pytest.Metafunc], None]:
    """Put every test on the last stage that it names."""

    def choose(metafunc: pytest.Metafunc) -> None:
        if "stage" in metafunc.fixturenames:
            wanted = [name for name in reversed(stages) if name in metafunc.fixturenames]
            metafunc.parametrize("stage", wanted[:1] or [""], indirect=True, scope="module")

    return choose


@contextmanager
def _on(database: str) -> Iterator[None]:
    kept = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    _point(dict.fromkeys(connections, database))
    form_of.cache_clear()  # Another database may know another version by the same number.
    released.forget()
    try:
        yield
    finally:
        _point(kept)


def _point(names: Mapping[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


class Copies:
    """The databases of the stages that this process has made."""

    def __init__(self) -> None:
        self.made: dict[Stage, str] = {}

    def of(self, stages: Stages, name: str) -> str:
        """The database that stands at a stage."""
        if not name:
            return DATABASE
        key = stages[name]
        if key not in self.made:
            before = self.of(stages, key.after)
            copy = f"{DATABASE}_{len(self.made)}"
            connections.close_all()
            launcher.psql(CLUSTER, "postgres", f"CREATE DATABASE {copy} TEMPLATE {before} OWNER {launcher.OWNER}")
            with _on(copy):
                key.make()
            self.made[key] = copy
        return self.made[key]

    def drop(self) -> None:
        """Take them away."""
        for copy in self.made.values():
            launcher.psql(CLUSTER, "postgres", f"DROP DATABASE IF EXISTS {copy} WITH (FORCE)")


@pytest.fixture(scope="session")
def copies(django_db_setup: None) -> Iterator[Copies]:
    """All that are made in this run."""
    made = Copies()
    yield made
    made.drop()


@pytest.fixture(scope="session")
def staged(copies: Copies, django_db_blocker: Any) -> Staged:
    """`with staged(STAGES, "draft"):` the connections lead to a database at that stage."""

    @contextmanager
    def on(stages: Stages, name: str) -> Iterator[None]:
        with django_db_blocker.unblock():
            database = copies.of(stages, name)
        with _on(database):
            yield

    return on

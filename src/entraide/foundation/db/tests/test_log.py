"""PostgreSQL's own log tells that something failed, never with whose words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pytest

from entraide.foundation.db import launcher

WORDS = "what a State wrote into its draft"


@pytest.fixture
def own() -> Iterator[launcher.Cluster]:
    """A cluster of its own: the one that the other tests share may have been started by an older launcher."""
    folder = Path(mkdtemp(prefix="entraide-log-"))
    folder.chmod(0o755)
    cluster = launcher.Cluster(folder, forgetful=True)
    launcher.start(cluster)
    yield cluster
    launcher.stop(cluster)
    rmtree(folder)


def test_a_complaint_of_postgresql_carries_no_words_into_the_log(own):
    launcher.psql(own, "postgres", "CREATE TABLE draft (cell text NOT NULL UNIQUE CHECK (length(cell) < 50))")
    launcher.psql(own, "postgres", f"INSERT INTO draft VALUES ('{WORDS}')")
    function = f"DO $$ BEGIN PERFORM 1 / 0 FROM draft WHERE cell = '{WORDS}'; END $$"
    statements = (f"INSERT INTO draft VALUES ('{WORDS}')", f"INSERT INTO draft VALUES ('{WORDS} {WORDS}')", function)
    for statement in (*statements, f'SELECT \'{{"a": "{WORDS}" oops}}\'::jsonb', f"COPY draft FROM STDIN; {WORDS}"):
        with pytest.raises(launcher.LauncherError):
            launcher.psql(own, "postgres", statement)
    log = (own.data / "server.log").read_text()
    assert "duplicate key" in log
    assert WORDS not in log
    for word in ("DETAIL", "CONTEXT", "STATEMENT"):
        assert word not in log

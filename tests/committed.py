"""Stories that need real commits: several connections, threads, processes. What they wrote is gone afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connections

from entraide.foundation.db import launcher
from tests.settings import CLUSTER, DATABASE

_EMPTY = """SET session_replication_role = replica;
DO $$ DECLARE all_of_them text; BEGIN
  SELECT string_agg(format('%I', tablename), ', ') INTO all_of_them FROM pg_tables WHERE schemaname = 'public'
    AND tablename NOT IN ('django_migrations', 'django_content_type', 'auth_permission');
  EXECUTE 'TRUNCATE ' || all_of_them || ' RESTART IDENTITY CASCADE';
END $$"""


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """Real commits; before and afterwards every table is emptied by the superuser, whom no trigger stops; numbers begin at 1."""
    launcher.psql(CLUSTER, DATABASE, _EMPTY)
    yield
    connections.close_all()
    launcher.psql(CLUSTER, DATABASE, _EMPTY)

"""Who asks, and who is here, with 20,000 invented people: what a request pays to be known, the list of people, signing in.

`python tools/bench_people.py` prints one measure: the median of the slowest page of people, and every median in milliseconds.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_documents import scratch_database

Measured = dict[str, Any]
PEOPLE = int(os.environ.get("ENTRAIDE_BENCH_PEOPLE", "20000"))
TIMES = 30
MADE = """
INSERT INTO accounts_person (email, name, title, phone, language, is_active, is_superuser, password, joined_at)
SELECT 'invented' || n || '@example.org', 'Invented ' || md5(n::text), '', '', 'en', n %% 50 <> 0, false, '!', now()
FROM generate_series(1, %s) n;
INSERT INTO accounts_membership (person_id, role, entity, exercise, party, note_verbale, since)
SELECT id, 'expert', 'T' || (id %% 200), '', false, '', now() FROM accounts_person WHERE is_active AND email LIKE 'invented%%'"""


def people() -> Measured:
    """All of it in a database that is thrown away."""
    with scratch_database():
        return measure()


def _measures() -> Iterator[tuple[str, Callable[[], object]]]:
    from django.conf import settings  # noqa: PLC0415 - after Django is ready
    from django.db import connections  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from entraide.foundation.accounts import actions, queries  # noqa: PLC0415
    from entraide.foundation.accounts.models import Person  # noqa: PLC0415
    from entraide.foundation.accounts.session_engine import SessionStore  # noqa: PLC0415
    from entraide.foundation.db.context import acting_as  # noqa: PLC0415
    from entraide.kernel.actor import SYSTEM, Role  # noqa: PLC0415

    settings.ALLOWED_HOSTS, settings.STAFF_NEED_TOTP = ["*"], False
    with connections["default"].cursor() as cursor, acting_as(SYSTEM):
        for statement in (MADE % PEOPLE).split(";\n"):
            cursor.execute(statement)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client()
    with acting_as(SYSTEM):
        nadia = actions.enrol(SYSTEM, email="nadia@example.org", name="Nadia", password="x" * 14, role=Role.OFFICER)
        client.force_login(nadia)
    key = client.cookies["sessionid"].value

    def found() -> object:
        with acting_as(SYSTEM):
            return Person.objects.filter(email__iexact="nadia@example.org").first()

    yield "who asks: session, person, roles, powers", lambda: SessionStore(key).load()
    yield "somebody by their address", found
    yield "holds", lambda: queries.actor_of(nadia)
    for name, address in (
        ("profile page", "/profile/"), ("list", "/people/"), ("list, page 300", "/people/?page=300"),
        ("list, active experts of a State", "/people/?state=active&role=expert"), ("list, who has left", "/people/?state=left"),
        ("list, by name", "/people/?words=a1b2"), ("one person", f"/people/{nadia.pk}/"),
    ):  # fmt: skip
        yield name, partial(_visit, client, address)


def _visit(client: Any, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise AssertionError(f"{address}: {answer.status_code}")


def measure() -> Measured:
    """The median of each, in milliseconds."""
    medians: dict[str, float] = {}
    for name, ask in _measures():
        ask()
        took = []
        for _time in range(TIMES):
            begun = time.perf_counter()
            ask()
            took.append((time.perf_counter() - begun) * 1000)
        medians[name] = round(statistics.median(took), 2)
    slowest = max(medians, key=lambda name: medians[name])
    return {
        "value": medians[slowest], "unit": "ms (slowest median)", "slowest": slowest, "medians": medians,
        "people": PEOPLE, "synthetic": True,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(people(), indent=2))

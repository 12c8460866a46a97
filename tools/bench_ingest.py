"""Submissions over OpenRosa: two web workers, their database and the sender on the same cores, full judgement, durable commits.

`python tools/bench_ingest.py [--seconds 20] [--connections 16]` fills a site of its own with one form of ten questions and sends
to it with `bench/ingest.py`, which takes any other server as well.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from ingest import Asked, made_up, run
from throwaway_site import Site, throwaway_site

MARK_CPU, MARK_RATE, MARK_P95 = 5.0, 300, 100
KNOWN: dict[str, Any] = {}


def ten_questions() -> bytes:
    """A form of ten questions: texts and numbers, half of them with a condition and a rule."""
    names = range(10)
    leaves = "".join(f"<q{at}/>" for at in names)
    binds = "".join(
        f'<bind nodeset="/data/q{at}" type="{"int" if at % 2 else "string"}"'
        + (' constraint=". &lt; 1000"' if at % 2 else "")
        + (" relevant=\"/data/q0 != ''\"" if at > 4 else ' required="true()"')
        + "/>"
        for at in names
    )
    body = "".join(f'<input ref="/data/q{at}"><label>Question {at}</label></input>' for at in names)
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">'
        f'<h:head><h:title>Ten</h:title><model><instance><data id="ten" version="1">{leaves}<meta><instanceID/></meta></data>'
        f"</instance>{binds}</model></h:head><h:body>{body}</h:body></h:html>"
    ).encode()


def prepare() -> None:
    """A project with the form, and a key."""
    from django.db import connections  # noqa: PLC0415 - after Django is ready

    from entraide.collection import actions  # noqa: PLC0415
    from entraide.foundation.accounts.actions import enrol  # noqa: PLC0415
    from entraide.foundation.accounts.queries import actor_of  # noqa: PLC0415
    from entraide.foundation.db.context import acting_as  # noqa: PLC0415
    from entraide.kernel.actor import SYSTEM, Role  # noqa: PLC0415

    person = enrol(
        SYSTEM, email="nadia@example.org", name="Nadia", password="seven quiet ibises at noon", role=Role.OFFICER
    )
    with acting_as(SYSTEM):
        nadia = actor_of(person)
    project = actions.create_project(nadia, name="Bench")
    form = actions.create_form(nadia, project, actions.read_definition(ten_questions()))
    actions.publish_form(nadia, form)
    KNOWN.update(project=project.pk, token=actions.make_key(nadia, project, name="Sender").token)
    connections.close_all()


def roots(site: Site) -> list[int]:
    """The web server and the database; the worker of the queue has no part in it."""
    postmaster = int(next(site.folder.glob("postgresql/**/postmaster.pid")).read_text().splitlines()[0])
    assert site.process is not None
    return [site.process.pid, postmaster]


def measure(seconds: float, connections: int) -> dict[str, Any]:
    """The figures of `bench/ingest.py`, and how many replies the database held afterwards, all of them judged."""
    quiet = {"ENTRAIDE_RATE_LIMITS": "no", "ENTRAIDE_LOG_LEVEL": "ERROR", "ENTRAIDE_LOG_REQUESTS": "no"}
    with throwaway_site(prepare, **quiet) as site:
        url = f"{site.address}/v1/key/{KNOWN['token']}/projects/{KNOWN['project']}"
        figures = run(
            Asked(url, made_up("ten", "1", 10), {}, seconds, connections), roots(site), site.processes("procrastinate")
        )
        figures["kept"] = stands()
    return figures


def stands() -> dict[str, int]:
    """Replies, those that the judge found valid, entries of the ledger about them."""
    from django.db import connection  # noqa: PLC0415

    from entraide.foundation.db.context import acting_as  # noqa: PLC0415
    from entraide.kernel.actor import SYSTEM  # noqa: PLC0415

    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE valid),"
            " (SELECT count(*) FROM audit_entry WHERE verb = 'collection.instance.received') FROM collection_instanceversion"
        )
        kept, valid, entered = cursor.fetchone()
    connection.close()
    return {"replies": kept, "valid": valid, "ledger": entered}


def main() -> int:
    """The command; with `ingest` as `tools/bench.py` calls it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="ingest")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--connections", type=int, default=16)
    args = parser.parse_args()
    figures = measure(args.seconds, args.connections)
    print(json.dumps({"value": figures["cpu_ms_each"], "unit": "ms CPU", **figures}))
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entraide.portal.settings")
    sys.exit(main())

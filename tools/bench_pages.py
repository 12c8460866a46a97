"""Pages a second of a whole site: two web workers, their database and this load on the same two cores, walls on.

`python tools/bench_pages.py [--seconds 20] [--connections 8]` fills a site of its own with 5,000 invented authorities of 200 States and
20,000 people, and asks for a mix of pages: half of them by nobody in particular, half by somebody who has signed in for a State.
Entries are chosen among all 5,000, every second time among the hundred that most people look for.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_directory import questions
from bench_directory_set import load as fill
from load import Load, Visit, load
from throwaway_site import session_of, throwaway_site

AUTHORITIES, PEOPLE = 5_000, 20_000
MARK_RATE, MARK_P99 = 300, 150
KNOWN: dict[str, str] = {}


def prepare() -> None:
    """The invented directory, and Luc, an expert of France."""
    from django.db import connection, connections  # noqa: PLC0415 - after Django is ready

    from entraide.foundation.accounts.actions import enrol  # noqa: PLC0415
    from entraide.kernel.actor import SYSTEM, Role  # noqa: PLC0415

    fill(AUTHORITIES, PEOPLE)
    enrol(SYSTEM, email="luc@example.org", name="Luc", password="seven quiet ibises at noon", role=Role.EXPERT,
          entity="FRA", party=True, language="fr")  # fmt: skip
    KNOWN["luc"] = session_of("luc@example.org")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connections.close_all()


def mix(session: str) -> list[Visit]:
    """What people ask for, in hundredths of all."""
    chance = random.Random(1)
    some = [f"/directory/{number}/" for number in range(1, 101)]
    every = [f"/directory/{number}/" for number in range(1, AUTHORITIES + 1)]
    look = [f"/directory/look/?part=list&q={quote(words)}" for words in questions(400)]
    find = [
        f"/directory/find/?asking=FRA&asked={code}&function=mutual_legal_assistance"
        for code in ("EGY", "PER", "ITA", "KEN", "JPN", "BRA")
    ]
    lists = ["/directory/", *(f"/directory/?page={number}" for number in range(2, 30))]
    cards = [f"/api/directory/{number}/" for number in chance.sample(range(1, AUTHORITIES + 1), 300)]
    return [
        Visit("home, anybody", 6, ["/"]), Visit("list, anybody", 8, lists), Visit("entry, anybody", 10, some),
        Visit("entry of all, anybody", 10, every), Visit("look-up, anybody", 10, look), Visit("finder, anybody", 2, find),
        Visit("entry in JSON, anybody", 4, cards),
        Visit("home, a State", 10, ["/"], session), Visit("entry, a State", 12, some, session),
        Visit("entry of all, a State", 12, every, session), Visit("look-up, a State", 12, look, session),
        Visit("list, a State", 2, lists, session), Visit("finder, a State", 2, find, session),
    ]  # fmt: skip


def measure(seconds: float, connections: int) -> dict[str, Any]:
    """The whole mix; every visit's median and 99th percentile in milliseconds."""
    quiet = {"ENTRAIDE_RATE_LIMITS": "no", "ENTRAIDE_LOG_LEVEL": "ERROR", "ENTRAIDE_LOG_REQUESTS": "no"}
    with throwaway_site(prepare, **quiet) as site:
        visits = mix(KNOWN["luc"])
        load(site.port, visits, 15, connections, seed=7)  # The database tidies up behind the filling meanwhile.
        done = load(site.port, visits, seconds, connections)
    return figures(done, connections)


def figures(done: Load, connections: int) -> dict[str, Any]:
    """As they are printed."""
    shown = {
        name: [round(done.percentile(0.5, name), 1), round(done.percentile(0.99, name), 1)]
        for name in sorted(done.times)
    }
    return {
        "value": round(done.rate, 1), "unit": "pages/s", "p50": round(done.percentile(0.5), 1), "p99": round(done.percentile(0.99), 1),
        "connections": connections, "statuses": dict(done.statuses), "visits": shown, "synthetic": True,
    }  # fmt: skip


def main() -> int:
    """Print one measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--connections", type=int, default=8)
    args = parser.parse_args()
    print(json.dumps(measure(args.seconds, args.connections), ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())

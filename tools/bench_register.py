"""Pages of the register with 100,000 invented mandates and 1,000,000 pieces of evidence, as three readers open them.

`python tools/bench_register.py register` prints one measure: the median of the slowest page, and every page's median and
95th percentile in milliseconds. Beside it, `load` prints how long the invented register takes to be made.
"""

from __future__ import annotations

import gc
import json
import math
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_documents import scratch_database
from bench_register_set import WIDE, load

Measured = dict[str, Any]
MANDATES = int(os.environ.get("ENTRAIDE_BENCH_MANDATES", "100000"))
EVIDENCE = MANDATES * 10
TIMES = 20
MARK_MS = 100.0
PASSPHRASE = "an invented phrase for measuring"


def register() -> Measured:
    """All pages in a database that is thrown away."""
    with scratch_database():
        took = load(MANDATES, EVIDENCE)
        found = measure()
    return {**found, "load_seconds": took, "mandates": MANDATES, "evidence": EVIDENCE, "synthetic": True}


def measure() -> Measured:
    """All pages in the database at hand."""
    from django.conf import settings  # noqa: PLC0415 - after Django is ready

    settings.ALLOWED_HOSTS = ["*"]
    settings.STAFF_NEED_TOTP = False  # As in the tests: nobody signs in here, and the database is thrown away.
    gc.collect()
    gc.freeze()  # As in portal/wsgi.py.
    pages = {f"{page} ({who})": _times(visit) for page, who, visit in _visits()}
    medians = {name: statistics.median(times) for name, times in pages.items()}
    tails = {name: sorted(times)[math.ceil(len(times) * 0.95) - 1] for name, times in pages.items()}
    slowest = max(medians, key=lambda name: medians[name])
    return {
        "value": medians[slowest], "unit": "ms (slowest page’s median)", "slowest": slowest,
        "p95": max(tails.values()), "late": [name for name, median in medians.items() if median > MARK_MS],
        "pages": {name: round(median, 1) for name, median in medians.items()},
        "p95_of_pages": {name: round(tail, 1) for name, tail in tails.items()},
    }  # fmt: skip


def _times(visit: Callable[[], object]) -> list[float]:
    visit()
    taken = []
    for _turn in range(TIMES):
        start = time.perf_counter()
        visit()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def _addresses() -> dict[str, str]:
    """Pages that every reader opens."""
    return {
        "home": "/",
        "register": "/recommendations/",
        "open": "/recommendations/?open=on",
        "two facets": "/recommendations/?kind=donors&topic=firearms",
        "two broad facets": "/recommendations/?life=adopted&act=request",
        "session and open": "/recommendations/?session=17&open=on",
        "deep page": "/recommendations/?open=on&after=2009-05-05.5000",
        "by due day": "/recommendations/?open=on&sort=due",
        "search, one word": "/recommendations/?q=lantern",
        "search, rare words": "/recommendations/?q=harbourmuseum+copper",
        "search, a phrase": "/recommendations/?q=%22compass+ledger%22",
        "search in a facet": "/recommendations/?q=marble&kind=states&open=on",
        "search, nothing found": "/recommendations/?q=zeppelin",
        "addressees": "/recommendations/addressees/",
        "addressee, broad": "/recommendations/addressees/states/member-states/",
        "addressee, a State": "/recommendations/addressees/states/per/",
        "figures by body": "/recommendations/figures/?by=body",
        "figures by addressee": "/recommendations/figures/?by=addressee",
        "topics": "/recommendations/topics/",
        "topic": "/recommendations/topics/firearms/",
        "bodies": "/recommendations/bodies/",
        "body": "/recommendations/bodies/INV/3/",
        "session": "/recommendations/sessions/150/",
        "what is due": "/recommendations/due/",
        "what is late": "/recommendations/due/?show=late",
        "mandate with 1,000 pieces of evidence": f"/recommendations/{WIDE}/",
        "mandate": "/recommendations/50001/",
        "paragraph": "/paragraphs/00000000-0000-4000-8000-000000050001/",
    }


def _visits() -> Iterator[tuple[str, str, Callable[[], object]]]:
    from django.test import Client  # noqa: PLC0415

    people = {"anybody": Client(), "a State": _browser("samira", "EGY"), "officer": _browser("nadia", "")}
    for who, client in people.items():
        for page, address in _addresses().items():
            yield page, who, _visit(client, address)
        yield "similar", who, _compare(client)
    for page, address in (
        ("my work", "work/"), ("due, for the officer", "work/due/"), ("evidence to validate", "evidence/"),
    ):  # fmt: skip
        yield page, "officer", _visit(people["officer"], f"/recommendations/{address}")


def _browser(name: str, entity: str) -> Any:
    from django.test import Client  # noqa: PLC0415

    from entraide.foundation.accounts.actions import enrol  # noqa: PLC0415
    from entraide.foundation.accounts.models import Person  # noqa: PLC0415
    from entraide.foundation.db.context import acting_as  # noqa: PLC0415
    from entraide.kernel.actor import SYSTEM, Role  # noqa: PLC0415

    email, client = f"{name}@example.org", Client()
    with acting_as(SYSTEM):
        found = Person.objects.filter(email=email).first() or enrol(
            SYSTEM, email=email, name=name.capitalize(), password=PASSPHRASE,
            role=Role.FOCAL_POINT if entity else Role.OFFICER, entity=entity, party=bool(entity), language="en",
        )  # fmt: skip
        client.force_login(found)
    return client


def _visit(client: Any, address: str) -> Callable[[], object]:
    def once() -> object:
        answer = client.get(address)
        if answer.status_code != 200:
            raise AssertionError(f"{address}: {answer.status_code}")
        return answer

    return once


def _compare(client: Any) -> Callable[[], object]:
    """A draft that is near to what the register holds."""
    from entraide.foundation.db.context import acting_as  # noqa: PLC0415
    from entraide.kernel.actor import SYSTEM  # noqa: PLC0415
    from entraide.mandates.queries import mandate  # noqa: PLC0415

    with acting_as(SYSTEM):
        text = mandate(SYSTEM, 4021).paragraph.versions["en"]

    def once() -> object:
        answer = client.post("/recommendations/similar/", {"text": f"Requests UNODC {text}", "language": "en"})
        if answer.status_code != 200:
            raise AssertionError(answer.status_code)
        return answer

    return once


def made() -> Measured:
    """How long the invented register takes to be made."""
    with scratch_database():
        return {"value": load(MANDATES, EVIDENCE), "unit": "s"}


MEASURES = {"register": register, "load": made}


if __name__ == "__main__":
    print(json.dumps(MEASURES[sys.argv[1] if len(sys.argv) > 1 else "register"]()))

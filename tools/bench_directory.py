"""The directory with 5,000 invented authorities, 20,000 people and 200 States, as three readers use it.

`python tools/bench_directory.py look|finder|coverage|findings|load` prints one measure: server time of whole answers in this process, with
the walls on, in milliseconds (median, p95, p99), by reader; beside it the CPU time of this process, which others' work on the
machine does not lengthen as much, and the load at the end. Each measure has a function of its own over `directory()`, which
gives a filled database that is thrown away; what is measured later (printing, import, pages a second) joins MEASURES.
"""

from __future__ import annotations

import gc
import json
import math
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_directory_set import OFFICES, READER, SEED, codes, load
from bench_documents import scratch_database

Measured = dict[str, Any]
AUTHORITIES = int(os.environ.get("ENTRAIDE_BENCH_AUTHORITIES", "5000"))
PEOPLE = AUTHORITIES * 4
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


@contextmanager
def directory() -> Iterator[float]:
    """A filled database; how many seconds filling it took."""
    with scratch_database():
        took = load(AUTHORITIES, PEOPLE)
        from django.conf import settings  # noqa: PLC0415 - after Django is ready

        settings.ALLOWED_HOSTS = ["*"]
        settings.STAFF_NEED_TOTP = False  # As in the tests: nobody signs in here, and the database is thrown away.
        gc.collect()
        gc.freeze()  # As in portal/wsgi.py.
        yield took


def readers() -> dict[str, Any]:
    """Anybody, a State, the secretariat: browsers that have signed in."""
    from bench_register import _browser  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    return {"anybody": Client(), "a State": _browser("luc", READER), "officer": _browser("nadia", "")}


def _misspelt(word: str, chance: random.Random) -> str:
    """One mistake of the fingers: a letter left out, doubled, or exchanged with its neighbour."""
    if len(word) < 5:
        return word
    at = chance.randrange(1, len(word) - 2)
    return chance.choice((
        word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ))  # fmt: skip


def questions(count: int) -> list[str]:
    """What people type: names of offices and States in six languages, whole and begun, a third of them with a mistake."""
    from entraide.reference.domain.entities import name  # noqa: PLC0415

    chance = random.Random(SEED + 2)
    found = []
    for _turn in range(count):
        language = chance.choice(LANGUAGES)
        words = [*chance.choice(list(OFFICES.values()))[language].split()[: chance.randrange(1, 4)]]
        if chance.random() < 0.6:
            words.append(name(chance.choice(codes()), language))
        if chance.random() < 0.33:
            at = chance.randrange(len(words))
            words[at] = _misspelt(words[at], chance)
        text = " ".join(words)
        found.append(text[: chance.randrange(3, len(text) + 1)] if chance.random() < 0.3 and len(text) > 3 else text)
    return found


def _timed(client: Any, addresses: Iterable[str]) -> list[float]:
    """Milliseconds of each answer; nothing may be kept from one to the next."""
    taken = []
    for address in addresses:
        start = time.perf_counter()
        answer = client.get(address)
        taken.append((time.perf_counter() - start) * 1000)
        if answer.status_code != 200:
            raise AssertionError(f"{address}: {answer.status_code}")
    return taken


def _measured(times: dict[str, list[float]], unit: str) -> Measured:
    """The slowest reader's median, and every reader's figures."""
    figures = {
        who: {
            "median": round(statistics.median(each), 1),
            "p95": round(_tail(each, 0.95), 1),
            "p99": round(_tail(each, 0.99), 1),
        }
        for who, each in times.items()
    }
    return {
        "value": max(one["median"] for one in figures.values()), "unit": unit, "p99": max(one["p99"] for one in figures.values()),
        "readers": figures, "answers": sum(map(len, times.values())), "authorities": AUTHORITIES, "synthetic": True,
    }  # fmt: skip


def _tail(times: list[float], share: float) -> float:
    return sorted(times)[math.ceil(len(times) * share) - 1]


def _asked(make: Callable[[], list[str]], warm: int, unit: str) -> Measured:
    with directory() as took:
        addresses = make()
        times: dict[str, list[float]] = {}
        cpu: dict[str, float] = {}
        for who, client in readers().items():
            _timed(client, addresses[:warm])
            spent = time.process_time()
            times[who] = _timed(client, addresses[warm:])
            cpu[who] = round((time.process_time() - spent) / len(times[who]) * 1000, 1)
        load_average = round(os.getloadavg()[0], 1)
        return {**_measured(times, unit), "load_seconds": round(took, 1), "cpu_ms": cpu, "load_average": load_average}


def look() -> Measured:
    """Look-up as one types: the list of suggestions."""
    return _asked(
        lambda: [f"/directory/look/?{urlencode({'part': 'list', 'q': text})}" for text in questions(420)], 20,
        "ms (slowest reader’s median)",
    )  # fmt: skip


def finder() -> Measured:
    """The finder: pairs of States, functions, hours of the day, urgent or not."""

    def pairs() -> list[str]:
        from entraide.directory.domain.vocabulary import FUNCTIONS  # noqa: PLC0415

        chance, states = random.Random(SEED + 3), codes()[:195]
        made = []
        for _turn in range(220):
            asking, asked = chance.sample(states, 2)
            given = {
                "asking": asking, "asked": asked, "function": chance.choice(list(FUNCTIONS)), "languages": chance.choice(LANGUAGES),
                "at": f"2026-11-{chance.randrange(10, 30)}T{chance.randrange(24):02}:40",
            }  # fmt: skip
            made.append(f"/directory/find/?{urlencode(given | ({'urgent': 'on'} if chance.random() < 0.5 else {}))}")
        return made

    return _asked(pairs, 20, "ms (slowest reader’s median)")


def coverage() -> Measured:
    """The map and the table of 195 States by 15 functions."""

    def pages() -> list[str]:
        return [
            f"/directory/coverage/?function={one}" for one in ("mutual_legal_assistance", "firearms", "extradition") * 7
        ]

    return _asked(pages, 3, "ms (slowest reader’s median)")


def findings() -> Measured:
    """The work list of everything that is doubtful, which is the secretariat's: read again after a change, and kept since."""
    with directory() as took:
        client = readers()["officer"]
        first = _timed(client, ["/directory/findings/"])[0]
        pages = [f"/directory/findings/?page={1 + turn % 5}" for turn in range(23)]
        _timed(client, pages[:3])
        spent = time.process_time()
        times = _timed(client, pages[3:])
        cpu = round((time.process_time() - spent) / len(times) * 1000, 1)
        found = _measured({"officer": times}, "ms (median)")
        return {**found, "load_seconds": round(took, 1), "cpu_ms": cpu, "first_ms": round(first, 1)}


def made() -> Measured:
    """How long the invented directory takes to be made."""
    with directory() as took:
        return {"value": took, "unit": "s"}


MEASURES = {"look": look, "finder": finder, "coverage": coverage, "findings": findings, "load": made}


if __name__ == "__main__":
    print(json.dumps(MEASURES[sys.argv[1] if len(sys.argv) > 1 else "look"](), ensure_ascii=False))

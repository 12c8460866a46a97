"""Every address, filled with every identity, opened and posted to by everybody: no marked word reaches whom it is not for.

`make hunt` prints the figures; the suite runs the same over a tenth of the addresses.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.test import Client

from entraide.collection.tests.conftest import STAGES, reply, round  # noqa: F401 - the round that Egypt is asked in
from entraide.foundation.accounts.actions import open_power
from entraide.foundation.accounts.queries import actor_of
from entraide.foundation.accounts.session_engine import digest
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Power
from tests.cast import person
from tests.stages import Staged, chosen

from .addresses import Candidates, Route, filled, routes
from .saying import content, said
from .world import READERS, World, fingerprint, made

WHOLE = bool(os.environ.get("ENTRAIDE_HUNT"))
SHARE = 1 if WHOLE else 10
WRITERS = ("jo", "pilar", "luc", "grace")
pytest_generate_tests = chosen(STAGES)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def stage(request: pytest.FixtureRequest, staged: Staged) -> Iterator[None]:
    """The database that the test stands on."""
    with staged(STAGES, getattr(request, "param", "")):
        yield


@pytest.fixture
def world(cast, round, reply) -> World:  # noqa: F811
    """Egypt's world."""
    return made(cast, reply)


@pytest.fixture
def browsers(as_) -> dict[str, Client]:
    """Everybody at their browser; Nadia at two, in one of which she wields every power."""
    found = {name: as_(name.split()[0]) for name in READERS}
    with acting_as(SYSTEM):
        nadia = actor_of(person("nadia"))
    session = digest(found["nadia with a power"].session.session_key)
    for power in (Power.RESTRICTED_CONTACTS, Power.READ_OUTBOX, Power.MANAGE_ACCOUNTS):
        open_power(nadia, power, minutes=15, reason="the hunt", session=session)
    return found


def candidates(world: World) -> Candidates:
    every = sorted({number for rows in world.ids.values() for number in rows if isinstance(number, int)})
    return Candidates(
        {**world.ids, "language": ["en", "ar"], "form": ["csv", "xlsx", "vcf", "json", "html", "pdf"], "number": [1, 2],
         "kind": ["change", "new", "csv", "pdf"], "section": ["names", "reaching"], "step": ["send", "publish"]},
        {"IntConverter": every[:12], "UUIDConverter": world.ids["guid"], "SlugConverter": ["figures", "names"]},
    )  # fmt: skip


def addresses(world: World) -> list[tuple[Route, str]]:
    known = candidates(world)
    found = [(route, address) for route in routes() for address in filled(route, known)]
    asked = "from=1&to=2&q=zq"
    return (
        found
        + [(route, f"{address}?{asked}&words=zq&entity=EGY&page=1") for route, address in found[:: 6 if WHOLE else 40]]
        + [(route, f"{address}?{asked}") for route, address in found if route.name == "history"]
    )


def leaks(world: World, reader: str, text: str) -> list[str]:
    return [token for token, readers in world.admits.items() if token in text and reader not in readers]


def test_no_address_gives_a_word_away(world, browsers, capsys):
    tried = answered = 0
    found = []
    start = time.perf_counter()
    for place, (route, address) in enumerate(addresses(world)):
        for turn, (reader, browser) in enumerate(browsers.items()):
            if (place + turn) % SHARE:
                continue
            caches["default"].clear()
            response = browser.get(address, headers={"accept-language": "en"})
            tried += 1
            answered += response.status_code == 200
            assert response.status_code < 500, f"{reader} {address}: {response.status_code}"
            found += [f"{reader} {route.name} {address}: {token}" for token in leaks(world, reader, said(response))]
    with capsys.disabled():
        print(f"\n{tried} visits to {len(list(routes()))} addresses by {len(READERS)} readers, {answered} answered with a page, "
              f"{len(found)} words given away, {time.perf_counter() - start:.0f} s")  # fmt: skip
    assert not found, found[:20]


def test_every_marked_word_is_read_by_somebody(world, browsers):
    """A hunt that finds nothing must be able to find: each word that pages show is seen by one of those it is for."""
    seen = set()
    for _route, address in addresses(world):
        for reader in ("samira", "tarek", "nadia with a power"):
            if (
                "/api/" in address
                or "directory" in address
                or "files" in address
                or "people" in address
                or "outbox" in address
            ):
                text = said(browsers[reader].get(address))
                seen |= {token for token in world.admits if token in text}
    assert not {token for token in world.admits if token not in seen and "answer" not in token}


def test_nothing_of_others_is_changed_by_posting(world, browsers, capsys):
    before = fingerprint()
    tried = 0
    for place, (route, address) in enumerate(addresses(world)):
        if route.name in {"set_language", "account_login", "mfa_login_webauthn"} or "?" in address:
            continue
        for turn, reader in enumerate(WRITERS):
            if (place + turn) % SHARE:
                continue
            caches["default"].clear()
            given = {
                "name": "x",
                "email": "x@example.org",
                "reason": "x",
                "confirm": "on",
                "entity": "EGY",
                "seen": "1",
            }
            response = browsers[reader].post(address, given)
            tried += 1
            assert response.status_code < 500, f"{reader} {address}: {response.status_code}"
    after = fingerprint()
    changed = {name for name in after if after[name] != before[name]} - OF_ONES_OWN
    with capsys.disabled():
        print(f"\n{tried} posts by {len(WRITERS)} strangers, tables changed: {sorted(changed) or 'none'}")
    assert not changed


OF_ONES_OWN = {"accounts_session", "accounts_person", "directory_edition"}
"""Strangers have sessions and profiles of their own and may ask for an edition of what they may read."""


@pytest.mark.parametrize("reader", ["jo", "pilar"])
def test_hidden_and_absent_look_alike_and_take_as_long(world, browsers, reader, capsys):
    """Bytes first, then the time of many answers, one after the other in turn."""
    browser = browsers[reader]
    entry, others = max(world.ids["authority_id"]), [one for one in world.ids["reply_id"] if one != 1]
    kinds = {
        "entry": ("/directory/{}/", entry, "authority_id"),
        "draft": ("/directory/drafts/{}/", world.ids["draft_id"][0], "draft_id"),
        "file": ("/files/{}/", world.ids["file_id"][-1], "file_id"),
        "entry in JSON": ("/api/directory/{}/", entry, "authority_id"),
        "reply": ("/collection/replies/{}/", others[0], "reply_id"),
    }
    for name, (shape, number, kind) in kinds.items():
        hidden, absent = shape.format(number), shape.format(_absent(world, int(number), kind))
        alike = [content(browser.get(address)).replace(address.encode(), b"") for address in (hidden, absent)]
        assert browser.get(hidden).status_code == 404, (name, hidden)
        assert _without_tokens(alike[0]) == _without_tokens(alike[1]), name
        times: dict[str, list[float]] = {hidden: [], absent: []}
        for _turn in range(150 if WHOLE else 25):
            for address in (hidden, absent):
                start = time.perf_counter()
                browser.get(address)
                times[address].append(time.perf_counter() - start)
        medians = [statistics.median(times[address]) * 1000 for address in (hidden, absent)]
        with capsys.disabled():
            print(f"\n{reader}, {name}: hidden {medians[0]:.2f} ms, absent {medians[1]:.2f} ms", end="")
        if WHOLE:
            assert abs(medians[0] - medians[1]) < max(0.25 * medians[1], 0.6), (name, medians)


def _absent(world: World, number: int, kind: str) -> int:
    """A number as long as this one that nothing of its kind has: the page says the address, and its length with it."""
    taken = set(world.ids[kind])
    shortest = 10 ** (len(str(number)) - 1)
    return next(each for each in range(10 * shortest - 1, shortest - 1, -1) if each not in taken)


def _without_tokens(answer: bytes) -> bytes:
    """Without what differs from answer to answer whatever is asked for."""
    lines = answer.split(b"\n")
    return b"\n".join(
        line
        for line in lines
        if b"csrfmiddlewaretoken" not in line and not line.lower().startswith((b"x-request", b"date"))
    )

"""A small load: so many connections to a site on the loopback, each asking for one page after another, for so many seconds.

Written for measuring on the machine that also serves: a request costs it about a tenth of a millisecond.
"""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections import Counter
from collections.abc import Sequence

from attrs import define, field, frozen


@frozen
class Visit:
    """A page to ask for: `weight` of a hundred, its addresses, the session to ask with ("" for nobody)."""

    name: str
    weight: float
    addresses: Sequence[str]
    session: str = ""


@define
class Load:
    """What came of it. Times are in milliseconds, by the name of the visit."""

    seconds: float = 0.0
    times: dict[str, list[float]] = field(factory=dict)
    statuses: Counter[int] = field(factory=Counter)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return sum(len(row) for row in self.times.values()) / self.seconds

    def percentile(self, share: float, name: str = "") -> float:
        """So much of all answers, or of those of one visit, came within."""
        rows = self.times[name] if name else [one for row in self.times.values() for one in row]
        return sorted(rows)[math.ceil(len(rows) * share) - 1]


def load(port: int, visits: Sequence[Visit], seconds: float, connections: int, seed: int = 1) -> Load:
    """Ask for pages at random, by their weights. Only the loopback is ever asked."""
    return asyncio.run(_load(port, visits, seconds, connections, seed))


async def _load(port: int, visits: Sequence[Visit], seconds: float, connections: int, seed: int) -> Load:
    made, start = Load(), time.perf_counter()
    until = start + seconds
    await asyncio.gather(*(_one(port, visits, until, random.Random(seed + n), made) for n in range(connections)))
    made.seconds = time.perf_counter() - start
    return made


async def _one(port: int, visits: Sequence[Visit], until: float, chance: random.Random, made: Load) -> None:
    weights = [visit.weight for visit in visits]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < until:
        visit = chance.choices(visits, weights)[0]
        start = time.perf_counter()
        writer.write(_request(chance.choice(visit.addresses), visit.session, port))
        try:
            status, closes = await _answer(reader)
        except (asyncio.IncompleteReadError, ConnectionError):
            status, closes = 0, True
        made.statuses[status] += 1
        made.times.setdefault(visit.name, []).append((time.perf_counter() - start) * 1000)
        if closes:
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.close()


def _request(address: str, session: str, port: int) -> bytes:
    cookie = f"Cookie: sessionid={session}\r\n" if session else ""
    head = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Language: fr\r\n{cookie}\r\n"
    return head.encode()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bool]:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status, at = int(head[9:12]), head.find(b"content-length:")
    if at >= 0:
        await reader.readexactly(int(head[at + 15 : head.index(b"\r\n", at)]))
    elif b"transfer-encoding: chunked" in head:
        while size := int((await reader.readuntil(b"\r\n")).strip(), 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    return status, b"connection: close" in head

#!/usr/bin/env python3
"""How many submissions a second an OpenRosa server takes, and what one costs it. Standard library only; any server.

    python bench/ingest.py --url http://127.0.0.1:8000/v1/key/KEY/projects/1 --form ten --version 1 --seconds 20
    python bench/ingest.py --url https://central.example/v1/projects/1 --user me@example.org:secret --xml reply.xml
    python bench/ingest.py --url … --pids 4711,4712      the CPU time of these processes and all below them as well

The address is what stands before `/submission`. Each submission is another one: `{guid}` in the XML is filled with a fresh
instance id. Without `--xml` it has `--fields` answers of one word or number each. Every connection is kept and used by one
thread, which sends its next submission when it has the answer to the last.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import socket
import ssl
import statistics
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

BOUNDARY = "ingest-boundary-7d1f"


@dataclass
class Asked:
    """What is sent, and where."""

    url: str
    xml: str
    headers: dict[str, str]
    seconds: float
    connections: int
    warm: float = 3.0

    def body(self) -> bytes:
        """A multipart body with a submission of its own."""
        xml = self.xml.replace("{guid}", f"uuid:{uuid.uuid4()}")
        return (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="xml_submission_file"; filename="submission.xml"\r\n'
            f"Content-Type: text/xml\r\n\r\n{xml}\r\n--{BOUNDARY}--\r\n"
        ).encode()


@dataclass
class Done:
    """What came back: milliseconds of those that were taken, and how often which answer came."""

    taken: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)


class Connection:
    """A connection that is kept open; opened anew when the server closes it."""

    def __init__(self, asked: Asked) -> None:
        self.parts = urlsplit(asked.url)
        self.asked = asked
        self.path = f"{self.parts.path.rstrip('/')}/submission"
        self.socket: socket.socket | None = None
        self.head = "".join(f"{name}: {value}\r\n" for name, value in asked.headers.items())

    def _open(self) -> socket.socket:
        secure = self.parts.scheme == "https"
        made = socket.create_connection(
            (self.parts.hostname or "", self.parts.port or (443 if secure else 80)), timeout=60
        )
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return ssl.create_default_context().wrap_socket(made, server_hostname=self.parts.hostname) if secure else made

    def send(self, body: bytes) -> str:
        """The status of the answer, `broken` for none."""
        request = (
            f"POST {self.path} HTTP/1.1\r\nHost: {self.parts.netloc}\r\nX-OpenRosa-Version: 1.0\r\n{self.head}"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode() + body
        for _attempt in (1, 2):
            try:
                if self.socket is None:
                    self.socket = self._open()
                self.socket.sendall(request)
                return self._answer(self.socket)
            except OSError:
                self.close()
        return "broken"

    def _answer(self, came: socket.socket) -> str:
        data = b""
        while b"\r\n\r\n" not in data:
            piece = came.recv(65536)
            if not piece:
                raise OSError("closed")
            data += piece
        head, _blank, rest = data.partition(b"\r\n\r\n")
        lower = head.lower()
        if b"transfer-encoding: chunked" in lower:
            while not rest.endswith(b"0\r\n\r\n"):
                rest += came.recv(65536)
        elif b"content-length:" in lower:
            length = int(lower.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
            while len(rest) < length:
                rest += came.recv(65536)
        if b"connection: close" in lower:
            self.close()
        return head.split(b" ", 2)[1].decode()

    def close(self) -> None:
        """Hang up."""
        if self.socket is not None:
            self.socket.close()
        self.socket = None


def run(asked: Asked, watched: Iterable[int] = (), without: Iterable[int] = ()) -> dict[str, object]:
    """Warm up, then measure; the figures as they are printed. `without`: processes below those watched that have no part in it."""
    _load(asked, asked.warm)
    before, start = cpu_of(watched, without), time.perf_counter()
    done = _load(asked, asked.seconds)
    elapsed, spent = time.perf_counter() - start, cpu_of(watched, without) - before
    taken = sorted(done.taken)
    figures: dict[str, object] = {
        "submissions": len(taken),
        "per_second": round(len(taken) / elapsed, 1),
        "connections": asked.connections,
        "p50_ms": round(_at(taken, 0.50), 1),
        "p95_ms": round(_at(taken, 0.95), 1),
        "p99_ms": round(_at(taken, 0.99), 1),
        "mean_ms": round(statistics.fmean(taken), 2) if taken else None,
        "answers": dict(done.answers),
    }
    if watched:
        figures["cpu_ms_each"] = round(spent * 1000 / len(taken), 3) if taken else None
        figures["cores"] = round(spent / elapsed, 2)
    return figures


def _load(asked: Asked, seconds: float) -> Done:
    parts = [Done() for _thread in range(asked.connections)]
    until = time.perf_counter() + seconds
    threads = [threading.Thread(target=_send, args=(asked, until, part)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = Done()
    for part in parts:
        whole.taken += part.taken
        whole.answers += part.answers
    return whole


def _send(asked: Asked, until: float, done: Done) -> None:
    connection = Connection(asked)
    while time.perf_counter() < until:
        body, start = asked.body(), time.perf_counter()
        answer = connection.send(body)
        done.answers[answer] += 1
        if answer in ("201", "202"):
            done.taken.append((time.perf_counter() - start) * 1000)
    connection.close()


def _at(taken: list[float], part: float) -> float:
    return taken[min(len(taken) - 1, int(len(taken) * part))] if taken else float("nan")


def cpu_of(pids: Iterable[int], without: Iterable[int] = ()) -> float:
    """Seconds of CPU time of these processes and all below them, the ended ones included."""
    stats = {pid: found for pid in _processes() if (found := _stat(pid))}
    wanted = set(pids)
    while True:
        more = {pid for pid, (parent, _own, _ended) in stats.items() if parent in wanted} - wanted - set(without)
        if not more:
            break
        wanted |= more
    return sum(stats[pid][1] + stats[pid][2] for pid in wanted if pid in stats) / os.sysconf("SC_CLK_TCK")


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]


def _stat(pid: int) -> tuple[int, int, int] | None:
    """Parent, own ticks, ticks of children that have ended."""
    try:
        parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return int(parts[1]), int(parts[11]) + int(parts[12]), int(parts[13]) + int(parts[14])


def made_up(form: str, version: str, fields: int) -> str:
    """A submission with so many answers, every second one a number."""
    answers = "".join(f"<q{at}>{at * 7 if at % 2 else f'answer {at}'}</q{at}>" for at in range(fields))
    return f'<data id="{form}" version="{version}">{answers}<meta><instanceID>{{guid}}</instanceID></meta></data>'


def main(given: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", required=True, help="what stands before /submission")
    parser.add_argument("--user", default="", help="address:passphrase, for Basic authentication")
    parser.add_argument("--header", action="append", default=[], help="Name: value")
    parser.add_argument("--form", default="ten")
    parser.add_argument("--version", default="1")
    parser.add_argument("--fields", type=int, default=10)
    parser.add_argument("--xml", type=Path, help="a submission, with {guid} where its instance id stands")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--warm", type=float, default=3)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument(
        "--pids", default="", help="processes on this machine whose CPU time is measured, with all below them"
    )
    args = parser.parse_args(given)
    headers = dict(line.split(": ", 1) for line in args.header)
    if args.user:
        headers["Authorization"] = "Basic " + base64.b64encode(args.user.encode()).decode()
    xml = args.xml.read_text(encoding="utf-8") if args.xml else made_up(args.form, args.version, args.fields)
    asked = Asked(args.url, xml, headers, args.seconds, args.connections, args.warm)
    figures = run(asked, [int(pid) for pid in args.pids.split(",") if pid])
    print(json.dumps(figures, indent=2))
    answers = figures["answers"]
    return 0 if isinstance(answers, dict) and set(answers) <= {"201", "202"} else 1


if __name__ == "__main__":
    sys.exit(main())

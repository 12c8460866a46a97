"""Kill -9 while a thousand nominations are written: every one that was acknowledged stands afterwards, and the ledger is whole.

`python tools/hunt_kill.py [--writes 1000]` starts a site of its own. Eight browsers record nominations, each with its invitation, its
letter and the job that sends it. Meanwhile, every two seconds, one of these dies: a web worker, the web server, the worker of the
queue, a connection of the database, the whole database. What a supervisor would start again is started again here.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import signal
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent))

from attrs import define, field
from throwaway_site import Site, session_of, throwaway_site

BROWSERS = 8
FORM = "/people/nominations/new/"
PAUSE = 2.0
SESSION: dict[str, str] = {}


@define
class Story:
    """What happened: writes that were acknowledged, answers by status (0: the connection broke), who was killed."""

    writes: int
    next: int = 0
    acknowledged: set[str] = field(factory=set)
    answers: Counter[int] = field(factory=Counter)
    killed: Counter[str] = field(factory=Counter)
    lock: threading.Lock = field(factory=threading.Lock)

    def number(self) -> int | None:
        """The next write to try, None when all were tried."""
        with self.lock:
            if self.next >= self.writes:
                return None
            self.next += 1
            return self.next


def prepare() -> None:
    """An officer who records nominations."""
    from django.db import connections  # noqa: PLC0415 - after Django is ready

    from entraide.foundation.accounts.actions import enrol  # noqa: PLC0415
    from entraide.kernel.actor import SYSTEM, Role  # noqa: PLC0415

    enrol(SYSTEM, email="nadia@example.org", name="Nadia", password="seven quiet ibises at noon", role=Role.OFFICER)
    SESSION["nadia"] = session_of("nadia@example.org")
    connections.close_all()


def browse(site: Site, story: Story, session: str) -> None:
    """One browser: the form once, then one nomination after another. What is not acknowledged is not tried again."""
    token, cookie = _form(site, session)
    while (number := story.number()) is not None:
        email = f"n{number}@example.org"
        given = {
            "csrfmiddlewaretoken": token, "reference": f"NV {number}", "dated": "2026-01-15", "role": "expert", "entity": "EGY",
            "name": f"Nominee {number} (invented)", "email": email, "language": "en", "exercise": "", "title": "", "leaves": "",
        }  # fmt: skip
        status = _post(site, given, f"sessionid={session}; csrftoken={cookie}")
        with story.lock:
            story.answers[status] += 1
            if status == 302:
                story.acknowledged.add(email)
        if status != 302:
            time.sleep(0.5)


def _form(site: Site, session: str) -> tuple[str, str]:
    for _attempt in range(200):
        try:
            line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
            line.request("GET", FORM, headers={"Cookie": f"sessionid={session}"})
            answer = line.getresponse()
            page = answer.read().decode()
            cookie = re.search(r"csrftoken=(\w+)", answer.headers.get("Set-Cookie") or "")
            token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
            if cookie and token:
                return token[1], cookie[1]
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.1)
    raise RuntimeError("the form never came")


def _post(site: Site, given: dict[str, str], cookies: str) -> int:
    try:
        line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
        line.request("POST", FORM, urlencode(given), {
            "Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded", "Referer": site.address + FORM,
        })  # fmt: skip
        return line.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0


def kill(site: Site, story: Story, chance: random.Random) -> None:
    """One process dies without a word; what a supervisor would start again is started."""
    database = int((site.folder / "postgresql" / "data" / "postmaster.pid").read_text().split()[0])
    backends = _children(database, "entraide_app")
    web = _children(site.process.pid, "site run") if site.process else []
    queue = _children(site.process.pid, "procrastinate") if site.process else []
    kinds = {"a connection of the database": backends, "a web worker": web, "the worker of the queue": queue}
    kinds |= {"the database": [database], "the web server": [site.process.pid] if site.process else []}
    names = sorted(name for name, found in kinds.items() if found)
    name = names[sum(story.killed.values()) % len(names)]  # One kind after the other, so that each has its turn.
    try:
        os.kill(chance.choice(kinds[name]), signal.SIGKILL)
    except ProcessLookupError:
        return
    story.killed[name] += 1
    if name == "the database":
        _again(lambda: site.run("db", "start"))
    elif name == "the web server":
        site.stop(signal.SIGKILL)
        _again(site.start)


def _again(start: Any) -> None:
    for _attempt in range(60):
        try:
            start()
        except Exception:
            time.sleep(0.3)
        else:
            return


def _children(parent: int, named: str) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                status = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            except OSError:
                continue
            if int(status[1]) == parent and named in command:
                found.append(int(entry.name))
    return found


def judge(story: Story) -> dict[str, Any]:
    """What stands in the database, beside what was acknowledged."""
    from django.db import connections  # noqa: PLC0415

    from entraide.foundation.accounts.models import Invitation, Nomination  # noqa: PLC0415
    from entraide.foundation.audit import queries as audit  # noqa: PLC0415
    from entraide.foundation.audit.models import Entry  # noqa: PLC0415
    from entraide.foundation.db.context import acting_as  # noqa: PLC0415
    from entraide.foundation.mail.models import Message  # noqa: PLC0415
    from entraide.kernel.actor import SYSTEM  # noqa: PLC0415

    connections.close_all()
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with acting_as(SYSTEM):
            waiting = Message.objects.filter(sent_at__isnull=True).count()
        if not waiting:
            break
        time.sleep(0.5)
    with acting_as(SYSTEM):
        named = set(Nomination.objects.values_list("email", flat=True))
        invited = set(Invitation.objects.values_list("email", flat=True))
        letters = set(Message.objects.filter(sent_at__isnull=False).values_list("to", flat=True))
        entries, broken = audit.verify()
        recorded = Entry.objects.filter(verb="accounts.nomination.recorded").count()
    return {
        "writes": story.writes, "acknowledged": len(story.acknowledged), "standing": len(named),
        "lost": sorted(story.acknowledged - named), "half written": sorted(named ^ invited),
        "letters not sent": sorted(named - letters), "ledger entries": entries, "ledger broken": str(broken) if broken else None,
        "recorded but not standing": recorded - len(named), "answers": dict(story.answers), "killed": dict(story.killed),
    }  # fmt: skip


def main() -> int:
    """Print what came of it; 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writes", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    story, chance = Story(args.writes), random.Random(args.seed)
    with throwaway_site(prepare, ENTRAIDE_RATE_LIMITS="no", ENTRAIDE_LOG_LEVEL="CRITICAL") as site:
        session = SESSION["nadia"]
        browsers = [threading.Thread(target=browse, args=(site, story, session)) for _one in range(BROWSERS)]
        for one in browsers:
            one.start()
        while any(one.is_alive() for one in browsers):
            time.sleep(PAUSE)
            kill(site, story, chance)
        site.stop(signal.SIGKILL)
        _again(lambda: site.run("db", "start"))
        _again(site.start)
        found = judge(story)
    print(json.dumps(found, indent=1))
    wrong = ("lost", "half written", "letters not sent", "ledger broken", "recorded but not standing")
    return 1 if any(found[name] for name in wrong) or not found["acknowledged"] else 0


if __name__ == "__main__":
    sys.exit(main())

"""How much memory the whole platform takes while nobody asks for anything.

    python tools/bench_idle.py [--seconds 20] [--json]

Starts the site (PostgreSQL of its own, two web processes, the job worker) on a free port of this machine with a data folder
that is thrown away, asks each web process for a few pages, waits, and adds up the proportional set size (PSS) of the whole
process tree. Stops everything that it started, by process id.
"""

from __future__ import annotations

import argparse
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from entraide.foundation.db import launcher

LIMIT = 512
PAGES = ("/", "/documents/", "/recommendations/", "/directory/", "/meetings/", "/accounts/login/", "/health/ready")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children(roots: set[int]) -> set[int]:
    """These processes and everything below them."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    found = set(roots)
    while grown := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= grown
    return found


def pss(pid: int) -> float:
    """Proportional set size in MB: shared pages are divided among those who share them."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024


def kind(pid: int) -> str:
    """What a process is."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return "gone"
    if "postgres" in command.split(" ")[0] or command.startswith("postgres:"):
        return "PostgreSQL"
    return "job worker" if "procrastinate" in command else "web"


def answers(port: int, path: str) -> bool:
    """Whether a page comes."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as page:
            return page.status == 200
    except OSError:
        return False


def measured(folder: Path, seconds: int) -> dict[str, float]:
    """Start, warm up, wait, measure, stop."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ENTRAIDE_", "DATABASE_"))}
    environment = {**kept, "ENTRAIDE_DATA": str(folder)}
    command = [Path(sys.executable).parent / "entraide", "site", "run", "--bare", "--port", str(port)]
    site = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    cluster = launcher.Cluster(folder / "postgresql")
    try:
        until = time.monotonic() + 120
        while not answers(port, "/health/ready"):
            if site.poll() is not None or time.monotonic() > until:
                raise SystemExit("the site did not come up")
            time.sleep(0.5)
        for _turn in range(6):
            for page in PAGES:
                answers(port, page)
        time.sleep(seconds)
        postmaster = int((cluster.data / "postmaster.pid").read_text().split()[0])
        sums: dict[str, float] = {}
        for pid in children({site.pid, postmaster}):
            sums[kind(pid)] = sums.get(kind(pid), 0.0) + pss(pid)
        return sums
    finally:
        site.send_signal(signal.SIGTERM)
        try:
            site.wait(20)
        except subprocess.TimeoutExpired:
            site.kill()
        launcher.stop(cluster)


def main() -> int:
    """Print it; 1 above the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="entraide-idle-"))
    folder.chmod(0o755)
    try:
        sums = measured(folder, args.seconds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    total = sum(sums.values())
    if args.json:
        print(json.dumps({**{name: round(size, 1) for name, size in sums.items()}, "total": round(total, 1)}))
    else:
        for name, size in sorted(sums.items()):
            print(f"{name:12} {size:7.1f} MB")
        print(f"{'together':12} {total:7.1f} MB (limit {LIMIT} MB; PSS, as {pwd.getpwuid(os.geteuid()).pw_name})")
    return int(total > LIMIT)


if __name__ == "__main__":
    sys.exit(main())

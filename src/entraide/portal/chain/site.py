"""Serving the platform: pages by gunicorn, background work by the queue's worker, both children of this process."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from types import FrameType

from django.core.management import call_command

from entraide.portal import example as story
from entraide.portal.setup import say


def example(_args: argparse.Namespace) -> int:
    """Load the 2012 example unless it is there."""
    story.load(say)
    return 0


def worker(_args: argparse.Namespace) -> int:
    """Background work until stopped."""
    call_command("procrastinate", "worker", "--concurrency=1")
    return 0


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    if not args.bare:
        story.load(say)
    children = [subprocess.Popen(command) for command in (_web(args), _jobs())]

    def stop(_signal: int, _frame: FrameType | None) -> None:
        for child in children:
            child.terminate()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    say(f"entraide is at http://{args.host}:{args.port} (stop with Ctrl-C)")
    while all(child.poll() is None for child in children):
        time.sleep(0.2)
    stop(signal.SIGTERM, None)
    return max(abs(child.wait()) for child in children) if _failed(children) else 0


def _failed(children: list[subprocess.Popen[bytes]]) -> bool:
    return any(child.wait() not in (0, -signal.SIGTERM, -signal.SIGINT) for child in children)


def _web(args: argparse.Namespace) -> list[str]:
    options = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--bind", f"{args.host}:{args.port}"]
    quiet = ["--log-level", "warning", "--worker-tmp-dir", "/dev/shm" if os.path.isdir("/dev/shm") else "/tmp"]  # noqa: S108, PTH112
    return [sys.executable, "-m", "gunicorn", *options, *quiet, "entraide.portal.wsgi:application"]


def _jobs() -> list[str]:
    return [sys.executable, "-m", "django", "procrastinate", "worker", "--concurrency=1"]

"""Serving the platform: pages by gunicorn, background work by the queue's worker, both children of this process."""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
from pathlib import Path

from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connections
from gunicorn.app.base import BaseApplication

from entraide.portal import example as story
from entraide.portal.setup import say
from entraide.portal.wsgi import application


def example(_args: argparse.Namespace) -> int:
    """Load the 2012 example unless it is there."""
    story.load(say)
    return 0


def worker(_args: argparse.Namespace) -> int:
    """Background work until stopped."""
    call_command("procrastinate", "worker", "--concurrency=1")
    return 0


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted. The web server runs in this process, which has everything loaded; its workers are forks."""
    if not args.bare:
        story.load(say)
    connections.close_all()
    jobs = subprocess.Popen([sys.executable, "-m", "django", "procrastinate", "worker", "--concurrency=1"])
    say(f"entraide is at http://{args.host}:{args.port} (stop with Ctrl-C)")
    try:
        Server(f"{args.host}:{args.port}").run()
    finally:
        jobs.terminate()
        jobs.wait(10)
    return 0


class Server(BaseApplication):
    """gunicorn with threads, as docs/how-to/operate.md describes it."""

    def __init__(self, bind: str) -> None:
        self.bind = bind
        super().__init__()

    def load_config(self) -> None:
        """Two workers of four threads; their heartbeats in memory, where a slow disk cannot stall them."""
        memory = Path("/dev/shm")  # noqa: S108 - a place, not a file of ours
        settings = {"bind": self.bind, "worker_class": "gthread", "workers": 2, "threads": 4, "loglevel": "warning"}
        for name, value in settings.items():
            self.cfg.set(name, value)
        if memory.is_dir():
            self.cfg.set("worker_tmp_dir", str(memory))

    def load(self) -> WSGIHandler:
        """The application, and what the example has loaded beside it (see wsgi.py)."""
        gc.freeze()
        return application

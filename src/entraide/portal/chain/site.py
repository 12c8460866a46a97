"""Serving the platform: pages by gunicorn, background work by the queue's worker, both children of this process.

A worker that dies is started again.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import sys
from multiprocessing import get_context
from pathlib import Path

from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connections
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from entraide.foundation.keeping.duties import run_due
from entraide.portal import example as story
from entraide.portal import metrics
from entraide.portal.demonstration import loading
from entraide.portal.setup import say
from entraide.portal.supervised import Supervised
from entraide.portal.wsgi import application


def example(_args: argparse.Namespace) -> int:
    """Load the 2012 example unless it is there."""
    story.load(say)
    return 0


def demonstration(args: argparse.Namespace) -> int:
    """The example, and beside it a round at full size, up to the moment before it is closed."""
    story.load(say)
    if not loading.load(loading.Wanted(args.seed, args.replies, args.records), say):
        say("The round at full size is there already.")
    return 0


def worker(_args: argparse.Namespace) -> int:
    """Background work until stopped."""
    call_command("procrastinate", "worker", "--concurrency=1")
    return 0


def daily(_args: argparse.Namespace) -> int:
    """Every duty that is due today; 1 when one failed."""
    outcomes = run_due()
    for outcome in outcomes:
        print(outcome.duty, outcome.state, outcome.reason, sep="\t")
    return int(any(outcome.state == "failed" for outcome in outcomes))


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted. The web server runs in this process, which has everything loaded; its workers are forks."""
    if not args.bare and (code := _example_apart()):
        return code
    connections.close_all()
    jobs = Supervised("job worker", [sys.executable, "-m", "django", "procrastinate", "worker", "--concurrency=1"])
    jobs.start()
    say(f"entraide is at http://{args.host}:{args.port} (stop with Ctrl-C)")
    try:
        Server(f"{args.host}:{args.port}").run()
    finally:
        jobs.stop()
    return 0


def web(args: argparse.Namespace) -> int:
    """Pages only: the worker, the database and its tables are somebody else's (deploy/systemd)."""
    connections.close_all()
    Server(args.bind, args.workers).run()
    return 0


def _example_apart() -> int:
    """Load the example in a fork: what it sets up in memory, Typst's threads above all, is none of gunicorn's workers'."""
    connections.close_all()
    child = get_context("fork").Process(target=story.load, args=(say,))
    child.start()
    child.join()
    return int(child.exitcode or 0)


class Lines(Logger):
    """gunicorn's own lines in the form of all others: a request that cannot be read is not repeated."""

    def setup(self, cfg: object) -> None:
        """What it writes goes to the handlers of everybody."""
        super().setup(cfg)
        self.error_log.handlers = list(logging.getLogger().handlers)


class Server(BaseApplication):
    """gunicorn with threads, as docs/how-to/operate.md describes it."""

    def __init__(self, bind: str, workers: int = 2) -> None:
        self.bind, self.workers = bind, workers
        super().__init__()

    def load_config(self) -> None:
        """A few workers of four threads; their heartbeats in memory, where a slow disk cannot stall them."""
        memory = Path("/dev/shm")  # noqa: S108 - a place, not a file of ours
        metrics.cleared(Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]))
        settings = {
            "bind": self.bind, "worker_class": "gthread", "workers": self.workers, "threads": 4, "loglevel": "warning",
            "logger_class": Lines, "child_exit": lambda _server, worker: metrics.ended(worker.pid),
        }  # fmt: skip
        for name, value in settings.items():
            self.cfg.set(name, value)
        if memory.is_dir():
            self.cfg.set("worker_tmp_dir", str(memory))

    def load(self) -> WSGIHandler:
        """The application, and what the example has loaded beside it (see wsgi.py)."""
        gc.freeze()
        return application

"""The platform served by gunicorn on the loopback, on the database of the story: for programs that speak HTTP themselves."""

from __future__ import annotations

import os
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connections


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(committed: None) -> Iterator[str]:
    """Its address. A fork of this process serves, so that nothing has to be loaded or migrated again."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    connections.close_all()
    child = os.fork()
    if child == 0:
        _serve(port, address)
    try:
        _wait_for(address)
        yield address
    finally:
        os.kill(child, signal.SIGQUIT)  # at once: nobody waits for an answer any more
        os.waitpid(child, 0)


def _serve(port: int, address: str) -> None:
    from entraide.collection import forms, released  # noqa: PLC0415 - Django has to be ready
    from entraide.portal.chain.site import Server  # noqa: PLC0415
    from entraide.portal.setup import count_together  # noqa: PLC0415

    try:
        os.setpgid(0, 0)
        forms.form_of.cache_clear()
        released.forget()
        settings.SITE_URL = address
        count_together()
        Server(f"127.0.0.1:{port}", 1).run()
    finally:
        os._exit(0)


def _wait_for(address: str) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/health/live", timeout=5).read()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError("the site did not start")

"""What the operator has set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host

from entraide.kernel.problems import Problem

from .findings import Worse

SHORTEST_KEY = 50
KEY_FILES = ("secret-key", "master-key")


def settings_() -> Iterator[Problem | Worse | str]:
    """The address, the proxy, what is shown of errors."""
    if settings.DEBUG:
        yield Problem("OPS-031")
    if not settings.HTTPS:
        yield Problem("OPS-032") if not settings.DEMONSTRATION else Worse("note", Problem("OPS-032"))
    host = urlsplit(settings.SITE_URL).hostname or ""
    if not validate_host(host, settings.ALLOWED_HOSTS):
        yield Problem("OPS-033", {"host": host})
    if settings.DEMONSTRATION:
        yield Problem("OPS-034") if settings.HTTPS else Worse("note", Problem("OPS-034"))
    if settings.HTTPS and not settings.BEHIND_PROXY:
        yield Problem("OPS-035")
    yield settings.SITE_URL


def people() -> Iterator[Problem | Worse]:
    """How the secretariat comes in."""
    if not settings.STAFF_NEED_TOTP:
        yield Worse("note", Problem("OPS-036")) if settings.DEMONSTRATION else Problem("OPS-036")


def keys() -> Iterator[Problem]:
    """Long enough, there, and nobody else's to read."""
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield Problem("OPS-030", {"length": len(settings.SECRET_KEY)})
    if not getattr(settings, "MASTER_KEYS", True):
        yield Problem("OPS-050")
    for name in KEY_FILES:
        file = Path(settings.DATA_FOLDER) / name
        if file.exists() and (mode := file.stat().st_mode & 0o777) & 0o077:
            yield Problem("OPS-051", {"file": name, "mode": f"{mode:o}"})

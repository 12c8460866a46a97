"""For load balancers and monitors: is the process alive, can it serve, how does it do. Nothing here tells of content."""

from __future__ import annotations

import hmac

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from entraide.foundation.keeping import tables

from .. import metrics as figures

LOOPBACK = frozenset({"127.0.0.1", "::1", ""})
"""Empty is a Unix socket."""
_OWN_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


def _plain(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8", status=status)


def live(_request: HttpRequest) -> HttpResponse:
    """The process answers. The database is not asked."""
    return _plain("alive")


def unready() -> str:
    """Why this process cannot serve, in a word; empty when it can."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
            if cursor.fetchone()[0]:
                return "role"
        lacking = tables.pending()
    except DatabaseError:
        return "database"
    return "migrations" if lacking else ""


def ready(_request: HttpRequest) -> HttpResponse:
    """The database answers, to the right role, with all tables of this version: `ready`, or 503 and one word."""
    reason = unready()
    return _plain(reason or "ready", 503 if reason else 200)


def may_read_metrics(request: HttpRequest) -> bool:
    """Whoever knows the token; without one, whoever asks this machine itself and not through a proxy."""
    if token := settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    host = request.META.get("HTTP_HOST", "").rpartition(":")[0] or request.META.get("HTTP_HOST", "")
    direct = "HTTP_X_FORWARDED_FOR" not in request.META and "HTTP_FORWARDED" not in request.META
    return direct and request.META.get("REMOTE_ADDR", "") in LOOPBACK and host in _OWN_NAMES


def metrics(_request: HttpRequest) -> HttpResponse:
    """Counts for Prometheus. Whoever may not read them finds nothing under this address (`portal/guard.py`)."""
    return HttpResponse(figures.exposition(), content_type=figures.CONTENT_TYPE)

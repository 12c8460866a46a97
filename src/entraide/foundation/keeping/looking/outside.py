"""What is not ours: the disk, the mail server, the certificate in front of us."""

from __future__ import annotations

import shutil
import smtplib
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from django.conf import settings

from entraide.kernel import clock
from entraide.kernel.problems import Problem

from .findings import Worse

PATIENCE = 4
"""Seconds for a server that does not answer."""
GIGABYTE = 1024**3
FEW_DAYS, VERY_FEW_DAYS = 21, 4


def disk() -> Iterator[Problem | Worse | str]:
    """Room for the data."""
    total, _used, free = shutil.disk_usage(settings.DATA_FOLDER)
    percent, gigabytes = free * 100 // total, round(free / GIGABYTE, 1)
    problem = Problem("OPS-055", {"percent": percent, "gigabytes": gigabytes})
    if percent < 2 or free < GIGABYTE / 5:
        yield Worse("fail", problem)
    elif percent < 10 or free < GIGABYTE:
        yield problem
    yield f"{gigabytes} GB"


def mail() -> Iterator[Problem | str]:
    """The mail server takes us in; nothing is sent."""
    if settings.MAIL_TO_OUTBOX_ONLY:
        yield Problem("OPS-052")
        return
    try:
        with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=PATIENCE) as server:
            if settings.EMAIL_USE_TLS:
                server.starttls(context=ssl.create_default_context())
            if settings.EMAIL_HOST_USER:
                server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        yield Problem(
            "OPS-053", {"host": f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}", "reason": type(error).__name__}
        )
    yield str(settings.EMAIL_HOST)


def _served(host: str, port: int) -> datetime:
    with (
        socket.create_connection((host, port), timeout=PATIENCE) as plain,
        ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secured,
    ):
        ends = secured.getpeercert()["notAfter"]  # type: ignore[index]
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(ends)), UTC)


def _kept(file: str) -> datetime:
    return x509.load_pem_x509_certificate(Path(file).read_bytes()).not_valid_after_utc


def certificate() -> Iterator[Problem | Worse | str]:
    """Days left: of the one that the site's address is served with, and of a file named in ENTRAIDE_CERTIFICATE."""
    parts = urlsplit(settings.SITE_URL)
    wanted = {}
    if settings.HTTPS:
        wanted[parts.netloc] = lambda: _served(parts.hostname or "", parts.port or 443)
    if settings.CERTIFICATE:
        wanted[Path(settings.CERTIFICATE).name] = lambda: _kept(settings.CERTIFICATE)
    for name, ends in wanted.items():
        try:
            days = (ends() - clock.wall()).days
        except (OSError, ValueError) as error:
            yield Problem("OPS-058", {"name": name, "reason": type(error).__name__})
            continue
        if days < FEW_DAYS:
            problem = Problem("OPS-057", {"name": name, "days": days})
            yield Worse("fail", problem) if days < VERY_FEW_DAYS else problem
        yield f"{name}: {days} d"

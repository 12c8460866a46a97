"""The outermost and the innermost keeper of the door.

`Guard` stands before everything else: it answers probes, gives each request an id, puts the headers of safety on whatever
goes out (pages, refusals, files, styles), and notes view, status and time: never paths, questions or words.
`Limits` stands right before the request's transaction, where it is known who asks, and counts only what is dear or can be
guessed at: an ordinary page costs one look at its path.
"""

from __future__ import annotations

import ipaddress
import logging
import re
from collections.abc import Callable
from time import perf_counter
from uuid import uuid4

from attrs import frozen
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from entraide.foundation.keeping.counting import Limit, over
from entraide.foundation.keeping.logs import request_id
from entraide.foundation.ui.pages import refused_page
from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import ANONYMOUS
from entraide.kernel.problems import Problem

from . import metrics
from .views import health

Respond = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger("entraide.request")

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(self), geolocation=(),"
        " gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), usb=(),"
        " screen-wake-lock=(), xr-spatial-tracking=(), browsing-topics=()"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer carries; pages have a wider policy of their own (CONTENT_SECURITY_POLICY)."""
SAVED = f"{HEADERS['Content-Security-Policy']}; sandbox"
"""The policy of a file that is sent for saving: opened in the browser after all, it could do nothing."""
_REQUEST_ID = re.compile(r"[0-9a-f]{32}")


def client_address(request: HttpRequest) -> str:
    """Who asks, as the outermost proxy of ours saw it; a network of IPv6 counts as one. What clients forge stands further left."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = [part for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    given = forwarded[-proxies] if 0 < proxies <= len(forwarded) else request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(given.strip())
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped or ipaddress.IPv6Network((address, 64), strict=False).network_address)
    return str(address)


class Guard:
    """Before everything else."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = perf_counter()
        # Not taken back at the end: Django writes of a refusal after its last middleware. The next request sets its own.
        request_id.set(self._id(request))
        response = _probe(request) or self.get_response(request)
        dress(request, response)
        self._note(request, response, perf_counter() - started)
        return response

    def _id(self, request: HttpRequest) -> str:
        """The proxy's, so that both logs tell of the same; nobody else may write into ours."""
        given = request.META.get("HTTP_X_REQUEST_ID", "") if settings.BEHIND_PROXY else ""
        return given if _REQUEST_ID.fullmatch(given) else uuid4().hex

    def _note(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        view = _view(request, response)
        metrics.count_request(view, request.method or "", response.status_code, seconds)
        if logger.isEnabledFor(logging.INFO):
            facts = {
                "view": view, "method": _method(request), "status": response.status_code, "ms": round(seconds * 1000, 1),
                "person": getattr(request, "actor", ANONYMOUS).person_id,
            }  # fmt: skip
            logger.info("answered", extra=facts)


def _view(request: HttpRequest, response: HttpResponse) -> str:
    """The name of the view, or what answered before there was one: a probe, a file of ours, a page kept in memory."""
    match = getattr(request, "resolver_match", None)
    if match is not None:
        return match.view_name or "unnamed"
    if request.path_info in PROBES:
        return "probe"
    return "static" if _static(request) else "kept" if response.status_code < 400 else "none"


def _method(request: HttpRequest) -> str:
    return request.method if request.method in ("GET", "HEAD", "POST", "OPTIONS") else "other"


def _static(request: HttpRequest) -> bool:
    return request.path_info.startswith(settings.STATIC_URL)


PROBES = frozenset({"/health/live", "/health/ready", "/metrics"})


def _probe(request: HttpRequest) -> HttpResponse | None:
    """Probes come by any host name, without TLS, and must not hang on a database that does not answer."""
    if request.path_info == "/health/live":
        return health.live(request)
    if request.path_info == "/health/ready":
        return health.ready(request)
    if request.path_info == "/metrics" and health.may_read_metrics(request):
        return health.metrics(request)
    return None


def dress(request: HttpRequest, response: HttpResponse) -> None:
    """Put on what is missing. A page depends on who asks and in which language: that is said to every cache."""
    headers = response.headers
    if headers.get("Content-Disposition", "").startswith("attachment"):
        headers["Content-Security-Policy"] = SAVED
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    opened = headers.get("Access-Control-Allow-Origin") == "*"
    headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if opened else "same-origin")
    if not _static(request):
        patch_vary_headers(response, ("Cookie", "Accept-Language"))
        headers.setdefault("Cache-Control", "no-store" if response.status_code >= 400 else "private, no-cache")


@frozen
class Rule:
    """What is counted, and how much of it one person (else one address) may ask for."""

    name: str
    methods: frozenset[str]
    path: re.Pattern[str]
    limit: Limit


_READ, _SENT = frozenset({"GET", "HEAD"}), frozenset({"POST"})
RULES = (
    Rule("api", _READ, re.compile(r"/api/"), Limit(300, 60)),
    Rule("sign-in", _SENT, re.compile(r"/accounts/(login|reauthenticate|2fa/)"), Limit(30, 300)),
    Rule("another-link", _SENT, re.compile(r"/invitations/[^/]*/again/"), Limit(5, 3600)),
    Rule("invitation", _READ | _SENT, re.compile(r"/invitations/|/directory/confirm/"), Limit(60, 600)),
    Rule(
        "export",
        _READ,
        re.compile(
            r".*\.(?:xlsx|csv|docx|pdf|vcf|zip)$|/documents/(?:meetings/)?\d+/[a-z]{2}/[a-z]+/$"
            r"|/collection/replies/\d+/workbook/|/files/|/keeping/"
        ),
        Limit(120, 300),
    ),
)


def rule_for(request: HttpRequest) -> Rule | None:
    """The first rule that counts this request; static files are nobody's business."""
    path, method = request.path_info, request.method
    if path.startswith(settings.STATIC_URL):
        return None
    return next((rule for rule in RULES if method in rule.methods and rule.path.match(path)), None)


class Limits:
    """Whoever asks for too much is told how long to wait, before a transaction is opened for them."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        rule = rule_for(request) if settings.RATE_LIMITS else None
        wait = _wait(rule, request) if rule else 0
        if not wait:
            return self.get_response(request)
        metrics.count_limited(rule.name)  # type: ignore[union-attr]
        return too_many(request, wait)


def _wait(rule: Rule, request: HttpRequest) -> int:
    """A database that does not answer lets the request through: it will say so itself."""
    try:
        whose = f"person {request.user.pk}" if request.user.is_authenticated else client_address(request)
        return over(rule.limit, rule.name, whose)
    except DatabaseError:
        logger.warning("a limit could not be counted", extra={"kind": rule.name})
        return 0


def too_many(request: HttpRequest, wait: int = 60) -> HttpResponse:
    """429 with the time to wait, in the reader's language; JSON where JSON was asked for."""
    problem = Problem("OPS-020", {"seconds": wait})
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    language = getattr(request.user, "language", None) if not chosen else None
    with translation.override(language or translation.get_language()):
        if request.path_info.startswith("/api/"):
            body = {"problems": [problem.to_json(page_language())]}
            response: HttpResponse = JsonResponse(body, status=429, json_dumps_params={"ensure_ascii": False})
        else:
            response = refused_page(request, (problem,), status=429)
    response.headers["Retry-After"] = str(wait)
    response.headers["Cache-Control"] = "no-store"
    return response

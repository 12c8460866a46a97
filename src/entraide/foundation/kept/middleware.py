"""Answers from the shelf where nobody has signed in, before anything else is looked up."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language_from_request

from .shelf import Key, Page, Shelf

Respond = Callable[[HttpRequest], HttpResponse]
SHELF = Shelf(16 * 1024 * 1024)
LONGEST_ADDRESS = 400


def edition() -> int:
    """The number of the ledger's last entry: every change of anything adds one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT entraide_edition()")
        return int(cursor.fetchone()[0])


class KeptPages:
    """Stands before the session: a request that carries one goes by."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = self._key(request)
        if key is None:
            return self.get_response(request)
        number, now = edition(), time.monotonic()
        if page := SHELF.find(key, number, now):
            return self._answered(request, page)
        response = self.get_response(request)
        seconds = getattr(response, "for_everybody", 0)
        if not seconds or response.status_code != 200 or response.streaming or response.cookies:
            return response
        page = Page(number, now + seconds, self._headers(response), bytes(response.content))
        SHELF.put(key, page)
        return self._answered(request, page)

    def _key(self, request: HttpRequest) -> Key | None:
        if request.method not in ("GET", "HEAD") or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return None
        if "Authorization" in request.headers or len(request.get_full_path()) > LONGEST_ADDRESS:
            return None
        accepts = request.headers.get("Accept", "")[:100]
        return (
            request.get_host(),
            request.get_full_path(),
            get_language_from_request(request),
            request.method or "",
            accepts,
        )

    def _headers(self, response: HttpResponse) -> tuple[tuple[str, str], ...]:
        response.headers.setdefault("Cache-Control", "no-cache")
        response.headers.setdefault("ETag", f'"{hashlib.sha256(response.content).hexdigest()[:32]}"')
        patch_vary_headers(response, ("Cookie", "Accept-Language"))
        return tuple(response.headers.items())

    def _answered(self, request: HttpRequest, page: Page) -> HttpResponse:
        response = HttpResponse(page.content, headers=dict(page.headers))
        found: HttpResponse = get_conditional_response(request, etag=response["ETag"], response=response)
        return found

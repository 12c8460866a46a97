"""The short way of devices and programs: behind the guard, before everything that a browser needs and they do not.

No session, no cookie, no language of a page, no transaction around it all: `/v1` finds out by itself who asks, and each
submission that arrives is one statement.
"""

from __future__ import annotations

import logging
from functools import partial

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import Resolver404, get_resolver

from .guard import Respond, client_address

logger = logging.getLogger("entraide.request")
PREFIX = "/v1/"
_URLS = "entraide.collection.web.v1.urls"


class Programs:
    """Answers `/v1/…` and lets everything else go by."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        path = request.path_info
        if not path.startswith(PREFIX):
            return self.get_response(request)
        try:
            request.get_host()
        except DisallowedHost:
            return _refused(400.8, "This is no address of the site.", 400)
        if settings.HTTPS and not request.is_secure():
            return _refused(401.3, "Only over HTTPS.", 401)
        if "\x00" in path or any(
            "\x00" in value for values in request.GET.lists() for value in (values[0], *values[1])
        ):
            return _refused(400.8, "A NUL character.", 400)
        try:
            match = get_resolver(_URLS).resolve(path[len(PREFIX) - 1 :])
        except Resolver404:
            return _refused(404.1, "There is no such address.", 404)
        request.resolver_match = match
        request.client_address = partial(client_address, request)  # type: ignore[attr-defined]
        try:
            return _headed(match.func(request, *match.args, **match.kwargs))
        except Exception:
            got_request_exception.send(sender=self.__class__, request=request)
            logger.exception("a program could not be answered")
            return _refused(500.1, "Something went wrong here. It has been noted; try again later.", 500)


def _headed(response: HttpResponseBase) -> HttpResponseBase:
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def _refused(code: float, message: str, status: int) -> HttpResponse:
    return JsonResponse({"code": code, "message": message}, status=status)

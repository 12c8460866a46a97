"""How the JSON API answers: what may be kept and for how long, who may ask from another site, problems with their numbers."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from entraide.foundation.ui.wording import page_language
from entraide.kernel.problems import NotHere, Problem, Refused, refuse

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
FRESH = 60
"""Seconds for which a public answer may be used without asking again."""
METHODS = "GET, HEAD, OPTIONS"


def api(view: Callable[Concatenate[HttpRequest, P], Any]) -> View[P]:
    """A view that gives data for JSON. What it raises is answered as JSON too; anything but reading is refused."""
    return tagged(None)(view)


def tagged(
    digest: Callable[Concatenate[HttpRequest, P], str] | None,
) -> Callable[[Callable[Concatenate[HttpRequest, P], Any]], View[P]]:
    """The same, with a cheap `digest` of what this reader would get: who has it is answered before anything is built.

    The digest may stand on nothing that the reader may not see; it is keyed, so that its content cannot be guessed at.
    """

    def decorate(view: Callable[Concatenate[HttpRequest, P], Any]) -> View[P]:
        return csrf_exempt(_answering(view, digest))  # Nothing is ever written, and a refusal is JSON too.

    return decorate


def _answering(
    view: Callable[Concatenate[HttpRequest, P], Any], digest: Callable[Concatenate[HttpRequest, P], str] | None
) -> View[P]:
    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "OPTIONS":
            return _headed(request, HttpResponse(status=204))
        if request.method not in ("GET", "HEAD"):
            return _headed(request, _problems((Problem("DOC-412", {"method": request.method or ""}),), 405))
        try:
            tag = _tag(digest(request, *args, **kwargs).encode()) if digest else ""
            if tag and (kept := get_conditional_response(request, etag=tag)):
                kept["ETag"] = tag
                return _headed(request, kept)
            data = view(request, *args, **kwargs)
        except NotHere:
            return _headed(request, _problems((Problem("DOC-410"),), 404))
        except Refused as refusal:
            return _headed(request, _problems(refusal.problems, 400))
        return _unless_known(request, _headed(request, _json(data)), tag)

    return answer


def _tag(content: bytes) -> str:
    return f'"{hmac.new(settings.SECRET_KEY.encode(), content, hashlib.sha256).hexdigest()[:32]}"'


def _json(data: Any, status: int = 200) -> HttpResponse:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, content_type="application/json; charset=utf-8", status=status)


def _problems(problems: Iterable[Problem], status: int) -> HttpResponse:
    return _json({"problems": [problem.to_json(page_language()) for problem in problems]}, status)


def refused_as_json(problem: Problem) -> HttpResponse:
    """A refusal from outside of a view; nobody has been looked up yet, so nothing is said of who may keep it."""
    return _problems((problem,), 400)


def _headed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Whoever has signed in gets an answer for their eyes: no other site may read it and nobody may keep it."""
    response["Allow"] = METHODS
    patch_vary_headers(response, ("Cookie", "Accept-Language"))
    if request.actor.known:
        return response
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "If-None-Match"
    response["Access-Control-Expose-Headers"] = "ETag, Link"
    response["Cache-Control"] = f"public, max-age={FRESH}" if response.status_code in (200, 304) else "no-store"
    return response


def _unless_known(request: HttpRequest, response: HttpResponse, tag: str) -> HttpResponse:
    """304 without content for whoever has this very answer."""
    tag = tag or _tag(response.content)
    response["ETag"] = tag
    kept = get_conditional_response(request, etag=tag, response=response)
    if kept is not response:
        for name, value in response.items():
            if name.startswith("Access-Control-") or name in ("Cache-Control", "Vary"):
                kept[name] = value
    return kept


def whole_number(request: HttpRequest, name: str, default: int, most: int) -> int:
    """A number from 1 to `most`; refused with DOC-411 when it is none."""
    given = request.GET.get(name, "").strip()
    if not given:
        return default
    if not given.isdecimal() or len(given) > 18 or not 1 <= int(given) <= most:
        raise refuse("DOC-411", name=name, value=given[:40])
    return int(given)


def strict(request: HttpRequest, name: str, allowed: Iterable[str]) -> str:
    """One of a few words, or ""; refused with DOC-411 when it is another."""
    given = request.GET.get(name, "").strip()
    if given and given not in allowed:
        raise refuse("DOC-411", name=name, value=given[:40])
    return given

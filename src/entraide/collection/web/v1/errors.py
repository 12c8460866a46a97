"""Refusals as ODK Central words them: a number of its own in `code`, ours beside it, in the language that was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language_from_request

from entraide.kernel.languages import Language, as_language
from entraide.kernel.problems import Problem

from ...domain.openrosa import wire

CENTRAL: Final[Mapping[str, float]] = {
    "COL-400": 404.1, "COL-401": 401.2, "COL-402": 401.2, "COL-403": 403.1, "COL-404": 404.6, "COL-405": 404.1,
    "COL-406": 404.5, "COL-407": 400.2, "COL-408": 400.7, "COL-409": 400.6, "COL-410": 409.1, "COL-411": 409.2,
    "COL-412": 409.8, "COL-413": 409.9, "COL-414": 409.6, "COL-415": 409.3, "COL-416": 400.8, "COL-417": 400.1,
    "COL-418": 413.0, "COL-419": 400.12, "COL-420": 400.1, "COL-421": 429.1, "COL-423": 400.18, "COL-424": 501.5,
    "COL-425": 501.4, "COL-426": 501.6, "COL-427": 400.19, "COL-428": 409.7, "COL-429": 501.1, "COL-434": 409.2,
    "COL-435": 400.8, "COL-436": 403.1, "COL-437": 400.7, "COL-438": 400.6, "COL-439": 400.8, "COL-440": 401.4,
    "COL-441": 401.3, "COL-303": 403.1, "COL-304": 403.1, "COL-305": 403.1, "COL-309": 409.6,
    "COL-059": 404.1, "COL-060": 409.4,
}  # fmt: skip
"""Our number → Central's. What forbids the publication of a form (COL-001 to 019) is its 400.15."""
FORM_NOT_VALID: Final = 400.15
ANY: Final = 400.8


def central_code(problem: Problem) -> float:
    """Central's number for a problem of ours."""
    if problem.code < "COL-020":
        return FORM_NOT_VALID
    return CENTRAL.get(problem.code, ANY)


def language_of(request: HttpRequest) -> Language:
    """What the device or program asks to be spoken to in."""
    return as_language(get_language_from_request(request))


def _said(problem: Problem, language: Language) -> str:
    return f"{problem.what(language)} {problem.do(language)} ({problem.code})"


def as_json(request: HttpRequest, problems: tuple[Problem, ...]) -> HttpResponse:
    """`{code, message, details}`; `details.number` is ours, `details.problems` all of them."""
    first, language = problems[0], language_of(request)
    details: dict[str, Any] = {key: str(value) for key, value in first.params.items()}
    details |= {"number": first.code, "problems": [one.to_json(language) for one in problems[:100]]}
    if central_code(first) == FORM_NOT_VALID:
        details |= {"error": " ".join(_said(one, language) for one in problems[:20]), "warnings": []}
    code = central_code(first)
    body = {"code": code, "message": _said(first, language), "details": details}
    return _dressed(JsonResponse(body, status=int(code), json_dumps_params={"ensure_ascii": False}), first)


def as_openrosa(request: HttpRequest, problems: tuple[Problem, ...]) -> HttpResponse:
    """The OpenRosaResponse of a refusal, which a device shows to the person who sends."""
    first = problems[0]
    text = wire.response(_said(first, language_of(request)), "error")
    return _dressed(HttpResponse(text, status=int(central_code(first)), content_type="text/xml; charset=utf-8"), first)


def _dressed(response: HttpResponse, problem: Problem) -> HttpResponse:
    if response.status_code == 401:
        response["WWW-Authenticate"] = 'Basic charset="UTF-8"'
    if response.status_code == 429:
        response["Retry-After"] = str(problem.params.get("seconds", 60))
    return response

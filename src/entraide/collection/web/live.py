"""What a page needs to judge while one types: the logic of the questionnaire, and the answers of this reply."""

from __future__ import annotations

import gzip
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entraide.foundation.ui.templatetags.ui import described
from entraide.foundation.ui.wording import page_language
from entraide.kernel.clock import now
from entraide.kernel.languages import Language, is_language
from entraide.kernel.problems import NotHere, Problem, Severity
from entraide.kernel.text import Text

from .. import queries
from ..domain.form import Form
from ..domain.judge import Finding, FindingCode
from ..domain.logic_json import logic_bytes
from ..policies.logic import access_version_asked
from . import wording
from .showing import Opened, actor_in, opened

A_YEAR = 31_536_000
_TYPES = ("integer", "decimal", "range", "date", "time", "dateTime", "geopoint")
_CODES: tuple[tuple[str, FindingCode, str], ...] = (
    ("required", "required", "COL-021"), ("constraint", "constraint", "COL-022"), ("choice", "choice", "COL-024"),
)  # fmt: skip


@lru_cache(maxsize=128)
def packed(form: Form, language: Language) -> tuple[str, bytes]:
    """The mark of the content, which stands in its address, and the content, compressed."""
    content = logic_bytes(form, language)
    return sha256(content).hexdigest()[:16], gzip.compress(content, 6, mtime=0)


def logic_url(form: Form, version_id: int, language: Language) -> str:
    """The address of a version's logic in a language. Another content has another address."""
    return reverse("collection:logic", args=[version_id, language, packed(form, language)[0]])


@require_safe
def logic(request: HttpRequest, version_id: int, language: str, mark: str) -> HttpResponse:
    """The logic of a version, for those who may see it. It is kept by their browsers: what an address holds never changes."""
    version = access_version_asked(actor_in(request), version_id)
    if not is_language(language):
        raise NotHere
    known, content = packed(queries.form_of(version.pk), language)
    if mark != known:
        raise NotHere
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(content if takes_gzip else gzip.decompress(content), content_type="application/json")
    if takes_gzip:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    return response


@never_cache
@require_safe
def values(request: HttpRequest, reply_id: int) -> JsonResponse:
    """The answers of a reply as its logic needs them, for those who write it.

    Whoever works with some sections gets the answers of these; all others are named as unknown, and of what is computed from
    them the page leaves the word to the server.
    """
    found = opened(actor_in(request), reply_id)
    return JsonResponse({**_values(found), "today": now().date().isoformat(), "words": _words()})


def _values(found: Opened) -> dict[str, Any]:
    form, reach = found.form, found.reach
    cells = reach.answers(form, found.answers).items()
    outside = (one for one in (*form.hidden, *form.questions()) if not reach.has(form.section_of(one.path)))
    return {
        "cells": {path: cell.value for path, cell in cells if cell.value},
        "reasons": [path for path, cell in cells if cell.missing],
        "explained": [path for path, cell in cells if cell.comment],
        "unknown": [one.path for one in outside if one.calculation is None],
    }


def _words() -> dict[str, dict[str, Any]]:
    """What to say of each kind of finding where the questionnaire has no words of its own."""
    words = {name: _said(code, number) for name, code, number in _CODES}
    words["explain"] = _said("constraint", "COL-022", "explain")
    words |= {f"type:{kind}": _said("type", "COL-023", type=kind) for kind in _TYPES}
    return words


def _said(code: FindingCode, number: str, severity: Severity = "stop", **params: str) -> dict[str, Any]:
    problem = Problem(number, {"value": "{value}", **params})
    finding = Finding("", code, severity, problem, Text())
    message = wording.finding(finding, page_language())
    return described({"code": number, "severity": severity, "message": message})

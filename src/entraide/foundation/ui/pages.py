"""Pages that any room may need to answer with."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from entraide.kernel.problems import Problem


def refused_page(request: HttpRequest, problems: Iterable[Problem], status: int = 422) -> HttpResponse:
    """What an action refused, in the language of the page, with the way back. Nothing has been written."""
    back = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    return render(request, "ui/refused.html", {"problems": tuple(problems), "back": back}, status=status)

"""Pages that every address may answer with."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entraide.kernel.problems import Problem


def refused_page(request: HttpRequest, problems: tuple[Problem, ...]) -> HttpResponse:
    """What could not be done, why, and what to do, with the number of each problem. Status 409, nothing written."""
    response = render(request, "portal/refused.html", {"problems": problems}, status=409)
    response.refused = True  # type: ignore[attr-defined]
    return response

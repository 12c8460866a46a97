from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entraide.foundation.api.answers import refused_as_json
from entraide.kernel.problems import Problem


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; the API says it as its own answers do."""
    if request.path.startswith("/api/"):
        return refused_as_json(Problem("DOC-411", {"name": "", "value": ""}))
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: a form that was open too long; hidden things answer 404."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, in the same words for what is hidden and what is absent."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return render(request, "500.html", status=500)

"""How a view says that its page is the same for everybody."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
MINUTE = 60


def for_everybody(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """The answer may be kept for a minute at the most, for others who have not signed in and read the same language."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if not request.actor.known:
            response.for_everybody = MINUTE  # type: ignore[attr-defined]
        return response

    return marked

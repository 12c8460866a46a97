"""Recommendations as JSON for other systems: read only, what the pages tell, by the same rules. See docs/reference/api.md."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.http import urlencode

from entraide.foundation.api.answers import api, strict, whole_number

from .. import interchange
from ..domain.life import IMPLEMENTATION, LIFE
from .forms import ACTS, KINDS

A_PAGE, MOST = 50, 100
LAST = 9_000_000_000_000_000_000
CHOICES = {
    "act": ACTS, "kind": KINDS, "implementation": IMPLEMENTATION.states,
    "life": tuple(state for state in LIFE.states if state != "proposed"),
}  # fmt: skip


def _filters(request: HttpRequest) -> dict[str, Any]:
    """What makes no sense is refused with DOC-411."""
    given: dict[str, Any] = {name: strict(request, name, allowed) for name, allowed in CHOICES.items()}
    given |= {name: request.GET.get(name, "").strip()[:60].replace("\x00", "") for name in ("body", "topic")}
    given["document"] = whole_number(request, "document", 0, LAST)
    return given


def _address(request: HttpRequest) -> interchange.Address:
    return lambda name, *args: request.build_absolute_uri(reverse(name, args=args))


@api
def mandates(request: HttpRequest) -> dict[str, Any]:
    """Recommendations in the register, the last confirmed first; `next` leads to those before, null at the end."""
    filters, size = _filters(request), whole_number(request, "size", A_PAGE, MOST)
    before = whole_number(request, "cursor", LAST, LAST)
    ids, address = interchange.identified(before=before, size=size + 1, **filters), _address(request)
    following = None
    if len(ids) > size:
        said = {name: value for name, value in request.GET.items() if value} | {"cursor": ids[size - 1]}
        following = f"{address('mandates_api:mandates')}?{urlencode(said)}"
    return {"mandates": interchange.records(request.actor, ids[:size], address), "next": following}


@api
def mandate(request: HttpRequest, mandate_id: int) -> dict[str, Any]:
    """One recommendation with what became of it."""
    return interchange.one(request.actor, mandate_id, _address(request))


app_name = "mandates_api"
urlpatterns = [
    path("mandates/", mandates, name="mandates"),
    path("mandates/<int:mandate_id>/", mandate, name="mandate"),
    path("mandates", mandates),
    path("mandates/<int:mandate_id>", mandate),
]

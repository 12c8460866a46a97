"""The register and one mandate of it: anybody may read them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .. import policies, queries
from .chain import drawn
from .filters import Filter
from .listing import listing
from .panel import panel
from .shown import card


def register(request: HttpRequest) -> HttpResponse:
    """What was asked of somebody, the newest first, narrowed by facets and words, page by page."""
    form = Filter(request.GET, request.actor)
    context = {
        "form": form,
        "chips": form.chips(),
        "filtered": bool(set(form.chosen) - {"sort", "language"} or "after" in request.GET),
        "waiting": queries.what_waits(request.actor),
        **listing(request, form.wanted(), form.query()),
    }
    return render(request, "mandates/register.html", context)


def detail(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """One mandate: the words, who asks whom, the way it goes, the three axes, the evidence."""
    row = queries.mandate(request.actor, mandate_id, with_evidence=False)
    context = {
        "card": card(row),
        "chain": [card(one) for one in queries.around(request.actor, row)],
        "within": [card(one) for one in queries.within(request.actor, row)],
        "drawn": drawn(request.actor, row),
        "keeps": bool(policies.may_register(request.actor)) and row.life != "proposed",
        **panel(request.actor, row),
    }
    return render(request, "mandates/detail.html", context)

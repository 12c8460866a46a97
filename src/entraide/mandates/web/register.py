"""The register and one mandate of it: anybody may read them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .. import policies, queries
from .forms import Filter
from .shown import card


def register(request: HttpRequest) -> HttpResponse:
    """Everything that was asked of somebody, what is open first."""
    form = Filter(request.GET)
    chosen = form.chosen()
    context = {
        "form": form,
        "cards": [card(row) for row in queries.register(request.actor, **chosen)],
        "filtered": bool(chosen),
        "to_decide": queries.to_decide(request.actor),
        "to_validate": len(queries.to_validate(request.actor)),
    }
    return render(request, "mandates/register.html", context)


def detail(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """One mandate: the words, who asks whom, the way it goes, the three axes, the evidence."""
    row = queries.mandate(request.actor, mandate_id)
    context = {
        "card": card(row),
        "chain": [card(one) for one in queries.around(request.actor, row)],
        "within": [card(one) for one in queries.within(request.actor, row)],
        "keeps": bool(policies.may_register(request.actor)) and row.life != "proposed",
    }
    return render(request, "mandates/detail.html", context)

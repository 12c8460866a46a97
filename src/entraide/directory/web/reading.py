"""The public directory: by State, in the order of the page's language."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from .. import policies, queries
from .forms import Search
from .shown import card

PAGE = 100


def listing(request: HttpRequest) -> HttpResponse:
    """Every authority that may be seen, by State; by function and by words on demand."""
    form = Search(request.GET)
    chosen = form.chosen()
    page = Paginator(queries.authorities(request.actor, **chosen), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "cards": [card(row) for row in page],
        "filtered": bool(chosen),
        "query": urlencode(chosen) + "&" if chosen else "",
        "may_record": bool(policies.may_keep(request.actor, request.actor.entity)),
    }
    return render(request, "directory/list.html", context)


def detail(request: HttpRequest, authority_id: int) -> HttpResponse:
    """One authority, as far as this person may see it."""
    row = queries.authority(request.actor, authority_id)
    context = {
        "card": card(row),
        "keeps": bool(policies.may_keep(request.actor, row.entity)),
        "designates": bool(policies.may_designate(request.actor)),
        "others": [card(one) for one in queries.authorities(request.actor, entity=row.entity) if one.id != row.id],
    }
    return render(request, "directory/detail.html", context)

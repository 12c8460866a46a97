"""The public directory: by State, in the order of the page's language."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from .. import policies, queries
from .drafting import line_of
from .forms import Search
from .shown import card, whole

PAGE = 100


def listing(request: HttpRequest) -> HttpResponse:
    """Every authority that may be seen, by State; by function and by words on demand."""
    form = Search(request.GET)
    chosen = form.chosen()
    found = queries.authorities(request.actor, **chosen, persons_too=False)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "cards": [card(row) for row in page],
        "filtered": bool(chosen),
        "query": urlencode(chosen) + "&" if chosen else "",
        "may_record": bool(policies.may_draft(request.actor, request.actor.entity)),
    }
    return render(request, "directory/list.html", context)


def detail(request: HttpRequest, authority_id: int) -> HttpResponse:
    """One authority, as far as this person may see it."""
    row = queries.authority(request.actor, authority_id)
    others = queries.authorities(request.actor, entity=row.entity, persons_too=False)
    drafts = bool(policies.may_draft(request.actor, row.entity))
    context = {
        "card": card(row),
        "whole": whole(row),
        "keeps": bool(policies.may_keep(request.actor, row.entity)),
        "drafts": drafts,
        "under_way": [line_of(one) for one in queries.draft_of_authority(request.actor, row.id)] if drafts else (),
        "designates": bool(policies.may_designate(request.actor)),
        "sees_history": bool(policies.may_see_history(request.actor, row.entity)),
        "others": [card(one) for one in others if one.id != row.id],
    }
    return render(request, "directory/detail.html", context)

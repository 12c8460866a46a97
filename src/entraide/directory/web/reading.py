"""The public directory: by State, in the order of the page's language."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from entraide.foundation.kept.fragments import part_kept
from entraide.foundation.kept.marking import for_everybody

from .. import policies, queries
from .drafting import line_of
from .forms import Search
from .shown import card, whole

PAGE = 50


@for_everybody
def listing(request: HttpRequest) -> HttpResponse:
    """Every authority that may be seen, by State; by function and by words on demand."""
    form = Search(request.GET)
    chosen = form.chosen()
    page = _page(request, chosen)
    rows, _count = queries.page_of(request.actor, **chosen, page=page.number, size=PAGE)
    context = {
        "form": form,
        "page": page,
        "cards": [card(row) for row in rows],
        "filtered": bool(chosen),
        "query": urlencode(chosen) + "&" if chosen else "",
        "may_record": bool(policies.may_draft(request.actor, request.actor.entity)),
    }
    return render(request, "directory/list.html", context)


def _page(request: HttpRequest, chosen: dict[str, str]) -> Page[int]:
    """Which page is asked for, of as many as there are."""
    _rows, count = queries.page_of(request.actor, **chosen, size=0)
    return Paginator(range(count), PAGE).get_page(request.GET.get("page"))


@for_everybody
def detail(request: HttpRequest, authority_id: int) -> HttpResponse:
    """One authority, as far as this person may see it."""
    row = queries.authority(request.actor, authority_id)
    others = queries.others(request.actor, row)
    drafts = bool(policies.may_draft(request.actor, row.entity))
    own = {
        "keeps": bool(policies.may_keep(request.actor, row.entity)), "drafts": drafts,
        "under_way": [line_of(one) for one in queries.draft_of_authority(request.actor, row.id)] if drafts else (),
        "designates": bool(policies.may_designate(request.actor)),
        "sees_history": bool(policies.may_see_history(request.actor, row.entity)),
    }  # fmt: skip

    def entry() -> SafeString:
        context = {"card": card(row), "whole": whole(row), "others": others, **own}
        return SafeString(render_to_string("directory/entry.html", context, request))

    # Whoever neither keeps the entry nor sees its persons or history reads words alone, the same as others who got the same.
    plain = not any(own.values()) and not row.persons_shown and not row.persons_locked
    said = part_kept(("entry", row.told, str(others), row.addresses_shown, row.standing), entry) if plain else entry()
    return render(request, "directory/detail.html", {"row": row, "entry": said})

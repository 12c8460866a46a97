"""One page of a list of mandates, as every page with such a list shows it."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from .. import policies, queries
from .shown import card


def listing(
    request: HttpRequest, wanted: queries.Wanted, query: str = "", *, end: queries.Place | None = None
) -> dict[str, Any]:
    """What `mandates/list.html` takes. `query` is what addresses of other pages of the list keep, ending in `&`.

    With `end`, the page that is shown first is the last of the list, the one before that place.
    """
    after, before = (queries.place(request.GET.get(name, "")) for name in ("after", "before"))
    last = end is not None and after is None and before is None
    before = end if last else None if after else before
    listed = queries.page(request.actor, wanted, after=after, before=before)
    if last:
        listed = evolve(listed, after=None)
    return {
        "cards": [card(row) for row in listed.rows],
        "listed": listed,
        "query": query,
        "by_due": wanted.by_due,
        "bulk": _bulk() if policies.may_register(request.actor) else "",
    }


def _bulk() -> str:
    """Where several mandates are changed at once; the list has its boxes as soon as there is such a page."""
    try:
        return reverse("mandates:together")
    except NoReverseMatch:
        return ""

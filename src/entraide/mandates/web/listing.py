"""One page of a list of mandates, as every page with such a list shows it."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from .. import policies, queries
from .shown import card


def listing(
    request: HttpRequest, wanted: queries.Wanted, query: str = "", *, start: queries.Place | None = None,
    backwards: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """What `mandates/list.html` takes. `query` is what addresses of other pages of the list keep, ending in `&`.

    `start` is where the first page begins instead of the head of the list, going on from there or `backwards`.
    """
    after, before = (queries.place(request.GET.get(name, "")) for name in ("after", "before"))
    if after is None and before is None and start is not None:
        after, before = (None, start) if backwards else (start, None)
    listed = queries.page(request.actor, wanted, after=after, before=None if after else before, counted=start is None)
    if before is start and start is not None:
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

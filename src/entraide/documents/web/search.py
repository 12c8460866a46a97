"""The page of the search: words in all papers, narrowed by what a paper belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import asdict, evolve
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from entraide.documents import searches
from entraide.documents.catalogue import Filters
from entraide.documents.domain.searching import LONGEST_QUERY
from entraide.documents.searches import Hit
from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import LANGUAGES, is_language
from entraide.meetings import queries as meetings
from entraide.reference.domain import entities

from .views import kind_label

A_PAGE = 10
KINDS = ("resolution", "decision", "report", "working_paper")


class _Papers(Sequence[Hit]):
    """The papers of one page, as the paginator takes them: it asks how many there are and for a slice."""

    def __init__(self, results: searches.Results) -> None:
        self.results = results

    def __len__(self) -> int:
        return self.results.count

    def __getitem__(self, _at: Any) -> Any:
        return self.results.hits


def filters_from(given: QueryDict) -> Filters:
    """What the address says; whatever makes no sense is passed over."""
    language = given.get("language", "")
    return Filters(
        body=given.get("body", "").strip()[:60],
        meeting=_number(given.get("meeting", ""), 9),
        session=given.get("session", "").strip().strip("/")[:20],
        item=given.get("item", "").strip()[:20],
        state=given.get("state", "").strip().upper()[:12],
        kind=given.get("kind", "").strip()[:20],
        year=_number(given.get("year", ""), 4),
        language=next((code for code in LANGUAGES if code == language), None) if is_language(language) else None,
    )


def _number(text: str, digits: int) -> int | None:
    text = text.strip()
    return int(text) or None if text.isdecimal() and len(text) <= digits else None


def page_number(text: str) -> int:
    """A page that can be, from 1."""
    return max(1, _number(text, 4) or 1)


def search(request: HttpRequest) -> HttpResponse:
    """Papers whose text holds what was looked for; the list of papers when nothing was asked."""
    words, filters = request.GET.get("q", "").strip()[:LONGEST_QUERY], filters_from(request.GET)
    everywhere = request.GET.get("in") != "page"
    if not words and filters in (Filters(), evolve(Filters(), meeting=filters.meeting)):
        return redirect(reverse("documents:list") + (f"?meeting={filters.meeting}" if filters.meeting else ""))
    number = page_number(request.GET.get("page", ""))
    results = searches.search(
        request.actor, words, filters, language=page_language(), everywhere=everywhere, start=(number - 1) * A_PAGE,
        size=A_PAGE,
    )  # fmt: skip
    said = {"q": words, **_said(filters), **({} if everywhere else {"in": "page"})}
    context = {
        "results": results, "words": words, "filters": filters, "everywhere": everywhere,
        "narrowed": filters != Filters() or not everywhere, "clear": urlencode({"q": words}),
        "hits": [{"hit": hit, "kind": kind_label(hit.document.kind)} for hit in results.hits],
        "page": Paginator(_Papers(results), A_PAGE).get_page(number), "query": urlencode(said) + "&",
        **choices(),
    }  # fmt: skip
    return render(request, "documents/search.html", context)


def _said(filters: Filters) -> dict[str, Any]:
    return {name: value for name, value in asdict(filters).items() if value}


def choices() -> dict[str, Any]:
    """What one can choose from in the filters, in the language of the page."""
    language = page_language()
    codes = entities.ordered([state.code for state in entities.entities("state")], language)
    return {
        "bodies": meetings.bodies(),
        "meetings": meetings.meetings(),
        "kinds": [{"code": code, "label": kind_label(code)} for code in KINDS],
        "states": [{"code": code, "name": entities.name(code, language)} for code in codes],
        "languages": LANGUAGES,
    }

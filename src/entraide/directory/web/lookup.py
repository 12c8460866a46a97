"""Looking for an authority as one types: a page, its list alone for the script, or JSON; each with an ETag."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers

from entraide.foundation.kept.marking import for_everybody
from entraide.foundation.ui.wording import page_language

from .. import searching, wording
from ..domain.similar import LONGEST

FEW, MANY = 8, 50


@for_everybody
def look(request: HttpRequest) -> HttpResponse:
    """What the words of `q` find. `part=list` gives the list alone, `format=json` or an Accept header JSON."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    listed = request.GET.get("part") == "list"
    found = searching.look(request.actor, words, FEW if listed else MANY)
    if request.GET.get("format") == "json" or (
        request.accepts("application/json") and not request.accepts("text/html")
    ):
        return _tagged(request, JsonResponse(_shape(request, words, found), json_dumps_params={"ensure_ascii": False}))
    rows = [(hit, wording.entity_name(hit.entity), wording.kind_label(hit.kind)) for hit in found.hits]
    state = (found.state, wording.entity_name(found.state)) if found.state else None
    context = {"words": words, "rows": rows, "state": state}
    template = "directory/look_list.html" if listed else "directory/look.html"
    return _tagged(request, render(request, template, context))


def _shape(request: HttpRequest, words: str, found: searching.Looked) -> dict[str, object]:
    language = page_language()
    return {
        "query": words, "language": language, "state": found.state or None,
        "authorities": [
            {
                "id": hit.id, "entity": hit.entity, "state": wording.entity_name(hit.entity),
                "name": hit.name.shown_in(language).text, "names": dict(hit.name.versions), "kind": hit.kind,
                "acronym": hit.acronym, "city": hit.city, "invented": hit.invented,
                "url": request.build_absolute_uri(reverse("directory:detail", args=[hit.id])),
            }
            for hit in found.hits
        ],
    }  # fmt: skip


def _tagged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """With a tag by its content, so that what has not changed is not sent again."""
    tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = tag
    patch_vary_headers(response, ["Accept", "Cookie"])
    if not request.actor.known:
        response["Cache-Control"] = "private, no-cache"
    kept = get_conditional_response(request, etag=tag, response=response)
    return kept or response

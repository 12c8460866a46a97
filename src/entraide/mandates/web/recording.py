"""What became of a mandate, on its three axes: the secretariat records it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.foundation.ui.wording import page_language
from entraide.kernel.text import Text

from .. import actions, policies
from .overtaken import edition, tells_who_came_first


@require_POST
@tells_who_came_first
def move(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Its own life: endorsed, superseded, elapsed, retired, restored."""
    mandate = policies.access_mandate_to_keep(request.actor, mandate_id)
    actions.move(request.actor, mandate, request.POST.get("verb", ""), edition=edition(request))
    messages.success(request, _("The state of the recommendation has been recorded."))
    return redirect("mandates:detail", mandate_id)


@require_POST
@tells_who_came_first
def response(request: HttpRequest, addressee_id: int) -> HttpResponse:
    """How an addressee responded."""
    addressee = policies.access_addressee_to_keep(request.actor, addressee_id)
    actions.set_response(request.actor, addressee, request.POST.get("verb", ""), edition=edition(request))
    messages.success(request, _("The response has been recorded."))
    return redirect("mandates:detail", addressee.mandate_id)


@require_POST
@tells_who_came_first
def implementation(request: HttpRequest, addressee_id: int) -> HttpResponse:
    """What an addressee has done."""
    addressee = policies.access_addressee_to_keep(request.actor, addressee_id)
    actions.set_implementation(request.actor, addressee, request.POST.get("verb", ""), edition=edition(request))
    messages.success(request, _("The implementation has been recorded."))
    return redirect("mandates:detail", addressee.mandate_id)


@require_POST
@tells_who_came_first
def annotate(request: HttpRequest, addressee_id: int) -> HttpResponse:
    """A note on an addressee in the language of the page, and the resources it takes."""
    addressee = policies.access_addressee_to_keep(request.actor, addressee_id)
    note = _with(Text.from_json(addressee.note), request.POST.get("note", "").strip()[:4000])
    resources = request.POST.get("resources", "").strip()[:500]
    actions.annotate(request.actor, addressee, note=note, resources=resources, edition=edition(request))
    messages.success(request, _("The note has been saved."))
    return redirect("mandates:detail", addressee.mandate_id)


def _with(note: Text, words: str) -> Text:
    """The note with these words in the language of the page; emptied, it loses that version alone."""
    language = page_language()
    if words:
        known = note.versions.get(language) == words
        return note if known else note.with_version(language, words, "original")
    kept = {code: text for code, text in note.versions.items() if code != language}
    return Text(kept, {code: note.statuses[code] for code in kept})

"""Proposals of one document, beside its text: the secretariat confirms, corrects or rejects each, with few keys."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from entraide.documents import queries as documents
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, Refused

from .. import actions, policies, queries, wording
from ..domain.life import OPEN
from ..queries import history, work
from .beside import pieces
from .forms import KINDS, Correction, Rejection, quick_corrections
from .labels import SaidTurn
from .overtaken import CONFLICT, edition, is_overtaken, meanwhile, tells_who_came_first
from .shown import card

AT_ONCE: Final = 60
"""Proposals on a page of the inbox."""


def _document(actor: Actor, document_id: int) -> documents.DocumentRow:
    if not policies.may_register(actor):
        raise NotHere
    return documents.document(actor, document_id)


def inbox(request: HttpRequest, document_id: int) -> HttpResponse:
    """The text, and every proposal of the document; what was decided stays in its place."""
    document = _document(request.actor, document_id)
    found = queries.proposals(request.actor, document_id)
    labels = {row.id: row.label for row in found}
    page = Paginator(found, AT_ONCE).get_page(request.GET.get("page"))
    rows = tuple(page.object_list)
    language = next((row.language for row in rows), document.original_language or "en")
    text = documents.paragraphs_of(request.actor, document_id)
    context = {
        "document": document, "language": language, "page": page,
        "items": [_item(row, labels) for row in rows],
        "pieces": pieces(text, rows, language),
        "waiting": sum(row.life == "proposed" and not row.contained for row in found),
        "sure": sum(row.life == "proposed" and not row.contained and not row.acts_possible for row in found),
        "acts": [(act, wording.act_label(act)) for act in actions.ACTS],
        "kinds": [(kind, wording.kind_label(kind)) for kind in KINDS],
        "undo": history.last_turn(request.actor, document_id),
    }  # fmt: skip
    return render(request, "mandates/inbox.html", context)


def _item(row: queries.MandateRow, labels: dict[int, str]) -> dict[str, Any]:
    return {
        "card": card(row),
        "parent": labels.get(row.parent or 0),
        "open": row.life == "proposed" and not row.contained,
        "possible": [(act, wording.act_label(act)) for act in row.acts_possible],
    }


@require_POST
def read(request: HttpRequest, document_id: int) -> HttpResponse:
    """Have the reader propose."""
    _document(request.actor, document_id)
    count = actions.propose(request.actor, document_id)
    said = ngettext("%(count)s recommendation is proposed.", "%(count)s recommendations are proposed.", count)
    messages.success(request, said % {"count": count})
    return redirect("mandates:inbox", document_id)


@require_POST
def confirm_all(request: HttpRequest, document_id: int) -> HttpResponse:
    """Confirm what waits, as it stands."""
    _document(request.actor, document_id)
    count = actions.confirm_all(request.actor, document_id)
    said = ngettext("%(count)s recommendation is confirmed.", "%(count)s recommendations are confirmed.", count)
    messages.success(request, said % {"count": count})
    return redirect("mandates:inbox", document_id)


def _back(row: queries.MandateRow) -> HttpResponse:
    """To the proposal, on the page of the inbox where it stands."""
    page = work.place_in_document(row.document, row.id) // AT_ONCE + 1
    asked = f"?page={page}" if page > 1 else ""
    return redirect(f"{reverse('mandates:inbox', args=[row.document])}{asked}#m{row.id}")


@require_POST
@tells_who_came_first
def confirm(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Confirm one proposal as it stands."""
    mandate = policies.access_mandate_to_keep(request.actor, mandate_id)
    actions.confirm(request.actor, mandate, edition=edition(request))
    row = queries.mandate(request.actor, mandate_id)
    messages.success(request, _("Paragraph %(label)s is confirmed.") % {"label": row.label})
    return _back(row)


@require_POST
@tells_who_came_first
def quick(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Correct the act, or the kind of the first who is asked, without leaving the inbox; nothing is decided by it."""
    mandate = policies.access_mandate_to_keep(request.actor, mandate_id)
    row = queries.mandate(request.actor, mandate_id)
    given = quick_corrections(row, request.POST.get("act", ""), request.POST.get("kind", ""))
    actions.amend(request.actor, mandate, edition=edition(request), **given)
    messages.success(request, _("Paragraph %(label)s is corrected.") % {"label": row.label})
    return _back(row)


def correct(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Correct a proposal and confirm it; one that somebody has confirmed meanwhile is corrected in the register."""
    return _corrected(request, mandate_id, decides=True)


def edit(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Correct a mandate of the register."""
    return _corrected(request, mandate_id, decides=False)


def _corrected(request: HttpRequest, mandate_id: int, *, decides: bool) -> HttpResponse:
    """The form of a mandate. When somebody else came first it comes back with what was typed, beside what they changed."""
    mandate = policies.access_mandate_to_keep(request.actor, mandate_id)
    row = queries.mandate(request.actor, mandate_id)
    form = Correction(row, mandate, request.POST or None)
    theirs: tuple[SaidTurn, ...] | None = None
    standing = not decides or (edition(request) is not None and row.life in OPEN)
    if request.method == "POST" and form.is_valid():
        try:
            (actions.amend if standing else actions.confirm)(
                request.actor, mandate, edition=edition(request), **form.corrections()
            )
        except Refused as refusal:
            if not is_overtaken(refusal):
                raise
            theirs = meanwhile(request, mandate_id)
            form = form.anew(theirs)
        else:
            return _done(request, queries.mandate(request.actor, mandate_id), decides)
    context = {
        "card": card(row),
        "form": form,
        "decides": decides,
        "meanwhile": theirs,
        "overtaken": theirs is not None,
    }
    return render(request, "mandates/correct.html", context, status=200 if theirs is None else CONFLICT)


def _done(request: HttpRequest, row: queries.MandateRow, decides: bool) -> HttpResponse:
    if decides:
        messages.success(request, _("Paragraph %(label)s is corrected and confirmed.") % {"label": row.label})
        return _back(row)
    messages.success(request, _("The recommendation has been corrected."))
    return redirect("mandates:detail", row.id)


@tells_who_came_first
def reject(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Say why a proposal is no mandate."""
    mandate = policies.access_mandate_to_keep(request.actor, mandate_id)
    row = queries.mandate(request.actor, mandate_id)
    form = Rejection(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.reject(request.actor, mandate, form.cleaned_data["reason"], edition=edition(request))
        messages.success(request, _("The proposal for paragraph %(label)s is rejected.") % {"label": row.label})
        return _back(row)
    return render(request, "mandates/reject.html", {"card": card(row), "form": form})

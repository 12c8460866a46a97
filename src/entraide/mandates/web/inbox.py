"""Proposals of one document, beside its text: the secretariat confirms, corrects or rejects each."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from entraide.documents import queries as documents
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere

from .. import actions, policies, queries
from .forms import Correction, Rejection
from .shown import card


def _document(actor: Actor, document_id: int) -> documents.DocumentRow:
    if not policies.may_register(actor):
        raise NotHere
    return documents.document(actor, document_id)


def inbox(request: HttpRequest, document_id: int) -> HttpResponse:
    """Every proposal of the document; what was decided stays in its place."""
    document = _document(request.actor, document_id)
    rows = queries.proposals(request.actor, document_id)
    labels = {row.id: row.label for row in rows}
    context = {
        "document": document,
        "items": [{"card": card(row), "parent": labels.get(row.parent)} for row in rows],
        "waiting": sum(row.life == "proposed" and not row.contained for row in rows),
    }
    return render(request, "mandates/inbox.html", context)


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
    return redirect(f"{reverse('mandates:inbox', args=[row.document])}#m{row.id}")


@require_POST
def confirm(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Confirm one proposal as it stands."""
    mandate = policies.access_mandate_to_keep(request.actor, mandate_id)
    actions.confirm(request.actor, mandate)
    row = queries.mandate(request.actor, mandate_id)
    messages.success(request, _("Paragraph %(label)s is confirmed.") % {"label": row.label})
    return _back(row)


def correct(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Correct a proposal and confirm it."""
    mandate = policies.access_mandate_to_keep(request.actor, mandate_id)
    row = queries.mandate(request.actor, mandate_id)
    form = Correction(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.confirm(request.actor, mandate, **form.corrections())
        messages.success(request, _("Paragraph %(label)s is corrected and confirmed.") % {"label": row.label})
        return _back(row)
    return render(request, "mandates/correct.html", {"card": card(row), "form": form})


def reject(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Say why a proposal is no mandate."""
    mandate = policies.access_mandate_to_keep(request.actor, mandate_id)
    row = queries.mandate(request.actor, mandate_id)
    form = Rejection(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.reject(request.actor, mandate, form.cleaned_data["reason"])
        messages.success(request, _("The proposal for paragraph %(label)s is rejected.") % {"label": row.label})
        return _back(row)
    return render(request, "mandates/reject.html", {"card": card(row), "form": form})

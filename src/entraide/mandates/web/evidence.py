"""Evidence: laid under a mandate by one person of the secretariat, validated by another."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.kernel.problems import NotHere

from .. import actions, policies, queries, wording
from .forms import NewEvidence
from .shown import card


def add(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Lay something under a mandate."""
    mandate = policies.access_mandate_to_keep(request.actor, mandate_id)
    form = NewEvidence(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_evidence(request.actor, mandate=mandate, **form.facts())
        messages.success(request, _("The evidence is recorded; a second person must validate it."))
        return redirect("mandates:detail", mandate_id)
    context = {"card": card(queries.mandate(request.actor, mandate_id)), "form": form}
    return render(request, "mandates/add_evidence.html", context)


def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for a second person; one's own is shown, and why one cannot validate it."""
    if not policies.may_register(request.actor):
        raise NotHere
    rows = [
        {
            "evidence": row,
            "kind": wording.evidence_label(row.kind),
            "mandate": queries.mandate(request.actor, row.mandate),
            "verdict": policies.may_be_second(request.actor, row.submitted_by),
        }
        for row in queries.to_validate(request.actor)
    ]
    return render(request, "mandates/evidence.html", {"rows": rows})


@require_POST
def validate(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """Vouch for it."""
    if not policies.may_register(request.actor):
        raise NotHere
    actions.validate_evidence(request.actor, policies.access_evidence(request.actor, evidence_id))
    messages.success(request, _("The evidence is validated and public."))
    return redirect("mandates:evidence")

"""What became of a mandate, on its three axes: the secretariat records it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import actions, policies


@require_POST
def move(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Its own life: endorsed, superseded, elapsed, retired, restored."""
    mandate = policies.access_mandate_to_keep(request.actor, mandate_id)
    actions.move(request.actor, mandate, request.POST.get("verb", ""))
    messages.success(request, _("The state of the recommendation has been recorded."))
    return redirect("mandates:detail", mandate_id)


@require_POST
def response(request: HttpRequest, addressee_id: int) -> HttpResponse:
    """How an addressee responded."""
    addressee = policies.access_addressee_to_keep(request.actor, addressee_id)
    actions.set_response(request.actor, addressee, request.POST.get("verb", ""))
    messages.success(request, _("The response has been recorded."))
    return redirect("mandates:detail", addressee.mandate_id)


@require_POST
def implementation(request: HttpRequest, addressee_id: int) -> HttpResponse:
    """What an addressee has done."""
    addressee = policies.access_addressee_to_keep(request.actor, addressee_id)
    actions.set_implementation(request.actor, addressee, request.POST.get("verb", ""))
    messages.success(request, _("The implementation has been recorded."))
    return redirect("mandates:detail", addressee.mandate_id)
